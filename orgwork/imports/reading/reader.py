"""The parent's side: start the child, take its frames, never wait for it without end."""

import fcntl
import marshal
import select
import struct
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from .refused import Refused

ROOM = Path(__file__).resolve().parents[1]
# The child must not pay for importing the portal: the folder `reading` is a package of its own to it.
START = "import sys; sys.path.append(sys.argv[1]); from reading.child import main; main(*sys.argv[2:])"
PATIENCE = 60
LARGEST_FRAME = 1 << 30


@dataclass
class Sheet:
    """One sheet as the child describes it. Rows count from 1, columns from 0; `merged` are (top, left, bottom,
    right).
    """

    name: str
    visible: bool = True
    first_column: int = 0
    last_column: int = -1
    merged: list = field(default_factory=list)
    hidden_rows: frozenset = frozenset()
    hidden_columns: frozenset = frozenset()
    struck: dict = field(default_factory=dict)
    book: "Workbook" = None

    def rows(self):
        """(number of the first row, list of rows) in the order of the sheet; each row starts at `first_column`."""
        while self.book.coming()[0] == "rows":
            _kind, first, rows = self.book.take()
            yield first, rows


class Workbook:
    """A workbook being read in a child process; a context manager. Iterate to get its sheets, one after the other.

    Raises Refused for the whole file at any point of the iteration.
    """

    def __init__(self, path, budget, only=""):
        command = [sys.executable, "-I", "-c", START, str(ROOM), str(Path(path).absolute()), budget, only]
        self._child = subprocess.Popen(  # noqa: S603 our own program, fixed arguments
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd="/", env={}
        )
        with suppress(OSError):
            fcntl.fcntl(self._child.stdout, fcntl.F_SETPIPE_SZ, 1 << 20)
        self._next = None
        self._poll = select.poll()
        self._poll.register(self._child.stdout, select.POLLIN | select.POLLHUP)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._child.stdout.close()
        with suppress(ProcessLookupError):
            self._child.kill()
        self._child.wait()

    def __iter__(self):
        while self.coming()[0] != "end":
            frame = self.take()
            if frame[0] == "sheet":
                yield _sheet(frame[1], self)

    def coming(self):
        """The next frame, which `take` will return. Raises Refused."""
        if self._next is None:
            self._next = self._frame()
            if self._next[0] == "refused":
                raise Refused(*self._next[1:])
        return self._next

    def take(self):
        frame, self._next = self.coming(), None
        return frame

    def _frame(self):
        deadline = time.monotonic() + PATIENCE
        length = struct.unpack("<I", self._bytes(4, deadline))[0]
        if length > LARGEST_FRAME:
            raise Refused("file.damaged")
        return marshal.loads(self._bytes(length, deadline))  # noqa: S302 written by our own child

    def _bytes(self, wanted, deadline):
        found = bytearray()
        while len(found) < wanted:
            if not self._poll.poll(max(0, deadline - time.monotonic()) * 1000):
                raise Refused("file.too_large", "读取时间过长。请分成几个文件上传。")
            piece = self._child.stdout.raw.read(min(wanted - len(found), 1 << 20))
            if not piece:
                raise self._died()
            found += piece
        return bytes(found)

    def _died(self):
        """A child ended by a signal ran out of its memory or time; any other end means a file its reader cannot
        bear.
        """
        code = self._child.wait()
        if code < 0:
            return Refused("file.too_large", "读取时占用的内存或时间超过上限。请分成几个文件上传。")
        return Refused("file.damaged")


def _sheet(description, book):
    known = dict(description)
    for name in ("hidden_rows", "hidden_columns"):
        known[name] = frozenset(known.get(name, ()))
    return Sheet(book=book, **known)


def open_workbook(path, budget="SECRETARY", only=""):
    """The Workbook at `path`, read within the budget of that name (limits.py); `only` names one sheet."""
    return Workbook(path, budget, only)
