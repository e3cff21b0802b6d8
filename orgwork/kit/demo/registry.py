"""Which steps make the district, in the order of their numbers.

10 places, 20 accounts, 30 organisations, 40 people, 50 what they did, 80 months.
"""

_steps = {}


def step(order):
    """Decorator: `make(world)` is run at `order`. Two steps may not share a number, so that the district is the same everywhere."""

    def register(make):
        if order in _steps and _steps[order] is not make:
            raise ValueError(f"two demo steps at {order}")
        _steps[order] = make
        return make

    return register


def run_steps(world):
    """Every step, one after the other."""
    for order in sorted(_steps):
        _steps[order](world)
