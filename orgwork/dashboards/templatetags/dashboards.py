"""A chart's data for the page: plain JSON in an attribute, escaped like any other text (strict CSP: nothing inline)."""

import json

from django import template

register = template.Library()


@register.filter
def chart_json(chart):
    return json.dumps(chart, ensure_ascii=False, separators=(",", ":"))
