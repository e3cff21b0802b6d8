"""Components of pages. A component's declared props are its parameters: any other prop is an error when the page is read."""

from datetime import datetime

from django import template
from django.apps import apps
from django.forms import ModelChoiceField, Select
from django.utils import timezone
from django.utils.html import format_html

from ..tables import ICONS
from .drawing import columns, dot_strip, segments, sparkline

register = template.Library()

TONES = frozenset({"", "ok", "warn", "bad", "clash", "info", "lock", "frozen"})
CSS = {"checkbox": "form-check-input", "select": "form-select", "group": "choices"}
DASHES, ANY = "---------", "不限"


def _tone(name):
    if name not in TONES:
        raise template.TemplateSyntaxError(f"unknown tone {name!r}")
    return name


@register.filter
def asof(value):
    """A moment as the scope line says it; text stays as it is."""
    if not isinstance(value, datetime):
        return value
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local.month}月{local.day}日 {local:%H:%M}"


@register.filter
def figure(value):
    """A number with thousands separators; a missing one is a dash, never 0."""
    if value is None or value == "":
        return "—"
    return value if isinstance(value, str) else f"{value:,}"


@register.filter
def shown(value):
    """A value of a record; nothing is a dash (0 stays 0)."""
    return "—" if value is None or value == "" else value


@register.filter
def app_name(label):
    """The Chinese name of the app whose label begins a figure's key."""
    found = apps.app_configs.get(label)
    return found.verbose_name if found else label


@register.filter
def duration(seconds):
    """Seconds as people say them."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"


@register.simple_tag
def icon(name, turn=False):
    """An ornament beside a word; screen readers skip it."""
    return format_html('<i class="ti ti-{}{}" aria-hidden="true"></i>', name, " turn" if turn else "")


@register.inclusion_tag("components/tag.html")
def tag(label, tone="", icon=""):
    """A state: word, tint and the icon of its tone (no meaning by colour alone)."""
    return {"label": label, "tone": _tone(tone or ""), "icon": icon or ICONS.get(tone, "")}


@register.inclusion_tag("components/tags.html")
def tags(items):
    """Several states, given as dicts or as (label, tone[, icon])."""
    found = [i if isinstance(i, dict) else dict(zip(("label", "tone", "icon"), i, strict=False)) for i in items or ()]
    return {"items": found}


@register.inclusion_tag("components/state.html")
def state(label, tone="", icon="", turn=False):
    """A state inside a row: icon and word, no tint."""
    return {"label": label, "tone": _tone(tone), "icon": icon, "turn": turn}


@register.simple_block_tag
def notice(content, tone="", icon="info-circle", live=False, css=""):
    """One sentence, one action: {% notice tone="warn" icon="clock" %}…{% endnotice %}."""
    role = format_html(' role="{}"', "alert" if tone in ("bad", "clash") else "status") if live else ""
    return format_html(
        '<div class="note {} {}"{}><i class="ti ti-{}" aria-hidden="true"></i>{}</div>', _tone(tone), css, role, icon, content
    )


@register.inclusion_tag("components/empty.html")
def empty(title, text="", icon="notebook", url="", label="", action_icon="", other_url="", other_label=""):
    """Nothing here: what is this, why is it empty, what to do."""
    return {
        "title": title.rstrip("。"), "text": text, "icon": icon, "url": url, "label": label,
        "action_icon": action_icon, "other_url": other_url, "other_label": other_label,
    }


@register.inclusion_tag("components/opens.html")
def opens(value, url=""):
    """A number that opens the records behind it."""
    return {"value": value, "url": url}


@register.inclusion_tag("components/button.html")
def button(label, url="", icon="", primary=False, danger=False, plain=False, css=""):
    """A link in the shape of a button, or a submit button when there is no address."""
    kind = "btn-primary" if primary else "btn-danger" if danger else "btn-plain" if plain else ""
    return {"label": label, "url": url, "icon": icon, "kind": kind, "css": css}


@register.inclusion_tag("components/tabs.html")
def tabs(items, label, css="mb3"):
    """Tabs with counts: [{label, url, count, current, bad}]."""
    return {"items": items, "label": label, "css": css}


@register.inclusion_tag("components/pager.html")
def pager(page):
    """Foot of a table: {text, prev_url, next_url, sizes}."""
    return {"page": page}


@register.inclusion_tag("components/table.html")
def table(columns, rows_html, label, bulk=False, css="tight"):
    """A table out of head cells and rendered rows."""
    return {"columns": columns, "rows_html": rows_html, "label": label, "bulk": bulk, "css": css}


@register.inclusion_tag("components/pairs.html")
def pairs(items, figures=False):
    """Facts in two columns: (label, value[, url]); `figures` are numbers that open."""
    return {"items": [(*i, None)[:3] for i in items], "css": "opens" if figures else ""}


@register.inclusion_tag("components/diff.html")
def diff(changes):
    """Before and after, a field a line: [{label, old, new}]; `keep` is a roster's blank that changes nothing."""
    return {"changes": changes}


@register.inclusion_tag("components/progress.html")
def progress(done, total, label="", tone=""):
    """Part of a whole as a bar."""
    percent = round(100 * float(done or 0) / float(total)) if total else 0
    return {"percent": min(max(percent, 0), 100), "label": label, "tone": tone}


@register.inclusion_tag("components/segments.html")
def segbar(parts, label):
    """A bar of several parts: [(number, kind)], kind one of f u m y e (filled, unreviewed, missing, typed, empty)."""
    return {"parts": segments(parts), "total": sum(n for n, _ in parts) or 1, "label": label}


@register.inclusion_tag("components/spark.html")
def spark(values, low=None, high=None, width=74, height=26, out=False):
    """Twelve months as a line over the usual range; None is a gap."""
    return {**sparkline(values, low, high, width, height), "low": low, "high": high, "out": out}


@register.inclusion_tag("components/dots.html")
def dots(months, label):
    """Strip of months: [{state, title}] with state on, late, miss or due."""
    return {"dots": dot_strip(months), "width": 14 * len(months), "label": label}


@register.inclusion_tag("components/bars.html")
def bars(items, label, measure=""):
    """Columns by month: [{label, value, url}]; drawn as SVG with attributes, with its table beneath for readers."""
    return {**columns(items), "items": items, "label": label, "measure": measure}


@register.inclusion_tag("components/job.html")
def job(job, poll="", link=False):
    """A long piece of work and how far it is; while it runs, the section with the id `poll` (jobs or job) is read again."""
    return {"job": job, "poll": poll, "link": link}


@register.inclusion_tag("components/secrecy.html")
def secrecy(css=""):
    """The 涉密 line of every input page."""
    return {"css": css}


@register.inclusion_tag("components/definition.html")
def definition(title, text, source=""):
    """口径: what a figure or a rule means, opened where it is needed."""
    return {"title": title, "text": text, "source": source}


def _say_blank(field, word):
    """Django's row of dashes reads as a word."""
    if isinstance(field, ModelChoiceField):
        field.empty_label = word if field.empty_label == DASHES else field.empty_label
    elif hasattr(field.widget, "choices"):
        field.widget.choices = [(value, word if label == DASHES else label) for value, label in field.widget.choices]


def _may_be_any(widget):
    """A filter that has no empty choice would filter by its first one: it gets one."""
    if isinstance(widget, Select) and not widget.allow_multiple_selected and all(value != "" for value, _label in widget.choices):
        widget.choices = [("", ANY), *widget.choices]


def _kind(bound):
    widget = bound.field.widget
    return "group" if widget.use_fieldset else getattr(widget, "input_type", "textarea")


@register.inclusion_tag("components/field.html")
def field(bound, compact=False):
    """Label, control, help and error of a form field; `compact` is a filter: no help, 不限 for nothing."""
    kind = _kind(bound)
    _say_blank(bound.field, ANY if compact else "请选择" if bound.field.required else "不填")
    if compact:
        _may_be_any(bound.field.widget)
    css = CSS.get(kind, "form-control")
    control = bound.as_widget(attrs={"class": f"{css} is-invalid" if bound.errors else css})
    return {"field": bound, "control": control, "kind": kind, "compact": compact}


@register.inclusion_tag("components/errors.html")
def error_summary(form):
    """What must be mended, each line a link to its field."""
    found = [(b, e) for b in form.visible_fields() for e in b.errors] if form.is_bound else []
    return {"general": form.non_field_errors() if form.is_bound else [], "found": found}
