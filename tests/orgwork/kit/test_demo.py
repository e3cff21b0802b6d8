"""The demo district as it stands: its units, its log-ins, a value for every figure."""

import pytest
from django.contrib.auth import authenticate

from orgwork.accounts.models import Post, Unit, User
from orgwork.accounts.scope import scope_for
from orgwork.kit import figures
from orgwork.kit.periods import Period
from orgwork.workreports import figures as typed
from tests.demo_district import PASSWORD, SMALL, load, standing

SAMPLE_UNITS = {
    "410399": ("甲区", None),
    "410399001": ("青槐街道", "410399"),
    "410399002": ("明渠街道", "410399"),
    "410399001001": ("槐荫社区", "410399001"),
    "410399001002": ("桥北社区", "410399001"),
    "410399002001": ("南苑社区", "410399002"),
    "410399002002": ("新城社区", "410399002"),
}
YEAR = "2023-08-01..2024-07-31"


@pytest.fixture(scope="module")
def district(django_db_setup, django_db_blocker):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO_PASSWORD", PASSWORD)
        with standing(django_db_blocker) as answer:
            yield answer


@pytest.mark.django_db
def test_units_have_the_codes_of_the_sample_rosters(district):
    found = Unit.objects.filter(code__in=SAMPLE_UNITS).select_related("parent")
    assert {u.code: (u.name, u.parent and u.parent.code) for u in found} == SAMPLE_UNITS
    assert Unit.objects.filter(level="community").count() == SMALL["communities"]
    assert set(Unit.objects.values_list("level", flat=True)) >= {"department", "enterprise"}


@pytest.mark.django_db
def test_every_log_in_of_the_contract_opens_its_place(district):
    roles = {
        "admin": "system_admin", "anquan": "security_admin", "shenji": "audit_admin", "quli": "department_clerk",
        "buzhang": "department_head", "lingdao": "leader", "jiedao001": "street_clerk", "jiedao002": "street_clerk",
        "shuji001": "secretary", "shuji002": "secretary", "shuji003": "secretary", "shuji004": "secretary",
    }  # fmt: skip
    assert {login["username"] for login in district["logins"]} == set(roles)
    assert dict(Post.objects.values_list("user__username", "role")) == roles
    assert [name for name in roles if authenticate(username=name, password=PASSWORD) is None] == []


@pytest.mark.django_db
def test_the_nth_secretary_keeps_the_nth_community_by_code(district):
    codes = list(Unit.objects.filter(level="community").order_by("code").values_list("code", "path"))
    scopes = [scope_for(User.objects.get(username=f"shuji{n:03}"), "change", "members") for n in range(1, 5)]
    assert [scope.paths for scope in scopes] == [(path,) for _code, path in codes]


@pytest.mark.django_db
def test_every_figure_has_a_value_for_the_district(district):
    """But for the typed parts: they are there only where a community has no records of its own for the month."""
    unit = Unit.objects.get(code="410399")
    asked = {"scope": scope_for(User.objects.get(username="quli"), "view", "figures"), "unit": unit}
    period = Period.parse(YEAR)
    empty = [f.key for f in figures.all_figures() if figures.value(f.key, period=period, **asked) is None]
    assert [key for key in empty if not key.startswith(typed.PREFIX)] == []


@pytest.mark.django_db
def test_a_second_time_says_that_the_district_stands(district):
    again = load()
    assert again == {"district": "410399", "made": {}, "logins": [], "standing": True}
    assert Unit.objects.filter(level="community").count() == SMALL["communities"]


@pytest.mark.django_db
def test_a_given_password_is_not_told(district):
    assert "password" not in district
