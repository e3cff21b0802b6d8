"""From a declaration to addresses: `class MemberViews(RecordViews)` is all that an app writes."""

from django.urls import path

from ..registers import Register, all_registers
from .detail import DetailView
from .editing import CreateView, DeleteView, EditView, RestoreView
from .exporting import ExportView
from .listing import ListView


class RecordViews(Register):
    """A Register with pages."""

    def urls(self):
        base = self.base_url.lstrip("/")
        pages = [
            ("", ListView, ""),
            ("export/", ExportView, "export"),
            ("<uuid:pk>/", DetailView, "detail"),
            ("<uuid:pk>/<slug:tab>/", DetailView, "tab"),
        ]
        if self.form:
            pages[2:2] = [
                ("new/", CreateView, "new"),
                ("<uuid:pk>/edit/", EditView, "edit"),
                ("<uuid:pk>/delete/", DeleteView, "delete"),
                ("<uuid:pk>/restore/", RestoreView, "restore"),
            ]
        pages[-1:-1] = self.more_pages()
        return [self._route(base + tail, view, name) for tail, view, name in pages]

    def more_pages(self):
        """[(address below the register's, view class, name)] of pages of its own."""
        return []

    def _route(self, route, view, name):
        return path(route, view.as_view(register=self), name=f"{self.key}-{name}" if name else self.key)


def urlpatterns():
    """The pages of every register."""
    return [route for register in all_registers() for route in register.urls()]
