"""From template and records to a report whose values are fixed: every number with the records behind it."""

from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone

from orgwork.kit.periods import Period
from orgwork.workreports import entries, facts, filling, parsing, queries, sealing, values
from orgwork.workreports.models import SlotSource, SlotValue, State, WorkReport
from orgwork.workreports.taking import Question

STEPS = 2


def compose(*, report, scope, revision, progress) -> WorkReport:
    """Take every value of `report` as `scope` sees the records and fix them; twice is as once."""
    if report.composed_revision >= revision:
        return report
    gaps = gaps_of(report)
    progress(0, STEPS, f"从台账取 {len(gaps)} 处空")
    with one_moment():
        places = facts.Places(question_of(report, scope), facts.steps(report))
        found = values.collected(gaps, places, timezone.now(), last=queries.last_year(report))
    progress(1, STEPS, f"记下 {sum(value.records for value, _sources in found)} 条记录")
    return freeze(report=report, revision=revision, gaps=gaps, found=found, steps=places.steps)


def gaps_of(report) -> list:
    """The blanks to fill: those of the report's text, then those that only the documents made from its figures use."""
    mine = filling.first_gaps(parsing.parse(report.template_text))
    texts = [parsing.parse(version.text) for version in queries.companions(report)]
    return [*mine, *filling.other_gaps(mine, texts)]


def question_of(report, scope) -> Question:
    return Question(scope, report.unit, Period.parse(report.period), report.campaign_from)


@contextmanager
def one_moment():
    """Inside, every statement sees the records as the first one did: a value and the list of its records agree."""
    fresh = not connection.in_atomic_block
    with transaction.atomic():
        if fresh:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@transaction.atomic
def freeze(*, report, revision, gaps, found, steps):
    """Put the values in the place of an earlier revision's; a run that comes second changes nothing.

    What people typed is taken up under the report's lock, so that nothing typed meanwhile is lost.
    """
    current = WorkReport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)
    if current.composed_revision >= revision or current.is_final:
        return current
    typed = entries.of(current)
    for gap, (value, _sources) in zip(gaps, found, strict=True):
        value.report, value.in_text = current, gap.tone != filling.EXTRA
        entries.apply(value, gap, typed.get(value), steps)
    SlotValue.objects.filter(report=current).delete()
    SlotValue.objects.bulk_create([value for value, _sources in found])
    SlotSource.objects.bulk_create([source for _value, sources in found for source in sources])
    current.composed_revision, current.state = revision, State.DRAFT
    current.composed_at, current.freeze_digest = timezone.now(), sealing.digest(current, found)
    current.save()
    return current
