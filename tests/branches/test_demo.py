"""The demo district's organisations and what they did: the sample rosters' branches, and the story."""

from datetime import date, timedelta

import pytest
from django.db.models import F, Sum

from branches import queries
from branches.enums import HANDLED, SOLVED, ServiceStatus
from branches.handling_rules import standing as must_meet
from branches.models import Activity, Branch, CommitteeSeat, Community, ServiceRecord
from orgwork.kit.demo import story
from orgwork.kit.periods import Period
from tests.demo_district import TODAY, standing

SAMPLE_BRANCHES = {
    "DZ410399": "中共甲区委员会",
    "DZ410399001": "中共青槐街道工作委员会",
    "DZ410399001001": "中共槐荫社区委员会",
    "DZ41039900100101": "第一网格党支部",
    "DZ41039900100103": "第三网格党支部",
    "DZ41039900100104": "非公企业联合党支部",
    "DZ41039900200204": "非公企业联合党支部",
}


@pytest.fixture(scope="module")
def district(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as answer:
        yield answer


def of_place(model, code):
    return model.objects.filter(unit__code__startswith=code)


def visits(code, first_day):
    month = Period.month(first_day)
    rows = of_place(ServiceRecord, code).filter(kind="visit", date__range=(month.start, month.end))
    return rows.aggregate(found=Sum("quantity"))["found"] or 0


@pytest.mark.django_db
def test_the_branches_of_the_sample_rosters_are_there(district):
    assert dict(Branch.objects.filter(code__in=SAMPLE_BRANCHES).values_list("code", "name")) == SAMPLE_BRANCHES
    assert Branch.objects.get(code="DZ41039900100101").parent.code == "DZ410399001001"


@pytest.mark.django_db
def test_every_kind_of_organisation_is_there(district):
    assert set(Branch.objects.values_list("kind", flat=True)) == {
        "committee", "work_committee", "general_branch", "branch", "joint_branch", "temp_branch", "leading_group", "group",
    }  # fmt: skip
    assert CommitteeSeat.objects.filter(is_part_time=True, branch__scope="community").count() >= 8


@pytest.mark.django_db
def test_nothing_happens_after_today(district):
    assert ServiceRecord.objects.filter(date__gt=TODAY).count() == 0
    assert ServiceRecord.objects.filter(solved_on__gt=TODAY).count() == 0
    assert ServiceRecord.objects.filter(solved_on__lt=F("date")).count() == 0
    assert Activity.objects.filter(date__gt=TODAY).count() == 0
    assert Activity.objects.filter(present__gt=F("entitled")).count() == 0


@pytest.mark.django_db
def test_one_community_drifts(district):
    quarters = [
        (date(2023, 5, 1), date(2023, 6, 1), date(2023, 7, 1)),
        (date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1)),
    ]
    before, after = (sum(visits(story.DRIFTING, month) for month in months) for months in quarters)
    assert after < before / 2
    recent = of_place(ServiceRecord, story.DRIFTING).filter(kind="opinion", date__gte=TODAY - timedelta(days=120))
    assert recent.exclude(status__in=SOLVED).count() > recent.count() / 2


@pytest.mark.django_db
def test_one_month_of_one_community_jumps(district):
    usual = [visits(story.JUMPING, month) for month in (date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1))]
    assert visits(story.JUMPING, date(2024, 7, 1)) > 2 * max(usual)


@pytest.mark.django_db
def test_one_urban_community_is_below_the_standard_area(district):
    below = Community.objects.filter(is_urban=True, office_area_m2__lt=300)
    assert [c.unit.code for c in below] == [story.CRAMPED]


@pytest.mark.django_db
def test_opinions_of_the_month_stand_on_every_step(district):
    month = ServiceRecord.objects.filter(kind="opinion", date__gte=TODAY.replace(day=1))
    assert set(month.values_list("status", flat=True)) == set(ServiceStatus.values)
    handed = ServiceRecord.objects.filter(status="assigned")
    assert (handed.filter(owner="").count(), handed.filter(due_on=None).count(), handed.count() > 0) == (0, 0, True)


@pytest.mark.django_db
def test_a_few_matters_are_overdue_where_the_community_drifts_and_nowhere_else(district):
    late = queries.overdue(ServiceRecord.objects.all(), TODAY)
    assert 2 <= late.count() <= 20
    assert {code[:12] for code in late.values_list("unit__code", flat=True)} == {story.DRIFTING}


@pytest.mark.django_db
def test_every_matter_bears_out_where_it_stands(district):
    for record in ServiceRecord.objects.filter(kind__in=HANDLED):
        said = {name: getattr(record, name) for name in ("date", "category", "owner", "due_on")}
        for _field, rule, asked in must_meet(record.kind, record.status, **said):
            rule(*asked)
        line = [record.date, record.classified_on, record.assigned_on, record.solved_on, record.answered_on, TODAY]
        days = [day for day in line if day]
        assert days == sorted(days), record.pk
        assert bool(record.answered_on) == (record.status == "answered")
