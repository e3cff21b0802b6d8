"""Free editing of a draft, one paragraph at a time: slots follow the text, who was slower sees both texts."""

import pytest

from orgwork.kit.values.problems import Problem
from orgwork.workreports import checks, sealing
from orgwork.workreports.models import WorkReport
from orgwork.workreports.services import editing
from orgwork.workreports.services.editing import TextClash
from orgwork.workreports.services.errors import Refused
from tests.orgwork.workreports.conftest import person
from tests.orgwork.workreports.texts import draft

pytestmark = pytest.mark.django_db
LINES = ("走访群众{{走访联系群众户数}}户。", "全区有{{党支部数}}个党支部，{{城市社区数}}个城市社区。")


@pytest.fixture
def report(place, records, people):
    return draft(place.district, people.clerk, *LINES)


@pytest.fixture
def as_clerk(client, people):
    client.force_login(people.clerk)
    return client


def url(report, line=2):
    return f"/reports/{report.pk}/paragraphs/{line}/"


def said(report):
    return {value.name: (value.no, value.text) for value in report.slots.filter(in_text=True)}


def html(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_a_paragraph_is_shown_with_its_slots_and_filled(as_clerk, report):
    page = html(as_clerk.get(url(report)))
    assert "走访群众{{走访联系群众户数}}户。</textarea>" in page
    assert "<p>走访群众120户。</p>" in page


def test_saving_changes_the_line_and_counts_the_version(as_clerk, report, people):
    answer = as_clerk.post(url(report), {"text": "走访{{走访联系群众户数:余}}户。", "version": 1})
    assert answer.headers["Location"] == f"/reports/{report.pk}/#p2"
    report.refresh_from_db()
    assert report.template_text.splitlines() == ["一、今年以来的主要工作", "走访{{走访联系群众户数:余}}户。", LINES[1]]
    assert (report.text_version, report.freeze_digest) == (2, sealing.standing(report))


def test_a_preview_saves_nothing(as_clerk, report):
    page = html(as_clerk.post(url(report), {"text": "走访群众1200余户。", "version": 1, "act": "preview"}))
    assert "<p>走访群众1200余户。</p>" in page
    assert "走访联系群众户数是120户" in page
    report.refresh_from_db()
    assert report.text_version == 1


def test_who_was_slower_sees_both_texts_and_decides(as_clerk, report, people):
    editing.edit_text(report=report, by=people.clerk, version=1, line=2, text="别人写的。")
    page = html(as_clerk.post(url(report), {"text": "我写的。", "version": 1}), 409)
    assert ("别人写的。</blockquote>" in page, "我写的。</textarea>" in page) == (True, True)
    assert 'name="version" value="2"' in page
    as_clerk.post(url(report), {"text": "我写的。", "version": 2})
    report.refresh_from_db()
    assert report.template_text.splitlines()[1] == "我写的。"


def test_a_new_slot_is_taken_at_once_and_the_others_keep_their_values(report, people):
    before = said(report)
    assert {name: no for name, (no, _text) in before.items()} == {"走访联系群众户数": 4, "党支部数": 100, "城市社区数": 101}
    text = "征集意见{{征集意见建议条数}}条，达标社区{{达标社区数}}个。"
    editing.edit_text(report=report, by=people.clerk, version=1, line=2, text=text)
    after = said(report)
    assert (after["征集意见建议条数"], after["达标社区数"]) == ((5, "60"), (100, "2"))
    assert (after["党支部数"], after["城市社区数"]) == ((101, before["党支部数"][1]), (102, "3"))
    assert "走访联系群众户数" not in after


def test_values_that_stand_do_not_move_with_the_records(report, people, place):
    from_first = report.slots.get(name="城市社区数").pk
    place.first.closed_on = place.first.created_at.date().replace(year=2020)
    place.first.save()
    editing.edit_text(report=report, by=people.clerk, version=1, line=2, text="达标社区{{达标社区数}}个。")
    assert report.slots.get(name="城市社区数").pk == from_first
    assert (said(report)["城市社区数"], said(report)["达标社区数"]) == ((102, "3"), (100, "1"))


def test_several_lines_make_several_paragraphs(report, people):
    editing.edit_text(report=report, by=people.clerk, version=1, line=2, text="第一段。\r\n\r\n第二段。")
    report.refresh_from_db()
    assert report.template_text.splitlines()[1:3] == ["第一段。", "第二段。"]


def test_a_paragraph_is_added_and_dropped(as_clerk, report):
    as_clerk.post(url(report), {"text": "再加一段。", "version": 1, "act": "add"})
    as_clerk.post(url(report), {"text": "", "version": 2, "act": "drop"})
    report.refresh_from_db()
    assert report.template_text.splitlines() == ["一、今年以来的主要工作", "再加一段。", LINES[1]]


def test_an_empty_paragraph_is_refused_and_what_was_typed_stays(as_clerk, report):
    assert "这一段空着" in html(as_clerk.post(url(report), {"text": " \n ", "version": 1}), 422)
    page = html(as_clerk.post(url(report), {"text": "长" * 4001, "version": 1}), 422)
    assert ("最多4000个字" in page, "长" * 4001 in page) == (True, True)


def test_markup_stays_text(as_clerk, report):
    as_clerk.post(url(report), {"text": "<b>走访</b>", "version": 1})
    assert "&lt;b&gt;走访&lt;/b&gt;" in html(as_clerk.get(url(report)))


def test_history_says_who_and_why(report, people):
    editing.edit_text(report=report, by=people.clerk, version=1, line=2, text="改过。", reason="采用：改过")
    event = WorkReport.pgh_event_model.objects.filter(pgh_obj_id=report.pk).order_by("-pgh_id")[1]
    assert (event.pgh_context.metadata["reason"], event.pgh_context.metadata["user"]) == ("采用：改过", str(people.clerk.pk))


def test_a_final_report_and_one_under_way_are_not_edited(as_clerk, report, people, place):
    WorkReport.objects.filter(pk=report.pk).update(state="composing")
    assert as_clerk.get(url(report)).status_code == 404
    with pytest.raises(Refused):
        editing.edit_text(report=report, by=people.clerk, version=1, line=2, text="改。")
    WorkReport.objects.filter(pk=report.pk).update(state="final")
    assert as_clerk.post(url(report), {"text": "改。", "version": 1}).status_code == 404
    with pytest.raises(Refused):
        editing.edit_text(report=report, by=people.clerk, version=1, line=2, text="改。")


@pytest.mark.parametrize("line", [0, 9])
def test_a_line_that_is_not_there(as_clerk, report, people, line):
    assert as_clerk.get(url(report, line)).status_code == 404
    with pytest.raises(Problem):
        editing.edit_text(report=report, by=people.clerk, version=1, line=line, text="改。")


def test_who_may_not_draft_gets_what_a_missing_report_gives(client, report, people, place):
    for user in (people.leader, people.secretary, people.street_clerk_of_reports, person("far", "department_clerk", place.far)):
        client.force_login(user)
        mine, missing = client.post(url(report), {"text": "改。"}), client.post("/reports/999999/paragraphs/2/", {"text": "改。"})
        assert (mine.status_code, mine.content) == (404, missing.content)


def test_the_clash_names_the_line_as_it_stands(report, people):
    with pytest.raises(TextClash) as clash:
        editing.edit_text(report=report, by=people.clerk, version=7, line=2, text="改。")
    assert (clash.value.current, clash.value.version) == (LINES[0], 1)
    assert checks.judge(report).findings == []


def test_the_preview_alone_is_drawn_while_one_types(as_clerk, report, people, client):
    answer = as_clerk.post(url(report) + "preview/", {"text": "走访群众1200余户。"})
    page = html(answer)
    assert ("<p>走访群众1200余户。</p>" in page, "走访联系群众户数是120户" in page, "<html" in page) == (True, True, False)
    assert as_clerk.get(url(report) + "preview/").status_code == 404
    client.force_login(people.leader)
    assert client.post(url(report) + "preview/", {"text": "改。"}).status_code == 404
