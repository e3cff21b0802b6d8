"""定稿: by a second person, with nothing in the way; afterwards nothing of the report changes, whoever writes."""

from datetime import date

import pytest
from django.db import InternalError, transaction

from orgwork.accounts.rules import Role
from orgwork.audit.context import acting
from orgwork.kit.views.history import event_model
from orgwork.workreports import editions, files, hindrances, queries, sealing
from orgwork.workreports.models import SlotEntry, SlotSource, SlotValue, State, WorkReport
from orgwork.workreports.services import drafting, entering, finalising
from orgwork.workreports.services.entering import NEW, Given
from orgwork.workreports.services.errors import Refused
from tests.orgwork.workreports.conftest import person, service
from tests.orgwork.workreports.test_typed_months import month

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(place, people):
    return person("head", Role.HEAD, place.district)


@pytest.fixture
def draft(place, records, compose):
    """999 households last year, 120 this year: the change wants a sentence."""
    return compose(place.district, template="短稿")


@pytest.fixture
def report(draft, people):
    enter(draft, 4, people.clerk, explanation="去年开展了大走访")
    return draft


def finalise(report, by):
    return finalising.finalise(report=report, by=by, reason="部长审定")


def against(report):
    return [(h.kind, h.count) for h in hindrances.blocking(hindrances.of(report, queries.slots_of(report)))]


def enter(report, no, by, **given):
    entry = report.entries.filter(no=no).first()
    return entering.enter(report=report, no=no, given=Given(**given), expected=entry.version if entry else NEW, by=by)


def test_a_second_person_makes_it_final(report, head):
    done = finalise(report, head)
    assert (done.state, done.finalised_by, done.freeze_digest) == (State.FINAL, head, sealing.standing(done))
    assert files.read(done.file_token, done.composed_revision) == editions.drawn(done, queries.slots_of(done))


def test_the_history_says_who_and_why(report, head):
    finalise(report, head)
    last = event_model(WorkReport).objects.filter(pgh_obj_id=report.pk).order_by("-pgh_id").first()
    assert (last.state, last.pgh_context.metadata["user"], last.pgh_context.metadata["reason"]) == (
        "final",
        str(head.pk),
        "部长审定",
    )


def test_never_the_one_who_drew_it_up(report, people):
    with pytest.raises(Refused, match="起草人不能给自己的报告定稿"):
        finalise(report, people.clerk)


def test_what_is_missing_stands_against_it(place, records, compose, head):
    report = compose(place.district, template="缺数稿")
    assert against(report) == [("missing", 1), ("moved", 1)]
    with pytest.raises(Refused, match="还不能定稿：1 处待补，1 个数变动大，没有说明。"):
        finalise(report, head)


def test_unreviewed_records_want_a_sentence(place, records, compose, head, people):
    month(place.second, date(2024, 3, 1), "m_opinions", 11, state="submitted")
    report = compose(place.district, template="短稿")
    enter(report, 4, people.clerk, explanation="去年开展了大走访")
    assert against(report) == [("unreviewed", 1)]
    enter(report, 5, people.clerk, explanation="南苑 3月的 11 条正在审，不影响结论")
    assert against(report) == []
    assert finalise(report, head).state == State.FINAL


def test_a_large_change_wants_a_sentence(draft, people, place):
    service(place.first, "opinion", 59, date(2023, 5, 5))
    assert against(draft) == [("moved", 1)]
    enter(draft, 4, people.clerk, explanation="去年开展了大走访")
    assert against(draft) == []


@pytest.mark.parametrize(("value", "last", "limit", "asked"), [
    (130, 100, 30, False), (131, 100, 30, True), (70, 100, 30, False), (69, 100, 30, True), (131, 100, 40, False), (5, 0, 30, False),
])  # fmt: skip
def test_how_large_is_a_setting(value, last, limit, asked):
    assert hindrances.moved_too_far(SlotValue(is_number=True, value=value, last_value=last), limit) == asked


def test_a_report_that_is_being_taken_cannot_be_final(report, head, people):
    drafting.revise_report(report=report, by=people.clerk, ring=False)
    with pytest.raises(Refused, match="正在取数"):
        finalise(report, head)


def test_a_second_time_is_refused(report, head):
    finalise(report, head)
    with pytest.raises(Refused, match="已经定稿"):
        finalise(report, head)


def test_no_verb_changes_a_final_report(report, head, people):
    finalise(report, head)
    before = (sealing.standing(report), editions.final(report))
    for verb in (
        lambda: drafting.revise_report(report=report, by=people.clerk, ring=False),
        lambda: enter(report, 4, people.clerk, value="999", basis="改一改"),
        lambda: enter(report, 4, people.clerk, explanation="补一句"),
    ):
        with pytest.raises(Refused, match="已经定稿"):
            verb()
    assert (sealing.standing(report), editions.final(report)) == before


WRITES = {
    "report": lambda r: WorkReport.objects.filter(pk=r.pk).update(template_text="别的"),
    "state": lambda r: WorkReport.objects.filter(pk=r.pk).update(state="draft"),
    "removed": lambda r: WorkReport.objects.filter(pk=r.pk)._raw_delete("default"),
    "value": lambda r: SlotValue.objects.filter(report=r).update(value=1),
    "value gone": lambda r: SlotValue.objects.filter(report=r)._raw_delete("default"),
    "value added": lambda r: SlotValue.objects.create(
        report=r, no=50, name="多", is_number=True, text="1", state="filled", unit_code="1", computed_at=r.composed_at
    ),
    "records": lambda r: SlotSource.objects.filter(slot__report=r).update(record_ids=[]),
    "entry": lambda r: SlotEntry.objects.create(report=r, no=4, name="走访", value=1, updated_by=r.created_by),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_the_database_refuses_every_other_way(report, head, write):
    finalise(report, head)
    with pytest.raises(InternalError), transaction.atomic():
        write(report)
    report.refresh_from_db()
    assert sealing.standing(report) == report.freeze_digest


def test_its_unit_may_still_move_in_the_tree(report, head):
    finalise(report, head)
    with acting(by=head):
        assert WorkReport.objects.filter(pk=report.pk).update(path="0009") == 1


def test_a_draft_is_not_guarded(report):
    assert SlotValue.objects.filter(report=report).update(reviewers="某人") == len(report.slots.all())
