"""A register's records as a file: the fields of its declaration, ID numbers masked."""

from . import sheets


def rows_of(register, queryset):
    """Tuples of plain values in the order of `register.specs`, read without objects."""
    slots, sources = [], []
    for spec in register.specs:
        slots.append((spec, len(sources), len(sources) + len(spec.sources)))
        sources += spec.sources
    for values in queryset.order_by(register.ordering, "pk").values_list(*sources).iterator(2000):
        yield [spec.plain(*values[a:b]) for spec, a, b in slots]


def export(register, queryset, *, format, unit=""):
    """The file's bytes in one of `sheets.FORMATS`."""
    rows = rows_of(register, queryset)
    if format == "json":
        return sheets.json_text(register.key, unit, [s.name for s in register.specs], rows)
    headers = [s.label for s in register.specs]
    return sheets.csv_text(headers, rows) if format == "csv" else sheets.xlsx(register.label, headers, rows)
