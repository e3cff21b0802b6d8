"""What a report may say of all communities, branches and opinions: the sentences with 均, 全部, 都 that the portal can test."""

from collections import defaultdict

from django.db.models import Count, Q
from django.utils import timezone

from orgwork.workreports.judging.claims import as_figure, claim

from . import queries
from .enums import FacilityKind
from .models import Facility

URBAN = {"base": "branches.communities_urban", "noun": "城市社区", "measure": "个"}
NAMED = 3


def called(branch):
    """第二网格支部 stands in many communities."""
    name = str(branch)
    return name if branch.unit.name in name else f"{branch.unit.name}{name}"


BRANCH = {"base": "branches.branches", "noun": "党支部", "measure": "个", "named": called}


@claim(
    "branches.office_area",
    subject="办公用房|办公面积|用房面积",
    unless="日间照料",
    limit="branches.area_standard",
    limit_unit="㎡",
    value="office_area_m2",
    slot="办公用房达标社区数",
    honest="{whole}个城市社区中，{ok}个办公用房达到{limit}㎡以上",
    least="{whole}个城市社区办公用房均达到{limit}㎡以上",
    **URBAN,
)
def office_area(rows, period, limit):
    return rows.filter(office_area_m2__gte=limit)


def missing_rooms(communities, period):
    """缺议事室、健身室: what the checklist of each community lacks, by one statement."""
    have = defaultdict(set)
    rooms = Facility.objects.filter(community__in=communities, present=True)
    for community, code in rooms.values_list("community_id", "code"):
        have[community].add(code)
    return [lacking(have[community.pk]) for community in communities]


def lacking(have):
    rooms = [kind.label for kind in FacilityKind if kind not in have]
    return f"缺{'、'.join(rooms[:NAMED])}" + (f"等{len(rooms)}项" if len(rooms) > NAMED else "")


@claim(
    "branches.rooms",
    subject="十九室|功能室|一厅一站",
    tell=missing_rooms,
    honest="{whole}个城市社区中，{ok}个“十九室一厅一站”配备齐全",
    but="没有配齐",
    **URBAN,
)
def rooms(rows, period, limit):
    present = Q(facilities__is_deleted=False, facilities__present=True)
    full = rows.model.objects.annotate(have=Count("facilities__code", filter=present, distinct=True))
    return rows.filter(pk__in=full.filter(have=len(FacilityKind)).values("pk"))


@claim(
    "branches.daycare",
    subject="日间照料",
    tell=lambda communities, period: ["" for _community in communities],
    honest="{whole}个城市社区中，{ok}个建成了养老日间照料中心",
    but="没有建成",
    counted=False,
    **URBAN,
)
def daycare(rows, period, limit):
    return as_figure("branches.daycare_communities")(rows, period, limit)


@claim(
    "branches.standard",
    subject="社区[^，。；]{0,8}达标|达标率",
    unless="办公用房|用房面积|日间照料",
    tell=lambda communities, period: [community.get_standard_status_display() for community in communities],
    honest="{whole}个城市社区中，{ok}个达标",
    but="没有达标",
    **URBAN,
)
def standard(rows, period, limit):
    return queries.passed(rows)


@claim(
    "branches.committees",
    subject="班子[^，。；]{0,6}(?:配齐|配强|齐全|健全)|(?:配齐|配强)[^，。；]{0,6}班子",
    tell=lambda branches, period: ["" for _branch in branches],
    honest="{whole}个党支部中，{ok}个班子配备齐全",
    but="没有配齐",
    **BRANCH,
)
def committees(rows, period, limit):
    return as_figure("branches.committee_full")(rows, period, limit)


@claim(
    "branches.elections",
    subject="换届",
    tell=lambda branches, period: [f"{branch.term_ends_on}届满" for branch in branches],
    honest="{whole}个党支部中，{ok}个按期换届",
    but="没有按期换届",
    **BRANCH,
)
def elections(rows, period, limit):
    return rows.exclude(term_ends_on__lt=min(period.end, timezone.localdate()))


@claim(
    "branches.opinions",
    subject="意见[^。；]{0,14}(?:整改|办结|落实|反馈|销号|解决)|(?:整改|办结|落实)[^，。；]{0,8}意见",
    unless="整顿|后进",
    base="branches.opinions_collected",
    noun="意见建议",
    measure="条",
    amount="quantity",
    rule="campaign",
    grouped=True,
    honest="征集意见建议{whole}条，已经整改落实{ok}条",
    but="还没有办结",
    counted=False,
)
def opinions(rows, period, limit):
    return as_figure("branches.opinions_rectified")(rows, period, limit)
