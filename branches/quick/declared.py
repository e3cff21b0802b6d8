"""The eight entries of this app."""

from orgwork.monthly import adding

from ..enums import ActivityKind, ServiceKind
from .entries import add
from .forms import QuickActivityForm, QuickServiceForm

MEETINGS = {
    ActivityKind.GENERAL_MEETING: "branches.general_meetings",
    ActivityKind.COMMITTEE_MEETING: "branches.committee_meetings",
    ActivityKind.GROUP_MEETING: "branches.group_meetings",
    ActivityKind.LECTURE: "branches.lectures",
    ActivityKind.THEME_DAY: "branches.theme_days",
}


def _service(kind, label, icon, measure, figure, *wants):
    add(
        str(kind), label, icon, register="services", form=QuickServiceForm, fixed={"kind": str(kind)}, measure=measure,
        wants=wants, figure=f"branches.{figure}",
    )  # fmt: skip
    adding.offer(f"branches.{figure}", kind=str(kind))


_service(ServiceKind.VISIT, "走访", "walk", "户", "visit_households")
_service(ServiceKind.OPINION, "意见", "message-circle", "条", "opinions_collected", "at_once")
_service(ServiceKind.DISPUTE, "纠纷", "users", "起", "disputes_resolved", "at_once")
_service(ServiceKind.PROBLEM, "困难", "heart-handshake", "件", "problems_solved", "at_once")
_service(ServiceKind.DEED, "实事", "tool", "件", "good_deeds")
_service(ServiceKind.CARD, "便民卡", "id", "份", "cards")
_service(ServiceKind.FORM, "意见表", "clipboard-text", "份", "opinion_forms")
add(
    "activity", "活动", "calendar-event", register="activities", form=QuickActivityForm, measure="次",
    figure=lambda record: MEETINGS.get(record.kind, ""),
)  # fmt: skip
for _kind, _figure in MEETINGS.items():
    adding.offer(_figure, kind=str(_kind))
