import django_filters
from django.utils import timezone

from orgwork.kit.filters import RecordFilters

from .models import Member
from .queries import older_than


class MemberFilters(RecordFilters):
    older = django_filters.NumberFilter(method="filter_older", label="年满（岁）")

    class Meta:
        model = Member
        fields = {
            "branch": ["exact"],
            "member_type": ["exact"],
            "sex": ["exact"],
            "party_status": ["exact"],
            "manage_class": ["exact"],
            "party_post": ["exact"],
            "edu": ["exact"],
            "floating": ["exact"],
            "lost": ["exact"],
            "joined_on": ["gte", "lte"],
        }

    def filter_older(self, queryset, name, value):
        return older_than(queryset, int(value), timezone.localdate())
