from datetime import date

import pytest

from orgwork.accounts.rules import Role
from tests.factories import person
from tests.factories.monthly import open_reports

JULY, AUGUST, SEPTEMBER, OCTOBER = (date(2024, n, 1) for n in (7, 8, 9, 10))


@pytest.fixture
def admin(world):
    return person(Role.SYSTEM_ADMIN, world.district, username="admin", name="系统管理员")


@pytest.fixture
def july(world):
    """July is open: the form may be changed from August on."""
    return open_reports("2024-07")


@pytest.fixture
def asked():
    """The columns of a typed number."""
    return {
        "name": "走访商户", "group": "服务群众", "measure": "户", "levels": ["community"], "minutes": 2,
        "definition": "本月走访的沿街商户。",
    }  # fmt: skip
