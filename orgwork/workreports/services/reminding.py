"""催: tell the secretaries of the communities whose months a number lacks, or whoever answers for a blank."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from orgwork.accounts.models import Unit
from orgwork.accounts.rules import Role
from orgwork.audit.context import acting
from orgwork.notices.recipients import holders_by_path
from orgwork.notices.services import tell
from orgwork.workreports import entries

from .entering import held
from .errors import Refused

KIND = "workreports.reminder"
WHO = (Role.SECRETARY, Role.DEPUTY)
NOBODY = "这处空没有缺报的社区，也没有负责人。先指定负责人，再催。"
MONTHS = "/monthly/"
MOST_MONTHS = 6


@dataclass(frozen=True)
class Reminded:
    """`told` people were told now, `places` communities lack something, `silent` are those without anybody to tell."""

    told: int
    places: int
    silent: tuple


def remind(*, report, value, by) -> Reminded:
    """Tell everybody who can help with the blank `value` (a SlotValue); the same thing once a day. Raises Refused."""
    with transaction.atomic(), acting(by=by, reason=f"催数：{value.name}"):
        report = held(report)
        if value.gaps:
            return _communities(report, value)
        entry = entries.of(report).get(value)
        if entry is None or entry.owner is None:
            raise Refused(NOBODY)
        return Reminded(_owner(report, value, entry.owner), 0, ())


def _communities(report, value):
    """One notice for all communities that lack the same months."""
    paths = dict(Unit.objects.filter(code__in=[gap["unit"] for gap in value.gaps]).values_list("code", "path"))
    people = holders_by_path(paths.values(), WHO)
    users, silent = defaultdict(list), []
    for gap in value.gaps:
        mine = people.get(paths.get(gap["unit"]), [])
        users[months(gap["months"])] += mine
        silent += [] if mine else [gap["name"]]
    told = sum(_tell(report, value, said, found) for said, found in users.items())
    return Reminded(told, len(value.gaps), tuple(silent))


def _tell(report, value, said, users):
    text = f"{said}的月报里还没有“{value.name}”。报上来、审核通过，就计入{report.title}。"
    return tell(users, kind=KIND, title="工作报告等您社区的数", text=text, url=MONTHS, tone="warn", key=key(report, value))


def _owner(report, value, owner):
    title = f"请填“{value.name}”"
    url = f"/reports/{report.pk}/slots/{value.no}/"
    text = f"{report.title}里这一处由您负责。"
    return tell([owner], kind=KIND, title=title, text=text, url=url, tone="warn", key=key(report, value))


def key(report, value) -> str:
    """What is told, in one key: this blank of this report, once a day."""
    return f"{KIND}:{report.pk}:{value.no}:{timezone.localdate():%Y%m%d}"


def months(found) -> str:
    """2024年3月、4月 as prose; a long list ends with how many they are."""
    shown = [f"{month[:4]}年{int(month[5:])}月" for month in found]
    return "、".join(shown[:MOST_MONTHS]) + (f"等{len(shown)}个月" if len(shown) > MOST_MONTHS else "")
