"""Which blank a number written by hand speaks of: its counting word, and the words around it.

A number stands for a blank when its window (from the number before it in the sentence to the next mark) has one of `words`
and, where given, one of `also`, and none of `never`; `part` has to stand somewhere in the passage, `elsewhere` nowhere. A number
that could speak of several blanks is true if it is true of one of them.
"""

import re
from dataclasses import dataclass

from .reading import Number, Passage

RECTIFY = "后进|整顿|工作队"
OTHER_TIME = re.compile("去年|上年|往年|同比|较上|比上|增长|增加|下降|减少|提高|降低|目标|计划|力争|确保|争取|每年|每月|每季")


@dataclass(frozen=True)
class Anchor:
    no: int
    unit: str
    words: str
    also: str = ""
    never: str = ""
    part: str = ""
    elsewhere: str = ""


ANCHORS = (
    Anchor(4, "户", "走访", never="慰问|困难党员|企业", elsewhere=RECTIFY),
    Anchor(5, "条", "意见", "征集|听到|收集|收到|征求|听取", never="整改|落实|办结|反馈|办理|类", elsewhere=RECTIFY),
    Anchor(6, "条", "整改|办结|落实|办理", never="正在|尚未|未|在办|制度", elsewhere=RECTIFY),
    Anchor(7, "起", "矛盾|纠纷", "化解|调处|调解|解决"),
    Anchor(8, "件", "困难|问题", "解决|帮助", elsewhere=RECTIFY),
    Anchor(9, "件", "实事|好事", "办", elsewhere=RECTIFY),
    Anchor(10, "份", "文件", "废止|失效"),
    Anchor(11, "项", "制度", "修订|完善", never="新建|出台|制定"),
    Anchor(12, "项", "制度", "新建|出台|新制定|建立", never="修订"),
    Anchor(13, "个", "重点项目", "党建|党组织"),
    Anchor(22, "个", "日间照料"),
    Anchor(23, "%", "达标率", never="优秀率|办公|用房|合格"),
    Anchor(24, "%", "优秀率"),
    Anchor(26, "户", "走访", part=RECTIFY),
    Anchor(27, "份", "服务卡|便民卡", part=RECTIFY),
    Anchor(28, "份", "意见表|征求表", part=RECTIFY),
    Anchor(29, "类", "意见", part=RECTIFY),
    Anchor(30, "条", "意见|类", part=RECTIFY, never="整改|办结"),
    Anchor(31, "件", "实事|好事", part=RECTIFY),
    Anchor(34, "名", "干部", "抽调|选派"),
    Anchor(36, "名", "监督员|退下来|退出领导岗位"),
    Anchor(38, "次", "人才", "听取"),
    Anchor(39, "次", "人才", "研究|讨论|决定"),
    Anchor(41, "名", "党政人才", "培训"),
    Anchor(42, "名", "农村实用人才", "培训"),
    Anchor(43, "名", "培训班|班次", "选派|推荐|参加"),
    Anchor(44, "名", "人才库|资源库"),
    Anchor(46, "名", "科技特派员"),
    Anchor(47, "家", "企业", "入驻|进驻"),
    Anchor(48, "篇", "稿件|文章|信息|报道", "刊发|发表|刊登", never="国家级|中央|区级"),
)
BY_UNIT = {unit: [anchor for anchor in ANCHORS if anchor.unit == unit] for unit in {anchor.unit for anchor in ANCHORS}}


def window(number: Number) -> str:
    """The words that may name a number: from the number before it in its sentence to the next mark or number behind it."""
    passage, quantity = number.passage, number.quantity
    sentence = passage.sentence_at(quantity.start)
    ends = [other.quantity.end for other in passage.numbers if sentence.start <= other.quantity.end <= quantity.start]
    begun = passage.text[max([sentence.start, *ends]) : quantity.start]
    behind = re.match(r"[^，；：。！？、\d]*", passage.text[quantity.end : sentence.end])[0]
    return begun + behind


def meant(number: Number, places=()) -> list[int]:
    """The blanks that a number written by hand may speak of. What is said of one of the `places` is not said of all."""
    if number.gap is not None:
        return []
    found = [anchor for anchor in BY_UNIT.get(number.quantity.unit, ()) if fits(anchor, number)]
    return [] if found and is_partial(number, places) else [anchor.no for anchor in found]


def fits(anchor: Anchor, number: Number) -> bool:
    around, whole = window(number), number.passage.text
    wanted = [(anchor.words, around), (anchor.also, around), (anchor.part, whole)]
    unwanted = [(anchor.never, around), (anchor.elsewhere, whole)]
    return all(not words or re.search(words, text) for words, text in wanted) and not any(
        words and re.search(words, text) for words, text in unwanted
    )


def is_partial(number: Number, places) -> bool:
    """Whether the number is said of another time, of one place, or of a share (其中), which is no blank's number."""
    around, clause = window(number), clause_of(number.passage, number.quantity.start)
    return bool(OTHER_TIME.search(clause) or "其中" in around and not re.search("办结|整改|落实", around)) or any(
        name in clause for name in places
    )


def clause_of(passage: Passage, place: int) -> str:
    return next(clause.text for clause in passage.sentence_at(place).clauses() if clause.start <= place < clause.end)
