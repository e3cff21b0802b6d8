"""Figures of members against SQL written by hand."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from members.enums import ManageClass, MemberType, PartyStatus
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.periods import Period
from tests.factories import MemberFactory, make_world

HERE = "SELECT count(*) FROM members_member WHERE NOT is_deleted AND path >= %(top)s AND path < %(top)s || '~' AND "
ROLL = HERE + "party_status = 'normal' AND (in_on IS NULL OR in_on <= %(end)s) AND (out_on IS NULL OR out_on > %(end)s)"
SQL = {
    "members.active": ROLL,
    "members.formal": ROLL + " AND member_type = 'formal'",
    "members.probationary": ROLL + " AND member_type = 'probationary'",
    "members.female": ROLL + " AND sex = '2'",
    "members.floating_out": ROLL + " AND manage_class = 'floating_out'",
    "members.floating_in": ROLL + " AND manage_class = 'floating_in'",
    "members.inservice": ROLL + " AND manage_class = 'inservice'",
    "members.joined": HERE + "in_on BETWEEN %(start)s AND %(end)s",
    "members.left": HERE + "out_on BETWEEN %(start)s AND %(end)s",
}


@pytest.fixture
def district(db):
    chance, world = random.Random(3), make_world()
    for place in (world.own, world.near, world.far):
        for _number in range(40):
            joined = chance.choice([None, date(2023, 6, 1) + timedelta(days=chance.randrange(600))])
            MemberFactory(
                branch=place.branch, sex=chance.choice("12"), member_type=chance.choice(MemberType.values), in_on=joined,
                out_on=chance.choice([None, None, (joined or date(2024, 1, 1)) + timedelta(days=chance.randrange(300))]),
                party_status=chance.choice(["normal", "normal", "normal", *PartyStatus.values]),
                manage_class=chance.choice(ManageClass.values), is_deleted=chance.random() < 0.1,
            )  # fmt: skip
    return world


def args(unit, text):
    return {"scope": Scope.whole(), "unit": unit, "period": Period.parse(text)}


def by_hand(key, unit, period):
    with connection.cursor() as cursor:
        cursor.execute(SQL[key], {"top": unit.path, "start": period.start, "end": period.end})
        return cursor.fetchone()[0]


def test_every_figure_of_members_has_its_sql(db):
    declared = {f.key for f in figures.all_figures() if f.model_label == "members.Member"}
    assert declared == set(SQL)


@pytest.mark.parametrize("key", SQL)
def test_a_value_is_what_sql_by_hand_says(district, key):
    for unit in (district.district, district.far_street, district.own.unit):
        for text in ("2023", "2024", "2024-05", "2024-03-10..2024-09-05"):
            found = figures.value(key, **args(unit, text))
            assert found == by_hand(key, unit, Period.parse(text)) == figures.records(key, **args(unit, text)).count()


def test_formal_and_probationary_are_all(district):
    values = [figures.value(f"members.{name}", **args(district.district, "2024")) for name in ("active", "formal", "probationary")]
    assert values[0] == values[1] + values[2] > 0


def test_the_share_of_women_is_a_ratio_of_sums(district):
    women, all_members = (figures.value(k, **args(district.district, "2024")) for k in ("members.female", "members.active"))
    expected = Decimal((2000 * women + all_members) // (2 * all_members)) / 10
    assert figures.value("members.female_rate", **args(district.district, "2024")) == expected
