#!/usr/bin/env python
"""Django's commands, beside the embedded PostgreSQL and Valkey where DATABASE_URL and REDIS_URL name no others."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management import execute_from_command_line

from orgwork.embedded import Trouble, ensure

WITHOUT_SERVERS = {"help", "version", "collectstatic", "findstatic", "compilemessages", "makemessages", "diffsettings"}
ASKS_FOR_HELP = {"-h", "--help", "--version"}


def needs_servers(arguments):
    return bool(arguments) and arguments[0] not in WITHOUT_SERVERS and not ASKS_FOR_HELP & set(arguments)


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orgwork.settings.dev")
    root = Path(__file__).resolve().parent
    try:
        with ensure(root) if needs_servers(sys.argv[1:]) else nullcontext():
            execute_from_command_line(sys.argv)
    except Trouble as trouble:
        sys.exit(str(trouble))


if __name__ == "__main__":
    main()
