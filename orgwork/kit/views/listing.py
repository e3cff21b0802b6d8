"""The list of a register: filters in the address, search, sort, keyset pages; the same address answers htmx with the part that changes."""

from django.http import Http404, QueryDict
from django.shortcuts import render

from ..paging import SIZES, BadCursor, page_of, size_from
from ..registers import importable
from .base import RecordView

PARTS = ("cursor",)


class ListView(RecordView):
    def get(self, request):
        filters = self.filtered()
        try:
            page = page_of(
                filters.qs,
                ordering=self.ordering(),
                sources=self.register.table.sources,
                cursor=request.GET.get("cursor", "")[:400],
                size=size_from(request.GET.get("page_size")),
                hits_first=bool(request.GET.get("search")),
            )
        except BadCursor as error:
            raise Http404 from error
        template = "records/_list.html" if request.htmx and not request.htmx.boosted else "records/list.html"
        return render(request, template, self.context(filters, page))

    def filtered(self):
        return self.register.filters(self.request.GET, queryset=self.rows(), scope=self.scope())

    def ordering(self):
        asked = self.request.GET.get("ordering", "")
        return asked if asked.lstrip("-") in self.register.sorts else self.register.ordering

    def context(self, filters, page):
        register = self.register
        return self.page_context(
            count_text=self.count_text(page),
            tabs=self.tabs(),
            search=self.request.GET.get("search", ""),
            search_label=register.search_label,
            chips=[{"label": label, "remove_url": self.address(**{name: None})} for name, label in filters.chips()],
            clear_url=register.base_url,
            filter_form=filters.form,
            filter_errors=[e for errors in filters.form.errors.values() for e in errors],
            ordering=self.ordering(),
            columns=register.table.head(lambda name: self.address(ordering=name), self.ordering()),
            rows_html=register.table.html(page.rows),
            page=self.foot(page),
            actions=self.actions(),
            empty=None if page.rows else self.empty(filters),
        )

    def count_text(self, page):
        number = f"{page.total}+" if page.capped else str(page.total)
        return f"{number} {self.register.measure}"

    def address(self, **changes):
        """This list's address with `changes` (None drops a parameter); the page starts anew."""
        query = self.request.GET.copy()
        for name, value in {**dict.fromkeys(PARTS), **changes}.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return f"{self.register.base_url}?{query.urlencode()}" if query else self.register.base_url

    def tabs(self):
        now = {k: v for k, v in self.request.GET.items() if k not in ("cursor", "ordering", "page_size", "search")}
        found = [{"label": "全部", "url": self.register.base_url, "current": not now, "bad": False}]
        for view in self.register.views:
            same = QueryDict(view.query).dict() == now
            url = f"{self.register.base_url}?{view.query}"
            found.append({"label": view.label, "url": url, "current": same, "bad": view.bad})
        return found

    def foot(self, page):
        measure, size = self.register.measure, size_from(self.request.GET.get("page_size"))
        total = f"{page.total}+" if page.capped else page.total
        return {
            "text": f"第 {page.start + 1}–{page.start + len(page.rows)} {measure}，共 {total} {measure}"
            if page.rows
            else "",
            "next_url": self.address(cursor=page.next) if page.next else None,
            "prev_url": self.address(cursor=page.previous) if page.previous else None,
            "sizes": [(n, self.address(page_size=n), n == size) for n in SIZES],
        }

    def actions(self):
        register, found = self.register, []
        if self.may("export"):
            query = self.request.GET.urlencode()
            found.append(
                {"label": "导出", "url": f"{register.base_url}export/?{query}", "icon": "download", "primary": False}
            )
        if register.key in importable and self.may("import"):
            found.append(
                {
                    "label": "导入名册",
                    "url": f"/imports/new/?kind={register.key}",
                    "icon": "table-import",
                    "primary": False,
                }
            )
        if register.form and self.may("create"):
            found.append({"label": register.verb, "url": f"{register.base_url}new/", "icon": "plus", "primary": True})
        return found

    def empty(self, filters):
        if not filters.form.is_valid():
            return {"title": "筛选条件看不懂，没有列出记录。", "url": self.register.base_url, "label": "清除条件"}
        chosen = [label for _name, label in filters.chips()]
        if chosen or self.request.GET.get("search"):
            what = (
                f"没有符合这 {len(chosen)} 个条件的{self.register.label}。"
                if chosen
                else f"没有找到这样的{self.register.label}。"
            )
            return {
                "title": what,
                "text": "换一个写法，或去掉一个条件再看。",
                "url": self.register.base_url,
                "label": "清除条件",
            }
        first = {"url": f"{self.register.base_url}new/", "label": self.register.verb} if self.may("create") else {}
        return {
            "title": self.register.empty_text,
            "text": "可以一条一条登记，也可以导入名册。" if first else "",
            **first,
        }
