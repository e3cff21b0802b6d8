"""The register of meetings and activities, declared."""

from orgwork.kit.registers import View
from orgwork.kit.views.record import RecordViews

from . import filters, forms, photo_pages
from .models import Activity, ActivityPhoto


class ActivityViews(photo_pages.PhotoPages, RecordViews):
    key = "activities"
    model = Activity
    photo = ActivityPhoto
    photo_of = "activity"
    measure = "次"
    icon = "calendar-event"
    menu_label = "活动"
    menu_order = 6
    quick = (("会议", "users-group", "/quick/?kind=activity"), ("更多", "dots", "/quick/"))
    form = forms.ActivityForm
    filters = filters.ActivityFilters
    ordering = "-date"
    search_label = "主题或党组织"
    columns = ("title", "date*", "kind", "branch", "group", "entitled*", "present*", "host")
    fields = (
        "kind",
        "title",
        "date",
        "minutes",
        "location",
        "branch",
        "group",
        "host",
        "recorder",
        "lecturer",
        "entitled",
        "present",
        "agenda",
        "decision",
        "remark",
    )
    groups = (
        ("基本", ("kind", "title", "date", "branch", "group", "entitled", "present")),
        ("经过", ("minutes", "location", "host", "recorder", "lecturer", "agenda", "decision", "remark")),
    )
    views = (
        View("党员大会", "kind=general_meeting"),
        View("支委会", "kind=committee_meeting"),
        View("党小组会", "kind=group_meeting"),
        View("党课", "kind=lecture"),
        View("主题党日", "kind=theme_day"),
    )
    add_label = "登记活动"
    empty_text = "还没有活动记录。登记一次三会一课，月报会自动计入。"
