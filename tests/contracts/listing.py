"""Lists: search, filters, sort, pages, cost, and what is done with bad input."""

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgwork.kit.paging import Cursor

from .base import ENGLISH, Contract, text

SCRIPT = "<script>alert(1)</script>"
MOST = 6


class ListingContract(Contract):
    def listed(self, api, query=""):
        return [r["id"] for r in api.get(f"{self.collection}?page_size=200&{query}").json()["results"]]

    def many(self, place, number):
        return [self.nth(place, n) for n in range(number)]

    def walk(self, api, query, step, start=""):
        """All ids from page to page by the link `step`, and the last page's address."""
        address, found, last = start or f"{self.collection}?{query}", [], ""
        while address:
            answer = api.get(address).json()
            found.append([r["id"] for r in answer["results"]])
            address, last = answer[step], address
        return found, last

    # search and filters ---------------------------------------------------------------------------------
    def test_search_finds_by_what_people_type(self, world, api, mine):
        more, words = self.found_by
        self.make(world.own)
        record = self.make(world.own, **more)
        for word in words:
            found = self.listed(api, f"search={word}")
            assert (str(record.pk) in found, len(found)) == (True, 1), word
            assert f"{self.base}{record.pk}/" in text(mine.get(self.base, {"search": word}))
        assert self.listed(api, "search=查无此名") == []

    def test_search_reaches_no_further_than_the_scope(self, world, api, mine):
        more, words = self.found_by
        record = self.make(world.near, **more)
        for word in words:
            assert self.listed(api, f"search={word}") == []
            assert str(record.pk) not in text(mine.get(self.base, {"search": word}))

    def test_filters_mean_the_same_in_list_export_and_api(self, world, api, mine):
        for query, more in self.filtering:
            record = self.make(world.own, **more)
            self.make(world.own)
            found = self.listed(api, query)
            exported = mine.get(f"{self.base}export/?format=json&{query}").json()["records"]
            page = text(mine.get(f"{self.base}?{query}"))
            assert str(record.pk) in found, query
            assert len(found) < len(self.listed(api)), query
            assert len(exported) == len(found), query
            assert [pk in page for pk in self.listed(api)] == [pk in found for pk in self.listed(api)], query

    def test_a_units_code_gives_its_subtree(self, world, mine, api):
        record = self.make(world.own)
        clerk_finds = self.listed(api, f"unit={world.own.unit.code}")
        assert str(record.pk) in clerk_finds

    def test_a_filter_that_cannot_be_read_widens_nothing(self, world, mine, api):
        self.make(world.own)
        for query in (*(f"{q.partition('=')[0]}=查无此值" for q, _more in self.filtering), "unit=%00", "search=%00"):
            page, told = mine.get(f"{self.base}?{query}"), api.get(f"{self.collection}?{query}")
            exported = mine.get(f"{self.base}export/?format=json&{query}")
            assert page.status_code == 200
            assert told.status_code == 400 or told.json()["results"] == [], query
            assert exported.status_code == 400 or exported.json()["records"] == [], query
            assert f'class="who" href="{self.base}' not in text(page), query
            assert ENGLISH.findall(text(page)) == []

    # sort and pages ---------------------------------------------------------------------------------------
    def test_every_sort_pages_forward_and_back_completely(self, world, api):
        made = self.many(world.own, 7)
        for name in sorted(self.register.sorts):
            for ordering in (name, f"-{name}"):
                query = f"ordering={ordering}&page_size=2"
                whole = self.listed(api, f"ordering={ordering}")
                forward, last = self.walk(api, query, "next")
                back, _first = self.walk(api, query, "previous", start=last)
                assert sum(forward, []) == whole, ordering
                assert len(set(whole)) == len(whole) == len(made) + self.already
                assert sum(reversed(back), []) == whole, ordering
        assert self.listed(api, f"ordering={name}") != []

    def test_sorting_up_is_sorting_down_reversed(self, world, api):
        self.many(world.own, 6)
        for name in sorted(self.register.sorts):
            values = self.model.objects.filter(pk__in=self.listed(api)).values_list("pk", name)
            blank = {str(pk) for pk, value in values if value is None}
            up = [pk for pk in self.listed(api, f"ordering={name}") if pk not in blank]
            down = [pk for pk in self.listed(api, f"ordering=-{name}") if pk not in blank]
            assert up == down[::-1], name
            assert set(self.listed(api, f"ordering={name}")[len(up) :]) == blank, name

    def test_the_page_pages_too(self, world, mine):
        self.many(world.own, 23)
        address, found = f"{self.base}?page_size=20", []
        for _page in range(2):
            page = text(mine.get(address))
            found += [line.partition('"')[0] for line in page.split(f'class="who" href="{self.base}')[1:]]
            following = page.partition('rel="next" href="')[2].partition('"')[0]
            address = following.replace("&amp;", "&")
        assert (len(found), len(set(found)), following) == (23 + self.already, 23 + self.already, "")

    def test_a_row_that_comes_between_neither_repeats_nor_hides_others(self, world, api):
        self.many(world.own, 5)
        first = api.get(f"{self.collection}?page_size=3").json()
        self.nth(world.own, 6)
        rest = api.get(first["next"].replace("page_size=3", "page_size=200")).json()
        ids = [r["id"] for r in (*first["results"], *rest["results"])]
        assert len(set(ids)) == len(ids)
        assert len(ids) >= 5 + self.already

    # bad input ----------------------------------------------------------------------------------------------
    def cursors(self):
        pk = str(uuid4())
        return [
            "x", "%%%", "e30", "W10", "a" * 500, Cursor("\x00", pk, 1).encode(), Cursor("a", pk, 10**30).encode(),
            Cursor(None, pk, 1).encode(), Cursor(True, pk, 1, back=True).encode(), Cursor(10**40, pk, 1).encode(),
            Cursor("1e999999", pk, 1).encode(), Cursor("x", "17", 3).encode(),
        ]  # fmt: skip

    def test_a_forged_cursor_is_refused(self, world, mine, api):
        self.make(world.own)
        for cursor in self.cursors():
            for ordering in ("", *sorted(self.register.sorts)):
                query = {"cursor": cursor, "ordering": ordering} if ordering else {"cursor": cursor}
                page, told = mine.get(self.base, query), api.get(self.collection, query)
                assert page.status_code in (200, 404), (cursor, ordering)
                assert told.status_code in (200, 400), (cursor, ordering)
                assert ENGLISH.findall(text(told)) == []

    @pytest.mark.parametrize("size", ["0", "-1", "201", "1000000000", "x", "²", "１２", "", "1e3"])
    def test_a_page_size_out_of_range_is_refused(self, world, mine, api, size):
        told = api.get(self.collection, {"page_size": size})
        assert (told.status_code, told.json()["code"]) == (400, "out_of_range")
        assert mine.get(self.base, {"page_size": size}).status_code == 200

    @pytest.mark.parametrize("ordering", ["password", "created_by__password", "-", "?", "id_card_enc", "unit__parent__name", "\x00"])
    def test_an_ordering_not_offered_is_refused(self, world, mine, api, ordering):
        told = api.get(self.collection, {"ordering": ordering})
        assert (told.status_code, told.json()["code"]) == (400, "bad_ordering")
        assert mine.get(self.base, {"ordering": ordering}).status_code == 200

    @pytest.mark.parametrize("word", ["%", "_", "\\", "'", '"', "　", "a" * 300, "田" * 300, "%00", "(", "{{7*7}}", "😀"])
    def test_any_search_is_only_a_search(self, world, mine, api, word):
        self.make(world.own)
        assert mine.get(self.base, {"search": word}).status_code == 200
        assert api.get(self.collection, {"search": word}).status_code == 200

    # cost ---------------------------------------------------------------------------------------------------
    def cost(self, client, address):
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200, address
        return len(found)

    def test_a_list_costs_the_same_for_one_and_three_rows(self, world, mine, api):
        record = self.nth(world.own, 0)
        addresses = [
            self.base, f"{self.base}?unit={world.own.unit.code}", f"{self.base}export/?format=csv",
            self.url(record), self.url(record, "edit/"), f"{self.base}new/",
        ]  # fmt: skip
        one = [self.cost(mine, address) for address in addresses]
        for n in (1, 2):
            self.nth(world.own, n)
        assert [self.cost(mine, address) for address in addresses] == one
        assert max(one[:3]) <= MOST, one

    def test_a_call_costs_the_same_for_one_and_three_rows(self, world, api):
        self.nth(world.own, 0)
        one = self.cost(api, self.collection)
        for n in (1, 2):
            self.nth(world.own, n)
        assert self.cost(api, self.collection) == one
        assert one <= MOST

    # escaping -----------------------------------------------------------------------------------------------
    def test_markup_in_a_text_stays_text(self, world, mine):
        record = self.make(world.own, **{self.markup: SCRIPT, "remark": SCRIPT})
        self.model.objects.filter(pk=record.pk).update(**{self.markup: SCRIPT + "2"})
        addresses = [
            self.base, f"{self.base}?search={SCRIPT}", self.url(record), self.url(record, "history/"),
            self.url(record, "edit/"), self.url(record, "delete/"),
        ]  # fmt: skip
        for address in addresses:
            assert SCRIPT not in text(mine.get(address)), address

    def test_the_address_says_the_filters(self, world, mine):
        self.make(world.own)
        code = world.own.unit.code
        page = text(mine.get(f"{self.base}?unit={code}&page_size=20"))
        links = [link.partition('"')[0].replace("&amp;", "&") for link in page.split(f'href="{self.base}?')[1:]]
        sized = [parse_qs(urlsplit("?" + link).query) for link in links if "page_size=100" in link]
        assert [q["unit"] for q in sized] == [[code]]
