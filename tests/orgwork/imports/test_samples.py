"""Every sample roster of a built kind gives its expected.json exactly: rows, counts, records, problems."""

import json

import pytest

from orgwork.accounts.models import Unit
from orgwork.imports import exporting, rosters
from orgwork.imports.models import StagedFinding
from orgwork.kit import crypto

from . import samples
from .conftest import bring

COUNTS = ("rows", "create", "update", "unchanged", "missing", "rejected")


def found_problems(upload):
    return list(
        StagedFinding.objects.filter(upload=upload).values("sheet", "row", "field", "code", "level", "suggestion")
    )


def matches(said, found):
    return (
        (found["sheet"], found["row"], found["level"]) == (said["sheet"], said["row"], said["level"])
        and found["code"] in (said["code"], *said.get("code_or", ()))
        and found["field"] in (said["field"], *said.get("field_or", ()))
    )


def suggestion_of(upload, found):
    if found["suggestion"] and found["field"] == "id_card":
        return crypto.open_sealed(found["suggestion"], aad=f"imports_finding|suggestion|{upload.pk}")
    return found["suggestion"]


def records_on_file(said):
    """{(name, id or birth): record} as the JSON export gives them, ID numbers whole."""
    roster = rosters.get(said["kind"])
    unit = Unit.objects.get(code=said["unit"])
    rows = roster._meta.model.objects.filter(path__startswith=unit.path)
    text = exporting.export(said["kind"], rows, format="json", unit=unit.code, reveal=True)
    return json.loads(text)["records"]


def key_of(record):
    return record.get("code"), record["name"], record.get("id_card") or record.get("birth")


@pytest.mark.django_db
@pytest.mark.parametrize("name", samples.EXPECTED)
def test_counts_and_problems(name):
    for earlier in samples.before(name):
        bring(earlier, commit=True)
    said, upload = samples.EXPECTED[name], bring(name)

    assert {k: upload.counts[k] for k in COUNTS if k in said} == {k: said[k] for k in COUNTS if k in said}
    found = found_problems(upload)
    for problem in said["problems"]:
        met = [f for f in found if matches(problem, f)]
        assert met or problem.get("optional"), problem
        if "suggest" in problem:
            assert suggestion_of(upload, met[0]) == problem["suggest"]
    errors = [f for f in found if f["level"] == "error"]
    assert [f for f in errors if not any(matches(p, f) for p in said["problems"])] == []
    assert upload.counts["errors"] == len([p for p in said["problems"] if p["level"] == "error"])


@pytest.mark.django_db
@pytest.mark.parametrize("name", samples.EXPECTED)
def test_records(name):
    for earlier in samples.before(name):
        bring(earlier, commit=True)
    said = samples.EXPECTED[name]
    bring(name, commit=True)

    on_file = {key_of(r): r for r in records_on_file(said)}
    for record in said["records"]:
        expected = {k: v for k, v in record.items() if k not in ("sheet", "row")}
        got = on_file[key_of(expected)]
        assert {k: (got[k] if str(got[k]) not in str(v).split("|") else v) for k, v in expected.items()} == expected


def test_changes_of_the_update(district):
    bring("01-党员花名册-槐荫社区.xlsx", commit=True)
    name = "14-党员花名册-槐荫社区（2024年12月更新）.xlsx"
    before = {r["id_card"]: r for r in records_on_file(samples.EXPECTED[name])}
    bring(name, commit=True)
    after = {r["id_card"]: r for r in records_on_file(samples.EXPECTED[name])}

    changed = [
        {"name": after[key]["name"], "field": field}
        for key, old in before.items()
        for field in old
        if after[key][field] != old[field]
    ]
    said = samples.EXPECTED[name]["changed"]
    assert sorted(map(str, changed)) == sorted(map(str, said))
