"""Which values of a new record a figure stands for. The app that owns the records says so, so that 补记 opens the right form."""

_fixed = {}


def offer(figure, **fixed):
    """Say that a record with `fixed` field values is what the figure (its key) counts."""
    _fixed[figure] = fixed


def fixed_of(figure):
    """The field values of a new record that `figure` would count; {} where nobody said."""
    return _fixed.get(figure, {})
