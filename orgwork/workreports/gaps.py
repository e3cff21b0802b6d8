"""The slots of one line: `{{名称:形式}}`, and sentences repeated over a list, `{{每条 名单}}…{{完}}`."""

import re
from collections import Counter
from dataclasses import replace

from orgwork.workreports import wording
from orgwork.workreports.document import Cell, Gap, Problem, Repeat, Text
from orgwork.workreports.slots import MORE
from orgwork.workreports.vocabulary import Vocabulary

TOKEN = re.compile(r"\\(?P<escaped>\{\{|\\)|\{\{(?P<slot>[^{}\n]*)\}\}|(?P<open>\{\{)")
EACH = re.compile(r"每条[\s:：]+(?P<list>.*)", re.DOTALL)
END = "完"
AND_MORE = "等"
SHOWN = 20  # characters of the text that a problem quotes


class Reader:
    """Reads the lines of one text.

    The k-th use of a name that stands at several of the 49 blanks is the k-th of those; every other name gets its number
    (100 and above) at its first use, whether it is known or not, so that numbers do not move when a register appears.
    """

    def __init__(self, vocabulary=None):
        self.words = vocabulary or Vocabulary()
        self.problems = []
        self.used = Counter()
        self.others = {}

    def problem(self, line, code, text, near=()):
        self.problems.append(Problem(line, code, text, tuple(near)))

    def runs(self, text, line):
        """The line as texts, slots and repeated sentences."""
        found, sentence = [], None
        for piece in self.pieces(text, line):
            if isinstance(piece, Repeat):
                sentence = self.opened(piece, sentence, line)
            elif piece is END:
                sentence = self.closed(found, sentence, line)
            else:
                (found if sentence is None else sentence[1]).append(piece)
        if sentence is not None:
            self.problem(line, "repeat.open", sentence[0].name)
            self.closed(found, sentence, line)
        return joined(found)

    def opened(self, repeat, sentence, line):
        if sentence is None:
            return repeat, []
        self.problem(line, "repeat.nested", repeat.name)
        return sentence

    def closed(self, found, sentence, line):
        if sentence is None:
            self.problem(line, "repeat.stray", END)
            return None
        repeat, pieces = sentence
        fields = self.words.fields(repeat.name)
        inside = [self.inside(piece, fields, line) for piece in pieces]
        found.append(replace(repeat, runs=tuple(joined(inside))))
        return None

    def inside(self, piece, fields, line):
        """A piece of a repeated sentence: a field of the list where it names one, else what it is elsewhere."""
        if not isinstance(piece, Raw):
            return piece
        return Cell(piece.name) if piece.name in fields and not piece.form else self.gap(piece, line, fields)

    def pieces(self, text, line):
        """Text, Raw slots, the beginnings (Repeat) and ends (END) of repeated sentences, in order; Raws outside sentences are Gaps."""
        at, within = 0, False
        for token in TOKEN.finditer(text):
            yield Text(text[at : token.start()])
            piece = self.piece(token, line)
            within = isinstance(piece, Repeat) or (within and piece is not END)
            yield self.gap(piece, line) if isinstance(piece, Raw) and not within else piece
            at = token.end()
        yield Text(text[at:])

    def piece(self, token, line):
        if token["slot"] is None:
            if token["open"]:
                self.problem(line, "slot.unclosed", token.string[token.start() : token.start() + SHOWN])
            return Text(token["escaped"] or token["open"])
        inner = token["slot"].strip()
        each = EACH.fullmatch(inner)
        if each:
            return self.repeat(each["list"].strip(), line)
        return END if inner == END else Raw(inner)

    def repeat(self, name, line):
        slot = self.slot(name, line)
        if slot and slot.is_known and not slot.is_list:
            self.problem(line, "repeat.unlisted", name)
        return Repeat(name, no=slot.no if slot else None, slot=slot)

    def gap(self, raw, line, fields=()):
        slot = self.slot(raw.name, line, fields)
        form, count = self.form(raw, slot, line)
        return Gap(raw.name, form, slot.no if slot else None, count=count, slot=slot)

    def form(self, raw, slot, line):
        """(form, how many names 列举 lists) of a slot; what does not fit is reported and left out."""
        found = wording.form(raw.form)
        if found is None:
            self.problem(line, "form.unknown", raw.form, [known for known in wording.FORMS if known])
            return "", 0
        fits = slot.kind in wording.FITS.get(found[0], ()) if slot else not found[0]
        if not fits and (slot is None or slot.is_known):
            self.problem(line, "form.unfit", raw.form)
            return "", 0
        return found

    def slot(self, name, line, fields=()):
        """The Slot a name means here; None for a fact of the report."""
        if self.words.is_fact(name):
            return None
        known = self.words.blanks(name)
        if known:
            place = min(self.used[name], len(known) - 1)
            self.used[name] += 1
            return known[place]
        found = self.others.get(name) or self.words.other(name, MORE + len(self.others))
        self.others[name] = found
        if not found.is_known:
            self.problem(line, "slot.unknown", name, self.words.near(name, fields))
        return found


class Raw:
    """What stands between two braces, taken apart and not yet looked up."""

    def __init__(self, inner):
        name, _, form = inner.replace("：", ":").partition(":")
        self.name, self.form = name.strip(), form.strip()


def joined(runs):
    """Neighbouring texts of one tone become one run; empty ones go; a list knows whether the text says 等 behind it."""
    result = []
    for run in runs:
        last = result[-1] if result else None
        if not isinstance(run, Text):
            result.append(run)
        elif run.text and isinstance(last, Text) and last.tone == run.tone:
            result[-1] = replace(last, text=last.text + run.text)
        elif run.text:
            if isinstance(last, Gap) and run.text.startswith(AND_MORE):
                result[-1] = replace(last, etc=False)
            result.append(run)
    return result
