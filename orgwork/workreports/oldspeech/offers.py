"""Which slot each × means: the unit word behind it, the words around it, and, where these leave a choice, the order of the speech."""

import re
from dataclasses import dataclass

from orgwork.workreports import slots
from orgwork.workreports.oldspeech import awards
from orgwork.workreports.oldspeech.blanks import paragraph
from orgwork.workreports.oldspeech.cues import CUES, Cue
from orgwork.workreports.slots import APPROX, Slot

MOST = 5
UNIT = re.compile(r"\s*(?P<about>余|多)?\s*(?P<unit>平方米|㎡|m²|个百分点|人次|[%％户条起件份项个支家类名人次篇])")
SAME_UNIT = {"平方米": "㎡", "m²": "㎡", "％": "%", "人": "名"}
TOUCH, ABOUT, BESIDE, CLAUSE, SENTENCE, PARAGRAPH, NAME = 12, 3, 6, 3, 2, 1, 3
MEASURE = 1  # that the unit word is the slot's
FIGURE = 1  # what a figure of the registry is behind a blank of the speech
SIGN, NEXT = "×", "[×、]"
TYPED = "monthly."
ORDER = 2  # what the next slot in the order of the speech is ahead of one that was used already


@dataclass(frozen=True)
class Candidate:
    slot: Slot
    cue: Cue
    is_figure: bool = False

    @property
    def name(self):
        return self.slot.name


def candidates(figures=()) -> list[Candidate]:
    """Each name once: the blanks of the speech, the year of the report, and of `figures` (Slots) those that no blank counts already."""
    mine = {slot.name: Candidate(slot, CUES[slot.name]) for slot in reversed(slots.SLOTS)}
    mine["报告年份"] = Candidate(Slot(0, "报告年份", slots.TEXT), CUES["报告年份"])
    behind = {key for slot in slots.SLOTS for key in (slot.figure, slot.typed) if key}
    free = [slot for slot in figures if slot.figure not in behind and slot.name not in mine]
    others = [Candidate(slot, Cue((stem(slot.name),)), is_figure=True) for slot in free]
    return [*sorted(mine.values(), key=lambda found: found.slot.no), *others]


def stem(name):
    """The name of a figure as a speech says it: 党员数 → 党员."""
    return re.sub("(?:（.*）)|数$", "", name)


def offers(text, blanks, figures=()) -> list[list[str]]:
    """For each blank the names that may be meant, best first; a sentence that names a person is offered what takes its place."""
    known, used, last, found = candidates(figures), {}, 0, []
    for blank in blanks:
        ranked = ranked_for(text, blank, known, used, last)
        names = [candidate.name for candidate in ranked][:MOST]
        if awards.is_award(blank):
            names = [awards.REPEATED, awards.UNNAMED, awards.DROPPED]
        elif ranked:
            used[names[0]] = used.get(names[0], 0) + 1
            last = max(last, place_of(ranked[0], used))
        found.append(names)
    return found


def place_of(candidate, used):
    """The number of the blank of the speech that was just used."""
    known = slots.named(candidate.name)
    return known[min(used[candidate.name], len(known)) - 1].no if known else 0


def ranked_for(text, blank, known, used, last):
    scored = []
    for candidate in known:
        score = fit(candidate, blank, text)
        if score:
            scored.append((-score - order(candidate, used, last), candidate.slot.no or slots.MORE, candidate))
    scored.sort(key=lambda found: found[:2])
    return [candidate for _score, _no, candidate in scored]


def order(candidate, used, last):
    """A blank of the speech that was not used yet is ahead, the next one in its order most of all."""
    known = slots.named(candidate.name)
    times = used.get(candidate.name, 0)
    if not known or times >= len(known):
        return 0
    ahead = known[times].no - last
    return ORDER + (1 / ahead if ahead > 0 else 0)


def fit(candidate, blank, text) -> float:
    """How well the candidate fits; 0 where it cannot be meant."""
    unit = UNIT.match(blank.right)
    if candidate.slot.is_number:
        return number_fit(candidate, blank, text, unit)
    touching = candidate.cue.touches(blank.left, blank.right)
    if not touching or unit:
        return 0
    return TOUCH + words_fit(candidate, blank, text)


def number_fit(candidate, blank, text, unit):
    if unit is None or SAME_UNIT.get(unit["unit"], unit["unit"]) != candidate.slot.measure:
        return 0
    score = MEASURE + words_fit(candidate, blank, text)
    if candidate.is_figure:
        typed = (candidate.slot.figure or "").startswith(TYPED)
        return score + ABOUT - FIGURE - typed if stem(candidate.name) in beside(blank) else 0
    if candidate.cue.touches(blank.left, blank.right):
        score += TOUCH
    if bool(unit["about"]) == (candidate.slot.style == APPROX):
        score += ABOUT
    return score


def beside(blank):
    """What stands between the blank and the blanks before and behind it, within its clause."""
    return blank.near_left.split(SIGN)[-1] + "\n" + re.split(NEXT, blank.near_right)[0]


def words_fit(candidate, blank, text):
    """Words between the blank and its neighbours count most, then those of the clause, the sentence, the paragraph."""
    rings = (
        (BESIDE, beside(blank)),
        (CLAUSE, blank.near_left + "\n" + blank.near_right),
        (SENTENCE, blank.left + "\n" + blank.right),
        (PARAGRAPH, paragraph(text, blank.at)),
    )
    score = 0
    for word in candidate.cue.words:
        score += next((weight * len(word) / 2 for weight, ring in rings if word in ring), 0)
    return score + NAME * (candidate.name in blank.near_left + blank.near_right)
