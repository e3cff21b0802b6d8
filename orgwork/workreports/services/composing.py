"""From template and records to a frozen report: every value with the records behind it, then the file."""

import hashlib
import json

from django.db import transaction
from django.utils import timezone

from orgwork.kit.periods import Period
from orgwork.workreports import editions, files, filling, parsing, slots, values
from orgwork.workreports.models import SlotSource, SlotValue, State, WorkReport
from orgwork.workreports.taking import Question


def compose(*, report, scope, revision, progress) -> WorkReport:
    """Take every value of `report` as `scope` sees the records, freeze them and write the file; twice is as once."""
    if report.composed_revision >= revision:
        return report
    document = parsing.parse(report.template_text)
    question = Question(scope, report.unit, Period.parse(report.period), report.campaign_from)
    found = collect(document, question, progress)
    by_no = {value.no: value for value, _sources in found}
    files.write(report.file_token, revision, editions.final(report, document, by_no))
    return freeze(report=report, revision=revision, found=found)


def collect(document, question, progress):
    gaps, now, found = filling.first_gaps(document), timezone.now(), []
    for at, gap in enumerate(gaps, 1):
        found.append(values.taken(gap, question, now))
        if slots.by_no(gap.no).figure:
            progress(at, len(gaps), f"取数 {at}/{len(gaps)}：{gap.name}")
    return found


@transaction.atomic
def freeze(*, report, revision, found):
    """Put the values in the place of an earlier revision's; a run that comes second changes nothing."""
    current = WorkReport.objects.select_for_update().select_related("unit").get(pk=report.pk)
    if current.composed_revision >= revision:
        return current
    SlotValue.objects.filter(report=current).delete()
    for value, _sources in found:
        value.report = current
    SlotValue.objects.bulk_create([value for value, _sources in found])
    SlotSource.objects.bulk_create([source for _value, sources in found for source in sources])
    current.composed_revision, current.state = revision, State.DRAFT
    current.composed_at, current.freeze_digest = timezone.now(), digest(current, found)
    current.save()
    return current


def digest(report, taken) -> str:
    """What was frozen, in one line: text and values with their records and versions."""
    lines = [
        [value.no, value.text, str(value.value), value.period, [[s.key, s.record_ids, s.record_versions] for s in rows]]
        for value, rows in taken
    ]
    sealed = json.dumps([report.template_text, report.period, report.unit.code, lines], ensure_ascii=False)
    return hashlib.sha256(sealed.encode()).hexdigest()
