"""The lock tells why: one sentence for each reason a report takes no changes, or a verb is refused."""

from django.utils import timezone

from .enums import ReportState, Stage


def moment(when):
    """8月1日 09:12"""
    local = timezone.localtime(when)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def day(when):
    local = timezone.localtime(when)
    return f"{local.month}月{local.day}日"


def who(user):
    return str(user) if user else "系统"


def closed_because(report):
    """Why the cells cannot be written, and what to do; "" while they can."""
    if report.is_open:
        return ""
    if report.locked_at:
        mend = "要改，请提更正。" if report.state == ReportState.LOCKED else ""
        return f"{report.first_day.month}月已关账（{day(report.locked_at)}），不再收改动。{mend}"
    if report.state == ReportState.SUBMITTED:
        return _waits(report)
    return f"{who(report.reviewed_by)} {day(report.reviewed_at)}已通过。要改，请写明原因，点“改已通过的月报”。"


def _waits(report):
    """Handed in: by whom, and whether it can still be taken back."""
    said = f"已于 {moment(report.submitted_at)} 由{who(report.submitted_by)}提交，"
    if report.street_reviewed_at:
        return said + f"{who(report.street_reviewed_by)} {day(report.street_reviewed_at)}已代街道通过，等区里审核。要改，请审核人退回。"
    return said + "审核前可以撤回。请先撤回，再在原报告上修改。"


def desk(report):
    """At whose desk a submitted report lies: 待街道审 or 待区审; plain 待审 where the street is not asked."""
    if report.stage == Stage.STREET:
        return "待街道审"
    return "待区审" if report.street_reviewed_at else "待审"


def desk_text(report, waits, *, manned):
    """One sentence of where a waiting report stands: `waits` is why this viewer may not accept it yet, `manned` whether the street may."""
    street = report.unit.parent
    if report.street_reviewed_at:
        return f"{who(report.street_reviewed_by)} {day(report.street_reviewed_at)}已代{street}通过，等区里审核。"
    if waits or (report.stage == Stage.STREET and manned):
        return waits or f"先由{street}审核；通过以后转区里。"
    return "" if manned else f"{street}没有在任的审核人（填报人不算），直接由区里审核。"


NOT_SUBMITTED = "这份月报还没有提交，不能{}。"
REFUSALS = {
    ("return", ReportState.DRAFT): NOT_SUBMITTED.format("退回"),
    ("return", ReportState.RETURNED): "这份月报已经退回，等社区改好再提交。",
    ("return", ReportState.ACCEPTED): "这份月报已经通过。要改，请写明理由重新打开。",
    ("accept", ReportState.DRAFT): NOT_SUBMITTED.format("通过"),
    ("accept", ReportState.RETURNED): "这份月报已经退回，等社区改好再提交。",
    ("accept", ReportState.ACCEPTED): "这份月报已经通过。",
    ("withdraw", ReportState.DRAFT): NOT_SUBMITTED.format("撤回"),
    ("withdraw", ReportState.RETURNED): "这份月报已经退回，可以直接修改。",
    ("withdraw", ReportState.ACCEPTED): "这份月报已经通过，不能撤回。要改，请审核人写明理由退回。",
    ("amend", ReportState.DRAFT): "这份月报还在填写，可以直接修改。",
    ("amend", ReportState.RETURNED): "这份月报已经退回，可以直接修改。",
    ("amend", ReportState.SUBMITTED): "这份月报还在审核。要改，请先撤回。",
    ("give_up", ReportState.DRAFT): "这份月报没有改已通过的内容，不用放弃。",
    ("give_up", ReportState.RETURNED): "这份月报没有改已通过的内容，不用放弃。",
    ("give_up", ReportState.SUBMITTED): "改动已经提交。要放弃，请先撤回。",
    ("give_up", ReportState.ACCEPTED): "这份月报没有在改。",
    ("reopen", ReportState.DRAFT): "这份月报还在填写，可以直接修改。",
    ("reopen", ReportState.RETURNED): "这份月报已经退回，可以直接修改。",
    ("reopen", ReportState.SUBMITTED): "这份月报还在审核。要改，请退回，或由社区撤回。",
}


def refused_because(verb, report):
    """Why `verb` cannot be done to the report as it stands."""
    if verb == "withdraw" and report.state == ReportState.SUBMITTED and report.locked_at is None:
        return _waits(report) if report.street_reviewed_at else too_late_to_withdraw(report)
    return REFUSALS.get((verb, report.state)) or closed_because(report)


def too_late_to_withdraw(report):
    return f"已过补报截止（{moment(report.fill_until)}），撤回就不能再提交。要改，请审核人退回。"
