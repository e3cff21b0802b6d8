"""What leaves the register: files in three formats, figures, the import page."""

import csv
import io
import json
import re

import pytest
from openpyxl import load_workbook

from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.periods import Period

from .base import Contract, api_of, client_of, refused, text

PERIODS = ("2024", "2024-05", "2024H1")
FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "＝1+1")


class OutputContract(Contract):
    def export(self, client, format, query=""):
        answer = client.get(f"{self.base}export/?format={format}{query}")
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
        assert answer["Content-Disposition"].startswith("attachment;")
        return answer.content

    def sheet(self, client):
        book = load_workbook(io.BytesIO(self.export(client, "xlsx")))
        return book.active

    def labels(self):
        return [spec.label for spec in self.register.specs]

    # files -------------------------------------------------------------------------------------------------
    def test_three_formats_say_the_same(self, world, mine):
        self.nth(world.own, 0)
        self.nth(world.own, 1)
        sheet = [[c.value for c in row] for row in self.sheet(mine).iter_rows()]
        lines = list(csv.reader(io.StringIO(self.export(mine, "csv").decode("utf-8-sig"))))
        records = json.loads(self.export(mine, "json"))["records"]
        assert sheet[0] == lines[0] == self.labels()
        assert len(sheet) == len(lines) == len(records) + 1 == self.already + 3
        assert [list(r) for r in records] == [list(self.register.fields)] * len(records)
        for row, line, record in zip(sheet[1:], lines[1:], records, strict=True):
            assert [plain(v) for v in row] == [plain(v) for v in line] == [plain(v) for v in record.values()]

    def test_an_unknown_format_is_not_there(self, world, mine, missing):
        refused(mine.get(f"{self.base}export/?format=pdf"), mine.get(self.url(missing)))

    def test_no_cell_of_an_export_is_a_formula(self, world, mine):
        for formula in FORMULAS:
            self.make(world.own, remark=formula)
        assert [c.coordinate for row in self.sheet(mine).iter_rows() for c in row if c.data_type == "f"] == []
        lines = csv.reader(io.StringIO(self.export(mine, "csv").decode("utf-8-sig")))
        assert [cell for line in lines for cell in line if cell.startswith(("=", "@", "\t", "＝"))] == []

    def test_control_characters_break_no_export(self, world, mine):
        self.make(world.own, remark="坏\x0b字\x01符")
        assert "坏字符" in [c.value for row in self.sheet(mine).iter_rows() for c in row]

    # figures -----------------------------------------------------------------------------------------------
    level_of = "unit__level"  # how the level of the unit is reached from a record

    def own_figures(self):
        return [f for f in figures.all_figures() if f.model_label and f.model is self.model]

    def test_a_figure_counts_the_viewers_records_alone(self, world, editor, mine, api):
        for place in (world.own, world.near, world.far):
            for n in range(3):
                self.nth(place, n)
        whole = {"scope": Scope.whole(), "period": Period.parse("2024")}
        for found in self.own_figures():
            expected = figures.value(found.key, unit=world.own.unit, **whole)
            told = api.get(f"/api/v1/figures/{found.key}/?period=2024&records=1").json()
            assert (told["value"], told["unit"]) == (expected, world.own.unit.code), found.key
            ids = set(self.model.objects.filter(path__startswith=world.own.unit.path).values_list("pk", flat=True))
            assert {r["id"] for r in told["records"]} <= {str(pk) for pk in ids}, found.key

    @pytest.mark.parametrize("where", ["near", "far"])
    def test_anothers_figure_is_not_there(self, world, mine, api, where):
        for found in self.own_figures():
            code = getattr(world, where).unit.code
            for address in (f"/figures/{found.key}/", f"/api/v1/figures/{found.key}/"):
                client = api if "api" in address else mine
                refused(client.get(f"{address}?unit={code}"), client.get(f"{address}?unit=999999999999"))

    def test_a_figures_page_opens_to_its_records(self, world, mine):
        self.nth(world.own, 0)
        for found in self.own_figures():
            for period in PERIODS:
                page = mine.get(f"/figures/{found.key}/?period={period}&unit={world.own.unit.code}")
                assert page.status_code == 200
                args = {"scope": Scope.whole(), "unit": world.own.unit, "period": Period.parse(period)}
                for record in figures.records(found.key, **args):
                    assert f'href="{self.url(record)}"' in text(page), found.key

    def test_the_parts_of_a_figure_add_up(self, world):
        for place in (world.own, world.near, world.far):
            for n in range(3):
                self.nth(place, n)
        caller = api_of(world.clerk)
        for found in self.own_figures():
            parts = [
                caller.get(f"/api/v1/figures/{found.key}/?period=2024&unit={place.unit.code}").json()["value"]
                for place in (world.own, world.near, world.far)
            ]
            total = caller.get(f"/api/v1/figures/{found.key}/?period=2024&unit={world.district.code}").json()["value"]
            above = self.model.objects.filter(**{f"{self.level_of}__in": ("district", "street")})
            extra = figures.records(found.key, scope=Scope.whole(), unit=world.district, period=Period.parse("2024")).filter(
                pk__in=above.values("pk")
            )
            if not extra.exists():
                assert (total or 0) == sum(p or 0 for p in parts), found.key

    # import page -------------------------------------------------------------------------------------------
    def test_the_import_page_is_for_those_who_may_import(self, world, mine):
        address = f"/imports/new/?kind={self.key}"
        auditor, leader = client_of(world.auditor), client_of(world.leader)
        assert [c.get(address).status_code for c in (auditor, leader)] == [404, 404]
        assert mine.get(address).status_code == (200 if self.imported else 404)

    imported = True


def plain(value):
    """A value as text; numbers without the noughts that one format writes and another does not."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return re.sub(r"^(-?\d+)\.0+$", r"\1", str(value))
