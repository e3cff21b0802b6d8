"""What follows a final report: a new edition of it, or the same report a year on. The old one stays as it is."""

from django.db import transaction
from django.utils import timezone

from orgwork.audit.context import acting
from orgwork.kit.files import vault
from orgwork.kit.files.receiving import FOLDER
from orgwork.kit.periods import Period
from orgwork.workreports import files, spans
from orgwork.workreports.models import BasisFile, SlotEntry, WorkReport

from .drafting import ring_for
from .errors import Refused

NOT_FINAL = "报告还没有定稿，直接改就行，不用另起一版。"
TAKEN = ("unit", "period", "title", "template", "template_text", "template_version", "campaign_from")
CARRIED = ("no", "name", "value", "text", "basis", "explanation", "owner", "updated_by")
FILE = ("name", "mime", "size", "sha256", "created_by")


def reissue(*, report, by, ring=True):
    """The next edition of a final report: its text and what was typed, all values taken anew. One that is under way counts.

    Returns (report, job). Raises Refused.
    """
    with transaction.atomic(), acting(by=by, reason="另起一版"):
        old = _final(report)
        begun = old.next_ones.exclude(state="final").select_related("unit").first()
        if begun:
            return begun, ring_for(begun, by, ring=ring)
        new = _begin(old, by, edition=old.edition + 1, previous=old)
        _carry(old, new)
        return new, ring_for(new, by, ring=ring)


def roll_forward(*, report, by, ring=True):
    """The same report a year on: its text and the words of its blanks; numbers are taken anew, what was typed is not carried.

    Returns (report, job). Raises Refused.
    """
    with transaction.atomic(), acting(by=by, reason="滚动到下一年"):
        old = _final(report)
        period = spans.next_year(Period.parse(old.period))
        title = old.title.replace(Period.parse(old.period).label, period.label)
        new = _begin(old, by, period=period.text, title=title, campaign_from=None)
        _carry(old, new, words_only=True)
        return new, ring_for(new, by, ring=ring)


def _final(report):
    found = WorkReport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)
    if not found.is_final:
        raise Refused(NOT_FINAL)
    return found


def _begin(old, by, **more):
    given = {name: getattr(old, name) for name in TAKEN} | more
    return WorkReport.objects.create(**given, revised_at=timezone.now(), file_token=files.new_token(), created_by=by)


def _carry(old, new, *, words_only=False):
    """Copies of what was typed, with the documents it rests on."""
    kept = [entry for entry in old.entries.prefetch_related("files") if not words_only or entry.text]
    made = [SlotEntry(report=new, **{name: getattr(entry, name) for name in CARRIED}) for entry in kept]
    SlotEntry.objects.bulk_create(made)
    BasisFile.objects.bulk_create(
        BasisFile(entry=copy, token=_copied(file), **{name: getattr(file, name) for name in FILE})
        for entry, copy in zip(kept, made, strict=True)
        for file in entry.files.all()
    )


def _copied(file) -> str:
    """The same bytes under a name of their own: either report may lose its document without the other."""
    return vault.keep(vault.content(file.token, folder=FOLDER), folder=FOLDER)
