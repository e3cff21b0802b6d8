"""Code lists of documents and publications (domain/dictionary.md §18–§19)."""

from django.db.models import TextChoices


class Issuer(TextChoices):
    COMMITTEE = "committee", "区委"
    GOVERNMENT = "government", "区政府"
    DEPARTMENT = "department", "部门"
    STREET = "street", "办事处"


class DocumentKind(TextChoices):
    PAPER = "paper", "文件"
    RULE = "rule", "制度"


class DocumentAction(TextChoices):
    KEPT = "kept", "继续有效"
    REVISED = "revised", "修订"
    ABOLISHED = "abolished", "废止"
    LAPSED = "lapsed", "失效"
    CREATED = "created", "新制定"


# What takes a document out of force.
ENDED = (DocumentAction.ABOLISHED, DocumentAction.LAPSED)


class PublicationKind(TextChoices):
    NEWS = "news", "信息"
    ARTICLE = "article", "稿件"
    PAPER = "paper", "论文"
    VIDEO = "video", "视频"


class MediaLevel(TextChoices):
    NATIONAL = "national", "国家"
    PROVINCE = "province", "省"
    CITY = "city", "市"
    DISTRICT = "district", "区"


class Channel(TextChoices):
    PRESS = "press", "报刊"
    TELEVISION = "television", "电视"
    RADIO = "radio", "广播"
    WEBSITE = "website", "网站"
    NEW_MEDIA = "new_media", "新媒体"
