"""What the checks of one report look at: its passages, its values, the unit and the days it speaks of."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.figures import Ask
from orgwork.kit.periods import Period
from orgwork.workreports import facts, slots, spans, wording
from orgwork.workreports.taking import Wanted, total

from . import anchors
from .reading import Number, Passage, Span

PLANNED = "下一步|打算|思路|安排|建议|计划"


@dataclass(frozen=True)
class Said:
    """A number of the text and the blanks it may speak of: the slot that said it, or those its words point to."""

    number: Number
    nos: tuple[int, ...]

    @property
    def place(self) -> Span:
        quantity = self.number.quantity
        return Span(self.number.passage, quantity.start, quantity.end)


@dataclass(eq=False)
class Scene:
    """`values` are SlotValues by no. `live`: the records may be asked as well; those of a final report have moved on."""

    report: object
    passages: list[Passage]
    values: dict
    live: bool = True
    steps: wording.Steps = field(default_factory=wording.Steps)

    @cached_property
    def period(self) -> Period:
        return Period.parse(self.report.period)

    @property
    def on(self):
        return facts.cut_off(self.report)

    @property
    def written_on(self):
        """The day whose word list holds: today, or the day the report was made final."""
        done = self.report.finalised_at
        return timezone.localdate(done) if done else timezone.localdate()

    @property
    def scope(self) -> Scope:
        """The whole of the report's unit: whether a sentence is true does not depend on who reads it."""
        return Scope.of([self.report.path])

    @cached_property
    def below(self) -> list:
        """(name, path, level) of the streets and communities below the report's unit that are open."""
        found = Unit.objects.filter(paths.subtree(self.report.path), level__in=("street", "community"))
        still = found.filter(Q(closed_on=None) | Q(closed_on__gt=self.on)).exclude(path=self.report.path)
        return list(still.values_list("name", "path", "level"))

    @property
    def places(self) -> dict:
        return {name: path for name, path, _level in self.below}

    @property
    def communities(self) -> int:
        return sum(level == "community" for _name, _path, level in self.below)

    @cached_property
    def said(self) -> list[Said]:
        return [Said(n, self.meant(n)) for passage in self.passages for n in passage.numbers]

    def meant(self, number) -> tuple[int, ...]:
        return (number.no,) if number.no is not None else tuple(anchors.meant(number, self.places))

    @cached_property
    def unasked(self) -> dict:
        """{no: value} of blanks that the text speaks of by hand without having their slot; one statement."""
        nos = sorted({no for said in self.said for no in said.nos} - set(self.values)) if self.live else []
        wanted = [Wanted(s, self.report.unit, self.span(s.rule)) for s in map(slots.by_no, nos) if s.figure and not s.at]
        asks = {want.slot.no: want.asks() for want in wanted}
        found = figures.values_of([ask for each in asks.values() for ask in each], scope=self.scope) if asks else {}
        return {no: total(found[ask] for ask in each) for no, each in asks.items()}

    def value(self, no):
        """What stands behind a blank, or None where there is nothing."""
        found = self.values.get(no)
        if found is None:
            return self.unasked.get(no)
        return found.value if found.is_number and not found.is_missing else None

    def blank(self, no):
        """Name and counting word of a blank, as its SlotValue or Slot gives them."""
        return self.values.get(no) or slots.by_no(no)

    def name(self, no) -> str:
        return self.blank(no).name

    def mentions(self, no) -> list[Said]:
        return [said for said in self.said if no in said.nos]

    @property
    def statements(self) -> list[Passage]:
        """Passages that say how things are: not headings that stand alone, not the parts about what will be done or is wished for."""
        return [p for p in self.passages if p.has_body and not re.search(PLANNED, p.part)]

    def span(self, rule) -> Period:
        return spans.span(rule, self.period, campaign_from=self.report.campaign_from)

    def figures(self, keys) -> dict:
        """{key: value} of figures of the report's unit over their own spans, by one statement; none where the records may not be asked."""
        known = [key for key in dict.fromkeys(keys) if figures.declared(key)] if self.live else []
        asks = {key: Ask(key, self.report.unit, self.span(figures.get(key).period_rule)) for key in known}
        found = figures.values_of(asks.values(), scope=self.scope) if asks else {}
        return {key: found[ask] for key, ask in asks.items()}
