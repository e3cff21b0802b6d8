"""台账: every register the viewer may open, by the app that brings it. The rail holds only the few of every day."""

from django.apps import apps
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from ..registers import all_registers
from .base import unit_crumbs


def register_list(request):
    groups = {}
    for register in all_registers():
        if request.scope("view", register.key):
            app = apps.get_containing_app_config(type(register).__module__)
            groups.setdefault(app.verbose_name, []).append(register)
    if not groups:
        raise Http404
    crumbs = [*unit_crumbs(request), ("台账", None)]
    return render(request, "records/registers.html", {"crumbs": crumbs, "as_of": timezone.localtime(), "groups": groups})
