"""How much one uploader may bring (contract.md 3)."""

from typing import NamedTuple

MIB = 1024 * 1024


class Limits(NamedTuple):
    """`seconds` is processor time of the child, `cells` the area a sheet may span, `memory` the child's address
    space.
    """

    file: int
    inflated: int
    rows: int
    cells: int
    memory: int
    seconds: int
    entries: int = 2000
    columns: int = 200
    merges: int = 100_000


SECRETARY = Limits(10 * MIB, 100 * MIB, 20_000, 4_000_000, 1024 * MIB, 20)
ADMINISTRATOR = Limits(64 * MIB, 500 * MIB, 300_000, 16_000_000, 2560 * MIB, 180)
