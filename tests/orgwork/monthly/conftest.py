import pytest

from orgwork.accounts.rules import Role
from tests.factories import make_world, person
from tests.factories.monthly import open_reports


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def filler(world):
    return person(Role.SECRETARY, world.own.unit, username="shuji", name="田书记")


@pytest.fixture
def report(world):
    """July of 槐荫社区."""
    return open_reports()["槐荫社区"]
