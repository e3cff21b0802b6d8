"""Reading the month and the filters out of an address; what the pages above a single report share."""

from django.http import Http404
from django.utils import timezone

from orgwork.accounts.models import Unit
from orgwork.kit.periods import BadPeriod, Period

from .. import queries
from ..queue import Wanted
from .base import MonthlyPage


def month_of(text):
    """The month named in the address. Raises Http404."""
    try:
        found = Period.parse(text)
    except BadPeriod as error:
        raise Http404 from error
    if not found.is_month:
        raise Http404
    return found


class MonthPage(MonthlyPage):
    """A page about one month; its filters live in the address, or come with a form."""

    def period(self, data=None):
        asked = (data or self.request.GET).get("period")
        if asked:
            return month_of(asked)
        latest = self.rows().order_by("-first_day").values_list("period", flat=True).first()
        return Period.parse(latest) if latest else Period.month(timezone.localdate())

    def streets(self):
        """The streets that the viewer's reports lie in."""
        found = Unit.objects.filter(pk__in=self.rows().order_by().values("unit__parent"))
        return list(found.order_by("path"))

    def wanted(self, data, streets):
        """What the address (or a form) asks for; what it does not know is left out."""
        street = next((unit for unit in streets if unit.code == data.get("unit")), None)
        state = data.get("state", "")
        return Wanted(self.period(data), street, state if state in queries.TABS else "", data.get("group", "")[:20])

    def top_code(self):
        """The code of the unit whose subtree is all the viewer sees, "" where he sees several."""
        scope = self.request.scope("view", "monthly")
        if len(scope.paths) != 1:
            return ""
        return Unit.objects.filter(path=scope.paths[0]).values_list("code", flat=True).first() or ""
