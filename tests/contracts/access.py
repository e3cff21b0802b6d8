"""Who gets in: anonymous, wrong role, reader, other community."""

import pytest
from django.test import Client

from orgwork.accounts.rules import Role
from tests.factories import person

from .base import ELSEWHERE, Contract, JsonClient, api_of, client_of, page_of, refused, same_answer, text


class AccessContract(Contract):
    def pages(self, record):
        """(method, address) of every page of the register."""
        one = [("get", self.url(record, tail)) for tail in ("", "history/", "edit/", "delete/")]
        tabs = [("get", self.url(record, f"{related.register}/")) for related in self.register.related]
        posts = [("post", self.url(record, tail)) for tail in ("edit/", "delete/", "restore/")]
        return [*one, *tabs, *posts]

    def general_pages(self):
        exports = [("get", f"{self.base}export/?format={f}") for f in ("xlsx", "csv", "json")]
        return [("get", self.base), ("get", f"{self.base}new/"), ("post", f"{self.base}new/"), *exports]

    def calls(self, record):
        one = self.resource(record)
        return [("get", one), ("patch", one), ("delete", one)]

    def general_calls(self):
        return [("get", self.collection), ("post", self.collection)]

    def test_anonymous_is_sent_to_the_log_in(self, world):
        record = self.make(world.own)
        for method, address in [*self.general_pages(), *self.pages(record)]:
            answer = getattr(Client(), method)(address)
            assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/login/"), address

    def test_anonymous_call_is_401(self, world):
        record = self.make(world.own)
        for method, address in [*self.general_calls(), *self.calls(record)]:
            answer = getattr(JsonClient(), method)(address)
            assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated"), address

    @pytest.mark.parametrize("role", [Role.AUDIT_ADMIN, Role.TIPOFF])
    def test_wrong_role_finds_nothing(self, world, role, missing):
        record = self.make(world.own)
        stranger = person(role, world.district)
        for method, address in [*self.general_pages(), *self.pages(record)]:
            refused(getattr(client_of(stranger), method)(address), client_of(stranger).get(self.url(missing)))

    @pytest.mark.parametrize("role", [Role.AUDIT_ADMIN, Role.TIPOFF])
    def test_wrong_role_calls_find_nothing(self, world, role, missing):
        record = self.make(world.own)
        stranger, nowhere = api_of(person(role, world.district)), self.resource(missing)
        for method, address in self.calls(record):
            refused(getattr(stranger, method)(address), getattr(stranger, method)(nowhere))
        for method, address in self.general_calls():
            answer = getattr(stranger, method)(address)
            assert (answer.status_code, answer.content) == (404, stranger.get(nowhere).content)

    def test_a_leader_reads_and_changes_nothing(self, world):
        record = self.make(world.own)
        leader, caller, before = client_of(world.leader), api_of(world.leader), self.snapshot()
        assert [leader.get(a).status_code for a in (self.base, self.url(record), self.url(record, "history/"))] == [200] * 3
        assert caller.get(self.resource(record)).status_code == 200
        page = text(leader.get(self.url(record)))
        assert ("修改" in page, "delete/" in page, "new/" in text(leader.get(self.base))) == (False, False, False)
        writes = [("get", f"{self.base}new/"), ("post", f"{self.base}new/"), ("get", f"{self.base}export/")]
        for method, address in [*writes, *[p for p in self.pages(record) if p[1].endswith(("edit/", "delete/", "restore/"))]]:
            assert getattr(leader, method)(address).status_code == 404, address
        for method, address in [("post", self.collection), *self.calls(record)[1:]]:
            assert getattr(caller, method)(address).status_code == 404, address
        assert self.snapshot() == before

    def test_a_person_without_a_post_in_force_finds_nothing(self, world, editor, mine):
        self.make(world.own)
        assert mine.get(self.base).status_code == 200
        editor.posts.update(ends_on="2020-12-31")
        assert (mine.get(self.base).status_code, api_of(editor).get(self.collection).status_code) == (404, 404)

    @pytest.mark.parametrize("where", ELSEWHERE)
    def test_other_communities_pages_are_not_there(self, world, mine, missing, where):
        record = self.make(getattr(world, where))
        for (method, address), (_same, nowhere) in zip(self.pages(record), self.pages(missing), strict=True):
            refused(getattr(mine, method)(address), getattr(mine, method)(nowhere))

    @pytest.mark.parametrize("where", ELSEWHERE)
    def test_other_communities_resources_are_not_there(self, world, api, missing, where):
        record = self.make(getattr(world, where))
        before = self.snapshot()
        for (method, address), (_same, nowhere) in zip(self.calls(record), self.calls(missing), strict=True):
            body = {"version": 1, "remark": "越界"} if method == "patch" else None
            refused(getattr(api, method)(address, body), getattr(api, method)(nowhere, body))
        assert self.snapshot() == before

    def test_other_communities_rows_are_in_no_list(self, world, mine, api):
        own, others = self.make(world.own), [self.make(getattr(world, where)) for where in ELSEWHERE]
        page = text(mine.get(self.base))
        assert (str(own.pk) in page, [str(o.pk) in page for o in others]) == (True, [False, False])
        listed = api.get(self.collection).json()
        assert listed["count"] == len(listed["results"]) == self.already + 1
        assert {r["id"] for r in listed["results"]}.isdisjoint(str(o.pk) for o in others)
        assert len(mine.get(f"{self.base}export/?format=json").json()["records"]) == self.already + 1

    def test_a_deleted_record_is_not_there(self, world, mine, api, missing):
        record = self.make(world.own)
        self.model.everything.filter(pk=record.pk).update(is_deleted=True)
        for tail in ("", "history/", "edit/", "delete/"):
            refused(mine.get(self.url(record, tail)), mine.get(self.url(missing, tail)))
        refused(api.get(self.resource(record)), api.get(self.resource(missing)))

    @pytest.mark.parametrize("where", ELSEWHERE)
    def test_another_units_code_filters_like_an_unknown_one(self, world, mine, api, where):
        self.make(getattr(world, where))
        code, unknown = getattr(world, where).unit.code, "999999999999"
        listed, nothing = mine.get(f"{self.base}?unit={code}"), mine.get(f"{self.base}?unit={unknown}")
        assert page_of(listed).replace(code, unknown) == page_of(nothing)
        same_answer(api.get(f"{self.collection}?unit={code}"), api.get(f"{self.collection}?unit={unknown}"))
        exported = mine.get(f"{self.base}export/?format=json&unit={code}")
        assert exported.json()["records"] == []

    def test_a_foreign_key_elsewhere_reads_like_an_unknown_one(self, world, mine, api, missing):
        """Neither page nor call says whether the record somebody else has exists."""
        for name, of in dict(self.foreign).items():
            there, typed = str(of(world.near).pk), self.typed(world.own)
            before = self.snapshot()
            one = mine.post(f"{self.base}new/", typed | {name: there, "submission_key": ""})
            two = mine.post(f"{self.base}new/", typed | {name: str(missing), "submission_key": ""})
            assert (one.status_code, two.status_code) == (422, 422)
            assert page_of(one).replace(there, str(missing)) == page_of(two)
            same_answer(api.post(self.collection, typed | {name: there}), api.post(self.collection, typed | {name: str(missing)}))
            assert self.snapshot() == before

    def test_another_communitys_id_filters_like_an_unknown_one(self, world, mine, api, missing):
        for name, of in dict(self.foreign).items():
            there = str(of(world.near).pk)
            one, two = mine.get(f"{self.base}?{name}={there}"), mine.get(f"{self.base}?{name}={missing}")
            assert page_of(one).replace(there, str(missing)) == page_of(two)
            same_answer(api.get(f"{self.collection}?{name}={there}"), api.get(f"{self.collection}?{name}={missing}"))

    def test_pages_name_nothing_of_other_communities(self, world, mine):
        """List, form and detail offer only what lies in the viewer's scope: filters and pickers too."""
        record = self.make(world.own)
        names = [world.near.unit.name, world.far.unit.name, world.near.branch.name, str(world.far.community.pk)]
        for address in (self.base, f"{self.base}new/", self.url(record), self.url(record, "edit/"), self.url(record, "delete/")):
            page = text(mine.get(address))
            assert [name for name in names if name in page] == [], address

