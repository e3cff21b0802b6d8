"""The register of service to residents, declared: what was done, and how far what people brought forward has come."""

from django.utils import timezone

from orgwork import menu
from orgwork.kit.registers import View
from orgwork.kit.tables import computed, marks
from orgwork.kit.views.record import RecordViews

from . import filters, forms, photo_pages, service_pages
from .enums import HANDLED, OPEN, ServiceStatus
from .handling_rules import days_over
from .models import ServicePhoto, ServiceRecord


def handled(kind, status):
    """How far it has come; a visit or a leaflet is not something to be handled."""
    return ServiceStatus(status).label if kind in HANDLED else ""


def due_marks(kind, status, due_on):
    """The day by which an open matter is to be solved; how many days it is over."""
    if kind not in HANDLED or status not in OPEN or not due_on:
        return []
    over = days_over(due_on)
    if over:
        return [(f"超期 {over} 天", "bad")]
    return [("今天到期", "warn")] if due_on == timezone.localdate() else [(f"{due_on:%m-%d} 前", "")]


class ServiceViews(photo_pages.PhotoPages, RecordViews):
    key = "services"
    model = ServiceRecord
    photo = ServicePhoto
    photo_of = "service"
    measure = "条"
    icon = "notebook"
    menu_label = "记录"
    phone = True
    menu_order = 5
    form = forms.ServiceForm
    filters = filters.ServiceFilters
    ordering = "-date"
    search_label = "内容、分类或参加人员"
    columns = (
        "date*",
        "kind",
        "unit",
        "quantity*",
        "text",
        "category",
        computed("handled", "办理状态", ["kind", "status"], handled),
        "owner",
        marks("due", "期限", ["kind", "status", "due_on"], due_marks),
        "solved_on*",
    )
    fields = (
        "kind",
        "date",
        "unit",
        "branch",
        "persons",
        "quantity",
        "household_ref",
        "category",
        "campaign",
        "status",
        "way",
        "classified_on",
        "owner",
        "assigned_on",
        "due_on",
        "solved_on",
        "result",
        "answered_on",
        "satisfied",
        "text",
        "remark",
    )
    groups = (
        ("记一笔", ("kind", "date", "unit", "branch", "quantity", "text")),
        (
            "办理",
            ("category", "status", "way", "owner", "due_on", "solved_on", "result", "answered_on", "satisfied"),
        ),
        ("更多", ("household_ref", "persons", "campaign", "remark")),
    )
    views = (
        View("走访", "kind=visit"),
        View("意见", "kind=opinion"),
        View("纠纷", "kind=dispute"),
        View("困难", "kind=problem"),
        View("实事", "kind=deed"),
        View("待办理", "todo=open"),
        View("超期", "todo=overdue", bad=True),
        View("待反馈", "todo=answer"),
    )
    add_label = "登记服务记录"
    empty_text = "还没有服务记录。记一次走访，月报会自动计入。"
    quick = (("走访", "walk", "/quick/?kind=visit"), ("意见", "message-circle", "/quick/?kind=opinion"))
    pages = {"": service_pages.ServiceList, "detail": service_pages.ServiceDetail, "tab": service_pages.ServiceDetail}

    def more_pages(self):
        return [*super().more_pages(), ("<uuid:pk>/step/", service_pages.StepView, "step")]


menu.add("quick", "记一笔", "pencil-plus", "/quick/", subject="services:create", phone=True, order=12)
