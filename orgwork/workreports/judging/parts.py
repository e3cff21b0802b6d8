"""A part is never more than its whole, a share never above 100 (indicators.md 1): across the paragraphs, and within one sentence."""

import re
from decimal import Decimal

from orgwork.workreports import slots, wording

from .findings import ERROR, PART, Finding, Verdict
from .reading import Span
from .scene import Scene

COMMUNITIES = "communities"  # as a whole: the communities of the unit
# part, whole: blanks by number; a whole that is no blank is a figure, or the communities
PAIRS = (
    (6, 5),
    (24, 23),
    (29, 30),
    (20, "branches.communities_urban"),
    (22, COMMUNITIES),
)
AT_LEAST_ONE = (46, 47)  # every 特派员 is in one firm at least
SHARE = re.compile("率|占|比例|比重")
MAY_PASS = re.compile("完成率|增长|提高|增加|同比|达产|超额")
OF_WHOLE = re.compile("占|为")
HUNDRED = Decimal(100)
ROUNDING = Decimal("0.5")


def check(scene: Scene) -> list[Verdict]:
    found = [*pairs(scene), *envoys(scene), *shares(scene), *among(scene), *sums(scene)]
    findings = {(f.line, f.start, f.end): f for answer in reversed(found) for f in answer}  # what two tests find is told once
    return [Verdict(PART, len(found), tuple(findings.values()))]


def pairs(scene):
    """For each pair that the text has: [] or [Finding]. What counts is what the text says, by hand or by its slots."""
    keys = [whole for _part, whole in PAIRS if isinstance(whole, str) and whole != COMMUNITIES]
    wholes = scene.figures(keys) | {COMMUNITIES: scene.communities}
    for part, whole in PAIRS:
        lesser = said_of(scene, part)
        greater = wholes.get(whole) if isinstance(whole, str) else min(amounts(scene, whole), default=None)
        if lesser and greater is not None:
            yield [contradiction(scene, lesser, part, whole, greater)] if lesser.number.quantity.value > greater else []


def said_of(scene, no):
    """The greatest number that the text says of a blank."""
    return max(sure(scene, no), key=lambda said: said.number.quantity.value, default=None)


def amounts(scene, no):
    """What the text says of a blank, and what stands behind it."""
    value = scene.value(no)
    return [said.number.quantity.value for said in sure(scene, no)] or ([] if value is None else [value])


def sure(scene, no):
    return [said for said in scene.mentions(no) if len(said.nos) == 1]


def contradiction(scene, said, part, whole, greater) -> Finding:
    quantity = said.number.quantity
    name, unit = ("全部", quantity.unit) if isinstance(whole, str) else (scene.name(whole), slots.by_no(whole).measure)
    less, more = f"{wording.plain(quantity.value)}{quantity.unit}", f"{wording.plain(greater)}{unit}"
    message = f"{scene.name(part)} {less}，多于{name} {more}。部分不能多于总数，请核对这两项的记录。"
    return at(said.place, "part.above", message, scene.name(part))


def envoys(scene):
    people, firms = (scene.value(no) for no in AT_LEAST_ONE)
    if people and firms is not None and scene.mentions(AT_LEAST_ONE[0]):
        message = f"{scene.name(AT_LEAST_ONE[0])}有数，{scene.name(AT_LEAST_ONE[1])}是 0。每名特派员至少在一家企业，请核对。"
        yield [at(scene.mentions(AT_LEAST_ONE[0])[0].place, "part.none", message, scene.name(AT_LEAST_ONE[1]))] if firms < 1 else []


def shares(scene):
    """A share of something is 100 % at most."""
    for said in scene.said:
        quantity = said.number.quantity
        if not quantity.is_percent:
            continue
        before = clause_of(said).text
        if SHARE.search(before) and not MAY_PASS.search(before):
            message = f"“{said.number.text}”：占比不会超过100%。请核对。"
            yield [at(said.place, "share.above", message)] if quantity.value > HUNDRED else []


def clause_of(said) -> Span:
    sentence = said.place.passage.sentence_at(said.place.start)
    return next(c for c in sentence.clauses() if c.start <= said.place.start < c.end)


def among(scene):
    """甲 60 条，其中乙 65 条: what stands behind 其中 in a sentence is a part of the number before it, counted alike."""
    for sentence in sentences(scene):
        place = sentence.text.find("其中")
        if place < 0:
            continue
        place += sentence.start
        numbers = [n.quantity for n in sentence.numbers() if not n.quantity.is_percent and n.quantity.unit]
        wholes = [q for q in numbers if q.start < place]
        for part in (q for q in numbers if q.start >= place and wholes and q.unit == wholes[-1].unit):
            yield over_whole(sentence, part, wholes[-1])


def over_whole(sentence, part, whole):
    if part.value <= whole.value or whole.form in ("over", "atleast", "above"):
        return []
    said = f"其中{wording.plain(part.value)}{part.unit}"
    message = f"{said}，多于前面的总数 {wording.plain(whole.value)}{whole.unit}。部分不能多于总数，请核对。"
    return [at(Span(sentence.passage, part.start, part.end), "part.among", message)]


def sums(scene):
    """甲占 40%、乙占 35%、丙占 30%: shares of one whole that a sentence lists add up to 100 % at most."""
    for sentence in sentences(scene):
        clauses = re.split("[，；、。]", sentence.text)
        if len([clause for clause in clauses if "占" in clause and "%" in clause.replace("％", "%")]) < 2:
            continue
        listed = [n.quantity for n in sentence.numbers() if n.quantity.is_percent and is_listed(sentence, n.quantity)]
        total = sum(quantity.value for quantity in listed)
        if len(listed) < 2:
            continue
        message = f"这一句里的占比加起来是{wording.plain(total)}%，超过100%。请核对。"
        whole = Span(sentence.passage, listed[0].start, listed[-1].end)
        yield [at(whole, "share.sum", message)] if total > HUNDRED + ROUNDING * len(listed) else []


def is_listed(sentence, quantity) -> bool:
    clause = next(c for c in sentence.clauses() if c.start <= quantity.start < c.end)
    ahead = sentence.passage.text[clause.start : quantity.start]
    return "占" in ahead.rpartition("、")[2] or ("分别占" in sentence.text and not MAY_PASS.search(ahead))


def sentences(scene):
    return [sentence for passage in scene.passages for sentence in passage.sentences]


def at(place: Span, code, message, slot="") -> Finding:
    passage = place.passage
    sentence = passage.sentence_at(place.start).text.strip()
    return Finding(ERROR, PART, code, sentence, message, slot, passage.line, place.start, place.end)
