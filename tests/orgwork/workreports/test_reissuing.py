"""A new edition of a final report, the same report a year on, and two editions side by side."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from orgwork.accounts.rules import Role
from orgwork.jobs import services as jobs
from orgwork.kit.files import read
from orgwork.kit.periods import Period
from orgwork.workreports import comparison, editions, queries, spans
from orgwork.workreports.models import WorkReport
from orgwork.workreports.services import entering, finalising, reissuing
from orgwork.workreports.services.entering import NEW, Given
from orgwork.workreports.services.errors import Refused
from tests.orgwork.workreports.conftest import person, put, service
from tests.orgwork.workreports.test_entering import PDF

pytestmark = pytest.mark.django_db
TEXT = (
    "某区报告\n一年来走访群众{{走访联系群众户数}}户，听取意见{{征集意见建议条数}}条。\n"
    "听取专项报告{{听取人才专项报告次数}}次，用的是“{{整顿工作法名称}}”工作法。"
)


@pytest.fixture
def head(place, people):
    return person("head", Role.HEAD, place.district)


@pytest.fixture
def final(place, records, compose, people, head):
    put("再版稿", TEXT)
    report = compose(place.district, template="再版稿")
    for no, given in (
        (4, Given(explanation="去年开展了大走访")),
        (38, Given(value="12", basis="会议记录本", upload=ContentFile(PDF, name="记录.pdf"))),
        (25, Given(text="四三二")),
    ):
        entering.enter(report=report, no=no, given=given, expected=NEW, by=people.clerk)
    return finalising.finalise(report=report, by=head)


def drawn_up(pair):
    report, job = pair
    assert jobs.run_here(job).state == "done", job.error
    report.refresh_from_db()
    return report


def test_a_new_edition_keeps_text_and_what_was_typed_and_takes_values_anew(final, place, people):
    service(place.first, "visit", 5, date(2024, 10, 1))
    new = drawn_up(reissuing.reissue(report=final, by=people.clerk, ring=False))
    assert (new.edition, new.previous, new.state, new.template_text) == (2, final, "draft", TEXT)
    assert [(v.no, v.text, v.state) for v in queries.slots_of(new)] == [
        (4, "125", "filled"), (5, "60", "filled"), (25, "四三二", "text"), (38, "12", "typed"),
    ]  # fmt: skip
    assert [(v.no, v.text) for v in queries.slots_of(final)][0] == (4, "120")


def test_its_documents_are_copies(final, people):
    new = drawn_up(reissuing.reissue(report=final, by=people.clerk, ring=False))
    old_file, new_file = (report.entries.get(no=38).files.get() for report in (final, new))
    assert (new_file.token == old_file.token, read(new_file)) == (False, PDF)


def test_one_edition_at_a_time(final, people):
    first, job = reissuing.reissue(report=final, by=people.clerk, ring=False)
    second, same = reissuing.reissue(report=final, by=people.clerk, ring=False)
    assert (first.pk, job.pk, WorkReport.objects.count()) == (second.pk, same.pk, 2)


def test_only_a_final_report_is_reissued(place, records, compose, people):
    report = compose(place.district)
    for verb in (reissuing.reissue, reissuing.roll_forward):
        with pytest.raises(Refused, match="还没有定稿"):
            verb(report=report, by=people.clerk, ring=False)


def test_a_year_on_the_text_and_the_words_stay_and_numbers_start_anew(final, people, place):
    service(place.first, "visit", 8, date(2025, 2, 2))
    new = drawn_up(reissuing.roll_forward(report=final, by=people.clerk, ring=False))
    assert (new.period, new.title, new.edition, new.previous, new.template_text) == ("2025", "2025年再版稿", 1, None, TEXT)
    assert [(v.no, v.text, v.state) for v in queries.slots_of(new)] == [
        (4, "8", "filled"), (5, "【待补：征集意见建议条数】", "missing"), (25, "四三二", "text"),
        (38, "【待补：听取人才专项报告次数】", "missing"),
    ]  # fmt: skip
    assert [new.slots.get(no=no).last_value for no in (4, 38)] == [120, 12]


@pytest.mark.parametrize(("text", "next_text"), [
    ("2024", "2025"), ("2024H1", "2025H1"), ("2024Q3", "2025Q3"), ("2024-07", "2025-07"),
    ("2024-01-01..2024-11-30", "2025-01-01..2025-11-30"), ("2024-02-01..2024-02-29", "2025-02-01..2025-02-28"),
])  # fmt: skip
def test_a_period_a_year_on(text, next_text):
    assert spans.next_year(Period.parse(text)).text == next_text


def test_figure_by_figure(final, place, people):
    service(place.first, "visit", 5, date(2024, 10, 1))
    new = drawn_up(reissuing.reissue(report=final, by=people.clerk, ring=False))
    lines = comparison.lines(final, new)
    assert [(line.value.no, line.moved, line.delta) for line in lines] == [
        (4, True, 5), (5, False, 0), (25, False, None), (38, False, 0),
    ]  # fmt: skip


def test_the_text_shows_what_changed_in_it(final, place, people):
    service(place.first, "visit", 5, date(2024, 10, 1))
    new = drawn_up(reissuing.reissue(report=final, by=people.clerk, ring=False))
    (paragraph,) = comparison.paragraphs(final, new)
    assert "".join(text for how, text in paragraph.pieces if how != "new") == "一年来走访群众120户，听取意见60条。"
    assert "".join(text for how, text in paragraph.pieces if how != "gone") == "一年来走访群众125户，听取意见60条。"
    assert [text for how, text in paragraph.pieces if how == "new"] == ["125"]


def test_paragraphs_that_came_or_went(final, people):
    new = drawn_up(reissuing.reissue(report=final, by=people.clerk, ring=False))
    new.template_text = TEXT + "\n另起一段。"
    assert [(p.how, p.pieces) for p in comparison.paragraphs(final, new)] == [("new", (("new", "另起一段。"),))]
    assert [p.how for p in comparison.paragraphs(new, final)] == ["gone"]


def test_the_file_of_the_old_edition_does_not_change(final, place, people):
    before = editions.final(final)
    service(place.first, "visit", 5, date(2024, 10, 1))
    drawn_up(reissuing.reissue(report=final, by=people.clerk, ring=False))
    assert editions.final(final) == before
