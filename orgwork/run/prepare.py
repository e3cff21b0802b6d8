"""Before the portal starts: an up-to-date database, the demo district in an empty one, collected static files."""

import argparse
import hashlib
import io
import os
import sys

import django
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from .logins import demo_password, keep_password, password_file
from .terminal import say

DEMO_DISTRICT = "410399"
REAL_DATA = 3


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m orgwork.run.prepare")
    parser.add_argument("--reset", action="store_true", help="empty the database first")
    options = parser.parse_args(arguments)
    django.setup()
    if options.reset and not empty():
        return REAL_DATA
    migrate()
    collect()
    load_demo()
    return 0


def empty():
    """Only a database that holds the invented district, or nothing, is emptied: never one that holds real data."""
    if "accounts_unit" in connection.introspection.table_names() and not _only_demo():
        say(f"RESET=1: this database holds other data than the demo district {DEMO_DISTRICT}; it is not emptied.")
        return False
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    return True


def _only_demo():
    roots = _units().filter(parent=None).values_list("code", flat=True)
    return set(roots) <= {DEMO_DISTRICT}


def migrate():
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("bringing the database up to date")
        call_command("migrate", interactive=False, verbosity=0)


def collect():
    """Copying and compressing takes seconds, so it happens only after a change of some file."""
    mark = settings.STATIC_ROOT / ".collected"
    now = _static_digest()
    if mark.exists() and mark.read_text(encoding="ascii") == now:
        return
    say("collecting the static files")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(now, encoding="ascii")


def _static_digest():
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            prefix = getattr(storage, "prefix", None) or ""
            digest.update(f"{prefix}/{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return digest.hexdigest()


def load_demo():
    """All or nothing: an interrupted load leaves the database empty, and the next start loads it again."""
    if _units().exists():
        if not _only_demo():
            password_file(settings.VAR_DIR).unlink(missing_ok=True)
        return
    say("loading the demo district, once")
    os.environ["DEMO_PASSWORD"] = password = demo_password(settings.VAR_DIR)
    with transaction.atomic():
        call_command("demo", stdout=io.StringIO())
    keep_password(settings.VAR_DIR, password)


def _units():
    return apps.get_model("accounts", "Unit")._base_manager


if __name__ == "__main__":
    sys.exit(main())
