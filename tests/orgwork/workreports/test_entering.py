"""Typing into a blank: value with basis and document, beside a figure, through revisions, against another person's typing."""

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from orgwork.jobs import services as jobs
from orgwork.kit.files import read
from orgwork.kit.values.problems import Problem
from orgwork.kit.views.history import event_model
from orgwork.workreports import editions, entries
from orgwork.workreports.models import BasisFile, SlotEntry
from orgwork.workreports.services import drafting, entering
from orgwork.workreports.services.entering import NEW, Given
from orgwork.workreports.services.errors import Clash, Refused
from tests.orgwork.workreports.test_composing import text_of

pytestmark = pytest.mark.django_db
BASIS = Given(value="12", basis="组织部会议记录本，2024年11月")
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def report(place, records, compose):
    return compose(place.district)


@pytest.fixture
def enter(report, people):
    def write(no, given, expected=NEW, by=None):
        return entering.enter(report=report, no=no, given=given, expected=expected, by=by or people.clerk)

    return write


def slot(report, no):
    return report.slots.get(no=no)


def test_a_typed_number_stands_in_the_text_with_who_and_why(report, enter, people):
    entry = enter(38, BASIS)
    found = slot(report, 38)
    assert (found.value, found.text, found.state) == (12, "12", "typed")
    assert (entry.basis, entry.updated_by, entry.version) == (BASIS.basis, people.clerk, 1)
    assert "区委常委会听取人才工作专题汇报12次" in text_of(report)


def test_its_style_is_that_of_the_blank(report, enter):
    enter(34, Given(value="1,047", basis="干部科台账"))
    assert (slot(report, 34).value, slot(report, 34).text) == (1047, "1000余")


def test_beside_a_figure_both_stay(report, enter):
    enter(4, Given(value="130", basis="街道补报，10 户没有登记"))
    found = slot(report, 4)
    assert (found.value, found.state, [s.value for s in found.sources.all()]) == (130, "typed", [120])


def test_taken_back_the_figure_stands_again(report, enter):
    entry = enter(4, Given(value="130", basis="街道补报"))
    enter(4, Given(), expected=entry.version)
    assert (slot(report, 4).value, slot(report, 4).text, slot(report, 4).state) == (120, "120", "filled")


def test_a_typed_setting_taken_back_is_the_setting_again(report, enter):
    entry = enter(21, Given(value="350", basis="市里新标准"))
    assert slot(report, 21).text == "350"
    enter(21, Given(), expected=entry.version)
    assert (slot(report, 21).text, slot(report, 21).state) == ("300", "filled")


def test_words_are_set_the_same_way(report, enter):
    enter(25, Given(text="四三二"))
    assert (slot(report, 25).text, slot(report, 25).state) == ("四三二", "text")
    assert "运用“四三二”工作法" in text_of(report)


def test_words_taken_back_are_missing_or_the_place_itself(report, enter):
    named, place = enter(25, Given(text="四三二")), enter(1, Given(text="某区"))
    enter(25, Given(), expected=named.version)
    enter(1, Given(), expected=place.version)
    assert [(slot(report, no).text, slot(report, no).state) for no in (25, 1)] == [
        ("【待补：整顿工作法名称】", "missing"),
        ("甲区", "text"),
    ]


def test_entries_are_taken_up_by_each_revision(report, enter, people):
    enter(38, BASIS)
    enter(25, Given(text="四三二"))
    again, job = drafting.revise_report(report=report, by=people.clerk, ring=False)
    jobs.run_here(job)
    assert [(slot(again, no).text, slot(again, no).state) for no in (38, 25)] == [("12", "typed"), ("四三二", "text")]


def test_what_is_typed_while_values_are_taken_anew_waits(report, enter, people):
    drafting.revise_report(report=report, by=people.clerk, ring=False)
    with pytest.raises(Refused, match="正在取数"):
        enter(38, BASIS)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (Given(value="12"), "basis.missing"),
        (Given(value="12", basis="  "), "basis.missing"),
        (Given(value="0", basis="没有"), "value.zero"),
        (Given(value="十二次", basis="会议记录"), "amount.unrecognised"),
        (Given(value="-3", basis="会议记录"), "amount.unrecognised"),
        (Given(value="12", basis="字" * 301), "cell.too_long"),
        (Given(explanation="字" * 301), "cell.too_long"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(report, enter, given, code):
    with pytest.raises(Problem) as refusal:
        enter(38, given)
    assert (refusal.value.code, SlotEntry.objects.count(), slot(report, 38).state) == (code, 0, "missing")


def test_a_rate_is_a_per_cent(report, enter):
    enter(24, Given(value="38.5%", basis="年度检查结果"))
    assert (slot(report, 24).value, slot(report, 24).text) == (Decimal("38.5"), "38%以上")
    with pytest.raises(Problem):
        enter(23, Given(value="101", basis="年度检查结果"))


def test_the_second_writer_is_told_what_the_first_one_wrote(report, enter, people):
    enter(38, BASIS)
    with pytest.raises(Clash) as clash:
        enter(38, Given(value="14", basis="另一本"), by=people.leader)
    assert (clash.value.current.value, clash.value.current.updated_by) == (12, people.clerk)
    assert slot(report, 38).value == 12


def test_a_document_is_kept_sealed_with_its_number(report, enter, settings):
    entry = enter(38, Given(value="12", basis="会议记录", upload=ContentFile(PDF, name="会议记录.pdf")))
    file = entry.files.get()
    assert (file.name, read(file)) == ("会议记录.pdf", PDF)
    stored = next(p for p in (settings.MEDIA_ROOT / "files").iterdir())
    assert PDF not in stored.read_bytes()


def test_a_document_of_another_kind_is_refused(report, enter):
    with pytest.raises(Problem) as refusal:
        enter(38, Given(value="12", basis="会议记录", upload=ContentFile(b"MZ\x90\x00", name="会议记录.pdf")))
    assert (refusal.value.code, BasisFile.objects.count(), SlotEntry.objects.count()) == ("file.kind", 0, 0)


def test_a_document_can_be_taken_away(report, enter, people):
    entry = enter(38, Given(value="12", basis="会议记录", upload=ContentFile(PDF, name="记录.pdf")))
    entering.drop_file(report=report, file=entry.files.get(), by=people.clerk)
    assert BasisFile.objects.count() == 0


def test_the_digest_follows_what_is_typed(report, enter):
    before = report.freeze_digest
    enter(38, BASIS)
    report.refresh_from_db()
    assert (len(report.freeze_digest), report.freeze_digest == before) == (64, False)


def test_the_history_says_who_typed_what_and_on_which_ground(report, enter, people):
    entry = enter(38, BASIS)
    enter(38, Given(value="14", basis="年底又开两次"), expected=entry.version)
    events = event_model(SlotEntry).objects.filter(pgh_obj_id=entry.pk).order_by("pgh_id")
    assert [(e.value, e.pgh_context.metadata["user"], e.pgh_context.metadata["reason"]) for e in events] == [
        (12, str(people.clerk.pk), BASIS.basis),
        (14, str(people.clerk.pk), "年底又开两次"),
    ]


def test_a_blank_may_only_have_somebody_who_answers_for_it(report, enter, people):
    entry = enter(38, Given(owner=people.leader))
    assert (entry.owner, entries.is_typed(entry), slot(report, 38).state) == (people.leader, False, "missing")


def test_the_review_edition_names_basis_person_and_document(report, enter):
    enter(38, Given(value="12", basis="会议记录本", upload=ContentFile(PDF, name="记录.pdf")))
    values = list(report.slots.filter(no=38))
    row = editions.source_row(values[0], entries.of(report).get(values[0]))
    assert row[:3] == (38, "听取人才专项报告次数", "12次")
    assert row[3].startswith("人工填。依据：会议记录本（clerk，")
    assert "附：记录.pdf。" in row[3]
