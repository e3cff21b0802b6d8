"""Help: every page opens for everybody who has logged in, and its pictures are there."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from orgwork.accounts.rules import Role
from orgwork.console.help import TOPICS
from tests.factories import UnitFactory, person

SLUGS = [topic.slug for topic in TOPICS]


@pytest.fixture
def reader(client, db):
    client.force_login(person(Role.SECRETARY, UnitFactory()))
    return client


def test_the_index_leads_to_every_page(reader):
    html = reader.get("/help/").content.decode()
    assert [slug for slug in SLUGS if f'href="/help/{slug}/"' not in html] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_opens_and_its_links_lead_somewhere(reader, slug):
    response = reader.get(reverse("help-topic", args=[slug]))
    html = response.content.decode()
    assert response.status_code == 200
    inside = set(re.findall(r'href="(/help/[^"]*)"', html))
    assert {url: reader.get(url).status_code for url in inside} == dict.fromkeys(inside, 200)


@pytest.mark.parametrize("slug", SLUGS)
def test_pictures_are_there_and_small(reader, slug):
    html = reader.get(f"/help/{slug}/").content.decode()
    files = [settings.BASE_DIR / "static" / name for name in re.findall(r'src="/static/(help/[^"]+)"', html)]
    assert [str(f) for f in files if not f.exists() or f.stat().st_size > 150_000] == []


def test_no_other_page_answers(reader):
    assert reader.get("/help/nothing/").status_code == 404


def test_a_stranger_is_asked_to_log_in(client, db):
    assert client.get("/help/").url == "/login/?next=/help/"
