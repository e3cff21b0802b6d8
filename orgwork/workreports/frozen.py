"""Parts of frozen numbers: what the records that stood behind a report gave in one street, as they were then. Nothing is asked anew.

The rows are read from the history in the version each record had at the freeze, by one statement for all numbers and streets.
"""

# ruff: noqa: S608 every name in a statement comes from models and figures, every value is a parameter
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from orgwork.kit import figures
from orgwork.kit.figures.values import has_version, percent
from orgwork.kit.views.history import event_model
from orgwork.workreports.figures import known

ROWS = """
SELECT x.held_by, substr(x.path, 1, {width}), {aggregate}::numeric, array_agg(x.pgh_obj_id::text)
FROM (
    SELECT DISTINCT ON (s.id, e.pgh_obj_id) s.id AS held_by, e.*
    FROM workreports_slotsource s
    CROSS JOIN LATERAL unnest(s.record_ids, s.record_versions) AS r(record, version)
    JOIN {events} e ON e.pgh_obj_id = r.record::{key_type}{same_version}
    WHERE s.id = ANY(%s) AND e.pgh_created_at <= %s
    ORDER BY s.id, e.pgh_obj_id, e.pgh_id DESC
) x GROUP BY 1, 2
"""
AGGREGATES = {"count": "count(*)", "distinct": "count(DISTINCT x.{})", "sum": "sum(x.{})", "last": "sum(x.{})"}
SAME_VERSION = " AND e.version = r.version"


@dataclass(frozen=True)
class Part:
    """What one frozen source gives at one place."""

    value: Decimal
    records: frozenset


def parts(report, *, width) -> dict:
    """{(SlotSource id, path of `width` characters): Part} of every source of `report`."""
    selects, values = [], []
    for figure, ids in _groups(report).items():
        selects.append(_select(figure, width))
        values += [ids, report.composed_at]
    if not selects:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        return {(source, place): Part(value or Decimal(0), frozenset(ids)) for source, place, value, ids in cursor.fetchall()}


def _groups(report):
    """{figure: [ids of its sources]}: those that one select answers share model, aggregate and column."""
    groups, first = defaultdict(list), {}
    for value in report.slots.prefetch_related("sources"):
        for source in value.sources.all():
            found = counted(source.key)
            if found is not None:
                alike = (found.model_label, found.aggregate, found.value_field)
                groups[first.setdefault(alike, found)].append(source.pk)
    return groups


def counted(key):
    """The figure whose records a source holds: of a rate the one below its line; None where the figure is gone."""
    found = known(key)
    return counted(found.over) if found and found.aggregate == "ratio" else found


def _select(figure, width):
    model, events = figure.model, event_model(figure.model)
    column = model._meta.get_field(figure.value_field).column if figure.value_field else ""
    return ROWS.format(
        width=int(width),
        aggregate=AGGREGATES[figure.aggregate].format(f'"{column}"'),
        events=events._meta.db_table,
        key_type=model._meta.pk.db_type(connection).replace("bigserial", "bigint"),
        same_version=SAME_VERSION if has_version(model) else "",
    )


def at(value, found, path):
    """(number or None, records) of one frozen SlotValue at `path`, worked out from the Parts `found`."""
    sources = list(value.sources.all())
    here = {source.key: found.get((source.pk, path)) for source in sources}
    main = [source for source in sources if not source.is_part]
    records = sum(len(here[source.key].records) for source in main if here[source.key])
    if len(main) == 1 and figures.get(main[0].key).aggregate == "ratio":
        figure = figures.get(main[0].key)
        over, of = here[figure.key], here.get(figure.of)
        return (percent(of.value if of else 0, over.value) if over else None), records
    given = [here[source.key].value for source in main if here[source.key] and here[source.key].value]
    return (sum(given) if given else None), records
