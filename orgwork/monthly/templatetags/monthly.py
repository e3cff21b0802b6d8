"""Drawings of the monthly report, as numbers for SVG attributes."""

from django import template

from orgwork.kit.templatetags.drawing import sparkline

from ..deadlines import month_spans
from ..numbers import plain

register = template.Library()
WIDE, HIGH, EDGE = 266, 84, 12
RAIL = 58


@register.filter
def number(value):
    """A value of a cell as people read it; missing is a dash."""
    return plain(value) or "—"


@register.inclusion_tag("monthly/_chart.html")
def monthchart(cell):
    """Twelve months with their names, own usual range behind."""
    low, high = cell.band or (None, None)
    drawn = sparkline(cell.series, low, high, WIDE - 2 * (EDGE - 2), HIGH)
    months = month_spans(cell.report.first_day, 12)
    step = (WIDE - 2 * EDGE) / 11
    labels = [{"x": round(EDGE + i * step, 1), "text": f"{day.month}{'月' if i == 11 else ''}"} for i, day in enumerate(months)]
    last_year = _height(drawn["band"], low, high, cell.last_year)
    more = {"labels": labels, "shift": EDGE - 2, "outer": WIDE, "cell": cell, "value": plain(cell.value), "series": cell.series}
    return drawn | more | {"last_year": last_year}


def _height(band, low, high, value):
    """Where a value of last year lies beside the usual range, or None where it cannot be told or is off the drawing."""
    if not band or value is None or low == high:
        return None
    found = round(band["y"] + band["height"] - float(value - low) / float(high - low) * band["height"], 1)
    return found if 2 <= found <= HIGH - 2 else None


@register.inclusion_tag("monthly/_mband.html")
def mband(cell):
    """A rail with the usual range in its middle third and a dot for this month; outside it lies outside on the rail too."""
    if cell.band is None or cell.value is None:
        return {"width": RAIL}
    low, high = (float(v) for v in cell.band)
    span = max(high - low, 1.0)
    place = RAIL / 3 * (1 + (float(cell.value) - low) / span)
    third = round(RAIL / 3, 1)
    return {"width": RAIL, "band": {"x": third, "width": third}, "x": round(min(max(place, 3), RAIL - 3), 1), "out": cell.outside}
