"""Keyset pages: the address names the last row seen, so page 5,000 costs what page 1 costs (performance.md L2)."""

import base64
import json
import uuid
from dataclasses import dataclass
from decimal import InvalidOperation

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Q

CAP = 10_000
FEW = 2_000
SIZES = (20, 50, 100, 200)
DEFAULT_SIZE = 50


class BadCursor(ValueError):
    """A page address that was not made here."""


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: behind (or before) the row with sort value `value` and key `pk`; `at` rows lie in front of it."""

    value: object
    pk: str
    at: int
    back: bool = False

    def encode(self):
        raw = json.dumps([_json(self.value), str(self.pk), self.at, self.back], separators=(",", ":"))
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text):
        """Raises BadCursor."""
        try:
            value, pk, at, back = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            if isinstance(value, str) and "\x00" in value:
                raise BadCursor(text)
            if not (isinstance(at, int) and isinstance(back, bool) and isinstance(value, str | int | bool | None)):
                raise BadCursor(text)
            return cls(value, _key(pk), max(at, 0), back)
        except (ValueError, TypeError, RecursionError, AttributeError) as error:
            raise BadCursor(text) from error


def _key(text):
    """A primary key: a UUID or a whole number."""
    return text if text.isascii() and text.isdigit() and len(text) < 19 else str(uuid.UUID(text))


def _json(value):
    return value if isinstance(value, str | int | bool | None) else str(value)


@dataclass(frozen=True)
class Page:
    rows: list
    start: int
    total: int
    capped: bool
    next: str
    previous: str


def _typed(queryset, name, value):
    """The sort value back in the column's own type; a forged one is a BadCursor."""
    if value is None:
        return None
    try:
        field = queryset.model._meta.get_field(name)
        typed = field.to_python(value)
        field.run_validators(typed)
        return typed
    except FieldDoesNotExist:
        return value
    except (ValidationError, InvalidOperation, TypeError, ValueError) as error:
        raise BadCursor(name) from error


def _behind(name, value, pk, descending):
    """Rows that come after (value, pk); nulls stand last in either direction."""
    if value is None:
        return Q(**{f"{name}__isnull": True, f"pk__{'lt' if descending else 'gt'}": pk})
    way = "lt" if descending else "gt"
    tie = Q(**{name: value, f"pk__{way}": pk})
    return Q(**{f"{name}__{way}": value}) | tie | Q(**{f"{name}__isnull": True})


def _before(name, value, pk, descending):
    way = "gt" if descending else "lt"
    if value is None:
        return Q(**{f"{name}__isnull": False}) | Q(**{f"{name}__isnull": True, f"pk__{way}": pk})
    return Q(**{f"{name}__{way}": value}) | Q(**{name: value, f"pk__{way}": pk})


def _order(name, descending, back):
    key = F(name)
    if descending != back:
        return [key.desc(nulls_first=back) if back else key.desc(nulls_last=True), "-pk"]
    return [key.asc(nulls_first=True) if back else key.asc(nulls_last=True), "pk"]


def _nullable(queryset, name):
    try:
        return queryset.model._meta.get_field(name).null
    except FieldDoesNotExist:
        return True


def count_capped(queryset):
    """(number, whether it is capped): never more than 10,000 rows are counted."""
    number = queryset.order_by()[: CAP + 1].count()
    return (CAP, True) if number > CAP else (number, False)


def page_of(queryset, *, ordering, sources, cursor="", size=DEFAULT_SIZE, hits_first=False):
    """One page of tuples `(*sources)`; two statements whatever the size and wherever the page lies.

    `ordering` is a field name, "-" in front for descending; the primary key breaks ties. `hits_first` is for searches: the hits are
    taken before they are sorted, else the planner walks the sort index hoping to meet a rare name (performance.md, Search).
    Raises BadCursor.
    """
    name, descending = ordering.lstrip("-"), ordering.startswith("-")
    queryset, total, capped = _hits(queryset) if hits_first else (queryset, *count_capped(queryset))
    mark = Cursor.decode(cursor) if cursor else None
    back = bool(mark and mark.back)
    nullable = _nullable(queryset, name)
    found = _beyond(queryset, name, mark, descending, nullable) if mark else queryset
    order = _order(name, descending, back) if nullable else _plain(name, descending, back)
    rows = list(found.order_by(*order).values_list(*sources, name, "pk")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if back:
        rows.reverse()
    start = max((mark.at - len(rows) if back else mark.at) if mark else 0, 0)
    return _page(
        rows, start, total, capped, has_next=more or back, has_previous=(more if back else start > 0), sources=sources
    )


def _hits(queryset):
    """(queryset, number, capped) by one statement; up to FEW hits are named by key, so that the page sorts only them."""
    keys = list(queryset.order_by().values_list("pk", flat=True)[: CAP + 1])
    if len(keys) <= FEW:
        return queryset.filter(pk__in=keys), len(keys), False
    return queryset, min(len(keys), CAP), len(keys) > CAP


def _beyond(queryset, name, mark, descending, nullable):
    """The rows on the far side of the mark. A bound on the sort column alone lets the index begin there."""
    value, pk = _typed(queryset, name, mark.value), _typed(queryset, "id", mark.pk)
    found = queryset.filter((_before if mark.back else _behind)(name, value, pk, descending))
    if nullable or value is None:
        return found
    return found.filter(**{f"{name}__{'lte' if descending != mark.back else 'gte'}": value})


def _plain(name, descending, back):
    sign = "-" if descending != back else ""
    return [f"{sign}{name}", f"{sign}pk"]


def _page(rows, start, total, capped, *, has_next, has_previous, sources):
    width = len(sources)
    onward = Cursor(rows[-1][width], rows[-1][width + 1], start + len(rows)).encode() if rows and has_next else ""
    backward = Cursor(rows[0][width], rows[0][width + 1], start, back=True).encode() if rows and has_previous else ""
    return Page([r[:width] for r in rows], start, total, capped, onward, backward)


def size_from(text):
    """A page size from the address: one of the offered ones, else the default."""
    return {str(size): size for size in SIZES}.get(text, DEFAULT_SIZE)
