"""The digest of a report: what its text says and what stands behind each number, in one line."""

import hashlib
import json


def digest(report, taken) -> str:
    """`taken` is [(SlotValue, [SlotSource])], in any order of the blanks."""
    lines = [line(value, sources) for value, sources in sorted(taken, key=lambda pair: pair[0].no)]
    sealed = json.dumps([report.template_text, report.period, report.unit.code, lines], ensure_ascii=False)
    return hashlib.sha256(sealed.encode()).hexdigest()


def line(value, sources) -> list:
    number = None if value.value is None else f"{value.value.normalize():f}"
    behind = sorted([source.key, source.record_ids, source.record_versions] for source in sources)
    return [value.no, value.text, number, value.state, value.period, behind]


def standing(report) -> str:
    """The digest of a report as it stands in the tables."""
    values = report.slots.prefetch_related("sources")
    return digest(report, [(value, list(value.sources.all())) for value in values])
