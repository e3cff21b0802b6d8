"""The way of an opinion as a line of five stages, each with its day and what it says."""

from typing import NamedTuple

from .enums import SOLVED, ServiceStatus
from .handling_rules import STAGES

CONTENT = {True: "群众满意", False: "群众不满意", None: ""}


class Stage(NamedTuple):
    """`state`: past, skipped (立行立改: never handed over), next, ahead."""

    label: str
    state: str
    day: object = None
    note: str = ""


def course(record):
    """[Stage] from 收集 to 反馈."""
    at = STAGES.index(record.status)
    return [
        Stage(stage.label, _state(record, n, at), *(_said(record, stage) if n <= at else ())) for n, stage in enumerate(STAGES)
    ]


def _state(record, number, at):
    if number > at:
        return "next" if number == at + 1 else "ahead"
    if STAGES[number] == ServiceStatus.ASSIGNED and record.status in SOLVED and not record.owner:
        return "skipped"
    return "past"


def _said(record, stage):
    """(day, note) of a stage."""
    return {
        ServiceStatus.COLLECTED: (record.date, ""),
        ServiceStatus.CLASSIFIED: (record.classified_on, "，".join(filter(None, (record.category, record.get_way_display())))),
        ServiceStatus.ASSIGNED: (record.assigned_on, record.owner),
        ServiceStatus.DONE: (record.solved_on, record.result),
        ServiceStatus.ANSWERED: (record.answered_on, CONTENT[record.satisfied]),
    }[stage]
