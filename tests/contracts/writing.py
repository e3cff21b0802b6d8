"""What is written: create, edit, delete, restore, with history, version and the look back through the keyhole."""

import re
from uuid import uuid4

import pytest

from orgwork.accounts.scope import Scope, scope_for
from orgwork.kit import services
from orgwork.kit.views.history import event_model

from .base import ENGLISH, Contract, text

FORGED = {
    "id": str(uuid4()), "path": "0000", "is_deleted": True, "source": "job", "import_batch": 7, "created_by": 1,
    "updated_by": 1, "created_at": "2001-01-01", "pinyin": "forged", "grams": "x", "id_card_hash": "0" * 64, "id_card_mask": "1",
}  # fmt: skip


class WritingContract(Contract):
    def events(self, record):
        return list(event_model(self.model).objects.filter(pgh_obj_id=record.pk).select_related("pgh_context").order_by("pgh_id"))

    def newest(self, before):
        return self.model.everything.exclude(pk__in=before).get()

    def keys(self):
        return list(self.model.everything.values_list("pk", flat=True))

    def own_scope(self, editor, action="change"):
        return scope_for(editor, action, self.key)

    # create ------------------------------------------------------------------------------------------
    def test_create_writes_the_record_and_its_history(self, world, editor, mine):
        typed, before = self.typed(world.own), self.keys()
        answer = mine.post(f"{self.base}new/", typed | {"reason": "补登"})
        record = self.newest(before)
        assert (answer.status_code, answer.url) == (302, self.url(record))
        assert (record.created_by, record.updated_by, record.version, record.source) == (editor, editor, 1, "manual")
        (event,) = self.events(record)
        known = event.pgh_context.metadata
        assert (known["user"], known["reason"], len(known["request_id"])) == (str(editor.pk), "补登", 12)
        assert event.version == 1

    def test_api_create_answers_the_record(self, world, editor, api):
        typed, before = self.typed(world.own), self.keys()
        answer = api.post(self.collection, typed)
        record = self.newest(before)
        assert (answer.status_code, answer.json()["id"], answer.json()["version"]) == (201, str(record.pk), 1)
        assert (record.source, record.created_by) == ("api", editor)
        assert self.events(record)[0].pgh_context.metadata["user"] == str(editor.pk)
        assert set(api.get(self.resource(record)).json()) == {"id", "version", "updated_at", *self.register.fields}

    def test_a_second_click_makes_no_second_record(self, world, mine):
        typed, before = self.typed(world.own) | {"submission_key": str(uuid4())}, self.keys()
        one, two = mine.post(f"{self.base}new/", typed), mine.post(f"{self.base}new/", typed)
        record = self.newest(before)
        assert [(a.status_code, a.url) for a in (one, two)] == [(302, self.url(record))] * 2

    def test_the_key_of_somebody_elses_record_is_no_door(self, world, mine):
        """A submission key that names another's record neither opens nor overwrites it, and does not tell that it is there."""
        there, before = self.make(world.near), self.snapshot()
        answer = mine.post(f"{self.base}new/", self.typed(world.own) | {"submission_key": str(there.pk)})
        record = self.newest([row["id"] for row in before])
        assert (answer.status_code, answer.url) == (302, self.url(record))
        assert [row for row in self.snapshot() if row["id"] != record.pk] == before

    def test_what_the_form_does_not_offer_is_not_written(self, world, mine, api):
        typed, before = self.typed(world.own), self.keys()
        mine.post(f"{self.base}new/", typed | {k: str(v) for k, v in FORGED.items()})
        record = self.newest(before)
        assert record.path.startswith(world.own.unit.path)
        assert (record.is_deleted, record.source, record.import_batch, record.created_at.year > 2001) == (False, "manual", None, True)
        kept = self.snapshot()
        api.patch(self.resource(record), {**FORGED, "version": 99})
        assert self.snapshot() == kept
        assert api.patch(self.resource(record), {**FORGED, **dict(self.edit), "version": 1}).status_code == 200
        now = self.model.everything.get(pk=record.pk)
        assert (now.pk, now.path, now.is_deleted, now.source) == (record.pk, record.path, False, "manual")

    def test_an_empty_form_says_what_is_missing_in_chinese(self, world, mine, api):
        before = self.snapshot()
        answer = mine.post(f"{self.base}new/", {"remark": "留着的备注"})
        page = text(answer)
        assert answer.status_code == 422
        assert ("留着的备注" in page, "err-list" in page, ENGLISH.findall(page)) == (True, True, [])
        told = api.post(self.collection, {})
        assert (told.status_code, told.json()["code"], self.required in told.json()["fields"]) == (400, "invalid", True)
        assert ENGLISH.findall(text(told)) == []
        assert self.snapshot() == before

    # edit --------------------------------------------------------------------------------------------
    def test_edit_writes_the_change_and_its_history(self, world, editor, mine):
        record = self.make(world.own)
        assert mine.get(self.url(record, "edit/")).status_code == 200
        answer = mine.post(self.url(record, "edit/"), self.changed(record, reason="本人说明"))
        assert (answer.status_code, answer.url) == (302, self.url(record))
        now = self.model.objects.get(pk=record.pk)
        assert (now.version, now.updated_by) == (record.version + 1, editor)
        event = self.events(record)[-1]
        assert (event.version, event.pgh_context.metadata["user"]) == (record.version + 1, str(editor.pk))
        assert event.pgh_context.metadata["reason"] == "本人说明"
        history = text(mine.get(self.url(record, "history/")))
        for shown in (*self.shown, "本人说明", editor.name):
            assert shown in history
        assert all(shown in text(mine.get(self.url(record))) for shown in self.shown)

    def test_api_patch_changes_only_what_was_sent(self, world, api):
        record = self.make(world.own)
        before = api.get(self.resource(record)).json()
        answer = api.patch(self.resource(record), {**dict(self.edit), "version": before["version"]})
        assert answer.status_code == 200
        after = answer.json()
        assert after["version"] == before["version"] + 1
        named = {*dict(self.edit), "version", "updated_at"}
        assert {k: v for k, v in after.items() if k not in named} == {k: v for k, v in before.items() if k not in named}

    def test_a_stale_edit_shows_both_and_keeps_what_was_typed(self, world, mine):
        record = self.make(world.own)
        (name, mine_value), = dict(self.edit).items()
        self.model.objects.filter(pk=record.pk).update(version=record.version + 1, **{name: self.theirs})
        before = self.snapshot()
        answer = mine.post(self.url(record, "edit/"), self.changed(record))
        page = text(answer)
        assert (answer.status_code, self.snapshot()) == (409, before)
        assert ("您填的" in page, str(self.theirs) in page, str(self.shown[0]) in page) == (True, True, True)
        field = re.search(rf'<(?:input|textarea)[^>]*name="{name}"[^>]*>([^<]*)', page)
        assert str(mine_value) in field.group(0)
        again = re.search(r'name="version" value="(\d+)"', page).group(1)
        assert mine.post(self.url(record, "edit/"), self.changed(record, version=again)).status_code == 302
        assert str(getattr(self.model.objects.get(pk=record.pk), name)) == str(mine_value)

    def test_a_stale_or_missing_version_is_409_in_the_api(self, world, api):
        record = self.make(world.own)
        self.model.objects.filter(pk=record.pk).update(version=5)
        before = self.snapshot()
        for version in ({"version": 4}, {}, {"version": 2**63}):
            answer = api.patch(self.resource(record), {**dict(self.edit), **version})
            assert (answer.status_code, answer.json()["code"], answer.json()["fields"]) == (409, "conflict", {"version": ["5"]})
            assert api.delete(self.resource(record), version).status_code == 409
        assert self.snapshot() == before

    # scope -------------------------------------------------------------------------------------------
    def test_nobody_pushes_a_new_row_into_anothers_scope(self, world, editor):
        """The form is given a wide scope on purpose: the look back after the save must hold by itself."""
        form = self.register.form(self.typed(world.near), scope=Scope.whole())
        before = self.snapshot()
        assert form.is_valid(), form.errors
        with pytest.raises(services.OutOfScope):
            services.create_record(form=form, by=editor, scope=self.own_scope(editor, "create"))
        assert self.snapshot() == before

    def test_nobody_moves_a_row_into_anothers_scope(self, world, editor):
        if not self.foreign:
            return
        record = self.make(world.own)
        for name, of in dict(self.foreign).items():
            data = self.form_data(record) | {name: of(world.near).pk}
            form = self.register.form(data, instance=self.model.objects.get(pk=record.pk), scope=Scope.whole())
            before = self.snapshot()
            assert form.is_valid(), form.errors
            if not self.moves(name):
                continue
            with pytest.raises(services.OutOfScope):
                services.update_record(form=form, by=editor, scope=self.own_scope(editor), expected=record.version)
            assert self.snapshot() == before

    def test_an_edit_towards_another_community_is_refused(self, world, mine, api):
        record = self.make(world.own)
        before = self.snapshot()
        for name, of in dict(self.foreign).items():
            answer = mine.post(self.url(record, "edit/"), self.form_data(record) | {name: of(world.near).pk})
            assert (answer.status_code, "不在您的范围里" in text(answer)) == (422, True)
            told = api.patch(self.resource(record), {name: str(of(world.near).pk), "version": record.version})
            assert (told.status_code, list(told.json()["fields"])) == (400, [name])
        assert self.snapshot() == before

    def moves(self, name):
        """Whether the field `name` decides where the record lies."""
        return True

    # delete ------------------------------------------------------------------------------------------
    def test_delete_and_undo_leave_their_history(self, world, editor, mine, api):
        record = self.make(world.own)
        assert mine.get(self.url(record, "delete/")).status_code == 200
        answer = mine.post(self.url(record, "delete/"), {"version": record.version, "reason": "登重了"})
        assert (answer.status_code, answer.url) == (302, self.base)
        assert (str(record.pk) in text(mine.get(self.base)), api.get(self.resource(record)).status_code) == (True, 404)
        assert self.base + f"{record.pk}/restore/" not in text(mine.get(self.base))
        assert mine.post(self.url(record, "restore/")).status_code == 302
        assert api.get(self.resource(record)).status_code == 200
        reasons = [(e.is_deleted, e.pgh_context.metadata["reason"], e.pgh_context.metadata["user"]) for e in self.events(record)[-2:]]
        assert reasons == [(True, "登重了", str(editor.pk)), (False, "撤销删除", str(editor.pk))]
        history = text(mine.get(self.url(record, "history/")))
        assert ("删除" in history, "恢复" in history, "登重了" in history) == (True, True, True)

    def test_a_stale_delete_is_409(self, world, mine):
        record = self.make(world.own)
        before = self.snapshot()
        for version in (str(record.version + 1), "", "x", "9" * 5000):
            assert mine.post(self.url(record, "delete/"), {"version": version}).status_code == 409
        assert self.snapshot() == before

    def test_api_delete_takes_the_version(self, world, api, editor):
        record = self.make(world.own)
        assert api.delete(f"{self.resource(record)}?version={record.version}").status_code == 204
        assert self.model.everything.get(pk=record.pk).is_deleted is True
        assert self.events(record)[-1].pgh_context.metadata["user"] == str(editor.pk)

    def test_a_deleted_record_may_be_entered_anew(self, world, mine):
        """What was deleted does not stand in the way of the same record."""
        typed, before = self.typed(world.own), self.keys()
        mine.post(f"{self.base}new/", typed)
        record = self.newest(before)
        mine.post(self.url(record, "delete/"), {"version": 1})
        answer = mine.post(f"{self.base}new/", typed)
        assert answer.status_code == (302 if self.reentry else 422)
        assert ENGLISH.findall(text(answer)) == []
        restored = mine.post(self.url(record, "restore/"), follow=True)
        assert restored.status_code == 200

    reentry = True

    def test_reading_writes_nothing(self, world, mine):
        record = self.make(world.own)
        before, events = self.snapshot(), len(self.events(record))
        for tail in ("", "history/", "edit/", "delete/"):
            mine.get(self.url(record, tail))
        assert mine.get(self.url(record, "restore/")).status_code == 405
        assert (self.snapshot(), len(self.events(record))) == (before, events)
