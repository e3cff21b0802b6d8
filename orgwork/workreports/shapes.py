"""A report as JSON (contract.md 2): the command and the API say the same."""

from orgwork.kit.sheets import jsonable
from orgwork.workreports import checks


def slot_json(value) -> dict:
    return {
        "no": value.no,
        "name": value.name,
        "key": value.key or None,
        "value": jsonable(value.value),
        "text": value.text,
        "state": value.state,
        "period": value.period,
        "unit": value.unit_code,
        "records": value.records,
    }


def report_json(report, *, output=None) -> dict:
    """`report` with its slots; `output` is the file the command wrote."""
    values = list(report.slots.filter(in_text=True))
    found = checks.judge(report, values={value.no: value for value in values}).findings
    return {
        "report": report.pk,
        "freeze": report.freeze_digest,
        "slots": [slot_json(value) for value in values],
        "checks": [finding.as_json() for finding in found],
        "output": output,
    }


def summary_json(row) -> dict:
    """One line of the list, from `SUMMARY` columns."""
    return dict(zip(SUMMARY_NAMES, (jsonable(cell) for cell in row), strict=True))


SUMMARY = ("pk", "title", "unit__code", "period", "template", "state", "revision", "freeze_digest", "created_at")
SUMMARY_NAMES = ("id", "title", "unit", "period", "template", "state", "revision", "freeze", "created_at")
