"""One record: facts, tabs of what hangs on it, 历史 last."""

from django.http import Http404
from django.shortcuts import render

from .. import registers
from ..paging import page_of
from ..specs import BLANK, spec_of
from . import history
from .base import RecordView, scoped

RELATED_ROWS = 100


class DetailView(RecordView):
    tab = "basic"

    def get(self, request, pk, tab=""):
        record = self.record(pk)
        context = self.page_context((str(record), None), **self.head(record), **self.body(record, tab))
        return render(request, "records/detail.html", context)

    def head(self, record):
        return {
            "title": str(record),
            "tags": [{"label": label, "tone": tone, "icon": ""} for label, tone in self.register.tags(record)],
            "side": self.register.side(record),
            "facts": self.facts(record, self.register.groups[0][1]),
            "actions": self.actions(record),
        }

    def facts(self, record, names):
        """[(label, text, url)] of the named fields."""
        found = []
        for name in names:
            spec = spec_of(type(record), name)
            found.append((spec.label, self.text(record, spec), self.link(record, spec)))
        return found

    def text(self, record, spec):
        if spec.kind == "fk":
            return str(getattr(record, spec.name) or BLANK)
        return spec.text(*(getattr(record, s) for s in spec.sources)) or BLANK

    def link(self, record, spec):
        if spec.kind != "fk":
            return None
        target = getattr(record, spec.name)
        register = registers.of_model(type(target)) if target is not None else None
        return register.url(target) if register and self.request.scope("view", register.key).covers(target.path) else None

    def body(self, record, tab):
        tabs = [
            ("", "基本"),
            *((r.register, self.related_label(r)) for r in self.register.related),
            ("history", "历史"),
        ]
        url = self.register.url(record)
        shown = [{"label": label, "url": f"{url}{key}/" if key else url, "current": key == tab} for key, label in tabs]
        return {"tabs": shown, **self.tab_content(record, tab)}

    def tab_content(self, record, tab):
        if tab == "history":
            return {"history": history.entries(record)}
        related = next((r for r in self.register.related if r.register == tab), None)
        if related:
            return {"related": self.related_rows(record, related)}
        if tab:
            raise Http404
        return {"sections": [(head, self.facts(record, names)) for head, names in self.register.groups]}

    @staticmethod
    def related_label(related):
        return related.label or registers.get(related.register).label

    def related_rows(self, record, related):
        other = registers.get(related.register)
        rows = scoped(self.request, "view", other.key, other.model.objects).filter(**{related.field: record})
        page = page_of(rows, ordering=other.ordering, sources=other.table.sources, size=RELATED_ROWS)
        return {
            "columns": other.table.head(lambda _name: None, ""),
            "rows_html": other.table.html(page.rows),
            "empty": None if page.rows else {"title": other.empty_text},
            "text": f"共 {page.total} {other.measure}",
            "more_url": f"{other.base_url}?{related.field}={record.pk}" if page.next else None,
        }

    def actions(self, record):
        url = self.register.url(record)
        found = self.register.more_actions(record, lambda action: self.scope(action).covers(record.path))
        if self.may("delete") and self.scope("delete").covers(record.path):
            found.append({"label": "删除", "url": f"{url}delete/", "icon": "trash", "primary": False})
        if self.register.form and self.scope("change").covers(record.path):
            found.append({"label": "修改", "url": f"{url}edit/", "icon": "pencil", "primary": True})
        return found
