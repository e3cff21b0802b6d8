"""Phones, amounts, codes, credit codes, organisations, plain text, pinyin."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.kit import pinyin
from orgwork.kit.values import aliases, amounts, choices, numerals, orgs, phones, text, uscc
from orgwork.kit.values.problems import Problem

PHONES = {
    "19900584308": ("19900584308", ""), 13800000000.0: ("13800000000", ""), "138 0000 0000": ("13800000000", ""),
    "138-0000-0000": ("13800000000", ""), "+86 13800000000": ("13800000000", ""), "13800000000（本人）": ("13800000000", ""),
    "13800000000/0379-66666666": ("13800000000", "0379-66666666"), "0379-66666666": ("", "0379-66666666"), "无": ("", ""),
    "13800000000、13900000000": ("13800000000", ""),
}  # fmt: skip
AMOUNTS = {
    "500㎡": "500", "约500平方米": "500", "500平": "500", "1,200": "1200", "12万元": "120000", "1.2万": "12000", "70%": "0.7",
    311.0: "311", "２０": "20", "3户": "3", "共28名": "28",
}  # fmt: skip
EDU = {
    "本科": "21", "大学": "21", "大专": "31", "研究生": "14", "中央党校研究生": "14", "本科（在职）": "21", "初中": "71",
    "硕士研究生": "14", "小学": "81", "中专": "41", "": "", "无": "",
}  # fmt: skip
SAME_BRANCH = [
    "第一网格党支部", "网格一支部", "1网格党支部", "槐荫社区第一网格支部", "中共槐荫社区第一网格支部委员会", "第1网格支部",
    "一网格支部", "青槐街道槐荫社区第一网格党支部",
]  # fmt: skip


@pytest.mark.parametrize("raw", PHONES, ids=repr)
def test_phones(raw):
    assert phones.split(raw) == PHONES[raw]


@pytest.mark.parametrize("raw", ["199003008967", "1.38E+10", "1380000", "电话", "23800000000"])
def test_wrong_phones(raw):
    with pytest.raises(Problem) as raised:
        phones.mobile(raw)
    assert raised.value.code == "mobile.length"


def test_a_land_line_is_no_mobile():
    with pytest.raises(Problem):
        phones.mobile("0379-66666666")


@pytest.mark.parametrize("raw", AMOUNTS, ids=repr)
def test_amounts(raw):
    assert amounts.decimal(raw) == Decimal(AMOUNTS[raw])


@pytest.mark.parametrize("raw", ["若干", "-3", "1e309", float("inf"), float("nan"), "3.5.6", "三个"])
def test_wrong_amounts(raw):
    with pytest.raises(Problem) as raised:
        amounts.decimal(raw)
    assert raised.value.code == "amount.unrecognised"


def test_whole_numbers():
    assert (amounts.integer("12"), amounts.integer("")) == (12, None)
    for raw in ("1.5", 10**12, "70%"):
        with pytest.raises(Problem):
            amounts.integer(raw)


@pytest.mark.parametrize("raw", EDU)
def test_education(raw):
    assert aliases.EDUCATION.clean(raw) == EDU[raw]


def test_unknown_words_list_what_is_allowed():
    with pytest.raises(Problem) as raised:
        aliases.SEXES.clean("汉")
    assert (raised.value.code, "男、女" in raised.value.message) == ("enum.unknown", True)


def test_sex_and_nation():
    assert [aliases.SEXES.clean(raw) for raw in ("男", "M", "1", 1.0, "女")] == ["1", "1", "1", "1", "2"]
    assert [aliases.NATIONS.clean(raw) for raw in ("汉", "汉族", "维族", "回")] == ["01", "01", "05", "03"]


def test_yes_no():
    assert [choices.yes_no(raw) for raw in ("是", "√", "Y", 1, True, "有")] == [True] * 6
    assert [choices.yes_no(raw) for raw in ("否", "×", "N", 0, False, "无")] == [False] * 6
    assert [choices.yes_no(raw) for raw in ("", None, "—")] == [None] * 3
    with pytest.raises(Problem):
        choices.yes_no("大概")


def test_credit_codes():
    assert uscc.clean(" 91410399kdyaynxl4j ") == "91410399KDYAYNXL4J"
    assert uscc.clean("") == ""
    for raw in ("91410399KDYAYNXL4K", "9141", "91410399KDYAYNXLIJ"):
        with pytest.raises(Problem) as raised:
            uscc.clean(raw)
        assert raised.value.code == "uscc.check_digit"


@pytest.mark.parametrize("raw", SAME_BRANCH)
def test_names_of_a_branch_meet(raw):
    places = ("甲区", "青槐街道", "槐荫社区")
    assert orgs.branch_key(raw, places) == orgs.branch_key("第一网格党支部", places)


def test_other_branches_do_not_meet():
    keys = {
        orgs.branch_key(name)
        for name in ("第一网格党支部", "第二网格党支部", "第十一网格党支部", "第一党支部", "第一网络党支部")
    }
    assert len(keys) == 5
    assert orgs.branch_key("中共槐荫社区委员会") == orgs.branch_key("槐荫社区党委")
    assert orgs.branch_key("中共青槐街道工作委员会") == orgs.branch_key("青槐街道党工委")
    assert orgs.nearest("第一网络党支部", ["第一网格党支部", "第二网格党支部"]) == "第一网格党支部"


def test_chinese_numerals():
    pairs = {"一九七三": "1973", "二十一": "21", "十": "10", "十二": "12", "一百零三": "103", "廿五": "25"}
    assert {run: numerals.number(run) for run in pairs} == pairs


def test_plain_text():
    assert text.tidy(" 甲\u3000区\n一号\u200b ") == "甲 区 一号"
    assert (text.tidy(3.0), text.tidy("——"), text.folded("ＡＢ １")) == ("3", "", "AB1")
    with pytest.raises(Problem) as raised:
        text.limited("字" * 11, 10)
    assert raised.value.code == "cell.too_long"


def test_pinyin():
    keys = pinyin.keys("单田芳")
    assert (keys.pinyin, keys.initials, keys.grams) == ("shantianfang", "stf", ["单", "田", "芳", "单田", "田芳"])
    assert [pinyin.keys(n).pinyin for n in ("曾柏", "解放", "仇英", "尉迟恭", "万俟卨")] == [
        "zengbai", "xiefang", "qiuying", "yuchigong", "moqixie",
    ]  # fmt: skip


@given(st.text(max_size=60))
def test_anything_passes_or_is_a_problem(raw):
    for read in (text.tidy, phones.split, amounts.decimal, uscc.clean, aliases.EDUCATION.clean, choices.yes_no):
        try:
            read(raw)
        except Problem as problem:
            assert problem.message
    orgs.branch_key(raw)
    assert len(pinyin.keys(raw).initials) <= 60
