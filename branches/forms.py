from orgwork.kit.forms import RecordForm, record_callback

from . import handling_rules, validators
from .models import Activity, Branch, CommitteeSeat, Community, Facility, ServiceRecord, StandardYear


class BranchForm(RecordForm):
    needed = ("elected_on", "term_years", "secretary")

    class Meta:
        model = Branch
        formfield_callback = record_callback
        fields = [
            "name",
            "short_name",
            "code",
            "unit",
            "parent",
            "kind",
            "domain",
            "scope",
            "place_kind",
            "area_desc",
            "founded_on",
            "approve_no",
            "approve_on",
            "elected_on",
            "term_years",
            "secretary",
            "contact",
            "phone",
            "status",
            "status_on",
            "status_doc",
            "remark",
        ]

    def clean(self):
        cleaned = super().clean()
        self.judge("parent", validators.check_superior, self.instance, cleaned.get("parent"))
        self.judge("parent", validators.check_grid, cleaned.get("scope"), cleaned.get("parent"))
        self.judge("founded_on", validators.check_not_future, cleaned.get("founded_on"), label="成立日期")
        return cleaned


class CommunityForm(RecordForm):
    class Meta:
        model = Community
        formfield_callback = record_callback
        fields = [
            "unit",
            "households",
            "population",
            "grids",
            "buildings",
            "area_km2",
            "staff",
            "one_shoulder",
            "office_area_m2",
            "tenure",
            "has_daycare",
            "daycare_opened_on",
            "standard_status",
            "checked_on",
            "score",
            "is_urban",
            "converted_village",
            "remark",
        ]


class FacilityForm(RecordForm):
    class Meta:
        model = Facility
        formfield_callback = record_callback
        fields = ["community", "code", "present", "area", "remark"]


class StandardForm(RecordForm):
    class Meta:
        model = StandardYear
        formfield_callback = record_callback
        fields = ["community", "year", "status", "score", "checked_on", "remark"]


class SeatForm(RecordForm):
    class Meta:
        model = CommitteeSeat
        formfield_callback = record_callback
        fields = ["branch", "name", "party_post", "is_part_time", "rank_no", "starts_on", "ends_on", "remark"]


class ServiceForm(RecordForm):
    class Meta:
        model = ServiceRecord
        formfield_callback = record_callback
        fields = [
            "kind",
            "date",
            "unit",
            "branch",
            "quantity",
            "text",
            "category",
            "status",
            "way",
            "owner",
            "due_on",
            "solved_on",
            "result",
            "answered_on",
            "satisfied",
            "household_ref",
            "persons",
            "campaign",
            "remark",
        ]

    def clean(self):
        cleaned = super().clean()
        self.judge("date", validators.check_not_future, cleaned.get("date"))
        self.judge(
            "solved_on",
            validators.check_solved,
            cleaned.get("kind"),
            cleaned.get("date"),
            cleaned.get("status"),
            cleaned.get("solved_on"),
        )
        self._judge_handling(cleaned)
        if cleaned.get("quantity") == 0:
            self.add_error("quantity", "数量至少是 1。请核对。")
        return cleaned

    def _judge_handling(self, cleaned):
        """How far a form may carry a record on: to what its status stands on, and never back."""
        kind, status = cleaned.get("kind"), cleaned.get("status")
        before = None if self.instance._state.adding else self.initial.get("status")
        self.judge("status", handling_rules.check_forward, kind, before, status)
        said = {name: cleaned.get(name) for name in ("date", "category", "owner", "due_on")}
        for name, rule, asked in handling_rules.standing(kind, status, **said):
            self.judge(name, rule, *asked)
        if cleaned.get("answered_on"):
            self.judge("answered_on", handling_rules.check_answered_on, cleaned.get("solved_on"), cleaned["answered_on"])


class ActivityForm(RecordForm):
    class Meta:
        model = Activity
        formfield_callback = record_callback
        fields = [
            "kind",
            "title",
            "date",
            "minutes",
            "location",
            "branch",
            "group",
            "host",
            "recorder",
            "lecturer",
            "entitled",
            "present",
            "agenda",
            "decision",
            "remark",
        ]

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        self.judge("date", validators.check_not_future, cleaned.get("date"))
        self.judge("present", validators.check_present, cleaned.get("entitled"), cleaned.get("present"))
        self.judge("group", validators.check_group, kind, cleaned.get("group"))
        self.judge("lecturer", validators.check_lecturer, kind, cleaned.get("lecturer"))
        return cleaned
