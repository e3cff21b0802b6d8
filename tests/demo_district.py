"""A small demo district, built once for a module and rolled back after it."""

import json
from contextlib import contextmanager
from datetime import date
from io import StringIO

from django.core.management import call_command
from django.db import transaction

TODAY = date(2024, 7, 29)
SMALL = {"communities": 4, "members": 500, "months": 14, "seed": 7, "today": TODAY}
PASSWORD = "invented-word-77"


def load(**options):
    """What the command answers with --json."""
    out = StringIO()
    call_command("demo", json=True, stdout=out, stderr=StringIO(), **{**SMALL, **options})
    return json.loads(out.getvalue())


@contextmanager
def undone():
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def standing(blocker, **options):
    """The district, for tests that only read it."""
    with blocker.unblock(), undone():
        yield load(**options)
