"""The register of units, and what can be done to one: close it, merge it into another."""

from orgwork.accounts.models import Unit
from orgwork.kit.registers import View
from orgwork.kit.tables import marks
from orgwork.kit.views.record import RecordViews

from .endings import CloseView, MergeView
from .filters import UnitFilters
from .forms import UnitForm


def closed_marks(closed_on, merged_into):
    if not closed_on:
        return []
    return [("已并入其他单位" if merged_into else "已撤销", "lock")]


class UnitViews(RecordViews):
    key = "units"
    model = Unit
    measure = "个"
    icon = "hierarchy-2"
    group = "units"
    menu = False
    menu_order = 70
    form = UnitForm
    filters = UnitFilters
    ordering = "path"
    search_label = "单位名称、拼音或首字母"
    columns = (
        "name*",
        "code*",
        "level",
        "parent",
        "opened_on",
        marks("state", "状态", ["closed_on", "merged_into"], closed_marks),
    )
    fields = ("code", "name", "short_name", "level", "parent", "opened_on", "closed_on", "remark")
    groups = (("基本", ("code", "name", "short_name", "level", "parent", "opened_on", "closed_on", "remark")),)
    views = (View("街道", "level=street"), View("社区", "level=community"), View("网格", "level=grid"))

    def more_pages(self):
        return [("<uuid:pk>/close/", CloseView, "close"), ("<uuid:pk>/merge/", MergeView, "merge")]

    def more_actions(self, record, may):
        if record.closed_on or not may("change") or record.parent_id is None:
            return []
        url = self.url(record)
        return [
            {"label": "并入", "url": f"{url}merge/", "icon": "git-merge", "primary": False},
            {"label": "撤销", "url": f"{url}close/", "icon": "ban", "primary": False},
        ]

    def tags(self, record):
        return [(record.get_level_display(), "info"), *closed_marks(record.closed_on, record.merged_into_id)]
