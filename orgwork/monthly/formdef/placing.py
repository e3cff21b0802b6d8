"""Where an item stands in the form: orders leave gaps, so that one moves without the others."""

from ..enums import Kind

GAP = 100
LAST, FIRST, STAY = "", "^", "="


def spot(items, *, group, after):
    """(order, [(row, order)] that must move) for a place in `items`, the form without the item itself.

    `after` is the code it follows; FIRST and LAST mean the first and last of its group; a new group stands before the texts.
    """
    at = _index(items, group, after)
    low = items[at - 1].order if at else 0
    high = items[at].order if at < len(items) else low + 2 * GAP
    if high - low > 1:
        return (low + high) // 2, []
    return low + GAP // 2, [(row, {"order": row.order + GAP}) for row in items[at:]]


def _index(items, group, after):
    """At which place of `items` it is put in."""
    codes = [item.code for item in items]
    if after in codes:
        return codes.index(after) + 1
    mine = [at for at, item in enumerate(items) if item.group == group]
    if mine:
        return mine[0] if after == FIRST else mine[-1] + 1
    return 1 + max((at for at, item in enumerate(items) if item.kind != Kind.TEXT), default=-1)
