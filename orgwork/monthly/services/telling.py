"""What the fillers of reports are told: one notice a person, whatever the number of reports; rows in the verb's own transaction."""

from itertools import groupby

from orgwork.accounts import rules
from orgwork.accounts.rules import Role
from orgwork.notices.recipients import holders
from orgwork.notices.services import tell

from ..enums import Decision
from ..numbers import plain
from ..sentences import moment

KIND = "月报"
FILLERS = tuple(role for role in Role if rules.may(role, "fill", "monthly"))
MANY = 8


def named(names, most=MANY):
    """甲社区、乙社区等 12 个; all of them where they are few."""
    names = list(names)
    return "、".join(names[:most]) + (f"等 {len(names)} 个" if len(names) > most else "")


def fillers(reports):
    """The accounts that fill in the reports of these units, each once; one statement."""
    return holders({report.path for report in reports}, FILLERS)


def returned(reports, by, reason):
    """退回, with the reason. Who returned it needs no telling."""
    _each_month(reports, by, "已退回", tone="warn", said=lambda found: f"{by}退回：{reason}", verb="returned")


def accepted(reports, by):
    _each_month(reports, by, "已通过", tone="ok", said=lambda found: named(str(r.unit) for r in found), verb="accepted")


def extended(extension, reports):
    """延期, to those who still have to report."""
    waiting = [report for report in reports if report.received_at is None]
    if waiting:
        title = f"{waiting[0].title}延到 {moment(extension.due_at)}"
        url = f"/monthly/?period={extension.period}"
        key = f"monthly.extension.{extension.pk}"
        tell(fillers(waiting), kind=KIND, title=title, text=extension.reason, url=url, tone="info", key=key)


def corrected(correction):
    """What became of a correction, told to the one who asked for it."""
    what = f"{correction.value.item} {plain(correction.old) or '空'} → {plain(correction.new)}"
    tone = "ok" if correction.state == Decision.APPROVED else "warn"
    title = f"{correction.unit} {correction.value.first_day.month}月{what}：{correction.get_state_display()}"
    key = f"monthly.correction.{correction.pk}.{correction.state}"
    tell([correction.created_by], kind=KIND, title=title, text=correction.note, url="/monthly/corrections/", tone=tone, key=key)


def _each_month(reports, by, word, *, tone, said, verb):
    for _period, some in groupby(sorted(reports, key=lambda r: r.period), key=lambda r: r.period):
        found = list(some)
        first = found[0]
        title = f"{first.unit} {first.title}{word}" if len(found) == 1 else f"{first.title}{word}"
        url = first.get_absolute_url() if len(found) == 1 else f"/monthly/?period={first.period}"
        users = [user for user in fillers(found) if user != by]
        tell(users, kind=KIND, title=title, text=said(found), url=url, tone=tone, key=f"monthly.{verb}.{first.pk}.{first.version}")
