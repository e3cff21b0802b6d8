"""/help/: what the pages do, in short pages that can be printed one after the other."""

from typing import NamedTuple

from django.http import Http404
from django.shortcuts import render

from orgwork import menu


class Topic(NamedTuple):
    slug: str
    title: str
    about: str
    icon: str


TOPICS = (
    Topic("secretary", "社区书记", "待办、记一笔、党员和组织，手机上怎么用", "building-community"),
    Topic("clerk", "组织部科室和街道", "看谁报了、催报、审核、退回、延期、更正", "clipboard-check"),
    Topic("report", "写工作报告", "取数、台账、核对、定稿、模板", "file-text"),
    Topic("administrator", "系统管理员", "开通账号、导入真实数据、每月要做的事", "settings"),
    Topic("roster", "导入名册", "一张 Excel 从上传到写入，写错了怎么收回", "table-import"),
    Topic("monthly", "填月报", "哪些已经填好，哪些要您填，提交以后", "calendar-stats"),
    Topic("figure", "指标和口径", "一个数怎么来的，怎么点开看记录", "chart-bar"),
    Topic("faq", "常见问题", "打不开、找不到、改不了的时候", "help-circle"),
)
BY_SLUG = {topic.slug: topic for topic in TOPICS}

menu.add("help", "帮助", "help-circle", "/help/", subject="", group=3, order=95)


def index(request):
    """Where each kind of user begins."""
    return render(request, "help/index.html", {"topics": TOPICS, "crumbs": [("帮助", None)]})


def topic(request, slug):
    """One page of help."""
    found = BY_SLUG.get(slug)
    if found is None:
        raise Http404
    context = {"topic": found, "topics": TOPICS, "crumbs": [("帮助", "/help/"), (found.title, None)]}
    return render(request, f"help/{found.slug}.html", context)
