"""How weak a figure is: against the year before, against what is set, and unit against unit. Every measure is a share between 0 and 1."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from .registry import HIGHER, Weakness

NAMED = 3


@dataclass(frozen=True)
class Measured:
    """What is known of one figure. `peers` is {unit name: value}; a value is None where there is nothing."""

    weakness: Weakness
    value: Decimal | int | None
    last: Decimal | int | None = None
    standard: Decimal | None = None
    peers: tuple = ()


@dataclass(frozen=True)
class Weight:
    """How far it fell since last year, how far it is below the standard, which parts lag how far."""

    fallen: float
    short: float
    lagging: tuple
    spread: float

    @property
    def total(self) -> float:
        return max(self.fallen, self.short, self.spread)


def weigh(found: Measured, *, change, lag) -> Weight:
    """`change` and `lag` are shares: what fell less, or lags less, is no weakness."""
    higher = found.weakness.better == HIGHER
    fallen = worse(found.value, found.last, higher=higher)
    short = worse(found.value, found.standard, higher=higher)
    behind = lagging(found.peers, higher=higher, lag=lag)
    spread = len(behind) / len(found.peers) if behind else 0.0
    return Weight(fallen if fallen >= change else 0.0, short, tuple(name for name, _value in behind), spread)


def worse(value, other, *, higher) -> float:
    """By which share of `other` the value is worse than it; 0 where it is not, or one of the two is missing."""
    if value is None or not other:
        return 0.0
    gap = Decimal(other) - Decimal(value) if higher else Decimal(value) - Decimal(other)
    return min(float(gap / abs(Decimal(other))), 1.0) if gap > 0 else 0.0


def lagging(peers, *, higher, lag) -> list:
    """[(name, value)] of the parts that are worse than the middle one by more than `lag`, the worst first."""
    values = [Decimal(value) for _name, value in peers]
    if len(values) < NAMED:
        return []
    middle = median(values)
    behind = [(name, value) for name, value in peers if worse(value, middle, higher=higher) > lag]
    return sorted(behind, key=lambda peer: (peer[1] if higher else -peer[1], peer[0]))
