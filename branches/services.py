"""The way of an opinion, a dispute, a difficulty: 分类, 交办, 落实, 反馈, and one step back with a reason (SRV-03).

Each verb writes one step if the record still has version `expected`; it raises Conflict where somebody wrote meanwhile, and the
Problem of the rule that is not met.
"""

from django.db import transaction
from django.utils import timezone

from orgwork.audit.context import acting
from orgwork.kit.services import Conflict

from . import handling_rules as rules
from .enums import ServiceStatus as Status
from .enums import Way
from .models import ServiceRecord

# What a stage writes, emptied again when the record steps back from it.
WRITES = {
    Status.CLASSIFIED: {"classified_on": None, "way": ""},
    Status.ASSIGNED: {"assigned_on": None, "owner": "", "due_on": None},
    Status.DONE: {"solved_on": None, "result": ""},
    Status.ANSWERED: {"answered_on": None, "satisfied": None},
}


def classify(*, record, by, expected, category, way=""):
    """收集 → 分类: what it is about, and whether it is settled at once or by a campaign."""

    def change(now):
        rules.check_stage(now.status, Status.COLLECTED)
        rules.check_category(category)
        return {"status": Status.CLASSIFIED, "classified_on": timezone.localdate(), "category": category, "way": way}

    return _step(record, by, expected, change, f"分类：{category}")


def assign(*, record, by, expected, owner, due_on):
    """分类 → 交办: who does it until when."""

    def change(now):
        rules.check_stage(now.status, Status.CLASSIFIED)
        rules.check_owner(owner)
        rules.check_due(now.date, due_on)
        return {"status": Status.ASSIGNED, "assigned_on": timezone.localdate(), "owner": owner, "due_on": due_on}

    return _step(record, by, expected, change, f"交办：{owner}")


def solve(*, record, by, expected, result, solved_on):
    """交办 → 落实: what was done, and when."""
    return _solve(record, by, expected, result, solved_on, (Status.ASSIGNED,), {}, "落实")


def settle(*, record, by, expected, result, solved_on):
    """收集 or 分类 → 落实 without handing over: 立行立改."""
    stages = (Status.COLLECTED, Status.CLASSIFIED)
    return _solve(record, by, expected, result, solved_on, stages, {"way": Way.AT_ONCE}, "立行立改")


def _solve(record, by, expected, result, solved_on, stages, more, word):
    def change(now):
        rules.check_stage(now.status, *stages)
        rules.check_result(result)
        rules.check_solved_on(now.date, solved_on)
        return {"status": Status.DONE, "result": result, "solved_on": solved_on, **more}

    return _step(record, by, expected, change, word)


def answer(*, record, by, expected, answered_on, satisfied=None):
    """落实 → 反馈: told to whoever brought it forward; whether they are content, where they said so."""

    def change(now):
        rules.check_stage(now.status, Status.DONE)
        rules.check_answered_on(now.solved_on, answered_on)
        return {"status": Status.ANSWERED, "answered_on": answered_on, "satisfied": satisfied}

    return _step(record, by, expected, change, "反馈")


def back(*, record, by, expected, reason):
    """One step back; what the steps taken back had written is emptied, and stays in the history."""

    def change(now):
        rules.check_begun(now.status)
        rules.check_reason(reason)
        target = rules.before(now)
        taken = rules.STAGES[rules.STAGES.index(target) + 1 : rules.STAGES.index(now.status) + 1]
        return {"status": target, **{name: value for stage in taken for name, value in WRITES[stage].items()}}

    return _step(record, by, expected, change, f"退回一步：{reason}")


def _step(record, by, expected, change, reason):
    """Write what `change(record as it stands)` gives."""
    with transaction.atomic(), acting(by=by, reason=reason):
        now = ServiceRecord.everything.select_for_update(of=("self",)).select_related("unit").get(pk=record.pk)
        if now.version != expected or now.is_deleted:
            raise Conflict(now)
        rules.check_handled(now.kind)
        for name, value in change(now).items():
            setattr(now, name, value)
        now.version, now.updated_by = now.version + 1, by
        now.save()
    return now
