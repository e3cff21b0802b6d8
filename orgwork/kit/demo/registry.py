"""Which steps make the district, in the order of their numbers.

10 places, 20 accounts, 30 organisations, 40 people, 50 what they did, 80 months.
"""

from contextlib import nullcontext

from orgwork.audit.context import acting

REASON = "建立示范区"
_steps = {}


def step(order, *, own_reasons=False):
    """Decorator: `make(world)` is run at `order`; two steps may not share a number, so that the district is the same everywhere.

    `own_reasons`: the step itself says in the history who does what and why. A nested context would overwrite the outer one's words.
    """

    def register(make):
        if order in _steps:
            raise ValueError(f"two demo steps at {order}")
        _steps[order] = (make, own_reasons)
        return make

    return register


def run_steps(world):
    """Every step, one after the other."""
    for order in sorted(_steps):
        make, own_reasons = _steps[order]
        with nullcontext() if own_reasons else acting(by=world.by, reason=REASON):
            make(world)
