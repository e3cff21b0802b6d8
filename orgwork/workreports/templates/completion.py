"""What the editor offers behind {{: every name with its initials in pinyin, what it means and how it may be said."""

from orgwork.kit.pinyin import keys
from orgwork.workreports import lists, slots, wording
from orgwork.workreports.slots import LIST, NUMBER, TEXT
from orgwork.workreports.vocabulary import Vocabulary, of_figure

KINDS = {NUMBER: "数", TEXT: "文字", LIST: "名单"}
FACT = "报告本身"


def words() -> dict:
    """{"names": [{n: name, i: initials, k: kind, m: unit, t: meaning}], "forms": {kind: [form]}, "fields": {list: [field]}}."""
    return {
        "names": [*blanks(), *facts(), *named_lists(), *figures()],
        "forms": {label: [form for form, fits in wording.FITS.items() if form and kind in fits] for kind, label in KINDS.items()},
        "fields": {found.name: list(found.fields) for found in lists.all_lists()},
    }


def entry(name, kind, measure="", meaning=""):
    return {"n": name, "i": keys(name, person=False).initials, "k": kind, "m": measure, "t": meaning}


def blanks():
    once = {slot.name: slot for slot in slots.SLOTS}
    return [entry(slot.name, KINDS[slot.kind], slot.measure, slot.note) for slot in once.values()]


def facts():
    return [entry(name, FACT) for name in slots.CONTEXT]


def named_lists():
    return [entry(found.name, KINDS[LIST], meaning=found.note) for found in lists.all_lists()]


def figures():
    """Figures under names that mean nothing else."""
    taken = {*slots.names(), *(found.name for found in lists.all_lists())}
    found = [of_figure(figure) for figure in dict.fromkeys(Vocabulary().figures.values())]
    return [entry(slot.name, KINDS[NUMBER], slot.measure, slot.note) for slot in found if slot.name not in taken]
