from orgwork.kit.filters import RecordFilters

from .models import ColocatedUnit, SocialOrg, TeamLink, VolunteerTeam


class TeamFilters(RecordFilters):
    class Meta:
        model = VolunteerTeam
        fields = {"status": ["exact"], "featured": ["exact"], "founded_on": ["gte", "lte"]}


class ColocatedFilters(RecordFilters):
    class Meta:
        model = ColocatedUnit
        fields = {
            "nature": ["exact"],
            "has_party_org": ["exact"],
            "joined_committee": ["exact"],
            "pairing": ["exact"],
        }


class SocialOrgFilters(RecordFilters):
    class Meta:
        model = SocialOrg
        fields = {"kind": ["exact"]}


class TeamLinkFilters(RecordFilters):
    search_columns = ("team__name", "colocated__name", "social__name")

    class Meta:
        model = TeamLink
        fields = {"team": ["exact"], "colocated": ["exact"], "social": ["exact"]}
