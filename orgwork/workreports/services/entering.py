"""Typing into a blank: a value or words with their basis, who answers for it, why it moved. It holds through all revisions."""

from dataclasses import dataclass

from django.db import transaction

from orgwork.accounts.scope import scope_for
from orgwork.audit.context import acting
from orgwork.kit import files
from orgwork.kit.files.receiving import PDF, PICTURE, WORD
from orgwork.workreports import entries, facts, queries, sealing, validators, values
from orgwork.workreports.models import BasisFile, SlotEntry, State, WorkReport

from .composing import gaps_of, question_of
from .errors import COMPOSING, FINAL, Clash, Refused

KINDS = (PICTURE, PDF, WORD)
NEW = 0  # the version of what nobody has typed yet
LISTED = "名单由记录给出，不能手填。名单不对，请改记录里的“报告点名”。"


@dataclass(frozen=True)
class Given:
    """What somebody wants to stand at a blank. `value` is for numbers, `text` for words; empty takes back what was typed."""

    value: object = None
    text: str = ""
    basis: str = ""
    explanation: str = ""
    owner: object = None
    upload: object = None


def held(report) -> WorkReport:
    """The report, held for the rest of the transaction, if it may still be changed. Raises Refused."""
    found = WorkReport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)
    if found.is_final:
        raise Refused(FINAL)
    return found


def enter(*, report, no, given, expected, by) -> SlotEntry:
    """Write what `given` says at blank `no` if it still has version `expected` (NEW where nothing was typed).

    Raises Refused, Clash, values.Problem (kit), SlotValue.DoesNotExist.
    """
    value = report.slots.get(no=no)
    given = checked(value, given)
    with transaction.atomic(), acting(by=by, reason=given.basis or given.explanation):
        report = held(report)
        if report.state != State.DRAFT:
            raise Refused(COMPOSING)
        if value.rows:
            raise Refused(LISTED)
        entry = _write(report, value, given, expected, by)
        if given.upload:
            files.attach(BasisFile, given.upload, by=by, kinds=KINDS, entry=entry).save()
        stand(report, [value], by=by)
    return entry


def checked(value, given) -> Given:
    """`given` as it is kept. Raises Problem."""
    number = validators.number(given.value, value.measure) if value.is_number else None
    return Given(
        value=number,
        text="" if value.is_number else validators.words(given.text),
        basis=validators.basis(given.basis, needed=number is not None),
        explanation=validators.sentence(given.explanation),
        owner=given.owner,
        upload=given.upload,
    )


def _write(report, value, given, expected, by):
    typed = entries.of(report)
    entry = typed.get(value)
    if (entry.version if entry else NEW) != expected:
        raise Clash(entry)
    if entry is None:
        entry = SlotEntry(report=report, no=typed.free_no(value), name=value.name, version=NEW)
    entry.value, entry.text, entry.basis, entry.explanation = given.value, given.text, given.basis, given.explanation
    entry.owner, entry.version, entry.updated_by = given.owner, entry.version + 1, by
    entry.save()
    return entry


def carry_over(*, report, by) -> int:
    """Put the words of an earlier report where this one has none yet. Returns how many. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason="沿用上一份报告的文字"):
        report = held(report)
        if report.state != State.DRAFT:
            raise Refused(COMPOSING)
        found = {offer.no: offer for offer in queries.offers(report)}
        had = {entry.no: entry for entry in report.entries.filter(no__in=found)}
        for no, offer in found.items():
            entry = had.get(no) or SlotEntry(report=report, no=no, name=offer.name, version=NEW)
            entry.text, entry.version, entry.updated_by = offer.text, entry.version + 1, by
            entry.save()
        stand(report, list(report.slots.filter(no__in=found)), by=by)
    return len(found)


def stand(report, changed, *, by):
    """Let the blanks `changed` of a draft say what now stands behind them, and seal the report anew."""
    typed = entries.of(report)
    gaps = {gap.no: gap for gap in gaps_of(report)}
    places = facts.Places(question_of(report, scope_for(by, "view", "figures")), facts.steps(report))
    for value in changed:
        if value.no in gaps:
            values.from_records(value, gaps[value.no], places)
            entries.apply(value, gaps[value.no], typed.get(value), places.steps)
            value.save(update_fields=["value", "text", "state"])
    report.freeze_digest = sealing.standing(report)
    report.save(update_fields=["freeze_digest"])


def drop_file(*, report, file, by):
    """Take a document away from a blank. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason=f"去掉依据文件《{file.name}》"):
        held(report)
        files.remove(file)
