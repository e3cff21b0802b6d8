"""缺数: communities and months that a number lacks, and who is told."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.kit.periods import Period
from orgwork.monthly.models import MonthlyReport
from orgwork.notices.models import Notice
from orgwork.workreports import shortages, slots, taking
from orgwork.workreports.services import entering, finalising, reminding
from orgwork.workreports.services.entering import NEW, Given
from orgwork.workreports.services.errors import Refused
from tests.orgwork.workreports.conftest import person
from tests.orgwork.workreports.test_typed_months import month

pytestmark = pytest.mark.django_db
VISITS = [slots.by_no(4)]


def overdue(unit, first_day, state="draft", due=datetime(2024, 12, 1, tzinfo=UTC)):
    return MonthlyReport.objects.create(
        unit=unit, path=unit.path, period=f"{first_day:%Y-%m}", first_day=first_day, state=state, due_at=due,
        fill_until=due, lock_on=date(2025, 1, 1),
    )  # fmt: skip


def lacking(unit, found=VISITS, text="2024"):
    wanted = [taking.Wanted(slot, unit, Period.parse(text)) for slot in found]
    return shortages.of(wanted, scope=Scope.whole())


def test_an_overdue_month_is_named_with_its_community(place):
    report = overdue(place.second, date(2024, 3, 1))
    assert lacking(place.district) == {
        4: [{"unit": "410399001002", "name": "南苑社区", "months": ["2024-03"], "url": f"/monthly/{report.pk}/"}]
    }


@pytest.mark.parametrize("state", ["submitted", "accepted", "locked"])
def test_what_was_handed_in_is_not_lacking(place, state):
    overdue(place.second, date(2024, 3, 1), state=state)
    assert lacking(place.district) == {}


def test_what_is_not_due_yet_is_not_lacking(place):
    overdue(place.second, date(2024, 3, 1), due=datetime(2099, 1, 1, tzinfo=UTC))
    assert lacking(place.district) == {}


def test_records_of_its_own_fill_the_month(place, records):
    overdue(place.first, date(2024, 3, 1))
    overdue(place.first, date(2024, 4, 1))
    assert [row["months"] for row in lacking(place.district)[4]] == [["2024-04"]]


def test_an_accepted_blank_is_lacking_unless_it_was_explained(place):
    for unit, explanation in ((place.second, ""), (place.third, "本月没有走访")):
        cell = month(unit, date(2024, 3, 1), "m_visit_households", None)
        cell.state, cell.explanation = "blank", explanation
        cell.save()
    assert [row["name"] for row in lacking(place.district)[4]] == ["南苑社区"]


def test_communities_stand_in_the_order_of_the_tree_with_all_their_months(place):
    for unit, at in ((place.third, 1), (place.first, 5), (place.third, 2)):
        overdue(unit, date(2024, at, 1))
    assert [(row["name"], row["months"], row["url"]) for row in lacking(place.district)[4]] == [
        ("槐荫社区", ["2024-05"], lacking(place.district)[4][0]["url"]),
        ("桥北社区", ["2024-01", "2024-02"], "/monthly/"),
    ]


def test_only_of_the_place_and_time_that_is_asked_for(place):
    overdue(place.third, date(2024, 3, 1))
    overdue(place.first, date(2023, 3, 1))
    assert lacking(place.street) == {}


def test_a_number_that_no_month_gives_lacks_nothing(place):
    overdue(place.second, date(2024, 3, 1))
    assert lacking(place.district, [slots.by_no(20), slots.by_no(10)]) == {}


def test_statements_do_not_grow(place):
    def count(found):
        with CaptureQueriesContext(connection) as asked:
            lacking(place.district, found)
        return len([line for line in asked if "kit_param" not in line["sql"]])

    overdue(place.second, date(2024, 3, 1))
    few = count(VISITS)
    for unit in (place.first, place.second, place.third):
        for at in range(4, 9):
            overdue(unit, date(2024, at, 1))
    assert count([slots.by_no(no) for no in range(4, 10)]) == few


def test_the_report_keeps_what_it_lacked(place, records, compose):
    overdue(place.second, date(2024, 5, 1))
    report = compose(place.district)
    assert [(gap["name"], gap["months"]) for gap in report.slots.get(no=4).gaps] == [("南苑社区", ["2024-05"])]
    assert report.slots.get(no=20).gaps == []


@pytest.fixture
def short(place, records, compose):
    overdue(place.first, date(2024, 5, 1))
    overdue(place.second, date(2024, 5, 1))
    return compose(place.district, template="短稿")


def test_the_secretaries_are_told_once_a_day(short, people):
    value = short.slots.get(no=4)
    first = reminding.remind(report=short, value=value, by=people.clerk)
    assert (first.told, first.places, first.silent) == (1, 2, ("南苑社区",))
    notice = Notice.objects.get()
    assert (notice.user, notice.title) == (people.secretary, "工作报告等您社区的数")
    assert notice.text == "2024年5月的月报里还没有“走访联系群众户数”。报上来、审核通过，就计入2024年短稿。"
    assert reminding.remind(report=short, value=value, by=people.clerk).told == 0


def test_a_blank_without_communities_goes_to_whoever_answers_for_it(place, records, compose, people):
    report = compose(place.district, template="缺数稿")
    value = report.slots.get(no=7)
    with pytest.raises(Refused, match="先指定负责人"):
        reminding.remind(report=report, value=value, by=people.clerk)
    entering.enter(report=report, no=7, given=Given(owner=people.leader), expected=NEW, by=people.clerk)
    assert reminding.remind(report=report, value=value, by=people.clerk).told == 1
    assert Notice.objects.get().url == f"/reports/{report.pk}/slots/7/"


def test_nobody_is_reminded_of_a_final_report(short, people, place):
    given = Given(explanation="去年开展了大走访")
    entering.enter(report=short, no=4, given=given, expected=NEW, by=people.clerk)
    finalising.finalise(report=short, by=person("head", Role.HEAD, place.district))
    with pytest.raises(Refused, match="已经定稿"):
        reminding.remind(report=short, value=short.slots.get(no=4), by=people.clerk)


def test_many_communities_are_told_by_few_statements(place, records, compose, people):
    units = [place.first, place.second, place.third]
    for at, unit in enumerate(units):
        overdue(unit, date(2024, 7, 1))
        person(f"secretary{at}", Role.SECRETARY, unit)
    report = compose(place.district, template="短稿")
    with CaptureQueriesContext(connection) as asked:
        assert reminding.remind(report=report, value=report.slots.get(no=4), by=people.clerk).told == 4
    assert len([line for line in asked if "INSERT INTO notices_notice" in line["sql"]]) == 1


def test_months_are_said_in_prose():
    assert reminding.months(["2024-03"]) == "2024年3月"
    assert reminding.months([f"2024-{at:02}" for at in range(1, 9)]).endswith("2024年6月等8个月")
