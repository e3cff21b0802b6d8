"""Fillers × minutes × 12 months: what an item costs, and the whole form."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.kit import params
from orgwork.kit.models import Param
from orgwork.monthly.formdef import board, cost, preview
from orgwork.monthly.formdef.versions import items_of
from orgwork.monthly.models import FormItem
from tests.factories import UnitFactory

from .conftest import AUGUST

MINUTES = st.decimals(0, 240, places=1)
COUNTS = st.integers(0, 3000)


@given(MINUTES, COUNTS)
def test_hours_are_fillers_times_minutes_times_twelve(minutes, count):
    assert Fraction(cost.hours(minutes, count)) == Fraction(minutes) * count * 12 / 60


@given(st.lists(st.tuples(MINUTES, st.sets(st.sampled_from(["community", "street", "grid"]))), max_size=70),
       st.fixed_dictionaries({"community": COUNTS, "street": COUNTS}))
def test_the_whole_is_the_sum_of_its_items_before_it_is_rounded(items, counts):
    found = cost.of_items([FormItem(minutes=minutes, levels=sorted(levels)) for minutes, levels in items], counts)
    expected = sum(Fraction(minutes) * sum(counts.get(level, 0) for level in levels) * 12 / 60 for minutes, levels in items)
    assert Fraction(cost.total_hours(found)) == expected


@given(st.decimals(0, 100000, places=4))
def test_what_is_shown_is_within_half_a_tenth(amount):
    shown = Decimal(cost.shown(amount))
    assert abs(shown - amount) <= Decimal("0.05")
    assert "E" not in cost.shown(amount)


@pytest.mark.parametrize(("amount", "said"), [("0.05", "0.1"), ("0.04", "0"), ("100", "100"), ("20.25", "20.3"), ("3.0", "3")])
def test_hours_are_rounded_half_up(amount, said):
    assert cost.shown(Decimal(amount)) == said


def test_a_month_of_one_secretary_is_the_minutes_of_what_she_is_asked():
    items = [FormItem(minutes=Decimal("1.5"), levels=["community"]), FormItem(minutes=Decimal(2), levels=["community", "street"])]
    assert (cost.minutes_of(items, "community"), cost.minutes_of(items, "street"), cost.minutes_of(items, "grid")) == (
        Decimal("3.5"), Decimal(2), Decimal(0),
    )  # fmt: skip


@pytest.mark.parametrize(("item", "way"), [
    ({}, "number"), ({"figure": "members.active"}, "auto"), ({"usual": "rare"}, "bulk"), ({"usual": "stable"}, "bulk"),
    ({"kind": "choice"}, "choice"), ({"kind": "text"}, "text"), ({"kind": "file"}, "file"),
])  # fmt: skip
def test_how_a_cell_is_filled(item, way):
    assert cost.way_of(FormItem(**item)) == way


def test_minutes_are_settings_with_an_effective_date(db):
    assert {key for key in params.declared() if key.startswith("monthly.minutes_")} == {f"monthly.minutes_{way}" for way in cost.WAYS}
    Param.objects.create(key="monthly.minutes_number", value=Decimal("2.5"), effective_from=date(2024, 8, 1))
    found = [cost.usual_minutes(FormItem(), on) for on in (date(2024, 7, 31), AUGUST)]
    assert found == [Decimal(1), Decimal("2.5")]


def test_fillers_are_the_units_that_stand(world):
    assert cost.fillers(AUGUST) == {"district": 1, "street": 2, "community": 3}
    UnitFactory(parent=world.street, name="新社区", opened_on=date(2024, 9, 1))
    world.near.unit.closed_on = AUGUST
    world.near.unit.save()
    assert (cost.fillers(AUGUST)["community"], cost.fillers(date(2024, 9, 1))["community"]) == (2, 3)


def test_the_form_that_comes_with_the_portal_is_light(db):
    """Sixty numbers and three texts that nobody must write: under half an hour a month, half of it the texts."""
    items = items_of(AUGUST)
    assert cost.minutes_of(items, "community") == Decimal("30.2")
    assert cost.minutes_of([i for i in items if i.required], "community") == Decimal("15.2")
    typed = [i.code for i in items if cost.way_of(i) == "number"]
    assert typed == ["m_dues", "m_npe_visits", "m_petitions", "m_petitions_done"]


def test_a_preview_says_before_and_after(world):
    item = FormItem(name="走访商户", minutes=2, levels=["community"], active_from=AUGUST)
    seen = preview.of(item, items_of(AUGUST))
    assert (seen.count, seen.hours, seen.after - seen.before) == (3, Decimal("1.2"), Decimal("1.2"))
    [care] = [i for i in items_of(AUGUST) if i.code == "m_care"]
    others = [i for i in items_of(AUGUST) if i.code != "m_care"]
    heavier = FormItem(name=care.name, minutes=care.minutes + 5, levels=care.levels, active_from=AUGUST)
    again = preview.of(heavier, others, row=care)
    assert (again.before, again.after - again.before) == (seen.before, Decimal(3))


def test_the_table_is_ordered_as_asked(world):
    costs = cost.of_items(items_of(AUGUST), {"community": 3})

    def names(sort):
        return [row["item"].name for row in board.cost_rows(costs, sort)]

    assert names("")[:3] == names("-hours")[:3] == names("-nonsense")[:3] == ["工作亮点", "存在问题", "下月打算"]
    assert names("minutes") == [c.item.name for c in sorted(costs, key=lambda c: c.item.minutes)]
    assert names("group") == [c.item.name for c in sorted(costs, key=lambda c: c.item.group)]
    heads = {h["label"]: (h["direction"], h["sort_url"]) for h in board.cost_heads("-hours", AUGUST)}
    assert heads["一年小时"] == ("desc", "?sort=hours&month=2024-08")
    assert heads["每格分钟"] == ("", "?sort=-minutes&month=2024-08")
