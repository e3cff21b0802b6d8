"""随手记: one screen, the register's own rules, each entry recorded once with its photos."""

import io
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from branches.models import Activity, ActivityPhoto, ServicePhoto, ServiceRecord
from branches.quick import entries
from branches.quick.forms import QuickServiceForm
from orgwork.accounts.rules import Role
from tests.factories import BranchFactory, ServiceFactory, UnitFactory, make_world, person
from tests.factories.monthly import open_reports

KINDS = ["visit", "opinion", "dispute", "problem", "deed", "card", "form", "activity"]


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def secretary(world):
    return person(Role.SECRETARY, world.own.unit, name="乔书记")


@pytest.fixture
def mine(secretary):
    client = Client()
    client.force_login(secretary)
    return client


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text(answer):
    return answer.content.decode()


def today():
    return timezone.localdate()


def picture(name="现场.png", size=(40, 30)):
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


def visit(world, **more):
    return {"entry": "visit", "date": str(today()), "unit": str(world.own.unit.pk), "quantity": "12", **more}


def meeting(world, **more):
    return {
        "entry": "activity", "kind": "theme_day", "date": str(today()), "branch": str(world.own.branch.pk), "entitled": "20",
        "present": "18", **more,
    }  # fmt: skip


def send(client, data):
    """As the page's script sends it."""
    return client.post("/quick/", data, headers={"X-Requested-With": "fetch"})


def stored():
    folder = Path(settings.MEDIA_ROOT) / "files"
    return {file.name for file in folder.iterdir()} if folder.exists() else set()


# the page ---------------------------------------------------------------------------------------------------
def test_the_page_offers_what_the_viewer_may_record(mine):
    page = text(mine.get("/quick/"))
    assert re.findall(r'data-kind="(\w+)"', page) == KINDS
    assert "本系统不处理涉密信息" in page
    assert re.findall(r'<(?:a|button) class="btn btn-primary[^>]*type="(\w+)"', page) == ["submit"]


def test_today_and_the_only_place_are_set_and_not_asked(world, mine):
    page = text(mine.get("/quick/?kind=visit"))
    assert f'value="{today()}"' in page
    assert f'<input type="hidden" name="unit" value="{world.own.unit.pk}"' in page
    assert f'<input type="hidden" name="branch" value="{world.own.branch.pk}"' in page
    assert '<select name="unit"' not in page


def test_of_several_places_the_own_community_is_chosen(world, mine):
    UnitFactory(parent=world.own.unit, level="grid", name="第一网格")
    page = text(mine.get("/quick/?kind=visit"))
    assert re.findall(r'<option value="([^"]+)" selected>槐荫社区</option>', page) == [str(world.own.unit.pk)]
    assert "第一网格" in page


def test_a_clerk_of_the_district_chooses_the_place(world):
    page = text(client_of(world.clerk).get("/quick/?kind=visit"))
    assert re.findall(r"<option value=\"[^\"]+\" selected>[^<]*社区</option>", page) == []
    assert [name in page for name in ("槐荫社区", "南苑社区", "桥北社区")] == [True] * 3


def test_the_number_is_called_by_what_is_counted(mine):
    words = {kind: re.search(r'for="services_quantity">([^<]+)<', text(mine.get(f"/quick/?kind={kind}"))).group(1) for kind in KINDS[:3]}
    assert words == {"visit": "户数", "opinion": "条数", "dispute": "起数"}


def test_an_unknown_kind_is_the_first_one(mine):
    assert 'name="entry" value="visit"' in text(mine.get("/quick/?kind=nothing"))


@pytest.mark.parametrize("role", [Role.LEADER, Role.HEAD, Role.AUDIT_ADMIN, Role.TIPOFF])
def test_who_may_record_nothing_finds_no_page(world, role):
    client = client_of(person(role, world.district))
    assert (client.get("/quick/").status_code, client.post("/quick/", visit(world)).status_code) == (404, 404)
    assert ServiceRecord.objects.count() == 0


def test_an_entry_shows_to_those_who_may_create_its_records(world, mine, monkeypatch):
    monkeypatch.setitem(entries._entries, "member", entries.Entry("member", "党员", "user", "members", QuickServiceForm))
    monkeypatch.setitem(entries._entries, "none", entries.Entry("none", "没有", "user", "nobody", QuickServiceForm))
    page = text(mine.get("/quick/"))
    assert ('data-kind="member"' in page, 'data-kind="none"' in page) == (True, False)


def test_a_second_declaration_of_a_key_is_refused():
    with pytest.raises(ValueError, match="visit"):
        entries.add("visit", "走访", "walk", register="services", form=QuickServiceForm)


def test_the_buttons_of_the_to_dos_and_the_rail_lead_here(mine):
    page = text(mine.get("/"))
    found = ["/quick/?kind=visit", "/quick/?kind=opinion", "/quick/?kind=activity"]
    assert [f'<a href="{url}">' in page for url in found] == [True] * 3
    assert page.count('<a href="/quick/">') >= 2


# recording ----------------------------------------------------------------------------------------------------
def test_a_plain_form_records_and_says_what(world, mine, secretary):
    answer = mine.post("/quick/", visit(world, text="走访独居老人"), follow=True)
    record = ServiceRecord.objects.get()
    assert (record.kind, record.quantity, record.unit, record.date, record.text) == ("visit", 12, world.own.unit, today(), "走访独居老人")
    assert (record.created_by, record.source, record.version) == (secretary, "manual", 1)
    page = text(answer)
    assert answer.redirect_chain == [(f"/quick/?kind=visit&done=services.{record.pk}", 302)]
    assert f"走访 12 户 · {today()} · 槐荫社区" in page
    assert (f'action="/services/{record.pk}/delete/"' in page, 'href="/quick/?kind=visit" data-again' in page) == (True, True)


@pytest.mark.parametrize("kind", KINDS[:-1])
def test_each_button_makes_its_kind(world, mine, kind):
    assert send(mine, visit(world, entry=kind)).status_code == 201
    assert ServiceRecord.objects.get().kind == kind


def test_a_kind_sent_along_does_not_overrule_the_button(world, mine):
    send(mine, visit(world, kind="opinion"))
    assert ServiceRecord.objects.get().kind == "visit"


def test_an_activity_of_a_branch(world, mine):
    answer = send(mine, meeting(world))
    found = Activity.objects.get()
    assert (found.kind, found.title, found.branch, found.unit, found.entitled, found.present) == (
        "theme_day", "主题党日", world.own.branch, world.own.unit, 20, 18,
    )  # fmt: skip
    assert (answer.status_code, "主题党日" in answer.json()["html"]) == (201, True)


def test_an_activity_keeps_its_own_title(world, mine):
    send(mine, meeting(world, title="清洁楼院"))
    assert Activity.objects.get().title == "清洁楼院"


def test_settled_at_once(world, mine):
    send(mine, visit(world, entry="dispute", quantity="1", at_once="on"))
    found = ServiceRecord.objects.get()
    assert (found.status, found.way, found.solved_on) == ("done", "at_once", today())


def test_a_visit_is_not_settled(world, mine):
    send(mine, visit(world, at_once="on"))
    assert (ServiceRecord.objects.get().status, ServiceRecord.objects.get().way) == ("collected", "")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"quantity": "0"}, "数量至少是 1"),
        ({"date": str(timezone.localdate() + timedelta(days=1))}, "还没有到"),
        ({"entry": "nothing"}, "没有选要记什么"),
        ({"unit": str(uuid4())}, "不在您的范围里"),
    ],
)
def test_the_registers_rules_hold(world, mine, more, said):
    answer = send(mine, visit(world, **more))
    assert (answer.status_code, said in answer.json()["message"], ServiceRecord.objects.count()) == (422, True, 0)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"present": "21"}, "多于应到"),
        ({"kind": "group_meeting"}, "哪个党小组"),
        ({"kind": "lecture"}, "主讲人"),
        ({"branch": ""}, "主办组织"),
    ],
)
def test_the_rules_of_activities_hold(world, mine, more, said):
    answer = send(mine, meeting(world, **more))
    assert (answer.status_code, said in answer.json()["message"], Activity.objects.count()) == (422, True, 0)


def test_a_plain_form_that_is_wrong_keeps_what_was_typed(world, mine):
    answer = mine.post("/quick/", visit(world, quantity="0", text="留着这一句"))
    assert (answer.status_code, "留着这一句" in text(answer), "数量至少是 1" in text(answer)) == (422, True, True)


def test_another_place_is_refused_like_an_unknown_one(world, mine):
    answers = [send(mine, visit(world, unit=unit)) for unit in (str(world.near.unit.pk), str(uuid4()))]
    assert answers[0].content == answers[1].content
    assert ServiceRecord.objects.count() == 0


# once ----------------------------------------------------------------------------------------------------------
def test_sent_twice_is_recorded_once_photos_included(world, mine):
    key = str(uuid4())
    answers = [send(mine, visit(world, submission_key=key, photos=[picture(), picture()])) for _time in range(3)]
    assert [a.status_code for a in answers] == [201, 200, 200]
    assert {a.json()["id"] for a in answers} == {key}
    assert (ServiceRecord.objects.count(), ServicePhoto.objects.count()) == (1, 2)


def test_what_was_changed_after_it_went_out_is_not_dropped_in_silence(world, mine):
    key = str(uuid4())
    send(mine, visit(world, submission_key=key))
    answer = send(mine, visit(world, submission_key=key, quantity="15", changed="1"))
    assert (answer.status_code, answer.json()["url"]) == (409, f"/services/{key}/")
    assert "早先已经发出" in answer.json()["message"]
    assert ServiceRecord.objects.get().quantity == 12


def test_what_was_undone_is_not_recorded_again(world, mine):
    key = str(uuid4())
    send(mine, visit(world, submission_key=key))
    assert mine.post(f"/services/{key}/delete/", {"version": 1}).status_code == 302
    answer = send(mine, visit(world, submission_key=key))
    assert (answer.status_code, "后来被删除了" in answer.json()["message"]) == (409, True)
    assert (ServiceRecord.objects.count(), ServiceRecord.everything.count()) == (0, 1)


def test_the_key_of_a_record_elsewhere_is_no_door(world, mine):
    there = ServiceFactory(unit=world.near.unit)
    answer = send(mine, visit(world, submission_key=str(there.pk)))
    assert (answer.status_code, answer.json()["id"] != str(there.pk)) == (201, True)
    there.refresh_from_db()
    assert there.quantity == 3


def test_an_entry_of_somebody_else_is_not_sent_under_this_name(world, mine, secretary):
    answer = send(mine, visit(world, for_user=str(secretary.pk + 1)))
    assert (answer.status_code, "另一个账号" in answer.json()["message"], ServiceRecord.objects.count()) == (409, True, 0)
    assert send(mine, visit(world, for_user=str(secretary.pk))).status_code == 201


def test_without_a_session_nothing_is_recorded(world):
    answer = send(Client(), visit(world))
    assert (answer.status_code, answer.url, ServiceRecord.objects.count()) == (302, "/login/?next=/quick/", 0)


# photos -----------------------------------------------------------------------------------------------------------
def test_photos_of_a_visit_and_of_an_activity(world, mine):
    send(mine, visit(world, photos=[picture("楼道.png")]))
    send(mine, meeting(world, photos=[picture("会场.png")]))
    assert [(p.service.kind, p.name, p.mime) for p in ServicePhoto.objects.all()] == [("visit", "楼道.jpg", "image/jpeg")]
    assert [(p.activity.kind, p.name) for p in ActivityPhoto.objects.all()] == [("theme_day", "会场.jpg")]


def test_a_photo_that_cannot_be_taken_keeps_the_whole_entry_back(world, mine):
    before = stored()
    wrong = SimpleUploadedFile("账.xlsx", b"PK\x03\x04 not a picture")
    answer = send(mine, visit(world, photos=[picture(), wrong]))
    assert (answer.status_code, "这里只收照片" in answer.json()["message"]) == (422, True)
    assert (ServiceRecord.objects.count(), ServicePhoto.objects.count(), stored() - before) == (0, 0, set())


def test_ten_photos_are_too_many(world, mine):
    before = stored()
    answer = send(mine, visit(world, photos=[picture() for _n in range(10)]))
    assert (answer.status_code, "最多 9 张" in answer.json()["message"], ServiceRecord.objects.count()) == (422, True, 0)
    assert stored() - before == set()


# the month ----------------------------------------------------------------------------------------------------------
def test_the_entry_leads_to_the_cell_that_counts_it(world, mine):
    report = open_reports(f"{today():%Y-%m}")["槐荫社区"]
    html = send(mine, visit(world)).json()["html"]
    assert (f'href="/monthly/{report.pk}/#c-m_visit_households"' in html, "已计入" in html) == (True, True)
    assert mine.get(f"/monthly/{report.pk}/").status_code == 200
    cell = report.values.get(code="m_visit_households")
    assert (cell.value, cell.source != "typed") == (12, True)


def test_what_is_not_settled_is_counted_later(world, mine):
    open_reports(f"{today():%Y-%m}")
    html = send(mine, visit(world, entry="dispute")).json()["html"]
    assert ("办结后计入" in html, "化解矛盾纠纷" in html, "已计入" in html) == (True, True, False)


def test_without_an_open_month_the_entry_says_nothing_of_it(world, mine):
    assert "计入" not in send(mine, visit(world)).json()["html"]


def test_anothers_month_is_not_shown(world):
    open_reports(f"{today():%Y-%m}")
    BranchFactory(unit=world.street)
    clerk = client_of(person(Role.STREET_CLERK, world.street))
    html = send(clerk, visit(world, unit=str(world.street.pk))).json()["html"]
    assert "#c-" not in html


def test_done_of_somebody_else_is_nothing(world, mine):
    there = ServiceFactory(unit=world.near.unit)
    for wrong in (f"services.{there.pk}", "services.x", "nobody.1", f"members.{there.pk}", "services"):
        assert "已记下" not in text(mine.get(f"/quick/?done={wrong}"))


# without a connection --------------------------------------------------------------------------------------------------
def test_what_the_browser_keeps_says_nothing_of_anybody(world, mine, secretary):
    pages = [text(client.get(address)) for client in (mine, Client()) for address in ("/quick/shell/", "/quick/offline/", "/sw.js")]
    assert pages[:3] == pages[3:]
    assert [word for word in (secretary.name, "槐荫", "csrfmiddlewaretoken", "data-user") if word in "".join(pages)] == []


def test_the_worker_is_a_script_that_is_asked_for_anew(client):
    answer = client.get("/sw.js")
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "text/javascript; charset=utf-8", "no-cache")
    assert 'importScripts("/static/js/sw.js");' in text(answer)
    assert "worker-src 'self'" in answer["Content-Security-Policy"]


def test_every_file_the_worker_keeps_is_there(client):
    told = re.search(r"self\.PORTAL = (\{.*\});", text(client.get("/sw.js"))).group(1)
    files = [unquote(f) for f in re.findall(r'"(/static/[^"]+)"', told)]
    shown = text(client.get("/quick/shell/"))
    assert [name for name in re.findall(r'(?:href|src)="(/static/[^"]+)"', shown) if unquote(name) not in files] == []
    root = Path(settings.BASE_DIR)
    there = [root / "static" / f.removeprefix("/static/") for f in files if "/vendor/" not in f]
    there += [root / "node_modules" / f.removeprefix("/static/vendor/") for f in files if "/vendor/" in f]
    assert [str(f) for f in there if not f.is_file()] == []


# statements ---------------------------------------------------------------------------------------------------------------
def statements(client, django_assert_max_num_queries, address="/quick/"):
    with django_assert_max_num_queries(100) as asked:
        assert client.get(address).status_code == 200
    return len(asked.captured_queries)


def test_the_page_asks_the_same_number_of_questions_of_one_place_and_of_many(world, django_assert_max_num_queries):
    clerk = client_of(world.clerk)
    few = statements(clerk, django_assert_max_num_queries)
    for _n in range(5):
        BranchFactory(unit=UnitFactory(parent=world.street))
    assert statements(clerk, django_assert_max_num_queries) == few <= 12
