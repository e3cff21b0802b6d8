"""Settings with an effective date: an older month keeps the older rule."""

from datetime import date

import pytest

from orgwork.kit import params
from orgwork.kit.models import Param
from orgwork.kit.values.problems import Problem
from orgwork.kit.views.history import event_model

pytestmark = pytest.mark.django_db
KEY, SWITCH = "tests.days", "tests.switch"


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    monkeypatch.setattr(params, "_declared", {})
    params.declare(KEY, label="天数", default=5, source="测试", unit="天", minimum=1, maximum=30)
    params.declare(SWITCH, label="开关", default=0, source="测试", switch=True)


def test_what_nobody_set_is_the_default():
    assert (params.value(KEY, date(2024, 7, 1)), params.is_on(SWITCH, date(2024, 7, 1))) == (5, False)


def test_a_value_holds_from_its_date_on(django_user_model):
    by = django_user_model.objects.create_user("somebody", name="某人")
    params.put(KEY, value="7", effective_from=date(2024, 7, 1), by=by, note="会议纪要")
    params.put(KEY, value="9", effective_from=date(2024, 9, 1), by=by)
    assert [params.value(KEY, date(2024, m, 15)) for m in (6, 7, 8, 9)] == [5, 7, 7, 9]
    assert [str(p.value.normalize()) for p in params.history(KEY)] == ["9", "7"]


def test_set_twice_for_one_date_is_one_value_and_two_events(django_user_model):
    by = django_user_model.objects.create_user("somebody", name="某人")
    for value in (7, 8):
        params.put(KEY, value=value, effective_from=date(2024, 7, 1), by=by, note="改")
    assert (Param.objects.count(), params.value(KEY, date(2024, 7, 1))) == (1, 8)
    events = event_model(Param).objects.order_by("pgh_id")
    assert [(e.value, e.pgh_context.metadata["user"], e.pgh_context.metadata["reason"]) for e in events] == [
        (7, str(by.pk), "改"), (8, str(by.pk), "改"),
    ]


@pytest.mark.parametrize(("key", "value"), [(KEY, 0), (KEY, 31), (KEY, "2.5"), (SWITCH, 2)])
def test_what_cannot_be_is_refused(django_user_model, key, value):
    with pytest.raises(Problem) as refused:
        params.put(key, value=value, effective_from=date(2024, 7, 1), by=None)
    assert (refused.value.code, Param.objects.count()) == ("param.range", 0)


def test_an_undeclared_key_is_an_error():
    with pytest.raises(KeyError):
        params.value("tests.nothing", date(2024, 7, 1))
