"""Addresses of the comparison pages, beside the portal's: the members' list without its page, and as Django's own views make it."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseNotFound
from django.template import engines
from django.urls import path
from django.views import View
from django.views.generic import ListView

from members.models import Member
from orgwork.kit import registers
from orgwork.kit.paging import page_of, size_from
from orgwork.kit.views import listing
from orgwork.urls import urlpatterns as own

STOCK = """{% extends "base.html" %}{% block title %}党员{% endblock %}{% block content %}
<p>{{ page_obj.paginator.count }} 名</p>
<table class="t"><thead><tr>{% for head in heads %}<th>{{ head }}</th>{% endfor %}</tr></thead><tbody>
{% for m in page_obj %}<tr><td><a href="/members/{{ m.pk }}/">{{ m.name }}</a></td><td>{{ m.get_sex_display }}</td>
<td>{{ m.birth|date:"Y.m" }}</td><td>{{ m.branch }}</td><td>{{ m.group }}</td><td>{{ m.get_member_type_display }}</td>
<td>{{ m.joined_on|date:"Y.m" }}</td><td>{{ m.get_edu_display }}</td><td>{{ m.mobile }}</td><td>{{ m.id_card_mask }}</td></tr>
{% endfor %}</tbody></table>
{% for number in numbers %}<a href="?page={{ number }}">{{ number }}</a>{% endfor %}{% endblock %}"""
HEADS = ("姓名", "性别", "出生", "党支部", "党小组", "类别", "入党", "学历", "电话", "身份证号")


class Bare(listing.ListView):
    """The same view with the database only: rights, filters, count and rows, and an empty answer."""

    def get(self, request):
        page = page_of(
            self.filtered().qs, ordering=self.ordering(), sources=self.register.table.sources,
            size=size_from(request.GET.get("page_size")),
        )  # fmt: skip
        return HttpResponse(str(len(page.rows)))


class Signed(View):
    """The least page behind the log-in: session, user, rights, and an empty answer."""

    def get(self, request):
        return HttpResponse(str(bool(request.scope("fill", "monthly"))))


class Stock(ListView):
    """A generic view: objects, Paginator, a template."""

    paginate_by = 50
    paginator_class = Paginator

    def get_queryset(self):
        scope = self.request.scope("view", "members")
        return Member.objects.within(scope).select_related("branch").order_by("pinyin", "pk")

    def render_to_response(self, context, **kwargs):
        page = context["page_obj"]
        context |= {"heads": HEADS, "numbers": page.paginator.get_elided_page_range(page.number)}
        return HttpResponse(engines["django"].from_string(STOCK).render(context, self.request))


def missing(request, exception=None):
    return HttpResponseNotFound()


urlpatterns = [
    path("bare/", Bare.as_view(register=registers.get("members"))),
    path("signed/", Signed.as_view()),
    path("stock/", Stock.as_view()),
    *own,
]
handler404 = "tests.benchmarks.pages.missing"
