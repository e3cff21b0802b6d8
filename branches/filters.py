import django_filters
from django.utils import timezone

from orgwork.kit.filters import PlainTextFilter, RecordFilters

from . import queries
from .models import Activity, Branch, CommitteeSeat, Community, Facility, ServiceRecord, StandardYear

TODO = {"open": "待办理", "overdue": "超期", "answer": "待反馈"}


class BranchFilters(RecordFilters):
    class Meta:
        model = Branch
        fields = {
            "kind": ["exact"],
            "domain": ["exact"],
            "scope": ["exact"],
            "status": ["exact"],
            "term_ends_on": ["gte", "lte"],
        }


class CommunityFilters(RecordFilters):
    search_front = "unit__"

    class Meta:
        model = Community
        fields = {
            "standard_status": ["exact"],
            "is_urban": ["exact"],
            "has_daycare": ["exact"],
            "converted_village": ["exact"],
        }


class FacilityFilters(RecordFilters):
    search_front = "community__unit__"

    class Meta:
        model = Facility
        fields = {"code": ["exact"], "present": ["exact"], "community": ["exact"]}


class StandardFilters(RecordFilters):
    search_front = "community__unit__"

    class Meta:
        model = StandardYear
        fields = {"year": ["exact"], "status": ["exact"], "community": ["exact"]}


class SeatFilters(RecordFilters):
    search_columns = ("name", "branch__name")

    class Meta:
        model = CommitteeSeat
        fields = {"party_post": ["exact"], "is_part_time": ["exact"], "branch": ["exact"]}


class ServiceFilters(RecordFilters):
    search_columns = ("text", "category", "persons")
    campaign = PlainTextFilter(lookup_expr="exact", label="专项活动")
    category = PlainTextFilter(lookup_expr="icontains", label="分类")
    owner = PlainTextFilter(lookup_expr="exact", label="责任人")
    todo = django_filters.ChoiceFilter(method="filter_todo", choices=tuple(TODO.items()), label="办理")

    class Meta:
        model = ServiceRecord
        fields = {
            "kind": ["exact"],
            "status": ["exact"],
            "way": ["exact"],
            "date": ["gte", "lte"],
            "due_on": ["gte", "lte"],
            "branch": ["exact"],
        }

    def filter_todo(self, queryset, name, value):
        """What is still to be done, as of today."""
        return {
            "open": queries.open_matters,
            "overdue": lambda rows: queries.overdue(rows, timezone.localdate()),
            "answer": queries.to_answer,
        }[value](queryset)


class ActivityFilters(RecordFilters):
    search_columns = ("title", "branch__name")

    class Meta:
        model = Activity
        fields = {"kind": ["exact"], "date": ["gte", "lte"], "branch": ["exact"]}
