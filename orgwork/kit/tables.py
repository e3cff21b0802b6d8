"""The row renderer of lists: compiled once per set of columns, escaped by construction (ADR: own row renderer).

A list page reads tuples by `values_list` and turns each into one `<tr>`; nothing reaches the page that did not pass `escape`.
"""

from dataclasses import dataclass, replace
from urllib.parse import quote

from django.utils.html import escape
from django.utils.safestring import SafeString

from .specs import BLANK, Spec, spec_of

TONES = frozenset({"", "ok", "warn", "bad", "info", "lock"})
# A state is never told by colour alone.
ICONS = {"ok": "check", "warn": "alert-triangle", "bad": "alert-circle", "clash": "git-merge", "frozen": "rubber-stamp"}
ICON_HTML = {tone: f'<i class="ti ti-{name}" aria-hidden="true"></i>' for tone, name in ICONS.items()}


@dataclass(frozen=True)
class Column:
    """A column of a list. `sort` names the model field to sort by; `link` makes the cell open the record;
    `compute(values…) -> text` replaces the field's own text; `tags(values…) -> [(label, tone)]` shows marks."""

    spec: Spec
    label: str
    sort: str = ""
    link: bool = False
    compute: object = None
    tags: object = None
    numeric: bool = False

    @property
    def sources(self):
        return self.spec.sources


def column(model, declared):
    """A Column from its declaration: a field name, or `computed(...)` / `marks(...)`. A trailing "*" makes it sortable."""
    if isinstance(declared, Column):
        return declared
    name = declared.rstrip("*")
    spec = spec_of(model, name)
    sort = spec.sources[0] if declared.endswith("*") else ""
    return Column(spec, spec.label, sort=sort, numeric=spec.numeric)


def computed(name, label, sources, function, *, numeric=False):
    """A column whose text is `function(*sources)`."""
    return Column(Spec(name, label, "text", tuple(sources)), label, compute=function, numeric=numeric)


def marks(name, label, sources, function):
    """A column of tags: `function(*sources)` gives [(label, tone), …]."""
    return Column(Spec(name, label, "text", tuple(sources)), label, tags=function)


def _tag_html(label, tone):
    if tone not in TONES:
        raise ValueError(f"unknown tone {tone}")
    return f'<span class="stag {tone}">{ICON_HTML.get(tone, "")}{escape(label)}</span>'


def _cell(col, values, href):
    if col.tags:
        inner = "".join(_tag_html(label, tone) for label, tone in col.tags(*values))
        return f'<td><span class="row-flex tight-g">{inner}</span></td>'
    text = col.compute(*values) if col.compute else col.spec.text(*values)
    if col.link:
        return f'<td class="nowrap"><a class="who" href="{href}">{escape(text or BLANK)}</a></td>'
    css = "num" if col.numeric else ("nowrap" if col.spec.kind != "long" else "")
    return f'<td class="{css}">{escape(text) if text != "" else BLANK}</td>'


class Table:
    """Columns bound to a model; renders rows given as tuples of `sources`."""

    def __init__(self, model, declared, base_url):
        found = [column(model, d) for d in declared]
        self.columns = [replace(found[0], link=True), *found[1:]]
        self.base_url = base_url
        self.sources, self.slots = ["pk"], []
        for col in self.columns:
            at = len(self.sources)
            self.sources += col.sources
            self.slots.append((col, at, at + len(col.sources)))

    def row(self, values):
        """One `<tr>` (str)."""
        href = f"{self.base_url}{quote(str(values[0]))}/"
        cells = "".join(_cell(col, values[a:b], href) for col, a, b in self.slots)
        return f"<tr>{cells}</tr>"

    def html(self, rows):
        """All rows, safe: every value went through escape in `_cell`."""
        return SafeString("".join(self.row(r) for r in rows))

    def head(self, sort_url, ordering):
        """Header cells: label, the address that sorts by it, direction now."""
        found = []
        for col in self.columns:
            now = {col.sort: "asc", f"-{col.sort}": "desc"}.get(ordering, "") if col.sort else ""
            url = sort_url(f"-{col.sort}" if now == "asc" else col.sort) if col.sort else None
            found.append({"label": col.label, "numeric": col.numeric, "sort_url": url, "direction": now})
        return found
