"""Cells of the monthly report as the API reads and writes them (contract.md 6)."""

from decimal import Decimal
from uuid import UUID

from orgwork.kit.api.errors import ApiError

from .enums import CellState
from .services.errors import Clash
from .services.saving import Entry, written_by

STALE = "别人刚改过，您的内容没有覆盖。请比较 fields 里的两个值，合并后带上新的 version 再提交。"


def plain(number):
    """A JSON number: whole ones without a point."""
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def cell_json(cell):
    row, item = cell.row, cell.item
    return {
        "name": item.name, "group": item.group, "measure": item.measure, "kind": item.kind, "choices": item.choices,
        "required": item.required, "value": plain(row.value) if item.is_number else row.text, "state": row.state, "source": row.source,
        "computed": plain(row.computed), "previous": plain(cell.previous), "last_year": plain(cell.last_year),
        "explanation": row.explanation, "comment": row.comment, "version": row.version,
        "files": [file_json(cell.report, file) for file in cell.files],
        "problems": [{"level": f.level, "kind": f.kind, "message": f.text or f.short, "offer": plain(f.offer)} for f in cell.findings],
    }  # fmt: skip


def file_json(report, file):
    url = f"/api/v1/monthly-reports/{report.pk}/files/{file.pk}/"
    return {"id": file.pk, "name": file.name, "mime": file.mime, "size": file.size, "sha256": file.sha256, "url": url}


def entries(data):
    """{code: Entry} of a PATCH: {code: {value, state, explanation, version, entry_key}}, {code: value}, or a list of cells with `code`."""
    given = data.get("values")
    if isinstance(given, list):
        given = {str(c.get("code") or c.get("item")): c for c in given if isinstance(c, dict)}
    if not isinstance(given, dict) or not given:
        raise ApiError("invalid", "请在 values 里给出要改的格子。", fields={"values": ["必填。"]})
    return {code: entry(cell if isinstance(cell, dict) else {"value": cell}, data) for code, cell in given.items()}


def entry(cell, data):
    """The Entry of one cell; a key that the body carries is that of every cell without its own."""
    state, explanation = cell.get("state", CellState.FILLED), cell.get("explanation")
    if state not in CellState.values or not isinstance(explanation, str | None):
        raise ApiError("invalid", "state 应是 blank、zero、filled、same 之一，explanation 应是文字。", fields={"values": ["格式不对。"]})
    value = cell.get("value")
    wanted = CellState.FILLED if state == CellState.BLANK and value is not None else state
    return Entry(value, wanted, explanation, version_of(cell), key_of(cell) or key_of(data))


def version_of(data):
    value = data.get("version")
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise ApiError("invalid", "version 应是整数。", fields={"version": ["应是整数。"]})
    return value


def key_of(data):
    """The UUID under `entry_key`, or None. What was saved under it before is not saved again."""
    text = data.get("entry_key")
    if text is None:
        return None
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError) as error:
        raise ApiError("invalid", "entry_key 应是 UUID，每存一次换一个。", fields={"entry_key": ["应是 UUID。"]}) from error


def clash_error(clash: Clash):
    """409 with both values of every cell in question, and whose the other one is."""
    fields = {"version": [str(clash.report.version)]}
    for code, row in clash.rows.items():
        fields[code] = {
            "mine": _wished(clash.given[code]), "theirs": plain(row.value) if row.item.is_number else row.text, "version": row.version,
            "state": row.state, "by": written_by(row), "at": row.updated_at.isoformat(),
        }  # fmt: skip
    return ApiError("conflict", STALE, status=409, fields=fields)


def _wished(given):
    """What the caller asked for: its value, or the word that stands for one."""
    if given.state in (CellState.ZERO, CellState.SAME) or given.value is None:
        return str(given.state)
    return plain(given.value) if isinstance(given.value, Decimal) else given.value
