"""What the parts of a contract share: who asks, where, and how two answers are compared."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from rest_framework.test import APIClient

from orgwork.accounts.rules import Role
from orgwork.accounts.scope import Scope
from orgwork.kit import registers
from tests.factories import make_world, person

ELSEWHERE = ("near", "far")
ENGLISH = re.compile(r"Traceback|DoesNotExist|Exception|This field|Enter a valid|Select a valid|Server Error|Not Found|/work/|\.py\b")
VOLATILE = {"Set-Cookie", "Expires", "Last-Modified", "Date", "Content-Length"}


def text(response):
    return response.content.decode()


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


class JsonClient(APIClient):
    """Sends JSON, as callers of the API do."""

    default_format = "json"


def api_of(user):
    client = JsonClient()
    client.force_login(user)
    return client


TOKEN = re.compile(r'(name="(?:csrfmiddlewaretoken|submission_key)" value=")[^"]*|("submission_key" value=")[^"]*')


def page_of(response):
    """The page less the tokens that differ from one answer to the next."""
    return TOKEN.sub(r"\1", response.content.decode())


def same_answer(one, other):
    """The two answers differ in nothing a stranger could read."""
    assert one.status_code == other.status_code
    assert one.content == other.content
    assert {k: v for k, v in one.headers.items() if k not in VOLATILE} == {
        k: v for k, v in other.headers.items() if k not in VOLATILE
    }


def refused(answer, missing):
    """404, and exactly the answer that an id nobody has gives."""
    assert (answer.status_code, missing.status_code) == (404, 404)
    same_answer(answer, missing)


class Contract:
    """A subclass says what one register's records look like; the parts say what must hold.

    make(place, **more)  a record of that place, by factory
    typed(place)         what a person types for a new one there
    nth(place, n)        the n-th of many, varied so that sorts have ties and blanks
    """

    key = ""
    editor_role = Role.SECRETARY
    already = 0
    required = ""
    edit = ()
    foreign = ()
    found_by = ()
    filtering = ()
    markup = ""

    @property
    def register(self):
        return registers.get(self.key)

    @property
    def model(self):
        return self.register.model

    @property
    def base(self):
        return f"/{self.key}/"

    @property
    def collection(self):
        return f"/api/v1/{self.key}/"

    def nth(self, place, n):
        return self.make(place)

    def url(self, record, tail=""):
        return f"{self.base}{getattr(record, 'pk', record)}/{tail}"

    def resource(self, record):
        return f"{self.collection}{getattr(record, 'pk', record)}/"

    def rows(self):
        return self.model.objects.order_by("pk")

    def snapshot(self):
        """Every row with all its columns: equal before and after means nothing was written."""
        return list(self.model.everything.order_by("pk").values())

    def form_data(self, record, scope=None):
        """What the edit form of `record` would send unchanged."""
        form = self.register.form(instance=record, scope=scope or Scope.whole())
        found = {name: form.get_initial_for_field(form.fields[name], name) for name in form.record_fields()}
        found |= {"version": record.version}
        return {k: v for k, v in found.items() if v is not None and v is not False}

    def changed(self, record, **more):
        return self.form_data(record) | dict(self.edit) | more

    # who asks --------------------------------------------------------------------------------------
    @pytest.fixture
    def world(self, db):
        return make_world()

    @pytest.fixture
    def editor(self, world):
        return person(self.editor_role, world.own.unit, username="own", name="本社区经办")

    @pytest.fixture
    def mine(self, editor):
        return client_of(editor)

    @pytest.fixture
    def api(self, editor):
        return api_of(editor)

    @pytest.fixture
    def missing(self):
        return uuid4()
