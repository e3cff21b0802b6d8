"""The second step: what would happen, in five tabs; and afterwards what did."""

import uuid

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from orgwork.kit import registers

from .. import queries, rosters
from ..models.upload import State
from .access import upload_or_404

TABS = (("new", "新增", "create"), ("change", "变更", "update"), ("same", "未变", "unchanged"))
READERS = {"new": queries.new_rows, "missing": queries.missing_rows}
STEPS = ("上传", "预览", "提交")
LEVELS = {"error": "有误：不写入，改好再来", "warning": "请核对：会写入，请看一眼", "info": "已自动规整：不用处理"}


def show(request, pk):
    """/imports/<pk>/"""
    upload = upload_or_404(request, pk)
    if upload.state in (State.READING, State.COMMITTING):
        return render(request, "imports/working.html", _context(request, upload))
    if upload.state == State.STAGED:
        return _preview(request, upload)
    return _outcome(request, upload)


def _context(request, upload, **more):
    label = rosters.get(upload.kind).label
    register = registers.get(upload.kind) if upload.kind in {r.key for r in registers.all_registers()} else None
    return {
        "upload": upload,
        "label": label,
        "measure": register.measure if register else "条",
        "counts": upload.counts,
        "register": register,
        "base_url": f"/imports/{upload.pk}/",
        "steps": [(n, name) for n, name in enumerate(STEPS, 1)],
        "crumbs": [("导入", "/imports/"), (upload.unit.name, None), (label, None)],
        "as_of": timezone.localtime(),
        **more,
    }


def _preview(request, upload):
    tab = request.GET.get("tab") or _first_tab(upload)
    levels = queries.level_counts(upload)
    context = _context(request, upload, tab=tab, tabs=_tabs(upload, tab, levels), levels=levels, facts=_facts(upload))
    if tab == "problems":
        context |= _problems(request, upload, levels)
    elif tab in ("new", "change", "same", "missing"):
        context |= _rows(request, upload, tab)
    else:
        raise Http404
    context["written"] = upload.counts["create"] + upload.counts["update"]
    context["step"] = 2
    return render(request, "imports/preview.html", context)


def _first_tab(upload):
    counts = upload.counts
    if counts["rejected"] or counts["errors"]:
        return "problems"
    return next((tab for tab, _label, count in TABS if counts[count]), "new")


def _tabs(upload, current, levels):
    found = [
        {"label": label, "url": f"?tab={tab}", "count": upload.counts[count], "current": tab == current}
        for tab, label, count in TABS
    ]
    wrong = levels["error"]
    found.append(
        {"label": "有误", "url": "?tab=problems", "count": wrong, "current": current == "problems", "bad": bool(wrong)}
    )
    missing = upload.counts["missing"]
    found.append({"label": "名单上没有了", "url": "?tab=missing", "count": missing, "current": current == "missing"})
    return found


def _facts(upload):
    """What was read of the file, for the strip above the tabs."""
    sheets = [s for s in upload.sheets if s["columns"]]
    headers = sheets[0]["header_rows"] if sheets else []
    where = "—" if not headers else f"第 {headers[0]} 行" if len(headers) == 1 else f"第 {headers[0]}–{headers[-1]} 行"
    return {
        "sheets": len(sheets),
        "header": where,
        "columns": max((len(s["columns"]) for s in sheets), default=0),
        "unmapped": [(s["name"], word) for s in sheets for word in s["unmapped"]],
        "questions": _questions(upload),
        "skipped": sum(len(s["skipped"]) for s in upload.sheets),
        "skipped_rows": [(s["name"], row) for s in upload.sheets for row in s["skipped"]][:100],
    }


def _questions(upload):
    """Ambiguous headers with the fields they may mean, as (name of the control, sheet, header, options)."""
    columns = rosters.get(upload.kind).columns
    return [
        (f"q-{sheet['name']}-{n}", sheet["name"], word, [(field, columns[field].label) for field in options])
        for sheet in upload.sheets
        for n, (word, options) in enumerate(sheet["questions"].items())
    ]


def _whole(text):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _key(text):
    try:
        return str(uuid.UUID(text)) if text else ""
    except ValueError as error:
        raise Http404 from error


def _rows(request, upload, tab):
    asked = request.GET.get("after", "")
    after = _key(asked) if tab == "missing" else _whole(asked)
    reader = READERS.get(tab)
    rows = reader(upload, after) if reader else queries.met_rows(upload, tab, after)
    last = rows[queries.SIZE - 1] if len(rows) > queries.SIZE else None
    nearest = last and (last.record if tab == "missing" else last.seq)
    return {
        "rows": rows[: queries.SIZE],
        "page": {"text": _said(rows[: queries.SIZE]), "next_url": f"?tab={tab}&after={nearest}" if last else ""},
    }


def _said(rows):
    return f"本页 {len(rows)} 行"


def _problems(request, upload, levels):
    level = request.GET.get("level", "")
    if level and level not in LEVELS:
        raise Http404
    shown = [level] if level else ["error", "warning"]
    groups = []
    for name in shown:
        rows = queries.problems(upload, name, _whole(request.GET.get("after", "")) if level else 0)
        more = rows[queries.SIZE - 1]["seq"] if len(rows) > queries.SIZE else 0
        if rows:
            groups.append(
                {"level": name, "label": LEVELS[name], "count": levels[name], "rows": rows[: queries.SIZE],
                 "more_url": f"?tab=problems&level={name}&after={more}" if more else ""}
            )  # fmt: skip
    return {"groups": groups}


def _outcome(request, upload):
    """After commit, undo or refusal: what came of it, and the records themselves."""
    after = _whole(request.GET.get("after", ""))
    found = queries.written(upload, after) if upload.state in (State.COMMITTED, State.UNDONE) else []
    register = registers.of_model(rosters.get(upload.kind)._meta.model)
    shown = [
        {"record": record, "url": register.url(record) if register and not record.is_deleted else "", "made": made}
        for _number, record, made in found[: queries.SIZE]
        if record
    ]
    more = found[queries.SIZE - 1][0] if len(found) > queries.SIZE else 0
    page = {"text": _said(shown), "next_url": f"?after={more}" if more else ""}
    return render(request, "imports/outcome.html", _context(request, upload, records=shown, page=page, step=3))
