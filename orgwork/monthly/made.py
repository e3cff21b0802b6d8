"""Figures of the items that people defined in the console. An item that was stopped keeps its figure: old months stay readable.

A figure is asked for many times within one page, so that they are read together, once a request, and kept for a short while.
"""

import time

from django.core.signals import request_started

from .enums import Kind
from .models import FormItem

KEPT_SECONDS = 30


class Made:
    """`known` are the codes whose figures are declared in code; `figures_of(item)` builds those of another one."""

    def __init__(self, *, known, figures_of):
        self.known, self.figures_of = known, figures_of
        self.found, self.read_at = {}, None
        request_started.connect(self.forget, dispatch_uid="monthly.made")

    def forget(self, **_signal):
        """Another process may have changed the form: the next question reads it anew."""
        self.read_at = None

    def find(self, key):
        """The Figure `key`, or None. A key that is not there is looked up once more: it may have come since."""
        if self._stale() or key not in self.found:
            self._read()
        return self.found.get(key)

    def every(self):
        if self._stale():
            self._read()
        return list(self.found.values())

    def _stale(self):
        return self.read_at is None or time.monotonic() - self.read_at > KEPT_SECONDS

    def _read(self):
        """One statement: of each code the newest version."""
        items = FormItem.objects.filter(kind=Kind.NUMBER).exclude(code__in=self.known)
        newest = items.order_by("code", "-active_from").distinct("code")
        self.found = {figure.key: figure for item in newest for figure in self.figures_of(item)}
        self.read_at = time.monotonic()
