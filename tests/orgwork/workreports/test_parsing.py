import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.workreports import builtin, outline
from orgwork.workreports.document import Gap, Problem, Text
from orgwork.workreports.parsing import parse
from orgwork.workreports.vocabulary import Vocabulary


class NoFigures(Vocabulary):
    """The names without those of the database."""

    figures = {}


def kinds(text):
    return [block.kind for block in parse(text).blocks]


def only(text):
    return parse("标题\n" + text).blocks[-1].runs


def problems(text):
    return [(problem.code, problem.text) for problem in parse(text).problems]


def test_opening_lines():
    assert kinds("第一行\n第二行\n——副标题\n（中共{{区名}}委组织部）\n各位同志：\n正文。") == [
        "title",
        "title",
        "subtitle",
        "byline",
        "salutation",
        "p",
    ]


def test_a_text_without_title_begins_at_its_heading():
    assert kinds("一、成效\n正文。") == ["h1", "p"]


def test_four_levels():
    assert kinds("标题\n一、甲\n（一）乙\n1.丙\n（1）丁\n2.5倍的增长不是标题。") == [
        "title",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
    ]


def test_heading_alone_is_heading_throughout():
    assert only("一、成效") == (Text("一、成效", "head"),)


def test_run_in_heading_ends_at_its_full_stop():
    assert only("1.健全体系。随后的话。") == (Text("1.健全体系。", "head"), Text("随后的话。"))


def test_run_in_heading_with_a_slot_in_its_head():
    assert only("4.运用“{{整顿工作法名称}}”。走访{{整顿走访居民户数:余}}户。") == (
        Text("4.运用“", "head"),
        Gap("整顿工作法名称", no=25, tone="head"),
        Text("”。", "head"),
        Text("走访"),
        Gap("整顿走访居民户数", "余", 26),
        Text("户。"),
    )


def test_leads_inside_a_paragraph():
    assert only("总起句。一是抓学习。内容。二是抓整改。内容；三是没有句号；") == (
        Text("总起句。"),
        Text("一是抓学习。", "strong"),
        Text("内容。"),
        Text("二是抓整改。", "strong"),
        Text("内容；三是没有句号；"),
    )


def test_a_lead_that_is_the_whole_paragraph_stays_plain():
    assert only("一是抓好班子建设。") == (Text("一是抓好班子建设。"),)


@pytest.mark.parametrize("written", ["{{走访联系群众户数:余}}", "{{ 走访联系群众户数 ： 余 }}"])
def test_slot_with_form(written):
    assert only(f"走访{written}户。")[1] == Gap("走访联系群众户数", "余", 4)


def test_the_kth_use_of_a_name_is_the_kth_blank():
    assert [gap.no for gap in parse("标题\n{{区名}}和{{区名}}。\n{{区名}}。" + "{{区名}}" * 5).gaps()] == [
        1,
        2,
        32,
        33,
        40,
        49,
        49,
        49,
    ]


def test_facts_of_the_report_are_no_slots():
    document = parse("标题\n{{报告年份}}年。")
    assert (document.gaps(), document.slot_gaps(), document.problems) == ([Gap("报告年份")], [], ())


def test_unknown_slot_is_listed_with_near_names():
    assert parse("标题\n共{{走访群众户数}}户。", NoFigures()).problems == (
        Problem(2, "slot.unknown", "走访群众户数", ("走访联系群众户数", "整顿走访居民户数")),
    )


def test_unknown_form():
    assert parse("标题\n{{走访联系群众户数:大约}}。").problems == (
        Problem(2, "form.unknown", "大约", ("余", "以上", "约", "同比", "列举")),
    )


@pytest.mark.parametrize("written", ["{{区名:列举}}", "{{区名:余}}", "{{走访联系群众户数:列举:3}}", "{{报告年份:约}}"])
def test_a_form_that_does_not_fit_its_slot(written):
    assert [code for code, _text in problems(f"标题\n{written}。")] == ["form.unfit"]


def test_unclosed_slot_is_reported_and_kept():
    assert problems("标题\n共{{区名户。") == [("slot.unclosed", "{{区名户。")]
    assert only("共{{区名户。") == (Text("共{{区名户。"),)


def test_escapes():
    assert only(r"写作\{{区名}}，反斜杠\\。") == (Text("写作{{区名}}，反斜杠\\。"),)
    assert kinds("标题\n\\一、不是标题") == ["title", "p"]
    assert only("\\一、不是标题") == (Text("一、不是标题"),)


SLOTS = ["{{", "}}", "{{区名}}", "{{每条 人才称号}}", "{{姓名}}", "{{完}}", "{{走访联系群众户数:同比}}"]
PIECES = [*SLOTS, "一、", "（一）", "一是甲。", "\\", "：", ":", " ", "\n", "等", "乙"]


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_any_text_parses_and_keeps_its_line_count(text):
    document = parse(text, NoFigures())
    assert len(document.blocks) == len([line for line in text.splitlines() if line.strip()])


@given(st.text(alphabet="一二是。；甲乙丙1.（）、，", min_size=1))
def test_text_without_slots_is_kept_letter_by_letter(text):
    document = parse(text)
    assert ["".join(run.text for run in block.runs) for block in document.blocks] == [
        line.strip() for line in text.splitlines() if line.strip()
    ]


def test_headings_in_order():
    document = parse("标题\n一、甲\n（一）乙\n1.丙\n2.丙\n（二）乙\n1.丙\n二、甲\n十一、甲")
    assert [(problem.code, problem.text) for problem in outline.check(document)] == [("heading.order", "十一、甲")]


def test_a_heading_without_its_parent():
    assert [problem.code for problem in outline.check(parse("标题\n（一）乙"))] == ["heading.parent"]


@pytest.mark.parametrize(
    ("text", "number"), [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十四", 34), ("7", 7)]
)
def test_numerals(text, number):
    assert outline.numeral(text) == number


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(builtin.FILES))
def test_builtin_templates_are_sound(name):
    document = parse(builtin.text(name))
    assert (document.problems, outline.check(document)) == ((), [])


def test_the_speech_holds_all_blanks_in_order():
    document = parse(builtin.text(builtin.DEFAULT))
    assert [gap.no for gap in document.slot_gaps()] == list(range(1, 50))


def test_the_speech_has_four_parts():
    document = parse(builtin.text(builtin.DEFAULT))
    assert [heading.text[:2] for heading in outline.headings(document) if heading.level == 1] == [
        "一、",
        "二、",
        "三、",
        "四、",
    ]
