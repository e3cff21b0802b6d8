"""定稿后动了的数: which numbers of a final report have moved since, and by which records."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from orgwork.accounts.models import Unit
from orgwork.kit import figures, registers
from orgwork.kit.periods import Period
from orgwork.workreports import filling, parsing, taking, traces
from orgwork.workreports.models import SlotValue
from orgwork.workreports.traces import Trace

ADDED, CHANGED, REMOVED, DELETED = "added", "changed", "removed", "deleted"
SAID = {ADDED: "新增", CHANGED: "改", REMOVED: "不再计入", DELETED: "删除"}
HIDDEN = "不在您的范围里的记录"
UNKNOWN = "没有改过记录，是口径或设置变了"


@dataclass(frozen=True)
class Change:
    """One record behind a number that is not as it was. `text` and `url` are empty where the viewer may not see it."""

    key: str
    pk: str
    how: str
    text: str
    unit: str
    url: str
    trace: Trace

    @property
    def said(self):
        return SAID[self.how]


@dataclass(frozen=True)
class Move:
    """One number: what it was, what it is now, the records in between."""

    value: SlotValue
    then: Decimal
    now: Decimal | None
    changes: tuple

    @property
    def delta(self):
        return (self.now or 0) - self.then

    @property
    def when(self):
        return max((change.trace.when for change in self.changes if change.trace.when), default=None)

    @property
    def why(self) -> str:
        """Whose records, how many and how: 槐荫社区新增 2 条，南苑社区删除 1 条."""
        counts = Counter((change.unit, change.said) for change in self.changes)
        return "，".join(f"{unit}{said} {count} 条" for (unit, said), count in counts.items()) or UNKNOWN


def find(report, *, scope, sees) -> list[Move]:
    """The Moves of a final report in the order of its blanks; statements do not grow with numbers or records.

    `scope` is what the viewer may count, `sees(subject, path)` whether he may look at a record of the register `subject`.
    """
    frozen = {v.no: v for v in report.slots.prefetch_related("sources") if v.is_number and v.sources.all()}
    now = taking.take(_wanted(report, frozen), scope=scope, with_empty=True)
    differences = [found for no, value in frozen.items() if no in now for found in _differences(value, now[no])]
    differences += _unversioned(frozen, report.finalised_at, differences)
    told = _told(differences, frozen, report.finalised_at, sees)
    moves = [_move(value, now[no], [told[d] for d in differences if d[0] == no]) for no, value in frozen.items() if no in now]
    return [move for move in moves if move.changes or move.delta]


def _wanted(report, frozen):
    """The questions that were asked then, to be asked again."""
    gaps = filling.first_gaps(parsing.parse(report.template_text))
    units = {unit.code: unit for unit in Unit.everything.filter(code__in={v.unit_code for v in frozen.values()})}
    return [
        taking.Wanted(gap.slot, units[frozen[gap.no].unit_code], Period.parse(frozen[gap.no].period))
        for gap in gaps
        if gap.no in frozen
    ]


def _kept(value):
    """{key: {id: version}} of a frozen number, without what a rate counts above its line: it lies within what is below."""
    return {s.key: dict(zip(s.record_ids, s.record_versions, strict=True)) for s in value.sources.all() if not s.is_part}


def _differences(value, behind):
    """(no, key, record id, how) of each record. A figure that gave nothing and gives nothing has none, whatever records it has."""
    then = _kept(value)
    now = {s.key: dict(s.records) for s in behind.sources if not s.part and (s.value or s.key in then)}
    for key in sorted({*then, *now}):
        old, new = then.get(key, {}), now.get(key, {})
        yield from ((value.no, key, pk, ADDED) for pk in new if pk not in old)
        yield from ((value.no, key, pk, REMOVED) for pk in old if pk not in new)
        yield from ((value.no, key, pk, CHANGED) for pk in new if pk in old and old[pk] != new[pk])


def _unversioned(frozen, since, known):
    """Records whose version stayed although they were written: the history knows better."""
    seen = {(no, key, pk) for no, key, pk, _how in known}
    sources = [source for value in frozen.values() for source in value.sources.all() if not source.is_part]
    found = []
    for model in dict.fromkeys(_model(source.key) for source in sources):
        mine = [source for source in sources if _model(source.key) is model]
        touched = traces.touched(model, mine, since)
        for source in mine:
            no = next(value.no for value in frozen.values() if value.pk == source.slot_id)
            ids = touched.intersection(source.record_ids)
            found += [(no, source.key, pk, CHANGED) for pk in sorted(ids) if (no, source.key, pk) not in seen]
    return found


def _model(key):
    figure = figures.get(key)
    return _model(figure.over) if figure.aggregate == "ratio" else figure.model


def _told(differences, frozen, since, sees):
    """{difference: Change}; one round of statements for each kind of record."""
    told = {}
    for model in dict.fromkeys(_model(key) for _no, key, _pk, _how in differences):
        mine = [d for d in differences if _model(d[1]) is model]
        names = [f.name for f in model._meta.concrete_fields if f.is_relation]
        ids = {pk for _no, _key, pk, _how in mine}
        rows = {str(row.pk): row for row in model._base_manager.filter(pk__in=ids).select_related(*names)}
        versions = {pk: version for value in frozen.values() for key, kept in _kept(value).items() if _model(key) is model
                    for pk, version in kept.items() if pk in ids}  # fmt: skip
        traced = traces.of(model, versions, rows, since)
        told |= {d: _change(d, model, rows.get(d[2]), traced.get(d[2]), sees) for d in mine}
    return told


def _change(difference, model, row, trace, sees):
    _no, key, pk, how = difference
    if row is None or not _visible(model, row, sees):
        return Change(key, pk, how, "", HIDDEN, "", Trace())
    gone = how == REMOVED and getattr(row, "is_deleted", False)
    register = registers.of_model(model)
    url = register.url(row) if register and not gone else ""
    return Change(key, pk, DELETED if gone else how, str(row), getattr(row, "unit", row).name, url, trace)


def _visible(model, row, sees):
    register = registers.of_model(model)
    return sees(register.key if register else "figures", row.path)


def _move(value, behind, changes):
    then = sum(source.value for source in value.sources.all() if not source.is_part)
    return Move(value, then, behind.value, tuple(changes))
