"""意见建议: what units would say to the superior department, a register like any other; the clerk chooses at the report's desk."""

from django.utils import timezone

from orgwork.kit.filters import RecordFilters
from orgwork.kit.forms import RecordForm, record_callback
from orgwork.kit.registers import View
from orgwork.kit.tables import marks
from orgwork.kit.views.record import RecordViews
from orgwork.workreports import validators
from orgwork.workreports.models import Proposal, ProposalState

TONES = {ProposalState.GIVEN: "info", ProposalState.CHOSEN: "ok", ProposalState.LEFT: "lock"}


class ProposalForm(RecordForm):
    class Meta:
        model = Proposal
        formfield_callback = record_callback
        fields = ["unit", "year", "topic", "text", "remark"]
        help_texts = {"text": "一条一件事，写清希望上级部门做什么。选用后按原文写进报告第四部分。"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields["year"].initial = timezone.localdate().year

    def clean(self):
        cleaned = super().clean()
        self.judge("year", validators.proposal_year, cleaned.get("year"), timezone.localdate())
        if "text" in self.changed_data and self.instance.state != ProposalState.GIVEN:
            self.instance.state = ProposalState.GIVEN  # other words are another proposal: the clerk has not seen them
        return cleaned


class ProposalFilters(RecordFilters):
    search_columns = ("topic", "text")

    class Meta:
        model = Proposal
        fields = {"year": ["exact"], "state": ["exact"]}


def state_marks(state):
    return [(ProposalState(state).label, TONES[state])]


class ProposalViews(RecordViews):
    key = "proposals"
    model = Proposal
    measure = "条"
    icon = "message-2-share"
    menu = False
    menu_order = 70
    form = ProposalForm
    filters = ProposalFilters
    ordering = "-year"
    search_label = "主题或建议"
    columns = ("topic*", "unit", "year*", marks("standing", "状态", ["state"], state_marks))
    fields = ("unit", "year", "topic", "text", "state", "remark")
    groups = (("建议", ("topic", "text", "unit", "year")), ("更多", ("state", "remark")))
    views = (View("已选用", "state=chosen"), View("待定", "state=given"))
    add_label = "提一条建议"
    empty_text = "还没有意见建议。"

    def tags(self, record):
        return state_marks(record.state)
