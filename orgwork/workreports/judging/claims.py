"""What 均, 全部, 都, 无一 can be tested over: the registry that apps fill in a module `claims` (found at start).

A claim says which sentences speak of it, over which records it must hold (those of a figure), when it holds of one, and how the truth is
written instead. It knows nothing of the text's grammar; universal.py reads that.
"""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.db.models import Count, Min, Sum

from orgwork.accounts.paths import subtree
from orgwork.kit import figures, params, registers

from .findings import Lack

SHOWN = 20  # exceptions that a finding names
REASON = 60
_claims = {}


@dataclass(frozen=True)
class Claim:
    """`holds(rows, period, limit)` narrows the records of the figure `base` to those of which the sentence is true.

    subject   expression that a sentence about it matches; `unless` one that it does not
    noun, measure  what is counted: 城市社区, 个
    honest    the sentence with the numbers as they are: {whole}, {ok}, {limit}; `but` says of the others what they are not
    limit     key of the setting that 达标 stands for; the sentence may say another one, counted in `limit_unit`
    value     field that the limit is compared with; `least` is the sentence that keeps 均 with the lowest value, floored to `step`
    amount    field to add up where a record counts for more than one (条数); else records are counted
    tell      (records, period) → [text] what each exception has instead; without it the value
    reason    field in which somebody may have written why
    grouped   exceptions are named a unit, with how many there are: for claims of which one record more or less is no news
    named, link  (record) → how an exception is called and where it opens; without them its unit's name and its register's page
    rule      the span it is asked over where that is not the one of the base figure: 主题教育 begins with the campaign
    slot      name of the slot whose value is {ok} where the limit is the setting
    counted   whether numbers of such a sentence are tested too; False where they have a blank of their own (anchors.py)
    """

    key: str
    subject: str
    base: str
    noun: str
    measure: str
    holds: object
    honest: str
    but: str = "不是这样"
    unless: str = ""
    limit: str = ""
    limit_unit: str = ""
    value: str = ""
    least: str = ""
    step: int = 10
    amount: str = ""
    tell: object = None
    reason: str = "remark"
    named: object = None
    link: object = None
    grouped: bool = False
    rule: str = ""
    slot: str = ""
    counted: bool = True

    @property
    def period_rule(self) -> str:
        return self.rule or figures.get(self.base).period_rule


@dataclass(frozen=True)
class Outcome:
    """A claim tested: of `whole` it holds for `ok`; `lacks` are exceptions, `lacking` how many; `least` the lowest value there is."""

    whole: int
    ok: int
    limit: Decimal | None
    lacking: int
    lacks: tuple[Lack, ...]
    least: Decimal | None = None

    @property
    def is_true(self) -> bool:
        return not self.lacking


def claim(key, **said):
    """Decorator: `holds(rows, period, limit)` becomes the claim `key`. Its base figure must be declared."""

    def declare(holds):
        if key in _claims:
            raise ValueError(f"claim {key} is made twice")
        _claims[key] = Claim(key, holds=holds, **said)
        return holds

    return declare


def as_figure(key):
    """A `holds` that is what the figure `key` counts."""
    return lambda rows, period, limit: figures.get(key).narrow(rows, period)


def all_claims() -> list[Claim]:
    return [found for _key, found in sorted(_claims.items()) if figures.declared(found.base)]


def limit_of(found: Claim, on) -> Decimal | None:
    return Decimal(params.value(found.limit, on)) if found.limit else None


def outcome(found: Claim, *, scope, unit, period, limit=None, within=(), without=()) -> Outcome:
    """Test a claim over the records of `unit`, or of the paths `within`; those of `without` are named as exceptions by the sentence itself.

    A number of statements that does not depend on how many records there are.
    """
    rows = parts_of(figures.records(found.base, scope=scope, unit=unit, period=period).order_by(), within, without)
    limit = limit_of(found, period.end) if limit is None else limit
    good = found.holds(rows, period, limit)
    bad = rows.exclude(pk__in=good.values("pk"))
    whole, ok = count(found, rows), count(found, good)
    if whole == ok:
        return Outcome(whole, ok, limit, 0, ())
    lacks = list(units(found, bad, period)) if found.grouped else named(found, bad, period)
    least = floored(found, rows) if found.least else None
    return Outcome(whole, ok, limit, len(lacks) if found.grouped else bad.count(), tuple(lacks[:SHOWN]), least)


def units(found, bad, period):
    """The units in which the exceptions lie, those with most of them first, by one statement."""
    number = Sum(found.amount) if found.amount else Count("pk")
    rows = bad.values("unit_id", "unit__name", "unit__code").annotate(number=number).order_by("-number", "unit__code")
    for row in rows:
        url = f"/figures/{found.base}/?{urlencode({'unit': row['unit__code'], 'period': period.text})}"
        yield Lack(row["unit_id"], row["unit__name"], f"{row['number']}{found.measure}", url, place=row["unit__name"])


def parts_of(rows, within, without):
    """The rows below some paths, and not below some others."""
    if within:
        rows = rows.filter(reduce(or_, map(subtree, within)))
    return rows.exclude(reduce(or_, map(subtree, without))) if without else rows


def count(found, rows) -> int:
    if found.amount:
        return int(rows.aggregate(found=Sum(found.amount))["found"] or 0)
    return rows.count()


def floored(found, rows):
    """The lowest value as the sentence may say it; None where one record has none, or it would be nothing."""
    least = rows.aggregate(found=Min(found.value))["found"]
    if least is None or rows.filter(**{f"{found.value}__isnull": True}).exists():
        return None
    low = (Decimal(least) / found.step).to_integral_value(rounding=ROUND_FLOOR) * found.step
    return low if low > 0 else None


def named(found, bad, period):
    """The exceptions one by one, in the order of the tree."""
    records = list(bad.select_related("unit").order_by("path", "pk")[:SHOWN])
    told = found.tell(records, period) if found.tell else [valued(found, record) for record in records]
    return [one(found, record, value) for record, value in zip(records, told, strict=True)]


def one(found, record, value) -> Lack:
    name = found.named(record) if found.named else record.unit.name
    reason = (getattr(record, found.reason, "") or "").strip().split("\n")[0][:REASON]
    return Lack(record.unit_id, name, value, (found.link or page_of)(record), reason, record.unit.name)


def page_of(record) -> str:
    register = registers.of_model(type(record))
    return register.url(record) if register else ""


def valued(found, record) -> str:
    value = getattr(record, found.value) if found.value else None
    if value is None:
        return "没有填" if found.value else ""
    return f"{value.normalize():f}{found.limit_unit}"
