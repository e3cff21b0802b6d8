"""What the preview shows: fifty rows at a time, found by key, never by counting past others."""

from dataclasses import dataclass, field

from django.db import connection

from . import rosters
from .models import BeforeImage, StagedFinding
from .staging.matching import parameters, statements_of
from .staging.sql import HOME
from .staging.tables import PAIRS

SIZE = 50
ACTIONS = {"change": "u", "same": "s"}
SHOWN = ("sex", "birth", "branch", "member_type", "kind", "date", "level", "parent", "quantity", "mobile", "households")


@dataclass
class Row:
    """One row of the preview: where it stands, who it is, and the fields with their values now and on the roster."""

    seq: int
    sheet: str
    row: int
    title: str
    sub: str = ""
    record: object = None
    changes: list = field(default_factory=list)


def _fetch(sql, values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def new_rows(upload, after):
    """Staged rows that would make a record, behind the row `after`; one more than a page."""
    declared = rosters.get(upload.kind)
    source = statements_of(upload, declared).source
    rows = _fetch(
        f"SELECT s.* FROM {source} s LEFT JOIN {PAIRS} p ON p.upload = s.upload AND p.seq = s.seq"  # noqa: S608
        " WHERE s.upload = %(upload)s AND s.seq > %(after)s AND (p.seq IS NULL OR p.action = 'r') ORDER BY s.seq LIMIT %(size)s",
        {"upload": upload.pk, "after": after, "size": SIZE + 1},
    )
    names = Names(declared, rows)
    return [_new_row(declared, row, names) for row in rows]


def met_rows(upload, tab, after):
    """Staged rows that meet a record, with the fields that change (or that a blank of the roster would keep)."""
    declared = rosters.get(upload.kind)
    statements = statements_of(upload, declared)
    values = {**parameters(upload), "after": after, "size": SIZE + 1, "action": ACTIONS[tab]}
    joined = (
        f"FROM {PAIRS} p JOIN {statements.source} s ON s.upload = p.upload AND s.seq = p.seq"
        f" JOIN {statements.target} m ON m.id = p.found WHERE p.upload = %(upload)s AND p.action = %(action)s"
        " AND p.seq > %(after)s ORDER BY p.seq LIMIT %(size)s"
    )
    staged = _fetch(f"SELECT s.* {joined}", values)  # noqa: S608 declared names
    kept = _fetch(f"SELECT m.* {joined}", values)  # noqa: S608
    names = Names(declared, staged + kept)
    ticks = upload.clears
    return [
        _met_row(declared, new, old, names, ticks.get(str(new["seq"]), ()))
        for new, old in zip(staged, kept, strict=True)
    ]


class Names:
    """Names of the units and organisations that a page's foreign keys point to, one query a model."""

    def __init__(self, declared, rows):
        self._found = {}
        for target in declared.derived:
            if not target.endswith("_id") or target == "id":
                continue
            model = declared._meta.model._meta.get_field(target.removesuffix("_id")).related_model
            keys = {row[target] for row in rows if row.get(target)}
            self._found[target] = {k: str(v) for k, v in model._base_manager.in_bulk(keys).items()} if keys else {}

    def __call__(self, target, key):
        return self._found[target].get(key, "") if key else ""


def _text(column, row):
    return column.widget.render(column.widget.load(*(_blank(row[t]) for t in column.targets)))


def _blank(value):
    return "" if value is None else value


def _title(declared, row):
    for name in ("name", "title", "text"):
        if row.get(name):
            return str(row[name])[:60]
    return ""


def _who(declared, row, names):
    title = _title(declared, row)
    if not title and "unit_id" in row:
        title = names("unit_id", row["unit_id"])
    return title, row.get("id_card_mask") or row.get("code") or ""


def _new_row(declared, row, names):
    title, sub = _who(declared, row, names)
    facts = [
        {"label": c.label, "new": _text(c, row)}
        for c in declared.columns.values()
        if c.stored and c.field in SHOWN and any(row[t] is not None for t in c.targets)
    ]
    for target, label in (("branch_id", "党组织"), ("parent_id", "上级")):
        if row.get(target):
            facts.append({"label": label, "new": names(target, row[target])})
    return Row(row["seq"], row["sheet"], row["row"], title, sub, changes=facts)


def _met_row(declared, new, old, names, ticks):
    changes = []
    for column in declared.columns.values():
        if not column.stored:
            continue
        was = _text(column, old)
        if new[column.targets[0]] is None:
            changes += _blank_cell(column, was, new, ticks)
        elif (now := _text(column, new)) != was and not _less(column, new, old):
            changes.append({"label": column.label, "old": was, "new": now, "field": column.field})
    for target, label in (("branch_id", "党组织"), ("parent_id", "上级"), ("unit_id", "单位")):
        if target in declared.derived and new.get(target) and new[target] != old[target]:
            changes.append({"label": label, "old": names(target, old[target]), "new": names(target, new[target])})
    title, sub = _who(declared, old, names)
    return Row(new["seq"], new["sheet"], new["row"], title, sub, old["id"], changes)


def _blank_cell(column, was, new, ticks):
    """A blank of the roster beside a value on record: kept, unless it was ticked."""
    if not was or not column.clears:
        return []
    ticked = column.field in ticks
    return [{"label": column.label, "old": was, "new": "", "keep": not ticked, "field": column.field, "tick": True}]


def _less(column, new, old):
    """Whether the roster only says a date less exactly than the record does."""
    if len(column.targets) < 2 or new[column.targets[0]] is None:
        return False
    day, precision = column.targets
    known, told = old[day], new[day]
    if not known or old[precision] == new[precision]:
        return False
    return (
        new[precision] == "m"
        and (known.year, known.month) == (told.year, told.month)
        or (new[precision] == "y" and known.year == told.year)
    )


def missing_rows(upload, after):
    """Records of the unit that the roster does not name: (primary key, name, mask or code), by key."""
    declared = rosters.get(upload.kind)
    statements = statements_of(upload, declared)
    sealed = "AND NOT m.id_card_hash = ANY(%(present)s)" if statements.is_sealed else ""
    rows = _fetch(
        f"SELECT m.* FROM {statements.target} m WHERE {HOME.format('m')} AND NOT m.is_deleted {sealed}"  # noqa: S608
        f" AND NOT EXISTS (SELECT 1 FROM {PAIRS} p WHERE p.upload = %(upload)s AND p.found = m.id)"
        " AND m.id > %(after)s ORDER BY m.id LIMIT %(size)s",
        {
            **parameters(upload),
            "present": upload.present,
            "after": after or "00000000-0000-0000-0000-000000000000",
            "size": SIZE + 1,
        },
    )
    names = Names(declared, rows)
    return [Row(0, "", 0, *_who(declared, row, names), record=row["id"]) for row in rows]


def problems(upload, level, after):
    """Findings of a level behind the one numbered `after`, cause and remedy apart."""
    rows = StagedFinding.objects.filter(upload=upload, level=level, seq__gt=after).order_by("seq")[: SIZE + 1]
    return [_problem(upload, found) for found in rows]


def _problem(upload, found):
    said = found.message.partition("：")[2] if found.sheet else found.message
    cause, _stop, remedy = said.partition("。")
    labels = {name: c.label for name, c in rosters.get(upload.kind).columns.items()}
    return {
        "seq": found.seq,
        "level": found.level,
        "sheet": found.sheet or "整个文件",
        "place": "".join([f"第 {found.row} 行" if found.row else "", f" {found.column} 列" if found.column else ""]),
        "who": found.who,
        "field": labels.get(found.field, ""),
        "value": found.value,
        "code": found.code,
        "cause": cause,
        "remedy": remedy.rstrip("。"),
        "suggestion": None if found.field == "id_card" else found.suggestion,
    }


def level_counts(upload):
    """{level: findings} of an upload."""
    return {
        level: StagedFinding.objects.filter(upload=upload, level=level).count()
        for level in ("error", "warning", "info")
    }


def written(upload, after):
    """Records an upload has written, by the number of their image: (number, record, made)."""
    model = rosters.get(upload.kind)._meta.model
    images = list(BeforeImage.objects.filter(upload=upload, pk__gt=after).order_by("pk").defer("before")[: SIZE + 1])
    made = set(
        BeforeImage.objects.filter(pk__in=[i.pk for i in images], before__isnull=True).values_list("pk", flat=True)
    )
    records = model.everything.in_bulk([image.record for image in images])
    return [(image.pk, records.get(image.record), image.pk in made) for image in images]
