"""Words of the review that depend on more than one column."""

from math import ceil

from django import template

from ..sentences import desk as desk_of

register = template.Library()
DAY = 86400


@register.filter
def desk(report):
    """待审, or at whose desk it lies."""
    return desk_of(report)


@register.filter
def latedesk(report):
    """待审 · 迟 2 天: days that have begun since the deadline."""
    days = ceil((report.received_at - report.due_at).total_seconds() / DAY) if report.received_at else 0
    return f"{desk_of(report)} · 迟 {days} 天" if days > 0 else f"{desk_of(report)} · 迟报"
