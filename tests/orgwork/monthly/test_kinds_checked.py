"""What the form finds about choices, texts and attachments, and by the relations: sums, and changes against last month."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.monthly.cells import Cell
from orgwork.monthly.checks import RULES, blocking, checked
from orgwork.monthly.enums import CellState, Kind, RuleKind
from orgwork.monthly.models import FormItem, ItemRule, MonthlyReport, MonthlyValue
from orgwork.monthly.services.errors import Invalid
from orgwork.monthly.services.saving import Entry, save_values
from orgwork.monthly.services.submitting import submit
from tests.factories.monthly import accepted, fill, open_reports, submitted

SINCE = date(2020, 1, 1)


@pytest.fixture
def extra(world):
    """One item of each kind beside the form that comes with the portal."""
    front = {"group": "其他", "levels": ["community"], "active_from": SINCE, "choices": ["甲", "乙"]}
    return {
        kind: FormItem.objects.create(code=f"m_x_{kind}", name=f"试{Kind(kind).label}", kind=kind, order=9000 + n, **front)
        for n, kind in enumerate(("choice", "text", "file"))
    }


def findings(report, code):
    [cell] = [cell for cell in checked(report) if cell.code == code]
    return [(f.level, f.kind, f.short, f.text) for f in cell.findings]


@pytest.mark.parametrize(("kind", "short", "text"), [
    ("choice", "未选", "还没有选。选一项；选不了，写一句原因。"),
    ("text", "未写", "还没有写。写几句；写不了，写一句原因。"),
    ("file", "未附", "还没有附件。传一个文件；没有文件，写一句原因。"),
])  # fmt: skip
def test_what_is_required_and_blank_blocks(extra, kind, short, text):
    report = open_reports()["槐荫社区"]
    assert findings(report, f"m_x_{kind}") == [("high", "blank", short, text)]


@pytest.mark.parametrize("kind", ["choice", "text", "file"])
def test_what_is_not_required_does_not_block(extra, kind):
    FormItem.objects.filter(pk=extra[kind].pk).update(required=False)
    report = open_reports()["槐荫社区"]
    assert findings(report, f"m_x_{kind}") == []


@pytest.mark.parametrize("kind", ["choice", "text", "file"])
def test_a_sentence_why_it_is_blank_will_do(extra, kind):
    report = open_reports()["槐荫社区"]
    report.values.filter(code=f"m_x_{kind}").update(explanation="没有统计")
    assert findings(report, f"m_x_{kind}") == []


def test_what_is_answered_is_no_finding(extra):
    report = open_reports()["槐荫社区"]
    report.values.filter(code__startswith="m_x_").update(text="甲", state=CellState.FILLED)
    assert [findings(report, f"m_x_{kind}") for kind in extra] == [[], [], []]


def test_a_number_that_need_not_be_given_does_not_block(world, filler):
    FormItem.objects.filter(code="m_care").update(required=False)
    report = open_reports()["槐荫社区"]
    fill(report, filler)
    report.values.filter(code="m_care").update(value=None, state=CellState.BLANK)
    assert submit(report=report, by=filler).state == "submitted"


def test_the_texts_of_the_portals_form_need_not_be_written(report):
    assert [f for code in ("m_highlights", "m_problems_text", "m_next") for f in findings(report, code)] == []


# sums -------------------------------------------------------------------------------------------------
def rule(kind, left, *right, level="high", limit=None):
    return ItemRule.objects.create(kind=kind, left=left, right=list(right), level=level, limit=limit, active_from=SINCE)


def test_a_sum_must_be_its_parts(world, filler, report):
    rule("equals", "m_applicants", "m_activists", "m_objects")
    with pytest.raises(Invalid) as invalid:
        submitted(report, filler, m_applicants=12, m_activists=5, m_objects=6)
    assert invalid.value.fields == {"m_applicants": "「新增入党申请人」12 名，应等于「新增入党积极分子」＋「新增发展对象」11 名。"}
    save_values(report=report, cells={"m_applicants": Entry(value="11")}, by=filler, version=2)
    assert submit(report=report, by=filler).state == "submitted"


def test_a_sum_of_less_weight_may_be_explained(world, filler, report):
    rule("equals", "m_applicants", "m_activists", level="medium")
    fill(report, filler, m_applicants=3, m_activists=2)
    report.values.filter(code="m_applicants").update(explanation="")
    said = "「新增入党申请人」3 名，应等于「新增入党积极分子」2 名。属实就写一句说明。"
    assert findings(report, "m_applicants") == [("medium", "equals", "不等于新增入党积极分子", said)]
    report.values.filter(code="m_applicants").update(explanation="一人重复计")
    assert findings(report, "m_applicants") == []


def test_a_relation_with_a_stopped_or_blank_item_is_not_checked(world, filler, report):
    """Half a sum would be a false one."""
    rule("equals", "m_applicants", "m_activists", "m_nothing")
    rule("equals", "m_honours", "m_publications", "m_objects")
    fill(report, filler, m_applicants=3, m_honours=3)
    report.values.filter(code="m_objects").update(value=None, state=CellState.BLANK, explanation="没有统计")
    assert blocking(checked(report)) == []


# changes ----------------------------------------------------------------------------------------------
@pytest.fixture
def june(world, filler):
    accepted(open_reports("2024-06")["槐荫社区"], filler, world.clerk, m_npe_visits=10)
    return open_reports("2024-07")["槐荫社区"]


def at(report, value, explanation=""):
    report.values.filter(code="m_npe_visits").update(value=value, state=CellState.FILLED, explanation=explanation)
    return findings(report, "m_npe_visits")


@pytest.mark.parametrize(("value", "said"), [
    (13, None), (7, None), (10, None),
    (14, "比上月 10 家次多了 40%，超过 30%。写一句说明。"),
    (6, "比上月 10 家次少了 40%，超过 30%。写一句说明。"),
    (0, "比上月 10 家次少了 100%，超过 30%。写一句说明。"),
])  # fmt: skip
def test_a_change_beyond_the_limit_needs_a_sentence(june, value, said):
    rule("change", "m_npe_visits", level="high", limit=30)
    assert [f[3] for f in at(june, value)] == ([said] if said else [])


@pytest.mark.parametrize("level", ["high", "medium"])
def test_a_change_is_as_grave_as_the_relation_says_and_a_sentence_settles_it(june, level):
    rule("change", "m_npe_visits", level=level, limit=30)
    assert [(f[0], f[1], f[2]) for f in at(june, 20)] == [(level, "change", "比上月多 100%")]
    assert at(june, 20, "七月集中走访") == []


def test_nothing_to_compare_with_is_no_finding(world, filler, report):
    rule("change", "m_npe_visits", level="high", limit=30)
    assert at(report, 20) == []
    accepted(open_reports("2024-06")["槐荫社区"], filler, world.clerk, m_npe_visits=0)
    assert at(report, 20) == []


@given(before=st.decimals(1, 9999, places=2), now=st.decimals(0, 9999, places=2), limit=st.decimals(1, 200, places=1))
def test_beyond_is_beyond_to_the_last_digit(before, now, limit):
    """The relation looks at exact numbers, not at the rounded per cent that it shows."""
    row = MonthlyValue(item=FormItem(code="m_a", name="甲", measure="件"), code="m_a", value=now)
    cell = Cell(row, MonthlyReport(period="2024-07", first_day=date(2024, 7, 1)), past={date(2024, 6, 1): before})
    found = RULES[RuleKind.CHANGE](ItemRule(left="m_a", right=[], limit=limit, level="high"), cell, [])
    assert (found is not None) == (Fraction(abs(now - before)) / Fraction(before) > Fraction(limit) / 100)
