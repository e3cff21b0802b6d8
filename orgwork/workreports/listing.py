"""Tables of the report pages: the reports themselves, and the records behind a number."""

from urllib.parse import urlencode

from orgwork.kit.periods import Period
from orgwork.kit.tables import Table, computed, marks
from orgwork.workreports.models import State, WorkReport

ORDERING = "-id"
TONES = {State.COMPOSING: "warn", State.DRAFT: "info", State.FINAL: "lock"}


def label_of(period):
    return Period.parse(period).label


def revision_of(composed, revision):
    return f"第 {composed} 稿" if composed else f"第 {revision} 稿"


def state_tags(state):
    return [(State(state).label, TONES[State(state)])]


TABLE = Table(
    WorkReport,
    (
        "title",
        "unit",
        computed("span", "期间", ("period",), label_of),
        computed("draft", "稿次", ("composed_revision", "revision"), revision_of),
        marks("standing", "状态", ("state",), state_tags),
        "created_by",
        "revised_at",
    ),
    "/reports/",
)


def foot(page, *, measure, query=None):
    total = f"{page.total}{'+' if page.capped else ''}"
    text = f"第 {page.start + 1}–{page.start + len(page.rows)} {measure}，共 {total} {measure}" if page.rows else ""
    return {
        "text": text,
        "next_url": address(query, page.next) if page.next else None,
        "prev_url": address(query, page.previous) if page.previous else None,
    }


def address(query, cursor):
    return f"?{urlencode({**(query or {}), 'cursor': cursor})}"


def shown(page) -> dict:
    return {
        "columns": TABLE.head(lambda _name: None, ORDERING),
        "rows_html": TABLE.html(page.rows),
        "page": foot(page, measure="份"),
        "total": page.total,
    }


def records(page, table, *, source, frozen) -> dict:
    return {
        "columns": table.head(lambda _name: None, ""),
        "rows_html": table.html(page.rows),
        "page": foot(page, measure="条", query={"source": source.key}),
        "total": page.total,
        "frozen": frozen,
        "unseen": frozen - page.total if not page.capped else 0,
    }
