"""What a name between braces may mean: one of the 49 blanks, a fact of the report, a list, a figure. Nothing is evaluated."""

from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property

from orgwork.kit import figures
from orgwork.workreports import lists, slots
from orgwork.workreports.figures import PREFIX
from orgwork.workreports.slots import LIST, NUMBER, UNKNOWN, Slot

NEAR, CUTOFF = 3, 0.4


class Vocabulary:
    """The names as they are now. The figures are read once, and only when a name is none of the others."""

    @cached_property
    def figures(self) -> dict:
        """Figures by key and by Chinese name, without the typed parts; of two with one name the first by key."""
        found = [figure for figure in figures.all_figures() if not figure.key.startswith(PREFIX)]
        return {figure.name: figure for figure in reversed(found)} | {figure.key: figure for figure in found}

    def blanks(self, name) -> tuple[Slot, ...]:
        """Those of the 49 that bear the name."""
        return slots.named(name)

    def is_fact(self, name) -> bool:
        return name in slots.CONTEXT

    def other(self, name, no) -> Slot:
        """The slot of a name that is none of the 49, numbered `no` within its text."""
        listing = lists.find(name)
        if listing:
            return Slot(no, name, LIST, rule=lists.rule_of(listing), figure=listing.figure, note=listing.note)
        figure = figures.get(name) if figures.declared(name) else self.figures.get(name)
        if figure:
            return replace(of_figure(figure), no=no)
        return Slot(no, name, UNKNOWN)

    def fields(self, name) -> tuple[str, ...]:
        """What a repeated sentence over the list may say of each record; nothing for what is no list."""
        listing = lists.find(name)
        return listing.fields if listing else ()

    def names(self) -> list[str]:
        mine = [figure.name for figure in self.figures.values()]
        return list(dict.fromkeys([*slots.names(), *(found.name for found in lists.all_lists()), *mine]))

    def near(self, name, more=()) -> list[str]:
        """Known names that an unknown one may have meant, nearest first; `more` are names that hold at this place only."""
        return near(name, [*more, *self.names()])


def near(name, names) -> list[str]:
    return get_close_matches(name, names, n=NEAR, cutoff=CUTOFF)


def of_figure(figure) -> Slot:
    """A figure of the registry as a slot: said exactly, over the period its rule asks for."""
    return Slot(
        0, figure.name, NUMBER, figure.measure, rule=figure.period_rule, figure=figure.key, note=figure.definition
    )
