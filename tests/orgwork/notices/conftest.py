"""People to tell, and an adapter that keeps what it is given."""

from datetime import date

import pytest

from orgwork.kit import params
from orgwork.notices import adapters
from orgwork.notices.adapters import Adapter, NotSent
from tests.factories import UserFactory, make_world

LONG_AGO = date(2020, 1, 1)


class Kept(Adapter):
    """Keeps what it is given; `refuses` makes it say no, `breaks` makes it fall over."""

    key, label = "kept", "试验渠道"

    def __init__(self):
        self.sent, self.refuses, self.breaks = [], "", None

    def send(self, notice):
        if self.breaks:
            raise self.breaks
        if self.refuses:
            raise NotSent(self.refuses)
        self.sent.append((notice.user.name, notice.title))


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def people(db):
    """`people(n)` makes n users."""
    return lambda n: [UserFactory(name=f"书记{i:03}") for i in range(n)]


@pytest.fixture
def switch(db, django_user_model):
    """`switch("file", 1)` turns an adapter on."""
    by = django_user_model.objects.create_user("admin-of-switches", name="管理员")
    return lambda key, value=1: params.put(adapters.switch_of(key), value=value, effective_from=LONG_AGO, by=by, note="试")


@pytest.fixture
def kept(monkeypatch):
    """An adapter of this test alone; off until it is switched on."""
    monkeypatch.setattr(adapters, "_adapters", dict(adapters._adapters))
    monkeypatch.setattr(params, "_declared", dict(params._declared))
    adapter = Kept()
    adapters.register(adapter)
    return adapter
