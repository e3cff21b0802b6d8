"""Chinese typography (docformat.md 4): marks, headings, numbers; and what no finished text may hold (×, None)."""

import re

from orgwork.workreports import outline, problems

from .findings import ERROR, MARKS, TEMPLATE, WARNING, Finding, Offer, Verdict
from .reading import Passage
from .scene import Scene

AROUND = 6  # signs shown on both sides of a mended mark
HAN = "[\u4e00-\u9fff”’》）】]"
HALF = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
HALF_MARK = re.compile(rf"(?<={HAN})[,;:?!()](?!\d{{3}}(?!\d))|[()](?=[\u4e00-\u9fff])|(?<={HAN})\.(?=[\u4e00-\u9fff]|$)")
TWICE = re.compile(r"([。，、；：！？])[。，、；：！？]+|，。|、。")
YEAR = re.compile(r"(?:[\[（(](?P<year>20\d\d)[\]）)])(?=\d+号)")
RANGE = re.compile(r"(?<![\d.])(?P<low>\d+(?:\.\d+)?)(?P<dash>[-—~～至])(?P<high>\d+(?:\.\d+)?)%")
GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")
BETWEEN = re.compile(r"(?<=[》”])、(?=[《“])")
ENUM = re.compile(r"^(?P<number>\d{1,2})、")
FORMS = re.compile(r"(?P<kept>\d[\d.]*(?>%以上|以上|余|%))(?:%以上|以上|[余多]|%)+")
LEFT = re.compile(r"×+|None|【缺】|\bnan\b|XX+|xx+")


def check(scene: Scene) -> list[Verdict]:
    found = [f for passage in scene.passages for rule in RULES for f in rule(passage)]
    return [Verdict(MARKS, len(scene.passages), tuple(found))]


def template(scene: Scene, document) -> list[Verdict]:
    """Slots that nobody knows, wordings that do not fit, headings out of order."""
    texts = {passage.line: passage.text for passage in scene.passages}
    found = [unreadable(problem, texts, ERROR, TEMPLATE) for problem in document.problems]
    order = [unreadable(problem, texts, WARNING, MARKS) for problem in outline.check(document)]
    return [Verdict(TEMPLATE, len(document.gaps()), tuple(found)), Verdict(MARKS, 0, tuple(order))]


def unreadable(problem, texts, level, kind) -> Finding:
    text = texts.get(problem.line, "")
    near = problems.near(problem)
    offers = (Offer(near),) if near else ()
    said = problems.said(problem) + (near if kind == TEMPLATE else "")
    place = {"line": problem.line, "start": 0, "end": len(text), "holds": False}
    return Finding(level, kind, problem.code, f"第 {problem.line} 行", said, problem.text, offers=offers, **place)


def half_width(passage: Passage):
    for match in HALF_MARK.finditer(passage.text):
        if passage.is_written(*match.span()) and not is_number_mark(passage.text, match):
            yield mended(passage, match, HALF[match[0]], f"“{match[0]}”：中文里用全角标点。")


def is_number_mark(text, match) -> bool:
    """1. of a heading, 12:30, 3.5."""
    around = text[max(match.start() - 1, 0) : match.end() + 1]
    return match[0] in ".:," and re.fullmatch(r"\d.\d?", around) is not None


def twice(passage: Passage):
    for match in TWICE.finditer(passage.text):
        kept = "。" if "。" in match[0] else match[0][0]
        yield mended(passage, match, kept, f"“{match[0]}”：标点重复了。")


def year_brackets(passage: Passage):
    for match in YEAR.finditer(passage.text):
        yield mended(passage, match, f"〔{match['year']}〕", f"“{match[0]}”：文号的年份用六角括号。")


def percent_range(passage: Passage):
    for match in RANGE.finditer(passage.text):
        yield mended(passage, match, f"{match['low']}%—{match['high']}%", f"“{match[0]}”：百分数的范围两边都写%。")


def grouped(passage: Passage):
    for match in GROUPED.finditer(passage.text):
        yield mended(passage, match, match[0].replace(",", ""), f"“{match[0]}”：公文正文里的数字不加千分号。")


def between_quotes(passage: Passage):
    for match in BETWEEN.finditer(passage.text):
        yield mended(passage, match, "", "并列的引号、书名号之间不加顿号。")


def enumeration(passage: Passage):
    for match in ENUM.finditer(passage.text):
        yield mended(passage, match, f"{match['number']}.", "第三级标题的序号写作“1.”，不写“1、”。")


def forms(passage: Passage):
    """66%以上%以上: the slot says 以上 itself, and the text says it once more."""
    for match in FORMS.finditer(passage.text):
        message = f"“{match[0]}”：写法重复了，空里已经带了“{match['kept'].lstrip('0123456789.')}”。"
        source = passage.source_of(match.start(), match.end("kept"))
        yield mended(passage, match, match["kept"], message, source=source, level=ERROR)


def heading(passage: Passage):
    """A heading alone on its line has no full stop."""
    text = passage.text
    alone = passage.block.level and text.endswith("。") and text.count("。") == 1
    if alone and passage.block.level <= 2:
        match = re.search("。$", text)
        yield mended(passage, match, "", "标题单独成行，末尾不加句号。")


def leftover(passage: Passage):
    for match in LEFT.finditer(passage.text):
        message = f"“{match[0]}”：还空着。填上数或改写这一句。"
        yield Finding(ERROR, MARKS, "mark.left", sentence(passage, match), message, "", passage.line, *match.span(), holds=False)


def mended(passage, match, new, message, *, source=None, level=WARNING) -> Finding:
    """`source` is what the template gets where that is not the same as what is read."""
    start, end = match.span()
    around = passage.text[max(start - AROUND, 0) : start] + new + passage.text[end : end + AROUND]
    offer = Offer(f"…{around}…", "按公文格式", passage.replaced(start, end, new if source is None else source))
    return Finding(level, MARKS, "mark", sentence(passage, match), message, "", passage.line, *match.span(), offers=(offer,))


def sentence(passage, match) -> str:
    return passage.sentence_at(match.start()).text.strip()


RULES = (half_width, twice, forms, year_brackets, percent_range, grouped, between_quotes, enumeration, heading, leftover)
