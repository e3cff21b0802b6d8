"""The registers of volunteers' teams and of those who take part, declared."""

from orgwork.kit.registers import Related, View
from orgwork.kit.tables import computed, marks
from orgwork.kit.views.record import RecordViews

from . import team_filters as filters
from . import team_forms as forms
from .models import ColocatedUnit, SocialOrg, TeamLink, VolunteerTeam
from .team_enums import TeamStatus


def team_marks(status, featured):
    found = [] if status == TeamStatus.ACTIVE else [(TeamStatus(status).label, "lock")]
    return [*found, ("点名", "info")] if featured else found


class TeamViews(RecordViews):
    key = "teams"
    model = VolunteerTeam
    measure = "支"
    icon = "heart-handshake"
    menu = False
    menu_order = 34
    form = forms.TeamForm
    filters = filters.TeamFilters
    search_label = "名称、拼音或首字母"
    columns = (
        "name*",
        "unit",
        "leader",
        "founded_on*",
        "size*",
        marks("state", "标记", ["status", "featured"], team_marks),
    )
    fields = (
        "name",
        "unit",
        "leader",
        "founded_on",
        "size",
        "status",
        "ended_on",
        "featured",
        "featured_order",
        "remark",
    )
    groups = (
        ("基本", ("name", "unit", "leader", "founded_on", "size", "status", "ended_on")),
        ("报告", ("featured", "featured_order", "remark")),
    )
    views = (View("在册", "status=active"), View("点名", "featured=true"))
    related = (Related("teamlinks", "team"),)
    add_label = "登记队伍"
    empty_text = "还没有志愿服务组织。"

    def tags(self, record):
        return team_marks(record.status, record.featured)


class ColocatedViews(RecordViews):
    key = "colocated"
    model = ColocatedUnit
    measure = "家"
    icon = "building"
    menu = False
    menu_order = 36
    form = forms.ColocatedForm
    filters = filters.ColocatedFilters
    search_label = "名称、拼音或首字母"
    columns = ("name*", "unit", "nature", "has_party_org", "contact", "phone", "joined_committee", "joined_on*")
    fields = (
        "name",
        "unit",
        "nature",
        "uscc",
        "has_party_org",
        "contact",
        "phone",
        "resources",
        "joined_committee",
        "joined_on",
        "pairing",
        "remark",
    )
    groups = (
        ("基本", ("name", "unit", "nature", "uscc", "has_party_org", "contact", "phone")),
        ("共建", ("joined_committee", "joined_on", "pairing", "resources", "remark")),
    )
    views = (View("加入大党委", "joined_committee=true"), View("有党组织", "has_party_org=true"))
    related = (Related("teamlinks", "colocated", label="参加的队伍"),)
    add_label = "登记驻区单位"
    empty_text = "还没有驻区单位。"


class SocialOrgViews(RecordViews):
    key = "socialorgs"
    model = SocialOrg
    measure = "家"
    icon = "users-group"
    menu = False
    form = forms.SocialOrgForm
    filters = filters.SocialOrgFilters
    search_label = "名称、拼音或首字母"
    columns = ("name*", "unit", "kind", "reg_no", "star*")
    fields = ("name", "unit", "kind", "reg_no", "star", "remark")
    groups = (("基本", ("name", "unit", "kind", "reg_no", "star", "remark")),)
    related = (Related("teamlinks", "social", label="参加的队伍"),)
    add_label = "登记社会组织"
    empty_text = "还没有社会组织。"


def partner(unit, social):
    return unit or social or ""


class TeamLinkViews(RecordViews):
    key = "teamlinks"
    model = TeamLink
    measure = "家"
    icon = "link"
    menu = False
    form = forms.TeamLinkForm
    filters = filters.TeamLinkFilters
    ordering = "since"
    search_label = "队伍或参与单位"
    columns = (computed("partner", "参与单位", ["colocated__name", "social__name"], partner), "team", "since*")
    fields = ("team", "colocated", "social", "since", "remark")
    groups = (("基本", ("team", "colocated", "social", "since", "remark")),)
    add_label = "登记参与单位"
    empty_text = "还没有参与单位。"
