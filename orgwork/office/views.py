"""The registers of the department's office, declared; the kit makes their pages and API."""

from orgwork.kit.registers import View
from orgwork.kit.tables import marks
from orgwork.kit.views.record import RecordViews

from . import filters, forms
from .enums import ENDED, DocumentAction
from .models import Document, Publication


def document_marks(action, featured):
    tone = "lock" if action in ENDED else "ok" if action == DocumentAction.CREATED else "info"
    found = [(DocumentAction(action).label, tone)]
    return [*found, ("点名", "")] if featured else found


class DocumentViews(RecordViews):
    key = "documents"
    model = Document
    group = "office"
    measure = "份"
    icon = "files"
    menu = False
    menu_order = 62
    form = forms.DocumentForm
    filters = filters.DocumentFilters
    ordering = "-action_on"
    search_label = "文件名称或文号"
    columns = (
        "title*",
        "doc_no",
        "issuer",
        "kind",
        "action_on*",
        marks("result", "清理结果", ["action", "featured"], document_marks),
        "action_doc",
    )
    fields = (
        "title",
        "doc_no",
        "issuer",
        "issued_on",
        "kind",
        "unit",
        "action",
        "action_on",
        "action_doc",
        "campaign",
        "replaced_by",
        "reason_text",
        "featured",
        "featured_order",
        "remark",
    )
    groups = (
        ("文件", ("title", "doc_no", "issuer", "issued_on", "kind", "unit")),
        ("清理", ("action", "action_on", "action_doc", "campaign", "replaced_by", "reason_text")),
        ("报告", ("featured", "featured_order", "remark")),
    )
    views = (
        View("废止", "action=abolished"),
        View("失效", "action=lapsed"),
        View("修订", "action=revised"),
        View("新制定", "action=created"),
    )
    add_label = "登记文件"
    empty_text = "还没有文件清理记录。"

    def tags(self, record):
        return document_marks(record.action, record.featured)


class PublicationViews(RecordViews):
    key = "publications"
    model = Publication
    group = "office"
    measure = "篇"
    icon = "news"
    menu = False
    menu_order = 64
    form = forms.PublicationForm
    filters = filters.PublicationFilters
    ordering = "-published_on"
    search_label = "题目、作者或媒体"
    columns = ("title*", "published_on*", "media", "media_level", "channel", "kind", "author", "unit")
    fields = (
        "title",
        "author",
        "unit",
        "kind",
        "media",
        "media_level",
        "channel",
        "published_on",
        "location",
        "campaign",
        "remark",
    )
    groups = (
        ("刊发", ("title", "published_on", "media", "media_level", "channel", "kind", "author", "unit")),
        ("更多", ("location", "campaign", "remark")),
    )
    views = (
        View("国家级", "media_level=national"),
        View("省级", "media_level=province"),
        View("市级", "media_level=city"),
        View("区级", "media_level=district"),
    )
    add_label = "登记刊发"
    empty_text = "还没有刊发记录。"
