"""Figures of documents and publications (indicators.md 1 rows 10–12 and 48)."""

from orgwork.kit import params
from orgwork.kit.figures import figure

from . import queries
from .enums import ENDED, DocumentAction, DocumentKind

params.declare(
    "office.national_media",
    label="省市刊发篇数也计国家级媒体",
    default=0,
    source="本区口径（可改）",
    switch=True,
)

CLEARED = {"model": "office.Document", "register": "documents", "aggregate": "count", "period_rule": "campaign"}


@figure(
    "office.docs_abolished",
    name="废止文件",
    measure="份",
    definition="期间内废止或宣布失效的文件和制度，一份文件只算一次。",
    **CLEARED,
)
def docs_abolished(rows, period):
    return queries.cleared(rows, ENDED, period)


@figure(
    "office.rules_revised",
    name="修订制度",
    measure="项",
    definition="期间内修订的制度，一项制度只算一次。",
    **CLEARED,
)
def rules_revised(rows, period):
    return queries.cleared(rows, [DocumentAction.REVISED], period, kind=DocumentKind.RULE)


@figure(
    "office.rules_created",
    name="新建制度",
    measure="项",
    definition="期间内新制定的制度，一项制度只算一次。",
    **CLEARED,
)
def rules_created(rows, period):
    return queries.cleared(rows, [DocumentAction.CREATED], period, kind=DocumentKind.RULE)


@figure(
    "office.publications",
    name="省市媒体刊发",
    measure="篇",
    model="office.Publication",
    register="publications",
    aggregate="count",
    period_rule="year",
    definition="期间内省级、市级媒体刊发的稿件，一家媒体算一篇；国家级媒体是否计入由设置项定。",
)
def publications(rows, period):
    return _published(rows, period)


@figure(
    "office.publication_titles",
    name="省市媒体刊发的不同稿件",
    measure="篇",
    model="office.Publication",
    register="publications",
    aggregate="distinct",
    value_field="title",
    period_rule="year",
    definition="同“省市媒体刊发”，同一题目在几家媒体刊发只算一篇。",
)
def publication_titles(rows, period):
    return _published(rows, period)


def _published(rows, period):
    return queries.published(rows, period, national=bool(params.value("office.national_media", period.end)))
