"""From a speech with × and what each of them means to the text of a template."""

import re

from orgwork.workreports.oldspeech import awards
from orgwork.workreports.oldspeech.blanks import blanks_of
from orgwork.workreports.oldspeech.offers import offers
from orgwork.workreports.vocabulary import of_figure

ABOUT = re.compile(r"\s*[余多]")
PERCENT = re.compile(r"\s*[%％](?P<more>以上)?")
NEARLY = re.compile(r"约\s*$")
# What the name that takes the place of × ends with itself: 甲区, 槐荫社区.
ENDINGS = {"区名": ("区",), "品牌社区一": ("社区",), "品牌社区二": ("社区",), "品牌社区三": ("社区",)}
UNTOUCHED = ""  # what is chosen where the × stays
SIGNS = re.compile(r"\\|\{\{")


def template_of(text, choices, vocabulary) -> str:
    """The template: every × of `text` replaced by what `choices` (names in order) say; "" leaves it as it is.

    Signs that mean something in a template lose their meaning, so that old text stays text.
    """
    chosen = list(zip(blanks_of(text), choices, strict=True))
    whole = [awards.sentence(text, found) for found, name in chosen if name in awards.SAID]
    pieces, at = [], 0
    for found, name in chosen:
        inside = any(start <= found.at < stop for start, stop in whole)
        if name == UNTOUCHED or (inside and name not in awards.SAID):
            continue
        start, stop, said = place(text, found, name, vocabulary)
        pieces += [plain(text[at:start]), said]
        at = stop
    return "".join([*pieces, plain(text[at:])])


def plain(text):
    return SIGNS.sub(lambda sign: f"\\{sign[0]}", text)


def place(text, found, name, vocabulary):
    """(from where, to where, what stands there) for one ×: words that the slot says itself (余, %, 以上, 约) go with it."""
    if name in awards.SAID:
        return (*awards.sentence(text, found), awards.SAID[name])
    start, stop, form = found.at, found.end, ""
    slot = slot_of(name, vocabulary)
    if slot and slot.is_number:
        start, stop, form = said_by(text, found, slot)
    elif slot:
        stop += len(next((end for end in ENDINGS.get(name, ()) if text.startswith(end, stop)), ""))
    return start, stop, f"{{{{{name}{form}}}}}"


def said_by(text, found, slot):
    """(start, stop, form) of a number: its measure % and the words of approximation are printed with it."""
    about, percent, nearly = (
        ABOUT.match(text, found.end), PERCENT.match(text, found.end), NEARLY.search(text, 0, found.at),
    )  # fmt: skip
    if percent and slot.measure == "%":
        return found.at, percent.end(), ":以上" if percent["more"] else ""
    if about:
        return found.at, about.end(), ":余"
    if nearly:
        return nearly.start(), found.end, ":约"
    return found.at, found.end, ""


def slot_of(name, vocabulary):
    known = vocabulary.blanks(name)
    if known or vocabulary.is_fact(name):
        return known[0] if known else None
    return vocabulary.other(name, 0)


def stored(text, vocabulary) -> list[dict]:
    """The blanks of a speech as OldSpeech keeps them, the first offer chosen."""
    found = blanks_of(text)
    figures = [of_figure(figure) for figure in dict.fromkeys(vocabulary.figures.values())]
    return [
        {
            "no": no, "at": blank.at, "line": blank.line, "sentence": blank.sentence.strip(),
            "cut": len(blank.left.lstrip()), "offers": names,
            "chosen": names[0] if names else UNTOUCHED, "award": awards.is_award(blank),
        }
        for no, (blank, names) in enumerate(zip(found, offers(text, found, figures), strict=True), 1)
    ]  # fmt: skip
