from django.core.exceptions import ValidationError

from orgwork.kit.forms import RecordForm, record_callback
from orgwork.kit.values import uscc
from orgwork.kit.values.days import check_not_future, check_order
from orgwork.kit.values.problems import Problem

from . import team_rules
from .models import ColocatedUnit, SocialOrg, TeamLink, VolunteerTeam


class TeamForm(RecordForm):
    class Meta:
        model = VolunteerTeam
        formfield_callback = record_callback
        fields = [
            "name",
            "unit",
            "leader",
            "founded_on",
            "size",
            "status",
            "ended_on",
            "featured",
            "featured_order",
            "remark",
        ]

    def clean(self):
        cleaned = super().clean()
        founded, ended = cleaned.get("founded_on"), cleaned.get("ended_on")
        self.judge("founded_on", check_not_future, founded, label="成立日期")
        self.judge("ended_on", check_order, founded, ended, "成立日期", "解散日期")
        self.judge("ended_on", team_rules.check_ended, cleaned.get("status"), ended)
        return cleaned


class ColocatedForm(RecordForm):
    class Meta:
        model = ColocatedUnit
        formfield_callback = record_callback
        fields = [
            "name",
            "unit",
            "nature",
            "uscc",
            "has_party_org",
            "contact",
            "phone",
            "resources",
            "joined_committee",
            "joined_on",
            "pairing",
            "remark",
        ]

    def clean_uscc(self):
        try:
            return uscc.clean(self.cleaned_data["uscc"])
        except Problem as problem:
            raise ValidationError(problem.message, code=problem.code) from problem

    def clean(self):
        cleaned = super().clean()
        self.judge("joined_on", check_not_future, cleaned.get("joined_on"), label="加入日期")
        self.judge("joined_on", team_rules.check_joined, cleaned.get("joined_committee"), cleaned.get("joined_on"))
        return cleaned


class SocialOrgForm(RecordForm):
    class Meta:
        model = SocialOrg
        formfield_callback = record_callback
        fields = ["name", "unit", "kind", "reg_no", "star", "remark"]

    def clean(self):
        cleaned = super().clean()
        self.judge("star", team_rules.check_star, cleaned.get("star"))
        return cleaned


class TeamLinkForm(RecordForm):
    class Meta:
        model = TeamLink
        formfield_callback = record_callback
        fields = ["team", "colocated", "social", "since", "remark"]

    def clean(self):
        cleaned = super().clean()
        if not {"colocated", "social"} & self.errors.keys():
            self.judge("colocated", team_rules.check_one_party, cleaned.get("colocated"), cleaned.get("social"))
        self.judge("since", check_not_future, cleaned.get("since"), label="加入日期")
        return cleaned
