from orgwork.kit.filters import PlainTextFilter, RecordFilters

from .models import Activity, Branch, CommitteeSeat, Community, Facility, ServiceRecord, StandardYear


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

    class Meta:
        model = ServiceRecord
        fields = {"kind": ["exact"], "status": ["exact"], "date": ["gte", "lte"], "branch": ["exact"]}


class ActivityFilters(RecordFilters):
    search_columns = ("title", "branch__name")

    class Meta:
        model = Activity
        fields = {"kind": ["exact"], "date": ["gte", "lte"], "branch": ["exact"]}
