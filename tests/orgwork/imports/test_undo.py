"""Undo takes one import back, and names every record that stands in its way."""

import pytest

from members.models import Member
from orgwork.accounts.models import Unit, system_user
from orgwork.imports import services
from orgwork.imports.models import Upload

from .conftest import bring

FIRST = "01-党员花名册-槐荫社区.xlsx"
SECOND = "14-党员花名册-槐荫社区（2024年12月更新）.xlsx"
QUIET = ("version", "updated_at", "updated_by_id", "import_batch")


def on_file():
    rows = Member.objects.order_by("id_card_hash").values()
    return [{k: v for k, v in row.items() if k not in QUIET} for row in rows]


def undo(upload):
    return services.undo(upload_id=upload.pk, by=system_user())


def test_undo_puts_back_and_removes(district):
    first = bring(FIRST, commit=True)
    before = on_file()
    second = bring(SECOND, commit=True)
    assert undo(second) == {"restored": 4, "removed": 3}
    assert on_file() == before
    assert undo(first) == {"restored": 0, "removed": 24}
    assert Member.objects.count() == 0
    assert list(Upload.objects.filter(kind="members").values_list("state", flat=True)) == ["undone", "undone"]


def test_undone_file_may_be_imported_again(district):
    undo(bring(FIRST, commit=True))
    again = bring(FIRST, commit=True)
    assert (again.counts["create"], Member.objects.count()) == (24, 24)


def test_later_change_is_a_conflict_and_nothing_happens(district):
    first = bring(FIRST, commit=True)
    member = Member.objects.get(name="万刚康")
    member.address, member.version = "槐荫社区新址", member.version + 1
    member.save()
    with pytest.raises(services.Conflicts) as raised:
        undo(first)
    assert [(c["record"], c["id"]) for c in raised.value.found] == [("万刚康", str(member.pk))]
    assert Member.objects.count() == 24
    first.refresh_from_db()
    assert first.state == "committed"


def test_records_that_others_rely_on_are_conflicts(district):
    bring(FIRST, commit=True)
    branches = Upload.objects.get(kind="branches")
    with pytest.raises(services.Conflicts) as raised:
        undo(branches)
    assert {c["record"] for c in raised.value.found} >= {"第一网格支部", "第二网格支部", "第三网格支部", "非公企业支部"}


def test_undo_twice_is_refused(district):
    first = bring(FIRST, commit=True)
    undo(first)
    with pytest.raises(services.NotCommitted):
        undo(first)


@pytest.mark.django_db
def test_units_come_back_under_their_codes():
    first = bring("units.xlsx", commit=True)
    assert undo(first) == {"restored": 0, "removed": 7}
    assert Unit.objects.count() == 0
    again = bring("units.xlsx", commit=True)
    assert (again.counts["create"], again.counts["update"], Unit.objects.count()) == (7, 0, 7)
    assert Unit.objects.get(code="410399001002").parent.code == "410399001"
