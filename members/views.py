"""The register of members, declared; the kit makes its pages and API (ARCHITECTURE.md, What a register takes)."""

from django.utils import timezone

from orgwork.kit.registers import View
from orgwork.kit.tables import computed, marks
from orgwork.kit.views.record import RecordViews

from .enums import ManageClass, MemberType
from .filters import MemberFilters
from .forms import MemberForm
from .models import Member


def age(birth):
    """Full years today; "" while the birth is unknown."""
    if birth is None:
        return ""
    today = timezone.localdate()
    return str(today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day)))


def flags(manage_class, floating, lost, id_card_mask):
    found = []
    if manage_class == ManageClass.INSERVICE:
        found.append(("在职报到", "info"))
    if floating:
        found.append(("流动", "warn"))
    if lost:
        found.append(("失联", "bad"))
    if not id_card_mask:
        found.append(("身份证号待补", "warn"))
    return found


class MemberViews(RecordViews):
    key = "members"
    model = Member
    measure = "名"
    icon = "users"
    phone = True
    menu_order = 10
    form = MemberForm
    filters = MemberFilters
    columns = (
        "name*",
        "sex",
        computed("age", "年龄", ["birth"], age, numeric=True),
        "branch",
        "group",
        "member_type",
        "joined_on*",
        "edu",
        marks("flags", "标记", ["manage_class", "floating", "lost", "id_card_mask"], flags),
    )
    fields = (
        "branch",
        "group",
        "name",
        "sex",
        "nation",
        "birth",
        "id_card",
        "native_place",
        "edu",
        "school_major",
        "work_on",
        "joined_on",
        "formal_on",
        "member_type",
        "party_post",
        "unit_post",
        "job_type",
        "address",
        "mobile",
        "manage_class",
        "party_status",
        "floating",
        "lost",
        "remark",
    )
    groups = (
        ("基本", ("name", "sex", "nation", "birth", "id_card", "native_place", "edu", "degree", "school_major")),
        (
            "党内情况",
            ("branch", "group", "member_type", "joined_on", "formal_on", "party_post", "party_status", "manage_class"),
        ),
        ("工作与联系", ("job_type", "unit_post", "work_on", "mobile", "tel", "address", "huji")),
        (
            "管理",
            (
                "floating",
                "lost",
                "lost_on",
                "lost_reason",
                "new_stratum",
                "migrant",
                "veteran",
                "hardship",
                "dues_base",
                "dues_paid_to",
            ),
        ),
        ("进出", ("in_on", "in_kind", "out_on", "out_kind", "out_doc", "remark")),
    )
    views = (
        View("预备党员", "member_type=probationary"),
        View("流动", "floating=true"),
        View("在职报到", "manage_class=inservice"),
        View("75 岁以上", "older=75"),
        View("失联", "lost=true", bad=True),
    )
    empty_text = "还没有登记党员。"

    def tags(self, record):
        tone = "ok" if record.member_type == MemberType.FORMAL else "warn"
        return [
            (record.get_member_type_display(), tone),
            *flags(record.manage_class, record.floating, record.lost, record.id_card_mask),
        ]
