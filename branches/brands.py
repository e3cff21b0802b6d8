"""Which community a report names for its volunteers' teams: the one whose team is named first."""

from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.kit import figures
from orgwork.workreports import facts, slots

COMMUNITY = paths.WIDTH * 3


@facts.place(slots.BRAND)
def brand_community(*, scope, unit, period):
    teams = figures.records("branches.volunteer_teams", scope=scope, unit=unit, period=period).filter(featured=True)
    path = teams.order_by("featured_order", "path").values_list("path", flat=True).first()
    return Unit.objects.filter(path=path[:COMMUNITY]).first() if path else None
