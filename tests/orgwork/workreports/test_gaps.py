"""The language of slots: figures and lists by name, forms, sentences repeated over a list; and that nothing is evaluated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.workreports import slots
from orgwork.workreports.document import Cell, Gap, Repeat, Text
from orgwork.workreports.filling import filled
from orgwork.workreports.models import SlotValue
from orgwork.workreports.parsing import parse
from orgwork.workreports.vocabulary import Vocabulary


class NoFigures(Vocabulary):
    """The names without those of the database."""

    figures = {}


def runs(text):
    return parse(f"标题\n{text}").blocks[-1].runs


def codes(text):
    return [problem.code for problem in parse(f"标题\n{text}", NoFigures()).problems]


@pytest.mark.django_db
def test_a_figure_by_its_key_and_by_its_name():
    [by_key], [by_name] = (parse(f"标题\n{{{{{name}}}}}").gaps() for name in ("members.active", "党员数"))
    assert (by_key.no, by_key.slot.figure, by_key.slot.measure, by_key.slot.rule) == (100, "members.active", "名", "asof")
    assert (by_name.no, by_name.slot) == (100, by_key.slot)


def test_other_names_are_numbered_in_order_of_appearance():
    text = "标题\n{{党员数}}和{{走访联系群众户数}}和{{修订制度}}和{{党员数:约}}和{{没有的名字}}和{{女党员数}}"
    assert [gap.no for gap in parse(text, Named()).gaps()] == [100, 4, 101, 100, 102, 103]


class Named(NoFigures):
    def other(self, name, no):
        found = super().other(name, no)
        return found if found.is_known else slots.Slot(no, name, slots.NUMBER if name.endswith("党员数") else slots.UNKNOWN)


def test_numbers_do_not_move_when_a_name_becomes_known():
    text = "标题\n{{没有的名字}}和{{修订制度}}和{{女党员数}}"
    assert [gap.no for gap in parse(text, NoFigures()).gaps()] == [gap.no for gap in parse(text, Named()).gaps()] == [100, 101, 102]


@pytest.mark.parametrize(
    ("written", "form", "count"),
    [("修订制度", "", 0), ("修订制度:列举", "列举", 4), ("修订制度：列举：2", "列举", 2), (" 修订制度 : 列举 : 12 ", "列举", 12)],
)
def test_a_list_and_how_many_it_names(written, form, count):
    assert [(gap.form, gap.count, gap.slot.kind) for gap in parse(f"标题\n{{{{{written}}}}}").gaps()] == [(form, count, "list")]


@pytest.mark.parametrize("form", ["列举:0", "列举:100", "列举:x", "列举:", "余:3"])
def test_counts_that_are_none(form):
    assert codes(f"{{{{修订制度:{form}}}}}") == ["form.unknown"]


def test_a_list_knows_whether_the_text_says_etc_itself():
    assert [gap.etc for gap in parse("标题\n{{修订制度:列举}}等{{修订制度项数}}项，{{新建制度:列举}}。").gaps()] == [False, True, True]


def test_a_repeated_sentence():
    found = runs("去年，{{每条 人才称号}}{{年份}}年，{{单位}}{{姓名}}在{{区名}}获评。{{完}}以上。")
    assert found == (
        Text("去年，"),
        Repeat(
            "人才称号",
            no=100,
            runs=(Cell("年份"), Text("年，"), Cell("单位"), Cell("姓名"), Text("在"), Gap("区名", no=1), Text("获评。")),
        ),
        Text("以上。"),
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{每条 人才称号}}{{姓名}}", "repeat.open"),
        ("{{姓名", "slot.unclosed"),
        ("甲{{完}}", "repeat.stray"),
        ("{{每条 人才称号}}{{每条 修订制度}}{{完}}", "repeat.nested"),
        ("{{每条 走访联系群众户数}}甲{{完}}", "repeat.unlisted"),
        ("{{每条 没有的}}甲{{完}}", "slot.unknown"),
        ("{{每条 人才称号}}{{性别}}{{完}}", "slot.unknown"),
        ("{{每条 人才称号}}{{姓名:余}}{{完}}", "slot.unknown"),
        ("{{姓名}}", "slot.unknown"),
    ],
)
def test_what_is_wrong_with_a_repeated_sentence(text, code):
    assert codes(text) == [code]


def test_a_field_misspelt_is_told_the_fields_near_it():
    [problem] = parse("标题\n{{每条 人才称号}}{{称号名}}{{完}}", NoFigures()).problems
    assert problem.near[0] == "称号"


HOSTILE = [
    ("{% load x %}", "{% load x %}"),
    ("{{ 1+1 }}", "【不知】"),
    ("{{__class__.__mro__}}", "【不知】"),
    ("${os.environ}", "${os.environ}"),
    ("{{区名|upper}}", "【不知】"),
    ("{{settings.SECRET_KEY}}", "【不知】"),
    ("{{members.active.model.objects.delete}}", "【不知】"),
    ("{{每条 人才称号}}{{姓名.__class__}}{{完}}", "【不知】"),
    ("{{每条 人才称号}}{{姓名}}{{完}}", "{区名}"),
    ("{{区名()}}", "【不知】"),
    ("{# {{区名}} #}", "{# 甲区 #}"),
    ("{{{区名}}}", "{{{区名}}}"),
    ("<w:p>{{区名}}</w:p>", "<w:p>甲区</w:p>"),
]


@pytest.mark.parametrize(("code", "said"), HOSTILE)
def test_nothing_is_evaluated(code, said):
    """What is no name stays a name that nobody knows; text that means something elsewhere stays text."""
    document = parse(f"标题\n{code}", NoFigures())
    known = [gap.name for gap in document.gaps() if gap.slot and gap.slot.is_known]
    assert set(known) <= {"区名", "人才称号"}
    values = {gap.no: value(gap) for gap in document.slot_gaps()}
    assert "".join(run.text for run in filled(document, values, {})[-1].runs) == said


def value(gap):
    """What a slot says here: of a list one row whose text looks like a slot, of a name nobody knows its mark."""
    if gap.slot.is_list:
        return SlotValue(no=gap.no, text="名单", rows=[[["姓名", "{区名}"], ["单位", "某院"]]])
    return SlotValue(no=gap.no, text="甲区" if gap.slot.is_known else "【不知】")


PIECES = ["{{区名}}", "{{党员数:余}}", "{{每条 人才称号}}", "{{姓名}}", "{{完}}", "{{修订制度:列举}}", "甲。", "\n", "{{没有", "}}"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_a_filled_text_without_unclosed_braces_holds_none(text):
    document = parse(text, NoFigures())
    values = {gap.no: value(gap) for gap in document.slot_gaps()}
    said = "".join(run.text for block in filled(document, values, {}) for run in block.runs)
    assert ("{{" in said) == any(problem.code == "slot.unclosed" for problem in document.problems)
