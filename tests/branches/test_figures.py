"""Figures of this app against SQL written by hand: value, records, parts by unit, months."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from branches.enums import ActivityKind, OrgKind, OrgScope, OrgStatus, PartyPost, ServiceKind, ServiceStatus, Standard
from orgwork.accounts.models import Unit
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.models import Param
from orgwork.kit.periods import Period
from tests.factories import (
    ActivityFactory,
    BranchFactory,
    CommunityFactory,
    SeatFactory,
    ServiceFactory,
    UnitFactory,
    make_world,
)

PERIODS = ("2024", "2024-05", "2024H1", "2024-03-10..2024-09-05")
HERE = "NOT is_deleted AND path >= %(top)s AND path < %(top)s || '~' AND "
WITHIN = "date BETWEEN %(start)s AND %(end)s"
SERVICES = "SELECT sum(quantity) FROM branches_servicerecord WHERE " + HERE + WITHIN + " AND kind = "
MEETINGS = "SELECT count(*) FROM branches_activity WHERE " + HERE + WITHIN + " AND kind = "
ORGS = (
    "SELECT count(*) FROM branches_branch WHERE " + HERE + "(founded_on IS NULL OR founded_on <= %(end)s)"
    " AND NOT (status IN ('abolished', 'merged') AND (status_on IS NULL OR status_on <= %(end)s)) AND "
)
HOLDING = "kind IN ('branch', 'joint_branch', 'temp_branch')"
OPEN_UNIT = "unit_id IN (SELECT id FROM accounts_unit WHERE closed_on IS NULL OR closed_on > %(end)s) AND "
PLACES = "SELECT count(*) FROM branches_community WHERE " + HERE + OPEN_UNIT
SETTLED = " AND status IN ('done', 'answered')"
SEATS = (
    " AND 4 = (SELECT count(DISTINCT party_post) FROM branches_committeeseat s WHERE s.branch_id = branches_branch.id AND NOT s.is_deleted"
    " AND party_post IN ('secretary', 'organisation', 'publicity', 'discipline') AND (ends_on IS NULL OR ends_on > %(end)s))"
)
COUNTED = " FROM branches_activity WHERE " + HERE + WITHIN + " AND entitled > 0 AND present IS NOT NULL"
SQL = {
    "branches.organisations": ORGS + "kind <> 'group'",
    "branches.branches": ORGS + HOLDING,
    "branches.committees": ORGS + "kind IN ('committee', 'work_committee')",
    "branches.general_branches": ORGS + "kind = 'general_branch'",
    "branches.groups": ORGS + "kind = 'group'",
    "branches.election_due": ORGS + HOLDING + " AND term_ends_on <= %(end)s::date + 183",
    "branches.committee_full": ORGS + HOLDING + SEATS,
    "branches.part_time": "SELECT count(*) FROM branches_committeeseat WHERE " + HERE + "is_part_time"
    " AND (ends_on IS NULL OR ends_on > %(end)s)",
    "branches.visit_households": SERVICES + "'visit' AND (household_ref = '' OR id IN (SELECT DISTINCT ON (unit_id, household_ref) id"
    " FROM branches_servicerecord WHERE " + HERE + WITHIN + " AND kind = 'visit' ORDER BY unit_id, household_ref, date, id))",
    "branches.opinions_collected": SERVICES + "'opinion'",
    "branches.opinions_rectified": SERVICES + "'opinion'" + SETTLED + " AND solved_on <= %(end)s",
    "branches.opinions_overdue": "SELECT sum(quantity) FROM branches_servicerecord WHERE " + HERE + "kind = 'opinion' AND date <= %(end)s"
    " AND due_on < %(end)s AND NOT (status IN ('done', 'answered') AND (solved_on IS NULL OR solved_on <= %(end)s))",
    "branches.disputes_resolved": SERVICES + "'dispute'" + SETTLED,
    "branches.problems_solved": SERVICES + "'problem'" + SETTLED,
    "branches.good_deeds": SERVICES + "'deed'",
    "branches.cards": SERVICES + "'card'",
    "branches.opinion_forms": SERVICES + "'form'",
    "branches.communities_urban": PLACES + "is_urban",
    "branches.communities_area_ok": PLACES + "is_urban AND office_area_m2 >= 300",
    "branches.daycare_communities": PLACES + "has_daycare AND daycare_opened_on <= %(end)s",
    "branches.communities_passed": PLACES + "is_urban AND standard_status IN ('met', 'excellent')",
    "branches.communities_excellent": PLACES + "is_urban AND standard_status = 'excellent'",
    "branches.general_meetings": MEETINGS + "'general_meeting'",
    "branches.committee_meetings": MEETINGS + "'committee_meeting'",
    "branches.group_meetings": MEETINGS + "'group_meeting'",
    "branches.lectures": MEETINGS + "'lecture'",
    "branches.theme_days": MEETINGS + "'theme_day'",
    "branches.volunteer_activities": MEETINGS + "'volunteering'",
    "branches.volunteer_attendances": MEETINGS.replace("count(*)", "sum(present)") + "'volunteering' AND present IS NOT NULL",
    "branches.joint_meetings": MEETINGS + "'joint_meeting'",
    "branches.joint_activities": MEETINGS + "'joint_activity'",
    "branches.npe_organisations": ORGS + "scope = 'npe' AND kind <> 'group'",
    "branches.office_area": PLACES.replace("count(*)", "sum(office_area_m2)") + "office_area_m2 IS NOT NULL",
    "branches.attended": "SELECT sum(present)" + COUNTED,
    "branches.entitled": "SELECT sum(entitled)" + COUNTED,
}
OF_A_SETTING = ("branches.communities_area_ok",)  # each period asks for the value in force


def day(chance, start=date(2023, 10, 1), days=500):
    return start + timedelta(days=chance.randrange(days))


def maybe(chance, value):
    return value if chance.random() < 0.6 else None


def fill(chance, unit):
    """A community with every kind of thing in it, blanks, ends and deletions included."""
    branches = [
        BranchFactory(
            unit=unit, kind=chance.choice(OrgKind.values), scope=chance.choice(OrgScope.values),
            status=chance.choice(OrgStatus.values), status_on=maybe(chance, day(chance)),
            founded_on=maybe(chance, day(chance)), elected_on=maybe(chance, day(chance, date(2020, 1, 1), 1500)),
            term_years=chance.choice([3, 5]), is_deleted=chance.random() < 0.1,
        )
        for _number in range(5)
    ]  # fmt: skip
    CommunityFactory(
        unit=unit, is_urban=chance.random() < 0.7, office_area_m2=maybe(chance, Decimal(chance.choice(["299.9", "300", "420.5"]))),
        has_daycare=chance.random() < 0.5, daycare_opened_on=maybe(chance, day(chance)), standard_status=chance.choice(Standard.values),
    )  # fmt: skip
    for _number in range(30):
        ServiceFactory(
            unit=unit, kind=chance.choice(ServiceKind.values), date=day(chance), quantity=chance.randint(1, 9),
            status=chance.choice(ServiceStatus.values), solved_on=maybe(chance, day(chance)), due_on=maybe(chance, day(chance)),
            household_ref=chance.choice(["", "3-1-201", "4-2-102"]), is_deleted=chance.random() < 0.1,
        )  # fmt: skip
    for _number in range(15):
        entitled = chance.choice([None, 0, 20])
        ActivityFactory(
            branch=chance.choice(branches), kind=chance.choice(ActivityKind.values), date=day(chance), entitled=entitled,
            present=entitled and chance.choice([None, 0, 15]), is_deleted=chance.random() < 0.1,
        )  # fmt: skip
    for branch in branches:
        for post in (PartyPost.SECRETARY, PartyPost.ORGANISATION, PartyPost.PUBLICITY, PartyPost.DISCIPLINE):
            ends = day(chance, days=900) if chance.random() < 0.2 else None
            SeatFactory(branch=branch, party_post=post, is_part_time=chance.random() < 0.3, ends_on=ends, is_deleted=chance.random() < 0.05)


@pytest.fixture(params=[1, 2])
def district(db, request):
    chance, world = random.Random(request.param), make_world()
    for place in (world.own, world.near, world.far):
        place.community.delete()
        fill(chance, place.unit)
        fill(chance, UnitFactory(parent=place.unit, level="grid", closed_on=maybe(chance, date(2024, 6, 1))))
    return world


def by_hand(key, unit, period):
    with connection.cursor() as cursor:
        cursor.execute(SQL[key], {"top": unit.path, "start": period.start, "end": period.end})
        return cursor.fetchone()[0]


def args(unit, text):
    return {"scope": Scope.whole(), "unit": unit, "period": Period.parse(text)}


def test_every_figure_of_communities_has_its_sql(db):
    models = ("branches.Branch", "branches.Community", "branches.CommitteeSeat", "branches.ServiceRecord", "branches.Activity")
    declared = {f.key for f in figures.all_figures() if f.model_label in models and f.key.startswith("branches.")}
    assert declared - set(SQL) == set()


@pytest.mark.parametrize("key", SQL)
def test_a_value_is_what_sql_by_hand_says(district, key):
    for unit in (district.district, district.street, district.own.unit):
        for text in PERIODS:
            assert figures.value(key, **args(unit, text)) == by_hand(key, unit, Period.parse(text)), text


@pytest.mark.parametrize("key", SQL)
def test_a_value_is_the_aggregate_of_its_records(district, key):
    figure = figures.get(key)
    for text in PERIODS:
        found = list(figures.records(key, **args(district.district, text)))
        added = len(found) if figure.aggregate == "count" else sum(getattr(r, figure.value_field) for r in found) if found else None
        assert figures.value(key, **args(district.district, text)) == added


@pytest.mark.parametrize("key", SQL)
def test_the_parts_by_unit_are_the_values_of_the_units(district, key, django_assert_num_queries):
    for level, units in (("community", ("own", "near", "far")), ("street", ("street", "far_street"))):
        with django_assert_num_queries(2 + (key in OF_A_SETTING)):
            parts = figures.by_unit(key, level=level, **args(district.district, "2024"))
        for name in units:
            unit = getattr(district, name) if level == "street" else getattr(district, name).unit
            assert parts.get(unit.pk) == (figures.value(key, **args(unit, "2024")) or parts.get(unit.pk) and 0)


@pytest.mark.parametrize("key", SQL)
def test_months_are_the_values_of_the_months(district, key, django_assert_num_queries):
    with django_assert_num_queries(1 + 6 * (key in OF_A_SETTING)):
        months = figures.by_month(key, **args(district.district, "2024H1"))
    assert [m.text for m, _value in months] == [f"2024-0{n}" for n in range(1, 7)]
    for month, value in months:
        assert (value or 0) == (figures.value(key, **args(district.district, month.text)) or 0)


@pytest.mark.parametrize(
    ("key", "of", "over"),
    [
        ("branches.community_pass_rate", "branches.communities_passed", "branches.communities_urban"),
        ("branches.community_excellent_rate", "branches.communities_excellent", "branches.communities_urban"),
        ("branches.attend_rate", "branches.attended", "branches.entitled"),
        ("branches.opinion_rate", "branches.opinions_rectified", "branches.opinions_collected"),
    ],
)
def test_a_ratio_is_rounded_half_up_to_one_decimal(district, key, of, over):
    for unit in (district.district, district.own.unit):
        part, whole = (figures.value(k, **args(unit, "2024")) for k in (of, over))
        expected = Decimal((2000 * (part or 0) + whole) // (2 * whole)) / 10 if whole else None
        assert figures.value(key, **args(unit, "2024")) == expected
        assert set(figures.records(key, **args(unit, "2024"))) == set(figures.records(over, **args(unit, "2024")))


def test_a_ratio_over_nothing_has_no_value(db):
    world = make_world()
    assert figures.value("branches.attend_rate", **args(world.own.unit, "1999")) is None


def test_a_sum_over_nothing_is_no_nought(db):
    world = make_world()
    assert figures.value("branches.visit_households", **args(world.own.unit, "1999")) is None
    assert figures.value("branches.branches", **args(world.own.unit, "1999")) == 1


def test_a_standard_holds_from_its_date_on(db):
    """Last year's report keeps last year's standard."""
    world = make_world()
    for place, area in ((world.own, 310), (world.near, 360), (world.far, 250)):
        type(place.community).objects.filter(pk=place.community.pk).update(office_area_m2=area)
    Param.objects.create(key="branches.area_standard", value=350, effective_from=date(2024, 7, 1))
    ok = [figures.value("branches.communities_area_ok", **args(world.district, text)) for text in ("2023", "2024H1", "2024")]
    assert ok == [2, 2, 1]


def test_a_figure_outside_the_scope_is_nothing(district):
    scope = Scope.of([district.own.unit.path])
    for key in SQL:
        found = figures.records(key, scope=scope, unit=district.far.unit, period=Period.parse("2024"))
        assert list(found) == []
    assert Unit.objects.within(scope).filter(pk=district.far.unit.pk).count() == 0
