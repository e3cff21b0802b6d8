"""Commit writes exactly what the preview showed, once; a blank erases nothing; the number of statements does not grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Member
from orgwork.accounts.models import Unit, system_user
from orgwork.accounts.rules import Role
from orgwork.imports import services
from orgwork.imports.models import BeforeImage, Upload
from orgwork.imports.services.committing import Stale
from orgwork.jobs import services as jobs
from orgwork.jobs.registry import Refused
from orgwork.kit import crypto
from tests.benchmarks import bigroster
from tests.factories import person as user_with_post

from . import sheets
from .conftest import bring
from .sheets import GOOD, HEADS, OTHER, person

FIRST = "01-党员花名册-槐荫社区.xlsx"
AGAIN = "14-党员花名册-槐荫社区（2024年12月更新）.xlsx"
UNIT = "410399001001"
COPIES = 2  # COPY of the rows and, where there are any, of the findings


def stage(path, by=None, unit=UNIT, kind="members"):
    place = Unit.objects.get(code=unit)
    return services.stage(path, kind=kind, unit=place, by=by or system_user(), name=path.name, keep=False)


def commit(upload, by=None):
    return services.commit(upload_id=upload.pk, by=by or system_user())


def bring_rows(path, *rows, heads=HEADS):
    upload = stage(sheets.book(path, *rows, heads=heads))
    commit(upload)
    return upload


def test_second_import_of_the_same_rows_writes_nothing(district, tmp_path):
    bring(FIRST, commit=True)
    before = list(Member.objects.order_by("pk").values())
    upload = bring(AGAIN, commit=True)
    again = stage(sheets.change(_copy(tmp_path, AGAIN), lambda made: None))
    commit(again)
    assert (again.counts["update"], again.counts["create"], again.counts["unchanged"]) == (0, 0, 25)
    assert BeforeImage.objects.filter(upload=again).count() == 0
    touched = {row["id"] for row in before} & set(
        Member.objects.filter(import_batch=upload.pk).values_list("pk", flat=True)
    )
    assert len(touched) == 4


def _copy(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(sheets_bytes(name))
    return path


def sheets_bytes(name):
    from . import samples  # noqa: PLC0415

    return samples.path(name).read_bytes()


def test_statements_do_not_grow_with_rows(district, tmp_path):
    by = system_user()

    def statements(count):
        path = bigroster.write(tmp_path / f"{count}.xlsx", count, seed=count)
        with CaptureQueriesContext(connection) as seen:
            upload = services.stage(path, kind="members", unit=district, by=by, name=path.name, keep=False)
            services.commit(upload_id=upload.pk, by=by)
        return len([q for q in seen if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]) + COPIES

    few = statements(10)
    Member.objects.all().delete()
    many = statements(3000)
    assert (few, many <= 15) == (many, True)


def test_preview_equals_effect(district):
    upload = bring(FIRST, commit=True)
    assert Member.objects.filter(import_batch=upload.pk).count() == upload.counts["create"] == 24


def test_history_has_a_row_for_each_record_with_actor_and_reason(district):
    bring(FIRST, commit=True)
    events = Member.events.rel.related_model.objects.all()
    assert events.count() == 24
    context = events.first().pgh_context.metadata
    assert (context["user"], FIRST in context["reason"]) == (str(system_user().pk), True)


def test_change_after_the_preview_is_stale(district):
    bring(FIRST, commit=True)
    upload = bring(AGAIN)
    Member.objects.filter(name="孟林雅").update(version=7)
    with pytest.raises(Stale) as raised:
        commit(upload)
    assert "preview.stale" in raised.value.args[0]
    assert Member.objects.get(name="孟林雅").mobile == "19900848964"


def test_person_added_after_the_preview_is_stale(district, tmp_path):
    first = stage(sheets.book(tmp_path / "a.xlsx", GOOD))
    second = stage(sheets.book(tmp_path / "b.xlsx", GOOD, OTHER))
    commit(first)
    with pytest.raises(Stale):
        commit(second)
    assert Member.objects.count() == 1


def test_stale_job_sends_the_preview_back(district):
    bring(FIRST, commit=True)
    upload = bring(AGAIN)
    job = services.request_commit(upload=upload, by=system_user())
    Member.objects.filter(name="孟林雅").update(version=7)
    jobs.run_here(job)
    upload.refresh_from_db()
    assert (upload.state, job.state, "preview.stale" in job.error) == ("staged", "failed", True)


def test_commit_twice_is_once(district):
    upload = bring(FIRST)
    commit(upload)
    assert commit(upload)["create"] == 24
    assert Member.objects.count() == 24


def test_two_clicks_give_one_job(district):
    upload = bring(FIRST)
    jobs_made = {services.request_commit(upload=upload, by=system_user()).pk for _ in range(2)}
    assert len(jobs_made) == 1


def test_same_file_staged_twice_is_written_once(district):
    first, second = bring(FIRST), bring(FIRST)
    commit(first)
    with pytest.raises(Refused) as raised:
        commit(second)
    assert f"第{first.pk}号" in raised.value.args[0]
    assert Member.objects.count() == 24


def test_blank_cells_keep_what_is_on_record(district, tmp_path):
    bring_rows(tmp_path / "a.xlsx", GOOD)
    upload = bring_rows(tmp_path / "b.xlsx", person(学历="", 联系电话="", 党支部="第二网格党支部"))
    member = Member.objects.get()
    assert (member.edu, member.mobile, member.branch.name) == ("81", "19900584308", "第二网格党支部")
    assert upload.counts["update"] == 1


def test_ticked_blank_erases(district, tmp_path):
    bring_rows(tmp_path / "a.xlsx", GOOD)
    upload = stage(sheets.book(tmp_path / "b.xlsx", person(学历="", 入党时间="", 转正时间="")))
    assert upload.counts["unchanged"] == 1
    for field in ("edu", "joined_on"):
        upload = services.tick_clear(upload_id=upload.pk, seq=1, field=field, on=True)
    assert (upload.counts["update"], upload.counts["unchanged"]) == (1, 0)
    commit(upload)
    member = Member.objects.get()
    assert (member.edu, member.joined_on, member.joined_on_prec, member.formal_on_prec) == ("", None, "", "m")


def test_unticked_again_keeps(district, tmp_path):
    bring_rows(tmp_path / "a.xlsx", GOOD)
    upload = stage(sheets.book(tmp_path / "b.xlsx", person(学历="")))
    services.tick_clear(upload_id=upload.pk, seq=1, field="edu", on=True)
    upload = services.tick_clear(upload_id=upload.pk, seq=1, field="edu", on=False)
    assert (upload.counts["update"], upload.counts["unchanged"], upload.clears) == (0, 1, {})


def test_name_cannot_be_cleared(district, tmp_path):
    upload = stage(sheets.book(tmp_path / "b.xlsx", GOOD))
    with pytest.raises(KeyError):
        services.tick_clear(upload_id=upload.pk, seq=1, field="name", on=True)


def test_known_by_name_and_birth_then_given_a_number(district, tmp_path):
    """A person of a list without ID numbers is the same one when the number comes; it is sealed for that record."""
    heads = [head for head in HEADS if head != "身份证号"]
    row = [value for head, value in zip(HEADS, GOOD, strict=True) if head != "身份证号"]
    bring_rows(tmp_path / "a.xlsx", row, heads=heads)
    known = Member.objects.get()
    assert (known.id_card_hash, known.birth_prec) == ("", "m")
    bring_rows(tmp_path / "b.xlsx", GOOD)
    member = Member.objects.get()
    assert (member.pk, member.open_id_card(), member.id_card_mask) == (known.pk, GOOD[3], crypto.mask(GOOD[3]))


def test_month_on_the_roster_does_not_blur_a_known_day(district, tmp_path):
    bring_rows(tmp_path / "a.xlsx", person(出生年月="1975-07-18"))
    upload = bring_rows(tmp_path / "b.xlsx", GOOD)
    assert (upload.counts["unchanged"], Member.objects.get().birth.day) == (1, 18)


def test_namesakes_of_a_month_pair_off(district, tmp_path):
    heads = [head for head in HEADS if head != "身份证号"]
    row = [value for head, value in zip(HEADS, GOOD, strict=True) if head != "身份证号"]
    bring_rows(tmp_path / "a.xlsx", row, row, heads=heads)
    upload = stage(sheets.book(tmp_path / "b.xlsx", row, row, row, heads=heads))
    assert (upload.counts["unchanged"], upload.counts["create"]) == (2, 1)


def test_rows_outside_the_committers_scope_are_not_written(district, tmp_path):
    upload = stage(sheets.book(tmp_path / "a.xlsx", GOOD))
    stranger = user_with_post(Role.SECRETARY, Unit.objects.get(code="410399002001"))
    with pytest.raises(Refused):
        commit(upload, by=stranger)
    assert Member.objects.count() == 0


def test_numbers_are_sealed_everywhere(district):
    bring(FIRST, commit=True)
    number = "410399197507188062"
    with connection.cursor() as cursor:
        for table in (
            "members_member",
            "staged_members",
            "imports_beforeimage",
            "imports_stagedfinding",
            "members_memberevent",
        ):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{number}%"])
            assert cursor.fetchone() == (0,), table
    assert Member.objects.get(name="万刚康").open_id_card() == number


def test_stored_file_is_sealed_and_comes_back(district, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    path = sheets.book(tmp_path / "名册.xlsx", GOOD)
    upload = services.stage(
        path, kind="members", unit=Unit.objects.get(code=UNIT), by=system_user(), name="名册.xlsx", keep=True
    )
    kept = list((tmp_path / "media" / "uploads").iterdir())
    assert [file.name for file in kept] == [upload.stored]
    assert b"PK\x03\x04" not in kept[0].read_bytes()
    services.restage(upload)
    upload = Upload.objects.get(pk=upload.pk)
    assert upload.counts["create"] == 1


def test_yesterdays_statistics_do_not_hide_todays_rows(district, tmp_path):
    """The planner once took the second large upload for one row, and a hundred thousand were paired one by one for minutes."""
    paths = [bigroster.write(tmp_path / f"{n}.xlsx", 400, seed=n) for n in (1, 2)]
    first, second = (stage(path, unit="410399") for path in (paths[0], paths[0]))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM staged_members WHERE upload = %s; ANALYZE staged_members", [second.pk])
        second = stage(paths[1], unit="410399")
        cursor.execute("EXPLAIN (FORMAT JSON) SELECT * FROM staged_members WHERE upload = %s", [second.pk])
        assert cursor.fetchone()[0][0]["Plan"]["Plan Rows"] > 1
    assert (first.counts["create"], second.counts["create"]) == (400, 400)
