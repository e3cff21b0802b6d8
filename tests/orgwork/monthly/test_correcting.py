"""更正: the only way into a closed month. Proposed by one, decided by another who may review; the reason stands in the history."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection

from orgwork.accounts.models import system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.periods import Period
from orgwork.monthly.models import Correction, MonthlyReport
from orgwork.monthly.services.correcting import approve, propose, refuse
from orgwork.monthly.services.errors import Invalid, Refused
from orgwork.monthly.services.locking import lock_month
from orgwork.monthly.services.reviewing import accept
from orgwork.notices.models import Notice
from tests.factories import make_world, person
from tests.factories.monthly import open_reports
from tests.factories.review import hand_in

JULY = Period.parse("2024-07")


def lock():
    return lock_month(period=JULY, by=system_user(), scope=Scope.whole())


def closed(report, filler, clerk):
    """July, accepted with m_care 4 and closed."""
    hand_in(report, by=filler, m_care=4)
    accept(report=report, by=clerk)
    lock()
    report.refresh_from_db()
    return report


@pytest.fixture
def july(report, filler, world):
    return closed(report, filler, world.clerk)


def cell(report, code="m_care"):
    return report.values.get(code=code)


def asked(report, by, new="5", reason="台账漏记一名", code="m_care"):
    return propose(value=cell(report, code), new=new, reason=reason, by=by)


def refusal(verb, *args, **given):
    with pytest.raises(Refused) as refused:
        verb(*args, **given)
    return refused.value.message


def test_proposed_nothing_changes_yet(july, filler):
    found = asked(july, filler)
    assert (found.old, found.new, found.reason, found.state, found.created_by, found.path) == (
        4, 5, "台账漏记一名", "proposed", filler, july.path,
    )
    assert cell(july).value == 4


def test_approved_the_value_is_written_and_the_history_says_why(july, filler, world):
    before = cell(july)
    done = approve(correction=asked(july, filler), by=world.clerk, note="已核台账")
    row = cell(july)
    assert (done.state, done.decided_by, done.note) == ("approved", world.clerk, "已核台账")
    assert (row.value, row.accepted_value, row.source, row.state, row.version, row.updated_by) == (
        5, 5, "typed", "filled", before.version + 1, filler,
    )
    july.refresh_from_db()
    assert july.state == "locked"
    event = row.events.order_by("-pgh_id").select_related("pgh_context").first()
    assert (event.value, event.pgh_context.metadata["user"], event.pgh_context.metadata["reason"]) == (
        5, str(world.clerk.pk), "更正：台账漏记一名",
    )


def test_the_figure_counts_the_corrected_value(july, filler, world):
    approve(correction=asked(july, filler, new="0"), by=world.clerk)
    assert figures.value("monthly.care", scope=Scope.whole(), unit=world.district, period=JULY) == 0
    assert cell(july).state == "zero"


def test_refused_the_value_stays_and_the_proposer_reads_why(july, filler, world):
    done = refuse(correction=asked(july, filler), by=world.clerk, note="没有依据")
    assert (done.state, cell(july).value, cell(july).version) == ("refused", 4, 1)
    assert list(Notice.objects.filter(user=filler, key__startswith="monthly.correction").values_list("title", "text", "tone")) == [
        ("槐荫社区 7月慰问困难党员 4 → 5：未同意", "没有依据", "warn"),
    ]


def test_the_proposer_never_decides(july, world):
    found = asked(july, world.clerk)
    for verb, note in ((approve, ""), (refuse, "不对")):
        assert refusal(verb, correction=found, by=world.clerk, note=note) == "这条更正是您提出的，要由别人批准。"
    assert approve(correction=found, by=person(Role.CLERK, world.district)).state == "approved"


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DEPUTY, Role.HEAD, Role.LEADER, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN])
def test_only_who_may_review_decides(july, filler, world, role):
    said = refusal(approve, correction=asked(july, filler), by=person(role, world.district))
    assert said == "您没有审核这个社区月报的权限，不能批准。"


def test_another_street_does_not_decide(july, filler, world):
    found = asked(july, filler)
    assert refusal(approve, correction=found, by=person(Role.STREET_CLERK, world.far_street)).startswith("您没有审核")
    assert approve(correction=found, by=person(Role.STREET_CLERK, world.street)).state == "approved"


def test_a_decided_one_is_decided(july, filler, world):
    found = asked(july, filler)
    approve(correction=found, by=world.clerk)
    assert refusal(refuse, correction=found, by=world.clerk, note="不对") == "这条更正已经处理过。"


def test_a_refusal_needs_a_reason(july, filler, world):
    with pytest.raises(Invalid) as invalid:
        refuse(correction=asked(july, filler), by=world.clerk, note=" ")
    assert invalid.value.fields == {"note": "请写明为什么不同意，提出人看得到。"}


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("-1", "应为 0–99999 的整数。"), ("1.5", "应为 0–99999 的整数。"), ("100000", "应为 0–99999 的整数。"),
        ("很多", "应为 0–99999 的整数。"),
        ("", "请填更正后的数。没有发生就填 0。"), ("4", "和现在的数一样，不用更正。"),
    ],
)
def test_the_limits_of_the_item_hold(july, filler, new, said):
    with pytest.raises(Invalid) as invalid:
        asked(july, filler, new=new)
    assert invalid.value.fields == {"new": said}
    assert Correction.objects.count() == 0


def test_a_reason_is_required(july, filler):
    with pytest.raises(Invalid) as invalid:
        asked(july, filler, reason="")
    assert invalid.value.fields == {"reason": "请写明更正的原因，批准人看得到。"}


def test_computed_cells_and_words_are_not_corrected(july, filler):
    assert refusal(asked, july, filler, code="m_attend_rate", new="90") == "这一格由记录计算，不能更正。记录有误请改记录。"
    assert refusal(asked, july, filler, code="m_highlights", new="3") == "只有数可以更正，文字不计入汇总。"


def test_an_open_month_is_mended_not_corrected(report, filler, world):
    assert refusal(asked, report, filler) == "这个月还没有关账，不用更正。可以直接改。"
    hand_in(report, by=filler, m_care=4)
    accept(report=report, by=world.clerk)
    assert refusal(asked, report, filler) == "这个月还没有关账，不用更正。要改，请退回或改已通过的月报。"


def test_what_never_counted_is_not_corrected(report, filler):
    lock()
    said = "这份月报没有通过就关账了，更正也不会计入。要补报，请联系区委组织部开延期。"
    assert refusal(asked, report, filler) == said


def test_one_waits_at_a_time(july, filler, world):
    found = asked(july, filler)
    assert refusal(asked, july, world.clerk, new="6") == "这一格已有一条更正等着批准。"
    refuse(correction=found, by=world.clerk, note="没有依据")
    assert asked(july, filler, new="6").new == 6


def test_a_cell_that_moved_meanwhile_is_not_overwritten(july, filler, world):
    found = asked(july, filler)
    july.values.filter(code="m_care").update(value=9)
    assert refusal(approve, correction=found, by=world.clerk) == "提出以后这一格又变过，现在是 9。请重新提出更正。"


def test_money_keeps_its_cents(july, filler, world):
    approve(correction=asked(july, filler, new="12.50", code="m_dues"), by=world.clerk)
    assert cell(july, "m_dues").value == Decimal("12.5")


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_decide_it_once():
    world = make_world()
    filler = person(Role.SECRETARY, world.own.unit)
    july = closed(open_reports()["槐荫社区"], filler, world.clerk)
    found = asked(july, filler)
    judges = [person(Role.CLERK, world.district) for _ in range(4)]

    def decide(judge):
        try:
            return approve(correction=found, by=judge).state
        except Refused as refused:
            return refused.message
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(decide, judges))
    assert told == ["approved", *["这条更正已经处理过。"] * 3]
    assert (cell(july).value, cell(july).version, MonthlyReport.objects.get(pk=july.pk).version) == (5, 2, july.version + 1)
