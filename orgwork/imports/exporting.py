"""Records out by the columns of their roster: what `export_roster` and the template write can be imported again."""

from orgwork.kit import crypto, sheets

from . import rosters


def columns_out(roster):
    """The columns an export has: those that something stands in."""
    return [column for column in roster.columns.values() if column.sources]


def values(roster, queryset, *, reveal=False):
    """Lists of typed values, one for each of `columns_out`. `reveal` gives whole ID numbers; the caller writes the audit."""
    slots, sources = [], []
    for column in columns_out(roster):
        names = ("id", "id_card_enc") if reveal and column.field == "id_card" else column.sources
        slots.append((column, len(sources), len(sources) + len(names)))
        sources += names
    table = roster._meta.model._meta.db_table
    for row in queryset.order_by("path", "id").values_list(*sources).iterator(2000):
        yield [_value(column, row[a:b], reveal, table) for column, a, b in slots]


def _value(column, found, reveal, table):
    if reveal and column.field == "id_card":
        key, sealed = found
        return crypto.open_sealed(sealed, aad=crypto.aad(table, "id_card", key)) if sealed else None
    return column.loaded(found)


def export(kind, queryset, *, format, unit="", reveal=False):
    """The bytes of a file in one of `sheets.FORMATS`."""
    roster = rosters.get(kind)
    columns = columns_out(roster)
    found = values(roster, queryset, reveal=reveal)
    if format == "json":
        rows = ([c.widget.jsoned(v) for c, v in zip(columns, row, strict=True)] for row in found)
        return sheets.json_text(kind, unit, [c.field for c in columns], rows)
    rows = ([c.widget.render(v) for c, v in zip(columns, row, strict=True)] for row in found)
    headers = [c.label for c in columns]
    return sheets.csv_text(headers, rows) if format == "csv" else sheets.xlsx(roster.label, headers, rows)
