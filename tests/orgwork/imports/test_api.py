"""/api/v1/uploads/: stage, commit and undo by another system; nobody sees another's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from members.models import Member
from orgwork.accounts.models import Unit
from orgwork.accounts.rules import Role
from orgwork.imports.models import Upload
from orgwork.jobs import services as jobs
from tests.factories import person

from . import samples
from .conftest import bring

FIRST = "01-党员花名册-槐荫社区.xlsx"
WRONG = "12-党员花名册-桥北社区（含各类错误）.xlsx"
ADDRESS = "/api/v1/uploads/"


def caller(role, code):
    client = APIClient()
    client.force_login(person(role, Unit.objects.get(code=code)))
    return client


def send(client, name, unit, kind="members"):
    file = SimpleUploadedFile(name, samples.path(name).read_bytes())
    return client.post(ADDRESS, {"kind": kind, "unit": unit, "file": file}, format="multipart")


def test_stage_commit_undo(district):
    client = caller(Role.SECRETARY, "410399001001")
    answer = send(client, FIRST, "410399001001")
    found = answer.json()
    assert (answer.status_code, found["counts"]["create"], found["problems"]) == (201, 24, [])
    one = f"{ADDRESS}{found['id']}/"
    assert client.post(f"{one}commit/", {}, format="json").json()["state"] == "committing"
    jobs.run_here(Upload.objects.get(pk=found["id"]).job)
    assert client.get(one).json()["state"] == "committed"
    assert client.get(ADDRESS).json()["results"][0]["id"] == found["id"]
    done = client.post(f"{one}undo/").json()
    assert (done["undone"], done["removed"], Member.objects.count()) == (True, 24, 0)


def test_errors_need_partial(district):
    client = caller(Role.CLERK, "410399")
    found = send(client, WRONG, "410399001002").json()
    assert {p["code"] for p in found["problems"]} >= {"id_card.as_number", "branch.unknown"}
    one = f"{ADDRESS}{found['id']}/"
    assert client.post(f"{one}commit/", {}, format="json").json()["code"] == "errors"
    assert client.post(f"{one}commit/", {"partial": True}, format="json").status_code == 200


def test_refused_file(district):
    client = caller(Role.SECRETARY, "410399001001")
    file = SimpleUploadedFile("a.xls", b"<html></html>")
    answer = client.post(ADDRESS, {"kind": "members", "unit": "410399001001", "file": file}, format="multipart")
    assert (answer.status_code, answer.json()["code"]) == (400, "file.not_workbook")


def test_conflicts_of_an_undo(district):
    upload = bring(FIRST, commit=True)
    Member.objects.filter(name="万刚康").update(version=5)
    answer = caller(Role.SECRETARY, "410399001001").post(f"{ADDRESS}{upload.pk}/undo/")
    assert (answer.status_code, [c["record"] for c in answer.json()["conflicts"]]) == (409, ["万刚康"])


@pytest.mark.parametrize(("method", "tail"), [("get", ""), ("post", "commit/"), ("post", "undo/")])
def test_strangers_get_what_a_missing_one_gives(district, method, tail):
    upload = bring(FIRST, commit=True)
    client = caller(Role.SECRETARY, "410399001002")
    there = getattr(client, method)(f"{ADDRESS}{upload.pk}/{tail}", {}, format="json")
    absent = getattr(client, method)(f"{ADDRESS}999999/{tail}", {}, format="json")
    assert (there.status_code, there.content) == (404, absent.content)


def test_others_are_not_listed(district):
    bring(FIRST)
    assert caller(Role.SECRETARY, "410399001002").get(ADDRESS).json()["results"] == []
    assert caller(Role.LEADER, "410399").get(ADDRESS).status_code == 404
    assert APIClient().get(ADDRESS).status_code == 401
