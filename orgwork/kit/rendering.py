"""Form controls put together in Python. Django renders a select by a template for each option: twelve filters above a list cost more
than its rows (performance.md P1). What comes out is what Django's own templates give but for blanks between the tags.
"""

from django.forms.renderers import DjangoTemplates
from django.utils.html import escape
from django.utils.safestring import mark_safe

WIDGETS = "django/forms/widgets/"
INPUTS = ("text", "number", "date", "hidden", "search", "email", "password", "checkbox", "input")


def attributes(attrs) -> str:
    """` name="value"` of each; True gives the bare name, False nothing."""
    shown = [(name, value) for name, value in attrs.items() if value is not False]
    return "".join(f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"' for name, value in shown)


def option(widget) -> str:
    return f'<option value="{escape(widget["value"])}"{attributes(widget["attrs"])}>{escape(widget["label"])}</option>'


def select(widget) -> str:
    found = [f'<select name="{escape(widget["name"])}"{attributes(widget["attrs"])}>']
    for name, options, _index in widget["optgroups"]:
        inside = "".join(map(option, options))
        found.append(f'<optgroup label="{escape(name)}">{inside}</optgroup>' if name else inside)
    return "".join([*found, "</select>"])


def entry(widget) -> str:
    value = "" if widget["value"] is None else f' value="{escape(widget["value"])}"'
    return f'<input type="{widget["type"]}" name="{escape(widget["name"])}"{value}{attributes(widget["attrs"])}>'


MADE = {f"{WIDGETS}select.html": select} | {f"{WIDGETS}{name}.html": entry for name in INPUTS}


class Renderer(DjangoTemplates):
    """Selects and plain inputs by the functions above, everything else by Django's templates."""

    def render(self, template_name, context, request=None):
        make = MADE.get(template_name)
        if make is None:
            return super().render(template_name, context, request)
        return mark_safe(make(context["widget"]))  # noqa: S308 every part was escaped
