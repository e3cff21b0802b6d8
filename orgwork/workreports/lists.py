"""Lists that a report can name or make sentences of: 修订制度, 品牌志愿队伍, 人才称号.

A list is declared here or by the app whose records it holds; the app fills it. Each list opens to a figure: its records are
some of the figure's, so scope, unit and period are those of every figure.
"""

from dataclasses import dataclass

from orgwork.kit import figures
from orgwork.workreports import wording

MOST = 200  # records that a list holds at most


@dataclass(frozen=True)
class Listing:
    """`fields` are the names a repeated sentence may use, the first one is what 列举 lists; `give(records)` → [(record, {field: text})].

    A field that is declared with ? at its end may be empty; any other says 【待补】 where it is.
    """

    name: str
    fields: tuple[str, ...]
    figure: str
    note: str
    give: object = None
    optional: frozenset = frozenset()


@dataclass(frozen=True)
class Row:
    pk: str
    version: int
    cells: tuple  # (field, text) in the order of the list's fields


_lists = {}


def expect(name, *fields, figure, note):
    """A list that templates may use although the app that holds its records may not be there yet."""
    _lists.setdefault(name, made(name, fields, figure, note))


def listing(name, *fields, figure, note):
    """Decorator: `give(records)` fills the list `name` from the records of `figure`. It keeps the order of what it yields."""

    def fill(give):
        expected = _lists.get(name)
        if expected and expected.give:
            raise ValueError(f"list {name} is filled twice")
        found = made(name, fields, figure, note, give)
        if expected and set(expected.fields) - set(found.fields):
            raise ValueError(f"list {name} lacks {set(expected.fields) - set(found.fields)}")
        _lists[name] = found
        return give

    return fill


def made(name, fields, figure, note, give=None):
    optional = frozenset(field.rstrip("?") for field in fields if field.endswith("?"))
    return Listing(name, tuple(field.rstrip("?") for field in fields), figure, note, give, optional)


def find(name) -> Listing | None:
    return _lists.get(name)


def all_lists() -> list[Listing]:
    return [found for _name, found in sorted(_lists.items())]


def rows(name, *, scope, unit, period) -> list[Row]:
    """The rows of list `name`; none where nothing fills it yet."""
    found = _lists[name]
    if found.give is None:
        return []
    records = figures.records(found.figure, scope=scope, unit=unit, period=period)
    return [
        Row(
            str(record.pk), getattr(record, "version", 0), tuple((key, cell(found, key, cells)) for key in found.fields)
        )
        for record, cells in found.give(records)
    ][:MOST]


def cell(listing, field, cells):
    empty = "" if field in listing.optional else wording.missing(field)
    return str(cells.get(field) or empty)


def rule_of(listing) -> str:
    """The period rule of the figure behind the list, or "" while there is none."""
    return figures.get(listing.figure).period_rule if figures.declared(listing.figure) else ""


expect(
    "人才称号",
    "姓名", "单位", "年份", "称号", "批次?",
    figure="talent.titles_awarded",
    note="期间内获得市级以上称号、由您点名写进报告的人才",
)  # fmt: skip
