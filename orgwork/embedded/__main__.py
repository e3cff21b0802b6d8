"""`python -m orgwork.embedded exec -- COMMAND…` runs a command beside the servers; `status` says where they are.

psql, pg_dump and pg_restore of the embedded version come first in the command's PATH.
"""

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

from . import Place, Trouble, ensure, wipe
from .keeper import keep, lock_file
from .locks import is_held
from .programs import postgres_tools
from .servers import KINDS

ROOT = Path(__file__).resolve().parents[2]


def main(arguments=None):
    options = _parser().parse_args(arguments)
    try:
        return options.act(options)
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1


def _parser():
    parser = argparse.ArgumentParser(prog="python -m orgwork.embedded", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    run = verbs.add_parser("exec", help="run a command with DATABASE_URL and REDIS_URL set")
    run.add_argument("command", nargs=argparse.REMAINDER)
    run.set_defaults(act=_exec)
    keeping = verbs.add_parser("keep", help="keep one server running (started by the others)")
    keeping.add_argument("kind", choices=KINDS)
    keeping.add_argument("root", type=Path)
    keeping.set_defaults(act=lambda options: keep(options.root, options.kind))
    verbs.add_parser("status", help="where the data lies and what runs").set_defaults(act=_status)
    verbs.add_parser("wipe", help="delete the embedded data").set_defaults(act=lambda options: wipe(ROOT))
    return parser


def _exec(options):
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    with ensure(ROOT):
        os.environ["PATH"] = f"{postgres_tools()}{os.pathsep}{os.environ['PATH']}"
        previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
        child = subprocess.Popen(command, preexec_fn=lambda: signal.signal(signal.SIGINT, previous))  # noqa: S603
        signal.signal(signal.SIGTERM, lambda number, frame: child.terminate())
        return child.wait()


def _status(options):
    place = Place.of(ROOT)
    sys.stdout.write(f"data: {place.home}\n")
    for kind in KINDS:
        running = lock_file(place, kind).exists() and is_held(lock_file(place, kind))
        sys.stdout.write(f"{kind}: {'running' if running else 'stopped'}\n")


if __name__ == "__main__":
    sys.exit(main())
