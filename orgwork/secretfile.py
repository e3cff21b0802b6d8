"""A secret in a file: made once, however many processes start at the same moment, and never seen half written."""

import os
import tempfile
from contextlib import suppress


def made_once(file, make, *, mode=0o600) -> bytes:
    """The content of `file` (a Path in a folder that is there). Where there is no such file, `make()` gives it.

    A link appears whole or not at all: of several makers one wins, and the others read what is his.
    """
    with suppress(FileNotFoundError):
        return file.read_bytes()
    descriptor, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(make())
        os.chmod(draft, mode)
        with suppress(FileExistsError):
            os.link(draft, file)
    finally:
        os.unlink(draft)
    return file.read_bytes()
