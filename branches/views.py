"""The registers of this app, declared; the kit makes their pages and API."""

from django.utils import timezone

from orgwork.kit.registers import Related, View
from orgwork.kit.tables import marks
from orgwork.kit.views.record import RecordViews

from . import (
    activity_views,  # noqa: F401 declared by being read
    filters,
    forms,
    service_views,  # noqa: F401
    team_views,  # noqa: F401
)
from .enums import OrgStatus, Standard
from .models import Branch, CommitteeSeat, Community, Facility, StandardYear
from .quick import declared  # noqa: F401


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
