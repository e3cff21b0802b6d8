"""The dated word list, and words that stand twice by a slip of the hand (成果成果, 的的)."""

import re

from orgwork.workreports.models import WordRule

from .findings import ERROR, WARNING, WORDS, Finding, Offer, Verdict
from .reading import Passage
from .scene import Scene

TWICE = re.compile(r"([\u4e00-\u9fff]{2,8})\1")
# 一个一个, 很多很多 and the like are said twice on purpose
ON_PURPOSE = re.compile(r"^(?:[一二两三几每]|逐|很多|许多|非常|永远|越来|时时|天天|年年|研究|讨论|商量)")
# (what stands twice by a slip, unless this stands before it, unless this stands behind it)
SLIPS = (
    ("的的", "[目标]", "确|士"), ("在在", "[现存实内潜所]", "建|册|岗"), ("是是", "", "非"), ("和和", "[温平]", "气|美|睦"),
    ("与与", "参", ""), ("对对", "[针面]", ""), ("把把", "[一几]", ""), ("及及", "", "时|格|早"), ("到到", "", "位|底|期|场|岗"),
    ("被被", "", ""), ("也也", "", ""), ("等等等", "", ""),
    ("个个", "[一二两三四五六七八九十百千万几\\d]", ""),
)  # fmt: skip


def check(scene: Scene) -> list[Verdict]:
    rules = list(WordRule.objects.in_force(scene.written_on))
    found = []
    for passage in scene.passages:
        found += [f for rule in rules for f in outdated(passage, rule)]
        found += [*doubled(passage), *slips(passage)]
    return [Verdict(WORDS, len(scene.passages), tuple(without_twins(found)))]


def without_twins(found):
    """A doubled word that the list knows is told once, as the list tells it."""
    seen = {(f.line, place) for f in found if f.code.startswith("word.list") for place in range(f.start, f.end)}
    return [f for f in found if f.code.startswith("word.list") or (f.line, f.start) not in seen]


def outdated(passage: Passage, rule):
    for match in re.finditer(re.escape(rule.wording), passage.text):
        offers = ()
        if rule.offer:
            offers = (Offer(rule.offer, "换成这个提法", passage.replaced(*match.span(), rule.offer)),)
        message = f"“{rule.wording}”：{rule.message}" + (f"改为“{rule.offer}”。" if rule.offer else "")
        yield finding(passage, match.span(), rule.gravity, f"word.list.{rule.pk}", message, offers)


def doubled(passage: Passage):
    for match in TWICE.finditer(passage.text):
        word = match[1]
        if ON_PURPOSE.match(word) or len(set(word)) == 1 or in_slot(passage, match):
            continue
        offer = Offer(word, "删去重复的一个", passage.replaced(*match.span(), word))
        yield finding(passage, match.span(), WARNING, "word.twice", f"“{match[0]}”：词重复了。", (offer,))


def in_slot(passage, match) -> bool:
    return any(piece.gap and piece.start <= match.start() and match.end() <= piece.end for piece in passage.pieces)


def slips(passage: Passage):
    for twice, before, behind in SLIPS:
        for match in re.finditer(twice, passage.text):
            ahead, after = passage.text[: match.start()][-1:], passage.text[match.end() :][:1]
            if (before and re.match(before, ahead)) or (behind and re.match(behind, after)):
                continue
            offer = Offer(twice[:-1], "删去重复的一个", passage.replaced(*match.span(), twice[:-1]))
            yield finding(passage, match.span(), WARNING, "word.twice", f"“{twice}”：字重复了。", (offer,))


def finding(passage, span, level, code, message, offers) -> Finding:
    sentence = passage.sentence_at(span[0]).text.strip()
    level = ERROR if level == ERROR else WARNING
    return Finding(level, WORDS, code, sentence, message, "", passage.line, *span, offers=tuple(offers))
