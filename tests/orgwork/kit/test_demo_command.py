"""The command `demo`: the same district for the same seed, a password told once, and never beside real data."""

from datetime import date
from hashlib import sha256
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import call_command

from orgwork.accounts.models import Unit
from tests.demo_district import PASSWORD, load, undone
from tests.factories import UnitFactory

# What differs from one run to the next: clocks, random nonces, sealing keys, numbers given by the database.
UNLIKE = {"created_at", "updated_at", "reviewed_at", "id_card_enc", "id_card_hash", "password"}


def digest():
    """One hash over every row of the units and of all tables that carry a unit's path."""
    found = sha256()
    for model in sorted(apps.get_models(), key=lambda m: m._meta.label):
        if model is Unit or hasattr(model, "carries_path"):
            columns = compared(model)
            for row in model._base_manager.order_by(*columns).values_list(*columns):
                found.update(repr(row).encode())
    return found.hexdigest()


def compared(model):
    fields = [f for f in model._meta.concrete_fields if f.name not in UNLIKE and not numbered(f)]
    return [f.attname for f in fields]


def numbered(field):
    """Whether a column holds a number that a sequence gave, here or in the table it points at."""
    return "Auto" in type(field.target_field if field.is_relation else field).__name__


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_district(monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    few = {"members": 60, "months": 3}
    digests = []
    for seed in (7, 7, 8):
        with undone():
            load(seed=seed, **few)
            digests.append(digest())
    assert digests[0] == digests[1]
    assert digests[0] != digests[2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "reported"),
    [("2024-02-29", "2024-02"), ("2024-03-01", "2024-02"), ("2024-07-19", "2024-06"), ("2025-01-01", "2024-12")],
)
def test_the_story_ends_on_any_day(today, reported):
    load(members=40, months=2, today=date.fromisoformat(today))
    model = apps.get_model("monthly", "MonthlyReport")
    newest = model.objects.filter(locked_at=None)
    assert {report.period for report in newest} == {reported}
    assert {report.state for report in newest} == {"draft", "submitted"}


@pytest.mark.django_db
def test_a_password_is_made_and_told_where_none_is_given(monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    answer = load(members=40, months=0)
    assert authenticate(username="shuji001", password=answer["password"]).posts.get().unit.name == "槐荫社区"


@pytest.mark.django_db
def test_real_data_keeps_the_district_away():
    UnitFactory(code="410398", name="乙区", level="district")
    err = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("demo", stderr=err, stdout=StringIO())
    assert stop.value.code == 1
    assert "只能建在空数据库里" in err.getvalue()
    assert Unit.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [{"communities": 3}, {"members": -1}, {"months": 61}])
def test_what_cannot_be_made_is_refused(asked):
    with pytest.raises(SystemExit) as stop:
        call_command("demo", stderr=StringIO(), stdout=StringIO(), **asked)
    assert stop.value.code == 2
    assert Unit.objects.count() == 0
