"""What a clause says of all, or of how many: the claim it makes, with its numbers, its places and the exceptions it grants."""

import re
from dataclasses import dataclass

from .claims import Claim
from .reading import Number, Span
from .scene import Scene

# 平均, 人均, 年均 … are no 均; 首都, 大都 no 都
EVERY = re.compile(
    r"(?<![平人户年月日])均(?![衡匀等值线])|全部|全都|(?<![首大成古京丽])都(?![市城])|无一|一律|悉数|全覆盖|所有|每一?个|个个|100[%％]|百分之百"
)
NEARLY = re.compile("(?:基本|大部分|大多数?|绝大多数|多数|几乎|未|没有|尚未|不是|并非|不)(?:能|完)?$")
INTENDED = re.compile("确保|力争|争取|努力|目标|计划|拟|将要|要求|应当|应该|下一步|力求|为了")
EXCEPT = re.compile("除(?P<names>[^，；。]{2,40}?)(?:以外|之外|外)")
SUBSET = re.compile("(?:的|等|新增|新建|新改建|新|其中|另有|又有|先后)$")
DENIED = re.compile("未|没有|不足|不到|低于|不达")
OF_ALL = re.compile("中|里|当中")
TOTAL = re.compile("(?:共有?|现有|全区|全部|总共|辖)$")
OTHER_TIME = re.compile("去年|上年|往年|同比|比上|增加|增长|年底前|新增")


@dataclass(frozen=True)
class Statement:
    """`word` is the word of 均's kind, "" for a sentence that only counts; `number` says of how many, `limit` what they reach."""

    span: Span
    word: str
    claim: Claim
    number: Number | None = None
    limit: Number | None = None
    within: tuple = ()
    without: tuple = ()

    @property
    def is_some(self) -> bool:
        """新改造的5个社区, 槐荫等3个社区: some of them, nobody knows which."""
        number = self.number
        return number is not None and number.gap is None and bool(SUBSET.search(ahead(number)))

    @property
    def is_denied(self) -> bool:
        return bool(DENIED.search(self.span.text))

    @property
    def is_whole(self) -> bool:
        """31个城市社区中: the number says how many there are."""
        number, noun = self.number, self.claim.noun
        behind = number.passage.text[number.quantity.end :] if number else ""
        unit = re.match(f"{number.quantity.unit}?{re.escape(noun)}" if number else "$^", behind)
        return bool(unit) and bool(OF_ALL.match(behind[unit.end() :]) or TOTAL.search(ahead(number)))


def ahead(number: Number) -> str:
    return number.passage.text[: number.quantity.start]


def universal(clause: Span) -> str:
    """The word that leaves no exception, "" where the clause is about a wish, a share or a denial."""
    text = clause.text
    if INTENDED.search(text):
        return ""
    found = next((m for m in EVERY.finditer(text) if not NEARLY.search(text[: m.start()])), None)
    return found[0] if found else ""


def sweeping(clause: Span, known, scene: Scene) -> Statement | None:
    """The claim that a clause with a word of 均's kind makes; read with the clause before it where it names no subject itself."""
    word = universal(clause)
    for span in (clause, clause.before()) if word else ():
        claim = next((claim for claim in known if speaks_of(claim, span.text)), None)
        if claim:
            return statement(span, word, claim, scene, counted(span, claim)[:1])
    return None


def counting(clause: Span, known, scene: Scene) -> list[Statement]:
    """The numbers of a clause without such a word, each with what it counts."""
    if universal(clause) or INTENDED.search(clause.text) or OTHER_TIME.search(clause.text):
        return []
    own = [claim for claim in known if claim.counted and speaks_of(claim, clause.text)][:1]
    nouns = {claim.noun: claim for claim in known if claim.counted and claim.noun in clause.text}
    found = [statement(clause, "", claim, scene, [n]) for claim in own for n in counted(clause, claim)]
    whole = [statement(clause, "", claim, scene, [n]) for claim in nouns.values() for n in counted(clause, claim)]
    return found or [one for one in whole if one.is_whole]


def speaks_of(claim: Claim, text) -> bool:
    return bool(re.search(claim.subject, text)) and not (claim.unless and re.search(claim.unless, text))


def counted(span: Span, claim: Claim) -> list[Number]:
    return [n for n in span.numbers() if n.quantity.unit == claim.measure and claim.measure != claim.limit_unit]


def statement(span, word, claim, scene, numbers) -> Statement:
    limit = next((n for n in span.numbers() if claim.limit_unit and n.quantity.unit == claim.limit_unit), None)
    outside = EXCEPT.search(span.passage.text[span.passage.sentence_at(span.start).start : span.end])
    without = paths_in(outside["names"], scene) if outside else ()
    named = paths_in(EXCEPT.sub("", span.text), scene)
    return Statement(span, word, claim, next(iter(numbers), None), limit, named, without)


def paths_in(text, scene) -> tuple:
    return tuple(path for name, path in scene.places.items() if name in text)
