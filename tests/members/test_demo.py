"""The demo district's members: invented numbers only, and as many as were asked for."""

from datetime import date

import pytest
from django.db.models import Count, F, Q

from members.models import Member
from orgwork.kit.values import ids
from tests.demo_district import SMALL, TODAY, standing


@pytest.fixture(scope="module")
def district(django_db_setup, django_db_blocker):
    with standing(django_db_blocker) as answer:
        yield answer


@pytest.mark.django_db
def test_there_are_as_many_members_as_asked_for(district):
    assert Member.objects.count() == SMALL["members"] == district["made"]["党员"]


@pytest.mark.django_db
def test_id_numbers_are_valid_and_nobodys(district):
    numbers = [member.open_id_card() for member in Member.objects.exclude(id_card_hash="")]
    assert [ids.clean(number, today=TODAY) for number in numbers] == numbers
    assert {number[:6] for number in numbers} == {"410399"}
    assert [number for number in numbers if int(number[14:17]) >= 800] == []
    assert len(set(numbers)) == len(numbers) > SMALL["members"] * 0.9


@pytest.mark.django_db
def test_sex_and_birth_agree_with_the_number(district):
    rows = [(m, m.open_id_card()) for m in Member.objects.exclude(id_card_hash="")]
    assert [m.name for m, number in rows if m.sex != ids.sex_of(number)] == []
    assert [m.name for m, number in rows if not ids.birth_of(number).startswith(known(m))] == []


def known(member):
    """As much of the birth date as the record holds."""
    return member.birth.isoformat()[: 10 if member.birth_prec == "d" else 7]


@pytest.mark.django_db
def test_dates_follow_one_another(district):
    before = (
        Q(formal_on__lt=F("joined_on")) | Q(out_on__lt=F("joined_on")) | Q(joined_on__gt=TODAY) | Q(out_on__gt=TODAY)
    )
    assert Member.objects.filter(before).count() == 0
    assert Member.objects.filter(member_type="probationary", joined_on__lte=date(2023, 7, 29)).count() == 0
    young = [m.name for m in Member.objects.all() if m.joined_on.replace(year=m.joined_on.year - 18) < m.birth]
    assert young == []


@pytest.mark.django_db
def test_some_records_were_corrected_later_and_say_why(district):
    corrected = Member.objects.annotate(changes=Count("events")).filter(changes__gt=1)
    reasons = {
        event.pgh_context.metadata["reason"] for member in corrected for event in member.events.order_by("pgh_id")[1:]
    }
    assert reasons == {"搬了家，就近编组", "在职学习毕业，交来毕业证复印件", "换了手机号，支部书记核对"}
