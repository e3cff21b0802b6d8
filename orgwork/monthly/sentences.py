"""The lock tells why: one sentence for each reason a report takes no changes, or a verb is refused."""

from django.utils import timezone

from .enums import ReportState


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
        return f"{report.first_day.month}月已关账（{day(report.locked_at)}），不再收改动。"
    if report.state == ReportState.SUBMITTED:
        return f"已于 {moment(report.submitted_at)} 由{who(report.submitted_by)}提交，审核前可以撤回。请先撤回，再在原报告上修改。"
    return f"{who(report.reviewed_by)} {day(report.reviewed_at)}已通过。要改，请审核人写明理由退回。"


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
    ("reopen", ReportState.DRAFT): "这份月报还在填写，可以直接修改。",
    ("reopen", ReportState.RETURNED): "这份月报已经退回，可以直接修改。",
    ("reopen", ReportState.SUBMITTED): "这份月报还在审核。要改，请退回，或由社区撤回。",
}


def refused_because(verb, report):
    """Why `verb` cannot be done to the report as it stands."""
    return REFUSALS.get((verb, report.state)) or closed_because(report)
