"""What the form costs those who fill it: fillers × minutes × 12 months. Minutes are settings by the way a cell is filled."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q

from orgwork.accounts.models import Unit
from orgwork.kit import params

from ..enums import Kind, Usual

CUSTOM = "区委组织部测算（可改）"
MONTHS, HOUR = 12, 60
TENTH = Decimal("0.1")
# How a cell is filled → (what it is called, minutes while nobody has set any).
WAYS = {
    "number": ("手填一个数", Decimal(1)),
    "auto": ("核对一个由记录填好的数", Decimal("0.2")),
    "bulk": ("一个按钮一起答的数", Decimal("0.2")),
    "choice": ("选一项", Decimal("0.5")),
    "text": ("写一段文字", Decimal(5)),
    "file": ("传一个附件", Decimal(3)),
}
for _way, (_label, _minutes) in WAYS.items():
    params.declare(
        f"monthly.minutes_{_way}", label=f"月报{_label}要几分钟", default=_minutes, unit="分钟", source=CUSTOM, maximum=240, decimals=1,
    )  # fmt: skip


def way_of(item):
    """One of WAYS: how the cell of `item` is filled."""
    if item.kind != Kind.NUMBER:
        return item.kind
    if item.figure:
        return "auto"
    return "number" if item.usual == Usual.VARIES else "bulk"


def usual_minutes(item, on):
    """The minutes that the setting in force on `on` gives for a cell like `item`."""
    return Decimal(params.value(f"monthly.minutes_{way_of(item)}", on)).quantize(TENTH, ROUND_HALF_UP)


def fillers(on):
    """{level: units of that level that stand on the date `on`}; one statement."""
    standing = Q(opened_on=None) | Q(opened_on__lte=on)
    units = Unit.objects.filter(standing, Q(closed_on=None) | Q(closed_on__gt=on))
    return dict(units.order_by().values_list("level").annotate(found=Count("pk")))


def hours(minutes, count):
    """Hours a year of a cell that takes `minutes` a month at each of `count` units, exact."""
    return Decimal(minutes) * count * MONTHS / HOUR


def shown(amount):
    """Hours or minutes as pages say them: half-up to one decimal, without a trailing zero."""
    return f"{Decimal(amount).quantize(TENTH, ROUND_HALF_UP).normalize():f}"


@dataclass(frozen=True)
class Cost:
    """What one item costs: `count` fillers, `hours` a year."""

    item: object
    count: int

    @property
    def hours(self):
        return hours(self.item.minutes, self.count)


def of_items(items, counts):
    """[Cost] of `items`; `counts` as `fillers` gives them."""
    return [Cost(item, sum(counts.get(level, 0) for level in item.levels)) for item in items]


def total_hours(costs):
    return sum((cost.hours for cost in costs), Decimal(0))


def minutes_of(items, level):
    """Minutes a month that one unit of `level` spends on the whole form."""
    return sum((item.minutes for item in items if level in item.levels), Decimal(0))
