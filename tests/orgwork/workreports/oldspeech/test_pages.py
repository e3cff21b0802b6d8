"""导入旧稿: upload, confirm every ×, the template; the name of a person never survives."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from orgwork.workreports import parsing
from orgwork.workreports.models import OldSpeech, Template
from orgwork.workreports.oldspeech import awards
from tests.orgwork.workreports.oldspeech.test_offers import SPEECH
from tests.orgwork.workreports.word.docx import docx, p, r

pytestmark = pytest.mark.django_db
URL = "/reports/templates/old/"


@pytest.fixture
def as_clerk(client, people):
    client.force_login(people.clerk)
    return client


@pytest.fixture
def begin(as_clerk, place):
    def begun(text=SPEECH):
        file = SimpleUploadedFile("往年发言.txt", text.encode())
        response = as_clerk.post(URL, {"file": file, "unit": place.district.pk})
        assert response.status_code == 302, response.content.decode()
        return OldSpeech.objects.latest("id")

    return begun


def html(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def ticked(page):
    return re.findall(r'name="slot-\d+" value="([^"]*)" checked', page)


def test_each_blank_is_shown_in_its_sentence_with_the_first_offer_ticked(as_clerk, begin):
    page = html(as_clerk.get(f"{URL}{begin().pk}/"))
    assert page.count("<mark>×</mark>") == 49
    assert ticked(page)[3:6] == ["走访联系群众户数", "征集意见建议条数", "整改落实意见条数"]
    assert ticked(page)[44] == awards.REPEATED
    assert "收到意见和建议<mark>×</mark>条，其中已经办结反馈×条；" in page
    assert awards.TOLD in page


def test_sent_as_it_stands_it_becomes_a_template_ready_for_reports(as_clerk, begin):
    speech = begin()
    response = as_clerk.post(f"{URL}{speech.pk}/", {"name": "往年发言", "act": "make"})
    made = Template.objects.get(name="往年发言")
    assert response.headers["Location"] == f"/reports/templates/{made.pk}/"
    version = made.versions.get()
    document = parsing.parse(version.text)
    assert [gap.no for gap in document.slot_gaps()] == [*range(1, 45), 100, *range(46, 50)]
    assert (version.ready, "张三强" in version.text, "×" in version.text, version.note) == (True, False, False, "取自旧稿 往年发言.txt")
    assert "往年发言" in html(as_clerk.get("/reports/new/"))


def test_another_offer_another_name_and_none_at_all(as_clerk, begin):
    speech = begin("标题\n走访×户，意见×条，×社区好。")
    data = {"name": "短稿", "slot-1": "整顿走访居民户数", "other-2": " 整顿意见条数 ", "slot-2": "征集意见建议条数", "slot-3": ""}
    as_clerk.post(f"{URL}{speech.pk}/", data)
    assert Template.objects.get(name="短稿").versions.get().text == "标题\n走访{{整顿走访居民户数}}户，意见{{整顿意见条数}}条，×社区好。"


def test_kept_for_later(as_clerk, begin):
    speech = begin("标题\n走访×户，共×吨。")
    as_clerk.post(f"{URL}{speech.pk}/", {"slot-1": "整顿走访居民户数", "other-2": "党员数", "act": "keep"})
    page = html(as_clerk.get(f"{URL}{speech.pk}/"))
    assert (ticked(page), 'name="other-2" list="all-names" value="党员数"' in page) == (["整顿走访居民户数"], True)
    assert ("往年发言.txt" in html(as_clerk.get(URL)), Template.objects.filter(builtin="").count()) == (True, 0)


def test_a_name_that_nobody_knows_is_refused_and_what_was_chosen_stays(as_clerk, begin):
    speech = begin("标题\n走访×户，意见×条。")
    page = html(as_clerk.post(f"{URL}{speech.pk}/", {"name": "短稿", "slot-1": "整顿走访居民户数", "other-2": "没有的"}), 422)
    assert "第 2 处：没有叫“没有的”的空。" in page
    assert ('value="短稿"' in page, 'value="没有的"' in page, ticked(page)[0]) == (True, True, "整顿走访居民户数")


@pytest.mark.parametrize("asked", ["", "获评专家年份", "区名"])
def test_a_sentence_that_names_a_person_cannot_be_kept(as_clerk, begin, asked):
    speech = begin("标题\n×年，某院李四荣获“市劳动模范”称号。")
    page = html(as_clerk.post(f"{URL}{speech.pk}/", {"name": "短稿", "slot-1": asked}), 422)
    assert ("不能留在模板里" in page, Template.objects.filter(builtin="").count()) == (True, 0)


@pytest.mark.parametrize("choice", list(awards.SAID))
def test_what_may_take_its_place(as_clerk, begin, choice):
    speech = begin("标题\n×年，某院李四荣获“市劳动模范”称号。后话。")
    as_clerk.post(f"{URL}{speech.pk}/", {"name": "短稿", "slot-1": choice})
    assert Template.objects.get(name="短稿").versions.get().text == f"标题\n{awards.SAID[choice]}后话。"


def test_the_line_that_only_repeats_the_beginning_may_go(as_clerk, begin):
    speech = begin()
    assert "去掉开头那一行" in html(as_clerk.get(f"{URL}{speech.pk}/"))
    as_clerk.post(f"{URL}{speech.pk}/", {"name": "往年发言", "drop_teaser": "on"})
    assert Template.objects.get(name="往年发言").versions.get().text.startswith("夯基础　聚合力　开新局\n")


def test_a_second_click_finds_the_first_ones_template(as_clerk, begin):
    speech = begin("标题\n走访×户。")
    first = as_clerk.post(f"{URL}{speech.pk}/", {"name": "短稿"})
    second = as_clerk.post(f"{URL}{speech.pk}/", {"name": "短稿二"})
    assert first.headers["Location"] == second.headers["Location"] == as_clerk.get(f"{URL}{speech.pk}/").headers["Location"]
    assert Template.objects.filter(builtin="").count() == 1


@pytest.mark.parametrize("name", ["", "重名"])
def test_a_name_is_needed_that_is_free(as_clerk, begin, place, people, name):
    html(as_clerk.get("/reports/templates/"))
    Template.objects.create(unit=place.district, name="重名", kind="other", created_by=people.clerk)
    speech = begin("标题\n走访×户。")
    assert "还没有做成模板" in html(as_clerk.post(f"{URL}{speech.pk}/", {"name": name}), 422)
    assert OldSpeech.objects.get().template_id is None


def test_a_word_file(as_clerk, place):
    file = SimpleUploadedFile("往年.docx", docx(p(r("走访"), r("×余户"))))
    as_clerk.post(URL, {"file": file, "unit": place.district.pk})
    assert OldSpeech.objects.get().text == "走访×余户"


def test_a_file_without_blanks(as_clerk, place):
    file = SimpleUploadedFile("往年.txt", "没有空".encode())
    assert "没有要补的空" in html(as_clerk.post(URL, {"file": file, "unit": place.district.pk}), 422)
    assert OldSpeech.objects.count() == 0


def test_another_streets_old_speech_is_not_there(client, people, place, begin):
    speech = begin("标题\n走访×户。")
    client.force_login(people.street_clerk_of_reports)
    for ask in (client.get, client.post):
        mine, missing = ask(f"{URL}{speech.pk}/"), ask(f"{URL}999999/")
        assert (mine.status_code, mine.content) == (404, missing.content)
    assert "往年发言" not in html(client.get(URL))
