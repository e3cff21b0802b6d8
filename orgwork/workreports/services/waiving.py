"""Keeping a sentence that a check objects to, with a reason; taking that back; asking a unit to look at its records."""

from django.db import transaction

from orgwork.accounts.models import Unit
from orgwork.accounts.rules import Role
from orgwork.audit.context import acting
from orgwork.notices import services as notices
from orgwork.notices.recipients import holders
from orgwork.workreports import checks, validators
from orgwork.workreports.models import State, Waiver

from .entering import held
from .errors import COMPOSING, Refused

SECRETARIES = (Role.SECRETARY, Role.DEPUTY)
GONE = "这一处已经不一样了，或者已经改好了。请回到报告再看。"
HOLDS_NOT = "这是格式上的错，不能写理由保留，请改正。"
NOBODY = "{}现在没有在任的书记或副书记账号，请另行联系。"
ASK_TITLE = "请核对：{}"
KIND = "workreports.check"


def waive(*, report, key, reason, by) -> Waiver:
    """Keep the sentence of finding `key` with a reason. Raises Refused, Problem."""
    reason = validators.reason(reason)
    with transaction.atomic(), acting(by=by, reason=reason):
        report = draft(report)
        finding = found(report, key)
        if not finding.holds:
            raise Refused(HOLDS_NOT)
        given = {"sentence": finding.sentence, "reason": reason, "by": by}
        waiver, _made = Waiver.objects.update_or_create(report=report, key=key, defaults=given)
    return waiver


def unwaive(*, report, key, by):
    """Take a reason back: the finding counts again. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason="不再保留原句"):
        draft(report).waivers.filter(key=key).delete()


def ask_unit(*, report, key, unit, by) -> str:
    """Tell the secretaries of one unit that a finding names to look at their records. Returns the unit's name. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason="请社区更正"):
        finding = found(draft(report), key)
        lack = next((lack for lack in finding.lacks if str(lack.unit) == str(unit)), None)
        if lack is None:
            raise Refused(GONE)
        place = Unit.objects.get(pk=lack.unit)
        users = holders([place], SECRETARIES, above=True)  # a grid has none of its own
        if not users:
            raise Refused(NOBODY.format(place.name))
        text = f"工作报告写“{finding.sentence[:120]}”，台账里您这里是：{lack.value or lack.said}。不对就更正，属实不用改。"
        notices.tell(
            users, kind=KIND, title=ASK_TITLE.format(lack.said)[:200], text=text[:500], url=lack.url, tone="warn",
            key=f"{KIND}:{report.pk}:{key[:16]}:{lack.unit}",
        )  # fmt: skip
    return place.name


def draft(report):
    report = held(report)
    if report.state != State.DRAFT:
        raise Refused(COMPOSING)
    return report


def found(report, key):
    """The finding as the checks give it now."""
    finding = checks.judge(report).find(key)
    if finding is None:
        raise Refused(GONE)
    return finding
