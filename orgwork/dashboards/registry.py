"""Which boards there are and what hangs on them. An app's `dashboards.py` fills this registry when Django starts."""

from dataclasses import dataclass

OVERVIEW = "overview"
NUMBER, MONTHS, BARS, COMPARE, UNITS = "number", "months", "bars", "compare", "units"
KINDS = (NUMBER, MONTHS, BARS, COMPARE, UNITS)

_boards, _tiles, _looks = {}, [], []


@dataclass(frozen=True)
class Board:
    key: str
    label: str
    order: int

    @property
    def url(self):
        return "/dashboard/" if self.key == OVERVIEW else f"/dashboard/{self.key}/"


@dataclass(frozen=True)
class Tile:
    """`columns` are (figure key, the word that stands for it here)."""

    board: str
    kind: str
    title: str
    columns: tuple
    order: int
    side: bool

    @property
    def keys(self):
        return tuple(key for key, _label in self.columns)


@dataclass(frozen=True)
class Look:
    """One thing that asks for a decision: what, where, why; `days` until it is due (negative = overdue), None without a date."""

    title: str
    url: str
    note: str = ""
    days: int | None = None
    tone: str = "warn"
    icon: str = "alert-triangle"

    @property
    def overdue(self):
        return self.days is not None and self.days < 0


def attention(board):
    """Decorator: `look(questions) -> [Look]` is asked each time `board` opens; few statements, within the questions' scope."""

    def register(look):
        _looks.append((board, look))
        return look

    return register


def looks(board):
    return [look for key, look in _looks if key == board.key]


def dashboard(key, label, *, order=50):
    """Declare the board `key`, at /dashboard/<key>/."""
    if key in _boards:
        raise ValueError(f"dashboard {key} is declared twice")
    _boards[key] = Board(key, label, order)


def tile(board, kind, title, *columns, order=50, side=False):
    """Hang a tile on `board`; each column is a pair (figure key, label). The board may be declared later.

    number   the first figure large, the others beneath it
    months   lines over the twelve months that end with the period
    bars     one bar a figure
    compare  the first figure as one bar a unit below
    units    a row a unit below, a column a figure, totals last
    side     stands in the narrow column
    """
    if kind not in KINDS or not columns:
        raise ValueError(f"tile {title}: unknown kind or no figure")
    _tiles.append(Tile(board, kind, title, columns, order, side))


def get(key):
    """The board `key`. Raises KeyError."""
    return _boards[key]


def boards():
    return sorted(_boards.values(), key=lambda board: (board.order, board.key))


def tiles_of(board):
    return sorted((tile for tile in _tiles if tile.board == board.key), key=lambda tile: (tile.order, tile.title))
