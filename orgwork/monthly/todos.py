"""What the month asks of the viewer: to fill, to mend, to review, to decide on a correction."""

from django.db.models import Count, Min, Q
from django.utils import timezone

from orgwork.accounts import paths
from orgwork.kit import params
from orgwork.kit.views.base import scoped
from orgwork.notices.todos import Todo, provider

from . import queries, stages
from .enums import CellState, Decision, ReportState
from .models import Correction, MonthlyReport
from .views.base import SUBJECT

MOST = 12
DUE = Q(values__item__required=True)
EMPTY = DUE & Q(values__state=CellState.BLANK, values__explanation="", values__item__computed_only=False)
AUTO = DUE & ~Q(values__source="typed") & ~Q(values__state=CellState.BLANK)


@provider
def to_fill(request):
    """The filler's months, the earliest first: drafts as cards, returned ones with what is to be mended."""
    rows = scoped(request, "fill", SUBJECT, MonthlyReport.objects.select_related("unit"))
    counted = queries.filling(rows).annotate(
        total=Count("values", filter=DUE), empty=Count("values", filter=EMPTY), auto=Count("values", filter=AUTO),
        named=Count("values", filter=~Q(values__comment="")),
    )
    several = len({post.unit_id for post in request.posts}) > 1
    return [_of_filler(report, several) for report in counted.order_by("first_day")[:MOST]]


def _of_filler(report, several):
    title = f"{report.unit} {report.title}" if several else report.title
    due, url = timezone.localdate(report.due_at), report.get_absolute_url()
    if report.state == ReportState.RETURNED:
        cells = f" {report.named} 格" if report.named else ""
        return Todo("月报", f"改 {title}{cells}", url, due=due, note=f"退回：{report.returned_reason}", tone="warn")
    filled = report.total - report.empty
    rest = f"还差 {report.empty} 格要您填。" if report.empty else "都齐了就检查提交。"
    return Todo(
        "月报", title, url, due=due, action="继续填报" if report.version > 1 else "开始填报",
        note=f"{report.total} 格里 {report.auto} 格已由记录填好，{rest}",
        parts=((filled, "f"), (report.empty, "e")), parts_label=f"{report.total} 格：{filled} 格已填，{report.empty} 格空着",
    )


@provider
def to_review(request):
    """One line a month for those who review: what waits for them, and what has not come though it was due."""
    rows = scoped(request, "review", SUBJECT, MonthlyReport.objects.filter(Q(locked_at=None) | Q(state=ReportState.SUBMITTED)))
    days = list(rows.order_by("first_day").values_list("first_day", flat=True).distinct())
    if not days:
        return []
    waiting = Count("pk", filter=Q(state=ReportState.SUBMITTED) & _turn(request.user, rows, days))
    late = Count("pk", filter=queries.TABS["missing"] & Q(due_at__lt=timezone.now()))
    months = rows.order_by("first_day").values("period", "first_day").annotate(waiting=waiting, late=late, due=Min("due_at"))
    return [todo for month in months for todo in _of_reviewer(month)]


def _turn(user, rows, days):
    """Q of the reports whose turn is the viewer's, month by month as the setting was; settings are read once."""
    with params.remembered():
        first = [day for day in days if stages.street_first(day)]
    if not first:
        return Q()
    streets = {path[: -paths.WIDTH] for path in rows.filter(first_day__in=first).order_by().values_list("path", flat=True)}
    mine = stages.Reviewer(user).turn(first=True, streets=stages.seated(streets))
    return ~Q(first_day__in=first) | mine


def _of_reviewer(month):
    name, url = f"{month['first_day'].month}月月报", f"/monthly/?period={month['period']}&state="
    if month["waiting"]:
        yield Todo("月报审核", f"待审核的{name}", f"{url}submitted", count=month["waiting"], note="份，看过再通过或退回")
    if month["late"]:
        yield Todo("月报审核", f"未报的{name}", f"{url}missing", count=month["late"], due=timezone.localdate(month["due"]), tone="bad")


@provider
def to_decide(request):
    """更正 that wait for a second person."""
    rows = scoped(request, "review", SUBJECT, Correction.objects.filter(state=Decision.PROPOSED)).exclude(created_by=request.user)
    count = rows.count()
    if not count:
        return []
    url = f"/monthly/corrections/?state={Decision.PROPOSED}"
    return [Todo("月报审核", "待批准的更正", url, count=count, note="条，核对依据再同意")]
