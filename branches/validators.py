"""Rules on party organisations, communities, services and activities, each once (dictionary.md 1, 5, 17)."""

from orgwork.kit.values.days import check_not_future
from orgwork.kit.values.problems import Problem

from .enums import SOLVED, ActivityKind, OrgScope, ServiceKind

__all__ = [
    "check_grid",
    "check_group",
    "check_lecturer",
    "check_not_future",
    "check_present",
    "check_solved",
    "check_superior",
]


def check_superior(branch, parent):
    """No circles among superiors."""
    seen, at = set(), parent
    while at is not None and at.pk not in seen:
        if at.pk == branch.pk:
            raise Problem("parent.circle", f"「{parent}」在「{branch}」之下，不能作它的上级。请选别的党组织。")
        seen.add(at.pk)
        at = at.parent


def check_grid(scope, parent):
    """网格党支部的上级应是社区党组织 (ORG-13)."""
    if scope == OrgScope.GRID and parent is not None and parent.scope != OrgScope.COMMUNITY:
        raise Problem("parent.not_community", "网格楼栋党组织的上级应是社区党组织。请改选社区党组织。")


def check_solved(kind, date, status, solved_on):
    """办结日期 goes with a solved status, is not before the record's own date and not ahead of us."""
    check_not_future(solved_on, "办结日期")
    if solved_on and date and solved_on < date:
        raise Problem("date.order", f"办结日期 {solved_on} 早于登记日期 {date}。请核对。", value=str(solved_on))
    if kind == ServiceKind.OPINION and status in SOLVED and not solved_on:
        raise Problem("solved_on.empty", "意见已落实或反馈，要填办结日期。请补填。")


def check_present(entitled, present):
    """实到不超过应到 (LIF-13)."""
    if entitled is not None and present is not None and present > entitled:
        raise Problem(
            "present.over", f"实到 {present} 人，多于应到 {entitled} 人。请核对这两个数。", value=str(present)
        )


def check_group(kind, group):
    """党小组会 says which group."""
    if kind == ActivityKind.GROUP_MEETING and not group:
        raise Problem("group.empty", "党小组会要填是哪个党小组。请补填。")


def check_lecturer(kind, lecturer):
    """党课 has a lecturer."""
    if kind == ActivityKind.LECTURE and not lecturer:
        raise Problem("lecturer.empty", "党课要填主讲人。请补填。")
