"""The registers of this app, declared; the kit makes their pages and API."""

from django.utils import timezone

from orgwork import menu
from orgwork.kit.registers import Related, View
from orgwork.kit.tables import computed, marks
from orgwork.kit.views.record import RecordViews

from . import (
    filters,
    forms,
    team_views,  # noqa: F401 declared by being read
)
from .enums import HANDLED, OrgStatus, ServiceStatus, Standard
from .models import Activity, Branch, CommitteeSeat, Community, Facility, ServiceRecord, StandardYear


def term_marks(term_ends_on, status):
    found = []
    if term_ends_on and term_ends_on < timezone.localdate():
        found.append(("届满未换届", "bad"))
    if status == OrgStatus.WEAK:
        found.append(("整顿", "warn"))
    return found


class BranchViews(RecordViews):
    key = "branches"
    model = Branch
    measure = "个"
    icon = "sitemap"
    menu_label = "组织"
    menu_order = 20
    form = forms.BranchForm
    filters = filters.BranchFilters
    search_label = "名称、拼音或首字母"
    columns = (
        "name*",
        "parent",
        "unit",
        "kind",
        "scope",
        "secretary",
        "elected_on*",
        "term_ends_on*",
        marks("term", "标记", ["term_ends_on", "status"], term_marks),
    )
    fields = (
        "code",
        "name",
        "short_name",
        "parent",
        "kind",
        "domain",
        "scope",
        "unit",
        "founded_on",
        "elected_on",
        "term_years",
        "term_ends_on",
        "secretary",
        "contact",
        "phone",
        "place_kind",
        "area_desc",
        "approve_no",
        "approve_on",
        "status",
        "remark",
    )
    groups = (
        (
            "基本",
            ("name", "short_name", "code", "unit", "parent", "kind", "domain", "scope", "place_kind", "area_desc"),
        ),
        ("成立与任期", ("founded_on", "approve_no", "approve_on", "elected_on", "term_years", "term_ends_on")),
        ("班子与联系", ("secretary", "contact", "phone")),
        ("状态", ("status", "status_on", "status_doc", "remark")),
    )
    views = (
        View("党支部", "kind=branch"),
        View("联合党支部", "kind=joint_branch"),
        View("社区党组织", "scope=community"),
        View("整顿", "status=weak", bad=True),
    )
    related = (Related("seats", "branch"), Related("members", "branch"), Related("activities", "branch"))
    add_label = "登记党组织"

    def tags(self, record):
        return [(record.get_kind_display(), "info"), *term_marks(record.term_ends_on, record.status)]


class SeatViews(RecordViews):
    key = "seats"
    model = CommitteeSeat
    measure = "名"
    icon = "user-star"
    menu = False
    form = forms.SeatForm
    filters = filters.SeatFilters
    ordering = "rank_no"
    columns = ("name*", "branch", "party_post", "is_part_time", "starts_on*", "ends_on")
    fields = ("branch", "name", "party_post", "is_part_time", "rank_no", "starts_on", "ends_on", "remark")
    groups = (("基本", ("name", "branch", "party_post", "is_part_time", "rank_no", "starts_on", "ends_on", "remark")),)


def standard_marks(status, has_daycare):
    tone = {Standard.EXCELLENT: "ok", Standard.MET: "info"}.get(status, "bad")
    found = [(Standard(status).label, tone)] if status else []
    return [*found, ("日间照料", "")] if has_daycare else found


class CommunityViews(RecordViews):
    key = "communities"
    model = Community
    measure = "个"
    icon = "building-community"
    menu_label = "阵地"
    menu_order = 30
    form = forms.CommunityForm
    filters = filters.CommunityFilters
    ordering = "path"
    search_label = "社区名称"
    columns = (
        "unit",
        "households*",
        "population*",
        "grids",
        "buildings",
        "office_area_m2*",
        "tenure",
        marks("standard", "达标", ["standard_status", "has_daycare"], standard_marks),
        "checked_on*",
    )
    fields = (
        "unit",
        "households",
        "population",
        "grids",
        "buildings",
        "area_km2",
        "staff",
        "one_shoulder",
        "office_area_m2",
        "tenure",
        "has_daycare",
        "daycare_opened_on",
        "standard_status",
        "checked_on",
        "score",
        "is_urban",
        "converted_village",
        "remark",
    )
    groups = (
        (
            "基本",
            ("unit", "households", "population", "grids", "buildings", "area_km2", "is_urban", "converted_village"),
        ),
        ("班子与阵地", ("staff", "one_shoulder", "office_area_m2", "tenure", "has_daycare", "daycare_opened_on")),
        ("达标创优", ("standard_status", "checked_on", "score", "remark")),
    )
    views = (
        View("达标", "standard_status=met"),
        View("优秀", "standard_status=excellent"),
        View("未达标", "standard_status=below", bad=True),
    )
    related = (Related("facilities", "community"), Related("standards", "community"))
    add_label = "登记社区档案"

    def tags(self, record):
        return standard_marks(record.standard_status, record.has_daycare)


class FacilityViews(RecordViews):
    key = "facilities"
    model = Facility
    measure = "间"
    icon = "door"
    menu = False
    form = forms.FacilityForm
    filters = filters.FacilityFilters
    ordering = "code"
    columns = ("code*", "community__unit", "present", "area*")
    fields = ("community__unit", "code", "present", "area", "remark")
    groups = (("基本", ("community", "code", "present", "area", "remark")),)


class StandardViews(RecordViews):
    key = "standards"
    model = StandardYear
    measure = "条"
    icon = "certificate"
    menu = False
    form = forms.StandardForm
    filters = filters.StandardFilters
    ordering = "-year"
    columns = ("year*", "community__unit", "status", "score*", "checked_on*")
    fields = ("community__unit", "year", "status", "score", "checked_on", "remark")
    groups = (("基本", ("community", "year", "status", "score", "checked_on", "remark")),)


def handled(kind, status):
    """How far it has come; a visit or a leaflet is not something to be handled."""
    return ServiceStatus(status).label if kind in HANDLED else ""


class ServiceViews(RecordViews):
    key = "services"
    model = ServiceRecord
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
        "solved_on",
        "text",
        "remark",
    )
    groups = (
        ("记一笔", ("kind", "date", "unit", "branch", "quantity", "text")),
        ("办理", ("category", "status", "solved_on")),
        ("更多", ("household_ref", "persons", "campaign", "remark")),
    )
    views = (
        View("走访", "kind=visit"),
        View("意见", "kind=opinion"),
        View("纠纷", "kind=dispute"),
        View("困难", "kind=problem"),
        View("实事", "kind=deed"),
    )
    add_label = "记一笔"
    empty_text = "还没有服务记录。记一次走访，月报会自动计入。"
    quick = (
        ("走访", "walk", "?kind=visit"),
        ("意见", "message-circle", "?kind=opinion"),
        ("困难", "heart-handshake", "?kind=problem"),
    )


menu.add("quick", "记一笔", "pencil-plus", "/services/new/", subject="services:create", phone=True, order=12)


class ActivityViews(RecordViews):
    key = "activities"
    model = Activity
    measure = "次"
    icon = "calendar-event"
    menu_label = "活动"
    menu_order = 6
    quick = (("会议", "users-group", ""),)
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
