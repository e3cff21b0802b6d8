"""/settings/ and the settings with an effective date."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from orgwork import menu
from orgwork.kit import params

from . import queries
from .forms import ParamForm

ADDRESS = "/settings/params/"
INDEX = ("设置", "/settings/")

menu.add_setting("规则和期限", "规定和习惯定下的数、期限和开关，从哪天起，谁改的", "adjustments", ADDRESS, "settings", order=10)


def index(request):
    """The settings pages the viewer may open."""
    pages = menu.setting_pages(request)
    if not pages:
        raise Http404
    return render(request, "console/settings.html", {"pages": pages, "crumbs": [("设置", None)]})


def param_list(request):
    demand(request, "view")
    context = {
        "crumbs": [INDEX, ("规则和期限", None)],
        "groups": queries.groups(timezone.localdate()),
    }
    return render(request, "console/params.html", context)


def demand(request, action):
    """404 for those who may not do `action` on the settings."""
    if not request.scope(action, "settings"):
        raise Http404


class ParamView(View):
    """One setting: what it is, its history, and for those who may change it the form."""

    def dispatch(self, request, key):
        demand(request, "view" if request.method in ("GET", "HEAD") else "change")
        if key not in params.declared():
            raise Http404
        self.row = queries.one(key, timezone.localdate())
        return super().dispatch(request, key)

    def get(self, request, key):
        return self.show(key, ParamForm(key=key, row=self.row))

    def post(self, request, key):
        form = ParamForm(request.POST, key=key, row=self.row)
        if form.is_valid() and form.save(by=request.user):
            data = form.cleaned_data
            value = queries.text_of(data["value"], params.declared()[key])
            messages.success(request, f"{self.row['label']}：{data['effective_from']:%Y-%m-%d} 起 {value}。")
            return redirect(f"{ADDRESS}{key}/")
        return self.show(key, form, status=422)

    def show(self, key, form, status=200):
        context = {
            "crumbs": [INDEX, ("规则和期限", ADDRESS), (self.row["label"], None)],
            "row": self.row,
            "group": queries.group_name(key),
            "form": form,
            "history": queries.history(key),
            "may_change": bool(self.request.scope("change", "settings")),
            "back": ADDRESS,
        }
        return render(self.request, "console/param.html", context, status=status)
