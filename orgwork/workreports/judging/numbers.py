"""Each number against what stands behind it, and the wordings of one number against each other."""

from decimal import Decimal
from itertools import combinations

from orgwork.workreports import slots, wording

from . import truth
from .findings import ABOUT, ATLEAST, ERROR, OVER, SAME, Finding, Offer, Verdict
from .reading import Number
from .scene import Said, Scene

SLOT_FORMS = {"over": "余", "atleast": "以上", "about": "约"}


def check(scene: Scene) -> list[Verdict]:
    tested = dict.fromkeys((OVER, ATLEAST, ABOUT, SAME), 0)
    found = {kind: [] for kind in tested}
    for said in scene.said:
        kind = truth.kind_of(said.number.quantity)
        if is_testable(said, scene):
            tested[kind] += 1
            found[kind] += one(said, scene)
    doubles, clashes = repeated(scene)
    tested[SAME] += doubles
    found[SAME] += clashes
    return [Verdict(kind, tested[kind], tuple(found[kind])) for kind in tested]


def is_testable(said: Said, scene) -> bool:
    """A number that a slot says exactly is its value; nothing is left to test but the way of saying it."""
    plain = said.number.gap is not None and said.number.quantity.form == "exact"
    return bool(said.nos) and not plain and all(scene.value(no) is not None for no in said.nos)


def one(said: Said, scene) -> list[Finding]:
    """[Finding] where the number is true of none of the blanks it may speak of; the one that comes nearest is named."""
    quantity = said.number.quantity
    objections = {no: truth.objection(quantity, scene.value(no), scene.steps) for no in said.nos}
    if None in objections.values():
        return []
    no = min(objections, key=lambda no: abs(scene.value(no) - quantity.value))
    objection, blank, value = objections[no], scene.blank(no), Decimal(scene.value(no))
    message = f"“{said.number.text}”：{blank.name}是{wording.plain(value)}{blank.measure}。{objection.reason}。"
    offered = offers(said.number, blank, value, scene.steps)
    return [finding(objection.level, truth.kind_of(quantity), objection.code, said, message, blank.name, offered)]


def finding(level, kind, code, said: Said, message, slot, offered=()) -> Finding:
    place = said.place
    sentence = place.passage.sentence_at(place.start)
    return Finding(
        level, kind, code, sentence.text.strip(), message, slot, place.passage.line, place.start, place.end, offers=tuple(offered)
    )  # fmt: skip


def offers(number: Number, blank, value, steps) -> list[Offer]:
    """The number by its slot, in the form it was said in; the words around it stay."""
    quantity, measure = number.quantity, "" if blank.measure == "%" else blank.measure
    form = SLOT_FORMS.get(quantity.form, "")
    tail = behind(number, measure)
    if form == "以上" and measure:
        form, tail = "", f"{measure}以上"
    style = wording.FORMS[form] or slots.EXACT
    text = wording.number_text(value, style=style, measure=blank.measure, steps=steps)
    if text is None:
        return []
    slot = f"{{{{{blank.name}:{form}}}}}" if form else f"{{{{{blank.name}}}}}"
    line = number.passage.replaced(quantity.start, quantity.end, slot + tail)
    return [Offer(text + (tail or measure), "按取到的数写，以后跟着数变", line)]


def behind(number: Number, measure) -> str:
    """The counting word where the stretch of the number takes it in (500户左右)."""
    taken = number.passage.text[number.quantity.start : number.quantity.end]
    return measure if taken.endswith(("左右", "上下", "以上")) else ""


def repeated(scene: Scene):
    """(how many blanks are said more than once, findings): two wordings of one number that cannot both be true."""
    tested, found = 0, []
    for no in sorted({no for said in scene.said for no in said.nos}):
        mentions = [said for said in scene.mentions(no) if len(said.nos) == 1]
        tested += len(mentions) > 1
        if scene.value(no) is None:  # else each of them has been measured against the value
            found += clashes(no, mentions, scene)
    return tested, found


def clashes(no, mentions, scene) -> list[Finding]:
    for first, second in combinations(mentions, 2):
        if not truth.agree(first.number.quantity, second.number.quantity, scene.steps):
            both = f"一处写“{first.number.text}”，一处写“{second.number.text}”"
            message = f"同一个数前后不一样：{scene.name(no)}{both}。请核对，两处写成一样。"
            return [finding(ERROR, SAME, "same.differs", second, message, scene.name(no))]
    return []
