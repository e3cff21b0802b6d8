"""Accepted monthly values fill in where a community has no records for the month; records win where it has (SRV-01)."""

from datetime import UTC, date, datetime

import pytest

from orgwork.monthly.models import FormItem, MonthlyReport, MonthlyValue

pytestmark = pytest.mark.django_db


def month(unit, first_day, code, value, *, state="accepted", source="typed"):
    report, _made = MonthlyReport.objects.get_or_create(
        unit=unit,
        period=f"{first_day:%Y-%m}",
        defaults={
            "first_day": first_day,
            "state": state,
            "due_at": datetime(2025, 1, 1, tzinfo=UTC),
            "fill_until": datetime(2025, 1, 1, tzinfo=UTC),
            "lock_on": date(2025, 1, 1),
        },
    )
    item, _made = FormItem.objects.get_or_create(
        code=code, active_from=date(2020, 1, 1), defaults={"name": code, "group": "服务", "order": 1}
    )
    return MonthlyValue.objects.create(
        report=report,
        item=item,
        code=code,
        unit=unit,
        path=unit.path,
        first_day=first_day,
        state="filled",
        value=value,
        source=source,
    )


def slot(report, no):
    return report.slots.get(no=no)


def test_typed_values_add_where_no_record_stands(place, records, compose):
    typed = month(place.second, date(2024, 3, 1), "m_visit_households", 11)
    found = slot(compose(place.district), 4)
    assert (found.text, found.records, found.state) == ("131", 4, "filled")
    assert [(s.key, s.value, s.record_ids) for s in found.sources.all()][1] == (
        "typed.visit_households",
        11,
        [str(typed.pk)],
    )


def test_records_win_in_their_own_month(place, records, compose):
    month(place.first, date(2024, 3, 1), "m_visit_households", 400)
    assert slot(compose(place.district), 4).text == "120"


def test_a_number_that_stands_on_typed_months_alone_opens_their_figure(place, records, compose, people, client):
    month(place.second, date(2024, 3, 1), "m_disputes", 6)
    report = compose(place.district)
    assert (slot(report, 7).text, slot(report, 7).key) == ("6", "branches.disputes_resolved")
    client.force_login(people.clerk)
    page = client.get(f"/reports/{report.pk}/").content.decode()
    assert 'href="/figures/typed.disputes/?unit=410399&amp;period=2024"' in page
    assert client.get("/figures/typed.disputes/?unit=410399&period=2024").status_code == 200


def test_a_number_of_two_sources_opens_its_own_page(place, records, compose, people, client):
    month(place.second, date(2024, 3, 1), "m_visit_households", 11)
    report = compose(place.district)
    client.force_login(people.clerk)
    assert f'href="/reports/{report.pk}/slots/4/"' in client.get(f"/reports/{report.pk}/").content.decode()
    page = client.get(f"/reports/{report.pk}/slots/4/?source=typed.visit_households").content.decode()
    assert "走访群众（月报）" in page
    assert "11户，1 条记录" in page


def test_what_is_not_accepted_does_not_count_but_is_told(place, records, compose):
    month(place.second, date(2024, 3, 1), "m_visit_households", 11, state="submitted")
    found = slot(compose(place.district), 4)
    assert (found.text, found.state, found.unreviewed) == ("120", "unreviewed", 1)


def test_a_cell_filled_from_records_is_no_second_source(place, records, compose):
    month(place.second, date(2024, 3, 1), "m_visit_households", 11, source="branches.visit_households")
    assert slot(compose(place.district), 4).text == "120"
