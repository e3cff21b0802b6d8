"""How weak a figure is: arithmetic of three comparisons."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.workreports.suggesting import weighing
from orgwork.workreports.suggesting.registry import HIGHER, LOWER, Weakness
from orgwork.workreports.suggesting.weighing import Measured

UP, DOWN = Weakness("x", "弱", HIGHER), Weakness("x", "弱", LOWER)
numbers = st.one_of(st.none(), st.integers(0, 10**6))


def weigh(weakness, value, **more):
    return weighing.weigh(Measured(weakness, value, **more), change=0.05, lag=0.3)


@pytest.mark.parametrize(
    ("weakness", "value", "last", "fallen"),
    [
        (UP, 75, 100, 0.25),
        (UP, 96, 100, 0.0),
        (UP, 120, 100, 0.0),
        (DOWN, 12, 10, 0.2),
        (DOWN, 8, 10, 0.0),
        (UP, None, 10, 0.0),
        (UP, 5, 0, 0.0),
    ],
)
def test_against_last_year(weakness, value, last, fallen):
    assert weigh(weakness, value, last=last).fallen == fallen


def test_against_the_standard_any_gap_counts():
    assert weigh(UP, Decimal("89.1"), standard=Decimal(90)).short == pytest.approx(0.01)
    assert weigh(UP, 90, standard=Decimal(90)).total == 0


def test_peers_that_lag_are_named_the_worst_first():
    peers = (("甲", 10), ("乙", 100), ("丙", 100), ("丁", 60), ("戊", 90))
    found = weigh(UP, 72, peers=peers)
    assert (found.lagging, found.spread) == (("甲", "丁"), 0.4)


def test_two_peers_are_no_comparison():
    assert weigh(UP, 50, peers=(("甲", 1), ("乙", 100))).lagging == ()


@given(st.sampled_from([UP, DOWN]), numbers, numbers, numbers)
def test_weights_are_shares(weakness, value, last, standard):
    found = weigh(weakness, value, last=last, standard=None if standard is None else Decimal(standard))
    assert 0 <= found.total <= 1


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_what_is_no_worse_is_no_weakness(value, last):
    assert (weigh(UP, max(value, last), last=last).fallen, weigh(DOWN, min(value, last), last=last).fallen) == (0.0, 0.0)
