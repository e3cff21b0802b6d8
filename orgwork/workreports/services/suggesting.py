"""Answers to suggestions: taken into the text at the right heading, left, or taken back to be asked again."""

from django.db import transaction
from django.utils import timezone

from orgwork.accounts.scope import Scope
from orgwork.audit.context import acting
from orgwork.kit import params
from orgwork.kit.periods import Period
from orgwork.kit.values.text import limited
from orgwork.workreports.models import Answer, Part, Proposal, ProposalState, State, Suggestion
from orgwork.workreports.suggesting import placing, problems, steps
from orgwork.workreports.suggesting.problems import View

from . import editing
from .entering import held
from .errors import COMPOSING, Refused

GONE = "台账里已经没有这一条了。请刷新再看。"
EMPTY = "没有可写的文字。请写一句。"
NO_PART = {
    Part.PROBLEM: "正文里没有“问题”这一部分。请先加上标题，再采用。",
    Part.STEP: "正文里没有“下一步”这一部分。请先加上标题，再采用。",
    placing.PROPOSAL: "正文里没有“建议”这一部分。请先加上标题，再写入。",
}
NONE_CHOSEN = "没有要写入的建议：先选用几条，已写入的不再写。"
LONGEST = 500


def drafts(report) -> list:
    """What the data suggests now, problems first. Deterministic: the same records, the same drafts."""
    view = View(report.unit, Period.parse(report.period), report.campaign_from, Scope.of([report.path]))
    with params.remembered():
        return [*problems.find(view), *steps.find(view)]


def take(*, report, key, text, version, by) -> Suggestion:
    """Write a suggestion into the text, in the words the person gave it. Raises Refused, TextClash, Problem."""
    text = limited(text, LONGEST)
    if not text:
        raise Refused(EMPTY)
    with transaction.atomic():
        draft = found(report, key)
        put(report, draft.part, [text], version=version, by=by, reason=f"采用建议：{text[:100]}")
        return answer(report, draft, Answer.TAKEN, text, by)


def leave(*, report, key, by) -> Suggestion:
    """Say no to a suggestion: it is not offered again for this report. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason="建议不用"):
        standing(report)
        draft = found(report, key)
        return answer(report, draft, Answer.LEFT, draft.text, by)


def reconsider(*, report, key, by):
    """Take an answer back; words that were taken into the text stay there. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason="重新考虑建议"):
        standing(report).suggestions.filter(key=key).delete()


def answer(report, draft, said, text, by) -> Suggestion:
    given = {
        "part": draft.part, "text": text, "evidence": draft.evidence_json, "answer": said,
        "answered_by": by, "answered_at": timezone.now(),
    }  # fmt: skip
    return Suggestion.objects.update_or_create(report=report, key=draft.key, defaults=given)[0]


def found(report, key):
    draft = next((draft for draft in drafts(report) if draft.key == key), None)
    if draft is None:
        raise Refused(GONE)
    return draft


def standing(report):
    report = held(report)
    if report.state != State.DRAFT:
        raise Refused(COMPOSING)
    return report


def put(report, part, sentences, *, version, by, reason):
    where = placing.place(report.template_text, part, sentences)
    if where is None:
        raise Refused(NO_PART[part])
    given = {"report": report, "by": by, "version": version, "text": where.text, "reason": reason}
    if where.after:
        editing.add_text(after=where.line, **given)
    else:
        editing.edit_text(line=where.line, **given)


def choose(*, proposal, state, by) -> Proposal:
    """The clerk's word on a proposal: 选用 or 不选用, or neither again."""
    with transaction.atomic(), acting(by=by, reason=f"意见建议：{ProposalState(state).label}"):
        current = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
        if current.state != state:
            current.state, current.updated_by, current.version = state, by, current.version + 1
            current.save(update_fields=["state", "updated_by", "version", "updated_at"])
    return current


def write_proposals(*, report, proposals, version, by) -> int:
    """Put the chosen proposals that the text does not have yet into part four. Raises Refused, TextClash, Problem."""
    new = [p for p in proposals if p.state == ProposalState.CHOSEN and not is_in(p, report.template_text)]
    if not new:
        raise Refused(NONE_CHOSEN)
    put(report, placing.PROPOSAL, [sentence(p) for p in new], version=version, by=by, reason=f"写入意见建议 {len(new)} 条")
    return len(new)


def sentence(proposal) -> str:
    """The proposal on one line."""
    return "".join(part.strip() for part in proposal.text.splitlines()).rstrip("。")


def is_in(proposal, template_text) -> bool:
    return sentence(proposal) in template_text
