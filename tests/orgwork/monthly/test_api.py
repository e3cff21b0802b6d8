from datetime import date
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from orgwork.accounts.rules import Role
from orgwork.monthly.models import MonthlyReport
from orgwork.monthly.services.attaching import attach
from tests.factories import ServiceFactory, person
from tests.factories.monthly import blanks, fill, open_reports, submitted

from .forms_of import add_kinds, photo

URL = "/api/v1/monthly-reports/"


def api_of(user):
    client = APIClient()
    client.default_format = "json"
    client.force_login(user)
    return client


@pytest.fixture
def mine(filler):
    return api_of(filler)


@pytest.fixture
def clerk(world):
    return api_of(world.clerk)


def one(report, verb=""):
    return f"{URL}{report.pk}/{verb}"


def patch(client, report, **body):
    return client.patch(one(report, "values/"), body)


def test_lists_what_the_caller_may_see(mine, clerk, report):
    open_reports("2024-06")
    assert (mine.get(URL).json()["count"], clerk.get(URL).json()["count"]) == (2, 6)
    assert clerk.get(f"{URL}?unit=410399001&period=2024-07").json()["count"] == 2
    assert [r["period"] for r in clerk.get(f"{URL}?page_size=1").json()["results"]] == ["2024-07"]
    found = mine.get(f"{URL}?period=2024-07").json()["results"][0]
    assert found | {"due_at": "", "late": None} == {
        "id": str(report.pk), "unit": "410399001001", "unit_name": "槐荫社区", "period": "2024-07", "state": "draft", "version": 1,
        "due_at": "", "received_at": None, "submitted_at": None, "reviewed_at": None, "returned_reason": "", "late": None, "locked": False,
    }


def test_a_bad_period_is_told(mine, report):
    answer = mine.get(f"{URL}?period=2024-13")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["period"])


def test_a_cell_carries_what_the_contract_says(mine, world, filler):
    june = open_reports("2024-06")["槐荫社区"]
    submitted(june, filler, m_care=2)
    july = open_reports()["槐荫社区"]
    ServiceFactory(unit=world.own.unit, date=date(2024, 7, 3), quantity=5)
    cells = mine.get(one(july)).json()["values"]
    visits = {k: cells["m_visit_households"][k] for k in ("value", "state", "source", "computed", "previous", "last_year", "problems")}
    assert visits == {"value": 5, "state": "filled", "source": "branches.visit_households", "computed": 5, "previous": 0,
                      "last_year": None, "problems": []}
    care = cells["m_care"]
    assert (care["value"], care["state"], care["source"], care["previous"]) == (None, "blank", "typed", 2)
    assert [(p["level"], p["kind"]) for p in care["problems"]] == [("high", "blank")]


def test_one_or_more_cells_are_written(mine, report):
    answer = patch(mine, report, version=1, values={"m_care": {"value": 4}, "m_dues": {"state": "zero"}, "m_highlights": "修好了路灯"})
    body = answer.json()
    assert (answer.status_code, body["version"]) == (200, 2)
    assert [(body["values"][c]["value"], body["values"][c]["state"]) for c in ("m_care", "m_dues", "m_highlights")] == [
        (4, "filled"), (0, "zero"), ("修好了路灯", "filled"),
    ]
    listed = patch(mine, report, version=2, values=[{"code": "m_care", "value": 5}])
    assert listed.json()["values"]["m_care"]["value"] == 5


def test_a_stale_version_is_409_with_both_values(mine, report):
    patch(mine, report, version=1, values={"m_care": 4})
    answer = patch(mine, report, version=1, values={"m_care": 5})
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    told = answer.json()["fields"]
    assert told["version"] == ["2"]
    assert told["m_care"] | {"at": ""} == {"mine": 5, "theirs": 4, "version": 2, "state": "filled", "by": "田书记", "at": ""}
    mended = patch(mine, report, values={"m_care": {"value": 5, "version": 2}})
    assert (mended.status_code, mended.json()["values"]["m_care"]["value"]) == (200, 5)


def test_a_conflict_over_a_word_says_the_word(mine, report):
    patch(mine, report, version=1, values={"m_care": 4, "m_highlights": "一"})
    answer = patch(mine, report, values={"m_care": {"state": "zero", "version": 1}, "m_highlights": {"value": "二", "version": 1}})
    told = answer.json()["fields"]
    assert [(told[c]["mine"], told[c]["theirs"]) for c in ("m_care", "m_highlights")] == [("zero", 4), ("二", "一")]


def test_an_entry_key_is_done_once(mine, report):
    key = str(uuid4())
    one = {"value": 4, "version": 1, "entry_key": key}
    first, again = (patch(mine, report, values={"m_care": one}) for _ in range(2))
    assert (first.status_code, again.status_code, first.json()) == (200, 200, again.json())
    whole = {"version": first.json()["version"], "entry_key": str(uuid4()), "values": {"m_dues": 3, "m_deeds": {"state": "zero"}}}
    assert [patch(mine, report, **whole).json()["version"] for _ in range(2)] == [3, 3]


@pytest.mark.parametrize("key", ["", "x", 3, ["a"], {"a": 1}, "00000000-0000-0000-0000-00000000000g"])
def test_a_bad_entry_key_is_told(mine, report, key):
    answer = patch(mine, report, version=1, values={"m_care": {"value": 3, "entry_key": key}})
    assert (answer.status_code, answer.json()["fields"]) == (400, {"entry_key": ["应是 UUID。"]})


@pytest.fixture
def kinds(world, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    add_kinds()
    return open_reports()["槐荫社区"]


def test_choices_and_texts_are_words(mine, kinds):
    answer = patch(mine, kinds, version=1, values={"m_shop": "没有", "m_story": {"value": "修路灯"}})
    cells = answer.json()["values"]
    shop = {k: cells["m_shop"][k] for k in ("kind", "choices", "required", "value", "state", "files")}
    assert shop == {"kind": "choice", "choices": ["有", "没有", "在建"], "required": True, "value": "没有", "state": "filled", "files": []}
    assert cells["m_story"]["value"] == "修路灯"
    wrong = patch(mine, kinds, values={"m_shop": {"value": "也许", "version": 2}})
    assert wrong.json()["fields"] == {"m_shop": ["只能选：有、没有、在建。"]}


def test_a_file_is_attached_read_removed_and_brought_back(mine, clerk, kinds):
    def send(**data):
        return mine.post(one(kinds, "files/"), data, format="multipart")

    made = send(code="m_photos", file=photo())
    assert (made.status_code, made.json()["name"], made.json()["mime"]) == (201, "现场.jpg", "image/jpeg")
    url = made.json()["url"]
    assert mine.get(one(kinds)).json()["values"]["m_photos"] | {"problems": []} == {
        "name": "佐证", "group": "其他", "measure": "", "kind": "file", "choices": [], "required": True, "value": "现场.jpg",
        "state": "filled", "source": "typed", "computed": None, "previous": None, "last_year": None, "explanation": "",
        "comment": "", "version": 2, "files": [made.json()], "problems": [],
    }
    read = clerk.get(url)
    assert (read.status_code, read.content[:3]) == (200, b"\xff\xd8\xff")
    gone = mine.delete(url)
    assert (gone.status_code, gone.json()["name"], mine.get(url).status_code, mine.delete(url).status_code) == (200, "现场.jpg", 404, 404)
    back = send(code="m_photos", undo=gone.json()["undo"])
    assert (back.status_code, back.json()["sha256"]) == (201, made.json()["sha256"])
    assert send(code="m_photos").json()["fields"] == {"file": ["必填。"]}
    assert send(code="m_care", file=photo()).json()["fields"] == {"m_care": ["月报里没有这个附件格。"]}


def test_a_file_of_another_report_is_not_there(mine, clerk, world, kinds):
    near = MonthlyReport.objects.get(unit=world.near.unit)
    foreign = attach(report=near, code="m_photos", upload=photo(), by=world.clerk)
    nowhere = mine.get(one(kinds, "files/99999999/"))
    for address in (one(near, f"files/{foreign.pk}/"), one(kinds, f"files/{foreign.pk}/")):
        for method in ("get", "delete"):
            answer = getattr(mine, method)(address)
            assert (answer.status_code, answer.content) == (404, nowhere.content)
    assert clerk.get(one(near, f"files/{foreign.pk}/")).status_code == 200
    assert clerk.delete(one(near, f"files/{foreign.pk}/")).status_code == 404
    assert clerk.post(one(near, "files/"), {"code": "m_photos", "file": photo()}, format="multipart").status_code == 404


@pytest.mark.parametrize("body", [
    {}, {"values": {}}, {"values": 3, "version": 1}, {"values": {"m_care": 3}}, {"values": {"m_care": 3}, "version": "1"},
    {"values": {"m_care": {"state": "odd"}}, "version": 1}, {"values": {"m_care": {"explanation": 3}}, "version": 1},
    {"values": {"m_care": {"value": {"a": 1}}}, "version": 1}, {"values": {"m_odd": 3}, "version": 1},
    {"values": {"m_care": -1}, "version": 1},
    {"values": [3], "version": 1}, {"values": {"m_care": 1e300}, "version": 1}, {"values": {"m_care": "3\u0000"}, "version": 1},
])
def test_bad_bodies_are_told_in_chinese(mine, report, body):
    answer = mine.patch(one(report, "values/"), body)
    assert (answer.status_code, set(answer.json())) == (400, {"code", "message", "fields"})
    assert answer.json()["message"].isascii() is False
    assert report.values.get(code="m_care").value is None


def test_the_whole_way(mine, clerk, report):
    patch(mine, report, version=1, values={code: {"state": "zero"} for code in blanks(report)})
    assert mine.post(one(report, "submit/")).json()["state"] == "submitted"
    assert mine.post(one(report, "withdraw/")).json()["state"] == "draft"
    assert mine.post(one(report, "submit/")).json()["state"] == "submitted"
    returned = clerk.post(one(report, "return/"), {"reason": "请核对", "cells": ["m_care"]}).json()
    assert (returned["state"], returned["values"]["m_care"]["comment"]) == ("returned", "请核对")
    answer = mine.post(one(report, "submit/"))
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["m_care"])
    patch(mine, report, version=returned["version"], values={"m_care": {"value": 1}})
    mine.post(one(report, "submit/"))
    assert clerk.post(one(report, "accept/")).json()["state"] == "accepted"
    assert clerk.post(one(report, "reopen/"), {"reason": "数有误"}).json()["state"] == "returned"


def test_reasons_are_required(mine, clerk, filler, report):
    submitted(report, filler)
    for body in ({}, {"reason": ""}, {"reason": 3}, {"reason": "", "cells": ["m_care"]}):
        answer = clerk.post(one(report, "return/"), body)
        assert (answer.status_code, answer.json()["message"]) == (400, "请写明原因，社区书记看得到。")
    assert clerk.post(one(report, "return/"), {"reason": "请核对", "cells": ["m_odd"]}).status_code == 400
    assert clerk.post(one(report, "return/"), {"cells": {"m_care": "台账里是 3 名"}}).status_code == 200


def test_what_the_state_forbids_is_409(mine, clerk, filler, report):
    fill(report, filler)
    assert clerk.post(one(report, "accept/")).json() == {
        "code": "state", "message": "这份月报还没有提交，不能通过。", "fields": {"state": ["draft"]},
    }
    mine.post(one(report, "submit/"))
    again = mine.post(one(report, "submit/"))
    assert (again.status_code, again.json()["code"], "请先撤回" in again.json()["message"]) == (409, "state", True)
    assert patch(mine, report, version=9, values={"m_care": 1}).status_code == 409


def test_what_is_not_the_callers_is_not_there(mine, clerk, world, report):
    near = MonthlyReport.objects.get(unit=world.near.unit)
    calls = [("get", ""), ("patch", "values/"), *(("post", v) for v in ("submit/", "withdraw/", "return/", "accept/", "reopen/"))]
    for method, verb in calls:
        answer, missing = (getattr(mine, method)(f"{URL}{pk}/{verb}") for pk in (near.pk, uuid4()))
        assert (answer.status_code, answer.content) == (404, missing.content), verb
    for method, verb in [("patch", "values/"), ("post", "submit/"), ("post", "withdraw/")]:
        assert getattr(clerk, method)(one(report, verb)).status_code == 404
    for verb in ("return/", "accept/", "reopen/"):
        assert mine.post(one(report, verb)).status_code == 404
    assert api_of(person(Role.AUDIT_ADMIN, world.district)).get(URL).status_code == 404
    assert APIClient().get(URL).status_code == 401


def test_the_schema_describes_the_collection(mine, report):
    schema = mine.get("/api/schema/?format=json").json()
    found = {path for path in schema["paths"] if path.startswith(URL)}
    assert found == {URL, f"{URL}{{id}}/", *(f"{URL}{{id}}/{v}/" for v in ("values", "submit", "withdraw", "return", "accept", "reopen",
                                                                                "files", "files/{number}"))}
