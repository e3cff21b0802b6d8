"""A database of one's own beside the test database: copied from it, used by this process and by its children, then dropped."""

import os
import time
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

from django.db import OperationalError, connection

PATIENCE = 20


@contextmanager
def copied(suffix):
    """A copy of the migrated test database; gives its name."""
    source = connection.settings_dict["NAME"]
    name = f"{source}_{suffix}"
    connection.close()
    _maintain(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _copy(source, name)
    try:
        yield name
    finally:
        _maintain(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def occupied(name):
    """This process's default connection leads to the database `name` meanwhile."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def url_of(name):
    return urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + quote(name)).geturl()


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def _copy(source, name):
    """A session of another thread of this run may need a moment to close."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return _maintain(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        except OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def _maintain(statement):
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
