"""Changing the words of a draft: one line at a time, against the version of the text that the person has seen."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from orgwork.accounts.scope import scope_for
from orgwork.audit.context import acting
from orgwork.kit.values.problems import Problem
from orgwork.workreports import entries, facts, filling, queries, sealing, validators, values
from orgwork.workreports.models import SlotSource, SlotValue, State, WorkReport
from orgwork.workreports.slots import MORE

from .composing import gaps_of, question_of
from .entering import held
from .errors import COMPOSING, Refused

AWAY = 10_000  # where slot numbers stand while they are dealt out anew
REASON = "改报告正文"


class TextClash(Exception):
    """Somebody else changed the text meanwhile; `current` is the line as it stands now ("" where it is gone), `version` the text's."""

    def __init__(self, current, version):
        super().__init__("clash")
        self.current, self.version = current, version


def edit_text(*, report, by, version, line, text, reason=REASON) -> WorkReport:
    """Put `text` (one line or several) in the place of line `line` of a draft whose text still has `version`.

    Raises Refused, TextClash, Problem.
    """
    return change(report=report, by=by, version=version, line=line, new=validators.paragraph(text).split("\n"), reason=reason)


def add_text(*, report, by, version, after, text, reason=REASON) -> WorkReport:
    """Put `text` as a paragraph of its own behind line `after` (0: at the top). Raises Refused, TextClash, Problem."""
    new = validators.paragraph(text).split("\n")
    return change(report=report, by=by, version=version, line=after, new=new, keep=True, reason=reason)


def drop_text(*, report, by, version, line, reason="删去一段") -> WorkReport:
    """Take line `line` away. Raises Refused, TextClash."""
    return change(report=report, by=by, version=version, line=line, new=[], reason=reason)


def change(*, report, by, version, line, new, reason, keep=False):
    with transaction.atomic(), acting(by=by, reason=reason):
        current = held(report)
        if current.state != State.DRAFT:
            raise Refused(COMPOSING)
        lines = current.template_text.splitlines()
        old = lines[line - 1] if 0 < line <= len(lines) else ""
        if current.text_version != version:
            raise TextClash(old, current.text_version)
        if not 0 <= line <= len(lines) or (not keep and line == 0):
            raise Problem("line.gone", "这一段已经不在了。请回到报告再看。")
        lines[line if keep else line - 1 : line] = new
        current.template_text = "\n".join(lines)
        current.text_version += 1
        current.save()
        return refit(current, by)


def refit(report, by) -> WorkReport:
    """Let the blanks follow the text: new ones are taken from the records now, the others keep what was taken, unused ones go."""
    gaps = {filling.key(gap): gap for gap in gaps_of(report)}
    had = {key_of(value): value for value in report.slots.all()}
    kept = {key: value for key, value in had.items() if key in gaps}
    if len(kept) < len(had) or any(place(gaps[key]) != (value.no, value.in_text) for key, value in kept.items()):
        renumber(report, [(value, *place(gaps[key])) for key, value in kept.items()])
    take(report, [gap for key, gap in gaps.items() if key not in kept], by)
    report.freeze_digest = sealing.standing(report)
    report.save(update_fields=["freeze_digest"])
    return report


def key_of(value) -> tuple:
    """As filling.key: one of the 49, or a name."""
    return (value.no, "") if value.no < MORE else (MORE, value.name)


def place(gap) -> tuple:
    """The number of a blank, and whether it stands in the report's own text."""
    return gap.no, gap.tone != filling.EXTRA


def renumber(report, places):
    """Numbers from 100 on are dealt out in the order of the text; out of the way first, for no two may be the same meanwhile."""
    report.slots.update(no=F("no") + AWAY)
    for value, no, in_text in places:
        value.no, value.in_text = no, in_text
    SlotValue.objects.bulk_update([value for value, _no, _in_text in places], ["no", "in_text"])
    report.slots.filter(no__gte=AWAY).delete()


def take(report, gaps, by):
    """Take the values of `gaps` as `by` sees the records."""
    if not gaps:
        return
    typed = entries.of(report)
    places = facts.Places(question_of(report, scope_for(by, "view", "figures")), facts.steps(report))
    found = values.collected(gaps, places, timezone.now(), last=queries.last_year(report))
    for gap, (value, _sources) in zip(gaps, found, strict=True):
        value.report, value.in_text = report, place(gap)[1]
        entries.apply(value, gap, typed.get(value), places.steps)
    SlotValue.objects.bulk_create([value for value, _sources in found])
    SlotSource.objects.bulk_create([source for _value, sources in found for source in sources])
