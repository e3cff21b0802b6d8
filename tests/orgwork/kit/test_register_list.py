"""/registers/ lists what the viewer may open, and nothing else."""

import pytest
from django.test import Client

from orgwork.accounts.rules import Role
from tests.factories import make_world, person


@pytest.mark.django_db
def test_a_secretary_finds_his_registers_and_not_the_departments():
    world = make_world()
    client = Client()
    client.force_login(person(Role.SECRETARY, world.own.unit))
    words = client.get("/registers/").content.decode()
    assert all(f'href="/{key}/"' in words for key in ("members", "branches", "seats", "services", "units"))
    assert 'href="/documents/"' not in words


@pytest.mark.django_db
def test_without_any_register_the_page_is_not_there():
    world = make_world()
    client = Client()
    client.force_login(person(Role.AUDIT_ADMIN, world.district))
    assert client.get("/registers/").status_code == 404
