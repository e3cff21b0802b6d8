"""Only what somebody accepted counts, unless the page says 含未审."""

import pytest

from orgwork.accounts.rules import Role
from tests.factories import make_world, person
from tests.factories.monthly import accepted, open_reports, submitted

pytestmark = pytest.mark.django_db
URL = "/figures/monthly.visit_households/?period=2024-07"


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def page(client, world):
    client.force_login(world.leader)

    def read(more=""):
        return client.get(URL + more).content.decode()

    return read


@pytest.fixture
def reports(world):
    """本社区's month is accepted, its neighbour's is only handed in."""
    months = open_reports()
    keepers = [person(Role.SECRETARY, place.unit) for place in (world.own, world.near)]
    accepted(months["槐荫社区"], keepers[0], world.clerk, m_visit_households=12)
    submitted(months["南苑社区"], keepers[1], m_visit_households=12)


def test_what_waits_is_named_and_not_counted(reports, page):
    html = page()
    assert ("12<small>户</small>" in html, "另有 1 条未审核，没有计入" in html) == (True, True)
    assert "unreviewed=1" in html


def test_including_it_says_so_and_keeps_saying_so(reports, page):
    html = page("&unreviewed=1")
    assert ("24<small>户</small>" in html, "含未审：1 条还没有人审核" in html) == (True, True)
    assert 'period=2024&amp;unreviewed=1' in html  # another period of the same page
    assert html.count("南苑社区") >= 1


def test_the_api_takes_the_same_word(client, world, reports):
    client.force_login(world.leader)
    asked = [client.get(f"/api/v1/figures/monthly.visit_households/?period=2024-07{more}").json() for more in ("", "&unreviewed=1")]
    assert [(a["value"], a["unreviewed"], a.get("with_unreviewed")) for a in asked] == [(12, 1, None), (24, 1, True)]


def test_a_figure_without_review_is_the_same_either_way(client, world):
    client.force_login(world.leader)
    asked = [client.get(f"/api/v1/figures/members.active/?period=2024{more}").json()["value"] for more in ("", "&unreviewed=1")]
    assert asked == [0, 0]
