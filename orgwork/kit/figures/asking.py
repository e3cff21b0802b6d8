"""A question for a figure: key, unit, period, viewer's scope. Page, API and command ask alike."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404
from django.utils import timezone

from orgwork.accounts.models import Unit
from orgwork.accounts.scope import Scope

from ..periods import BadPeriod, Period
from . import registry, values

MAX_RECORDS = 10_000


class Unaskable(ValueError):
    """The question cannot be read; `message` is Chinese, `field` names the parameter."""

    def __init__(self, field, message):
        super().__init__(message)
        self.field, self.message = field, message


@dataclass(frozen=True)
class Asked:
    figure: registry.Figure
    unit: Unit
    period: Period
    scope: Scope
    with_unreviewed: bool = False

    def _place(self):
        return {"scope": self.scope, "unit": self.unit, "period": self.period}

    def _args(self):
        return {**self._place(), "unreviewed": self.with_unreviewed}

    def value(self):
        return values.value(self.figure.key, **self._args())

    def records(self):
        return values.records(self.figure.key, **self._args())

    def unreviewed(self):
        return values.unreviewed(self.figure.key, **self._place())

    def by_unit(self, level):
        return values.by_unit(self.figure.key, level=level, **self._args())

    def by_month(self):
        return values.by_month(self.figure.key, **self._args())

    def as_json(self, *, with_records=False):
        """The shape of `figure` in contract.md 2."""
        found = self.value()
        answer = {
            "key": self.figure.key,
            "name": self.figure.name,
            "value": float(found) if isinstance(found, Decimal) else found,
            "unit": self.unit.code,
            "period": self.period.text,
            "unreviewed": self.unreviewed(),
        }
        if self.with_unreviewed:
            answer["with_unreviewed"] = True
        if with_records:
            answer["records"] = [{"id": str(r.pk), "text": str(r)} for r in self.records()[:MAX_RECORDS]]
        return answer


def ask(key, *, scope, unit_code=None, period_text=None, with_unreviewed=False):
    """The question, checked: an unknown key or a unit outside the scope is a 404; a bad period raises Unaskable.

    Without a unit the scope's own top is meant, without a period the current year.
    """
    if not scope:
        raise Http404
    try:
        figure = registry.get(key)
    except KeyError as error:
        raise Http404 from error
    unit = unit_within(scope, unit_code)
    if unit is None:
        raise Http404
    try:
        period = Period.parse(period_text or str(timezone.localdate().year))
    except BadPeriod as error:
        raise Unaskable("period", error.args[0]) from error
    return Asked(figure, unit, period, scope, with_unreviewed)


def unit_within(scope, code=None):
    """The unit `code` if `scope` covers it, else None; without a code the scope's own top."""
    units = Unit.objects.within(scope)
    return units.filter(code=code.replace("\x00", "")[:40]).first() if code else units.order_by("path").first()
