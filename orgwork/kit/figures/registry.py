"""Which figures there are. An app's `figures.py` fills this registry when Django starts."""

from dataclasses import dataclass

from django.apps import apps

AGGREGATES = {"sum": "合计", "count": "计数", "distinct": "去重计数", "last": "期末值", "ratio": "比率"}
PERIOD_RULES = {
    "ytd": "本年初至截止日",
    "campaign": "专项活动期间",
    "batch": "整顿批次期间",
    "asof": "截止日当天",
    "year": "全年",
    "month": "当月",
}

_figures = {}
_providers = {}


@dataclass(frozen=True)
class Family:
    """Figures that one grouped statement answers together: `column` tells them apart, `member` is this figure's value of it.

    `narrow(rows, period)` narrows the scoped rows to those that count for any of the family; `name` is the same for all of them.
    """

    name: str
    column: str
    member: str
    narrow: object


@dataclass(frozen=True)
class Figure:
    """What a number means. `narrow(rows, period)` narrows the scoped rows of `model` to the records behind it.

    aggregate  one of AGGREGATES; `value_field` is what sum adds, distinct counts or last takes
    of, over   for a ratio: keys of the figures above and below the line
    unreviewed_rows  None, or a function (rows, period) → those of the scoped rows that the figure leaves out until somebody accepts them
    family     None, or a Family: figures over one table that differ by one column only are answered by one GROUP BY (batch.py)
    """

    key: str
    name: str
    measure: str
    aggregate: str
    period_rule: str
    definition: str
    model_label: str = ""
    narrow: object = None
    value_field: str = ""
    of: str = ""
    over: str = ""
    register: str = ""
    decimals: int = 0
    unreviewed_rows: object = None
    family: object = None

    @property
    def model(self):
        return apps.get_model(self.model_label)

    @property
    def aggregate_label(self):
        return AGGREGATES[self.aggregate]

    @property
    def period_rule_label(self):
        return PERIOD_RULES[self.period_rule]


def _add(found):
    if found.key in _figures:
        raise ValueError(f"figure {found.key} is defined twice")
    if found.aggregate not in AGGREGATES or found.period_rule not in PERIOD_RULES:
        raise ValueError(f"figure {found.key}: unknown aggregate or period rule")
    _figures[found.key] = found
    return found


def figure(
    key,
    *,
    name,
    measure,
    aggregate,
    period_rule,
    model,
    definition,
    value_field="",
    register="",
    decimals=0,
    unreviewed=None,
    family=None,
):
    """Decorator: `narrow(rows, period)` becomes the figure `key`.

    `register` is the key of the register whose columns show the records; `unreviewed(rows)` gives the rows
    that nobody has accepted.
    """

    def declare(narrow):
        _add(
            Figure(
                key,
                name,
                measure,
                aggregate,
                period_rule,
                definition,
                model,
                narrow,
                value_field,
                register=register,
                decimals=decimals,
                unreviewed_rows=unreviewed,
                family=family,
            )
        )
        return narrow

    return declare


def ratio(key, *, name, of, over, period_rule, definition, measure="%"):
    """A ratio of two figures: 100·of/over, half-up to one decimal; no value where `over` is 0 (indicators.md 2)."""
    return _add(Figure(key, name, measure, "ratio", period_rule, definition, of=of, over=over, decimals=1))


def provide(prefix, *, find, every):
    """Figures that people define while the portal runs (items of a form): keys that begin with `prefix` and were not declared.

    `find(key)` gives the Figure or None; `every()` all of them, without those that were declared.
    """
    _providers[prefix] = (find, every)


def get(key):
    """The figure `key`. Raises KeyError."""
    if key in _figures:
        return _figures[key]
    for prefix, (find, _every) in _providers.items():
        found = find(key) if key.startswith(prefix) else None
        if found is not None:
            return found
    raise KeyError(key)


def declared(key):
    """Whether code declares the figure `key`."""
    return key in _figures


def all_figures():
    """Every figure, by key: those declared and those that people defined."""
    made = {figure.key: figure for _find, every in _providers.values() for figure in every()}
    return [found for _key, found in sorted({**made, **_figures}.items())]
