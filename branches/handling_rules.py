"""Rules on what is handled (意见、纠纷、困难), each once: 收集→分类→交办→落实→反馈 (SRV-03)."""

from django.utils import timezone

from orgwork.kit import params, workdays
from orgwork.kit.values.days import check_not_future, check_order
from orgwork.kit.values.problems import Problem

from .enums import HANDLED, ServiceStatus

STAGES = tuple(ServiceStatus)
NEEDS_CATEGORY = (ServiceStatus.CLASSIFIED, ServiceStatus.ASSIGNED)

params.declare(
    "branches.opinion_days",
    label="意见、纠纷、困难的办理时限",
    default=10,
    unit="个工作日",
    source="没有统一规定，本地惯例（可改），规则 SRV-03、DEP-02",
    minimum=1,
    maximum=250,
)
params.declare(
    "branches.opinion_remind_days",
    label="办理期限提前几天列入待办",
    default=3,
    unit="天",
    source="本地惯例，可改",
    maximum=60,
)


def due_by(on):
    """The day by which what is handed over on `on` is to be solved, unless another one is agreed."""
    return workdays.add(on, int(params.value("branches.opinion_days", on)))


def remind_from(on):
    """How many days ahead a due date stands among the to-dos."""
    return int(params.value("branches.opinion_remind_days", on))


def check_handled(kind):
    """Only what people bring forward is handled; a visit or a leaflet is done when it is recorded."""
    if kind not in HANDLED:
        raise Problem("kind.not_handled", "这类记录登记了就算办完，没有办理步骤。")


def check_stage(status, *expected):
    """A step follows the one before it."""
    if status not in expected:
        label = ServiceStatus(status).label
        raise Problem("status.moved", f"这一条现在是“{label}”，这一步不能办。请看过最新的状态再办。", value=label)


def check_begun(status):
    """Before 收集 there is nothing to step back to."""
    if status == ServiceStatus.COLLECTED:
        raise Problem("status.first", "这一条还在收集，前面没有步骤可以退回。")


def check_category(category):
    """分类 names what it is about."""
    if not category:
        raise Problem("category.empty", "还没有写分类。请写明是哪一类的事，如“物业管理”。")


def check_owner(owner):
    """交办 names who does it."""
    if not owner:
        raise Problem("owner.empty", "还没有写责任人。请写明交给谁办。")


def check_due(date, due_on):
    """交办 says until when, and not before the matter came up."""
    if not due_on:
        raise Problem("due_on.empty", "还没有定办理期限。请填最迟哪一天办结。")
    check_order(date, due_on, "登记日期", "办理期限")


def check_result(result):
    """落实 says what was done."""
    if not result:
        raise Problem("result.empty", "还没有写办理结果。请写一句怎么办的。")


def check_solved_on(date, solved_on):
    """落实 has a day: not before the matter came up, not ahead of us."""
    if not solved_on:
        raise Problem("solved_on.empty", "还没有填办结日期。请补填。")
    check_order(date, solved_on, "登记日期", "办结日期")
    check_not_future(solved_on, "办结日期")


def check_answered_on(solved_on, answered_on):
    """反馈 has a day: not before it was solved, not ahead of us."""
    if not answered_on:
        raise Problem("answered_on.empty", "还没有填反馈日期。请补填。")
    check_order(solved_on, answered_on, "办结日期", "反馈日期")
    check_not_future(answered_on, "反馈日期")


def check_reason(reason):
    """Nobody steps back in silence."""
    if not reason:
        raise Problem("reason.empty", "退回一步要写原因。请写一句。")


def standing(kind, status, *, date, category, owner, due_on):
    """What a record of this status must meet, however it was entered: [(field, rule, what it is asked of)]."""
    if kind in HANDLED and status in NEEDS_CATEGORY:
        yield "category", check_category, (category,)
    if kind in HANDLED and status == ServiceStatus.ASSIGNED:
        yield "owner", check_owner, (owner,)
        yield "due_on", check_due, (date, due_on)


def check_forward(kind, before, after):
    """A form may carry a record on, never back: that is a step of its own, with its reason."""
    if kind in HANDLED and before and after and STAGES.index(after) < STAGES.index(before):
        raise Problem(
            "status.back",
            f"已经到“{ServiceStatus(before).label}”，不能在这里改回“{ServiceStatus(after).label}”。"
            "请在详情页“退回一步”，写明原因。",
        )


def before(record):
    """The stage that a step back from where `record` stands leads to: the nearest earlier one it still bears out.

    What was settled at once was never handed over, so it steps back past 交办.
    """
    earlier = reversed(STAGES[: STAGES.index(record.status)])
    return next(stage for stage in earlier if _bears_out(record, stage))


def _bears_out(record, stage):
    values = {name: getattr(record, name) for name in ("date", "category", "owner", "due_on")}
    try:
        for _field, rule, asked in standing(record.kind, stage, **values):
            rule(*asked)
    except Problem:
        return False
    return True


def days_over(due_on, on=None):
    """Days since `due_on` passed; 0 where it has not."""
    return max(0, ((on or timezone.localdate()) - due_on).days) if due_on else 0
