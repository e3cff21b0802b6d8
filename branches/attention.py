"""What the overview asks somebody to look at: terms that ran out, communities whose work has dwindled."""

from django.utils import timezone

from orgwork.accounts.models import Unit
from orgwork.dashboards.registry import OVERVIEW, Look, attention
from orgwork.kit import figures, params

NAMED = 3
VISITS = "branches.visit_households"
params.declare(
    "branches.dwindled", label="走访比去年同期少多少要提醒", default=50, unit="%", source="区委组织部规定（可改）", minimum=1, maximum=100
)


def named(names):
    """三个以内都写，多了写“等”。"""
    return "、".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")


@attention(OVERVIEW)
def elections_overdue(questions):
    """党支部 whose term has ended without an election (ELE-03)."""
    today = timezone.localdate()
    rows = figures.records("branches.election_due", scope=questions.scope, unit=questions.unit, period=questions.period)
    late = list(rows.filter(term_ends_on__lt=today).order_by("term_ends_on").values_list("name", "short_name", "term_ends_on"))
    if not late:
        return []
    names = [short or name for name, short, _end in late]
    url = questions.url("branches.election_due")
    return [Look(f"{len(late)} 个支部届满未换届", url, named(names), (late[0][2] - today).days, "bad", "clock-exclamation")]


@attention(OVERVIEW)
def dwindling(questions):
    """Communities that visit far fewer households than in the same time last year."""
    limit = params.value("branches.dwindled", questions.period.end)
    now, before = (
        figures.Ask(VISITS, questions.unit, period) for period in (questions.period, questions.period.last_year())
    )
    found = figures.by_unit_of([now, before], scope=questions.scope, level="community")
    falls = {unit: 100 - 100 * found[now].get(unit, 0) / then for unit, then in found[before].items() if then}
    low = {unit: fall for unit, fall in falls.items() if fall >= limit}
    units = Unit.objects.filter(pk__in=low, closed_on=None).order_by("path") if low else ()
    return [
        Look(f"{unit.name}走访比去年同期少 {low[unit.pk]:.0f}%", questions.url(VISITS, unit=unit),
             f"去年同期 {found[before][unit.pk]} 户，现在 {found[now].get(unit.pk, 0)} 户", None, "warn", "trending-down")
        for unit in units
    ]
