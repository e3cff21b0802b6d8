"""Reading notices: one's own, and for the administrator how the ways out are doing."""

from django.db.models import Count

from .models import Delivery, DeliveryState, Notice

MOST = 100


def own(user, *, unread=False):
    """The notices of `user`."""
    found = Notice.objects.filter(user=user)
    return found.filter(read_at=None) if unread else found


def unread_count(user):
    """How many `user` has not read; never more than MOST are counted."""
    return own(user, unread=True).order_by()[:MOST].count()


def tally():
    """{adapter: {state: number}} of all deliveries, by one statement."""
    found = {}
    rows = Delivery.objects.order_by().values_list("adapter", "state").annotate(number=Count("pk"))
    for adapter, state, number in rows:
        found.setdefault(adapter, {})[state] = number
    return found


def latest_failures(limit=20):
    """What did not go out, the newest first: to whom and why, never what it said, for a notice is its reader's own."""
    found = Delivery.objects.filter(state=DeliveryState.FAILED).select_related("notice__user")
    return list(found.defer("notice__title", "notice__text").order_by("-pk")[:limit])
