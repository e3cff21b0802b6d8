"""Pages of the work report; the register of proposals is found here at start (kit/apps.py)."""

from . import proposals  # noqa: F401 declared by being read
