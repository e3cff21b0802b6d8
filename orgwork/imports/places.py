"""Units named in a roster: found by name or code, told apart from those outside the unit the roster is for."""

from typing import NamedTuple

from orgwork.accounts.models import Unit
from orgwork.kit.values.orgs import nearest, place_key
from orgwork.kit.values.problems import Problem, shown

ENDINGS = ("社区居民委员会", "社区居委会", "居委会", "社区", "街道办事处", "街道", "办事处")


class Place(NamedTuple):
    """What importing needs to know of a unit."""

    id: object
    code: str
    name: str
    short_name: str
    level: str
    path: str


def _short(key):
    for ending in ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 1:
            return key[: -len(ending)]
    return key


class PlaceBook:
    """All units that are open, looked up by name, short name or code; `home` is the unit the roster is for."""

    def __init__(self, places, home):
        self.by_code = {place.code: place for place in places}
        self.home = self.by_code.get(home.code) if home is not None else None
        self._exact, self._loose = {}, {}
        for place in places:
            for word in {place.name, place.short_name, place.code} - {""}:
                self._exact.setdefault(place_key(word), []).append(place)
            self._loose.setdefault(_short(place_key(place.name)), []).append(place)
        self.inside = [place for place in places if self.is_inside(place)]

    def is_inside(self, place):
        return self.home is not None and place.path.startswith(self.home.path)

    def names_above(self, path):
        """Names of the unit at `path` and of its superiors: what may stand in front of a branch's name."""
        return [place.name for place in self.by_code.values() if path.startswith(place.path)]

    def find(self, text, within=None):
        """The Place of that name inside the home unit (or `within`). Raises Problem unit.unknown, unit.out_of_scope."""
        key = place_key(text)
        found = self._exact.get(key) or self._loose.get(_short(key)) or []
        inside = [p for p in found if p.path.startswith((within or self.home).path)]
        if len(inside) == 1:
            return inside[0]
        if len(inside) > 1:
            raise Problem(
                "unit.unknown", f"有{len(inside)}个单位都叫“{shown(text, 30)}”。请改填单位代码。", value=shown(text, 30)
            )
        if found:
            cause = f"“{shown(text, 30)}”不在“{(within or self.home).name}”范围内。请删除这一行，或由该单位导入。"
            raise Problem("unit.out_of_scope", cause, value=shown(text, 30))
        raise self._unknown(text, key)

    def _unknown(self, text, key):
        names = {place_key(place.name): place.name for place in self.inside}
        like = nearest(key, names)
        hint = f"是不是“{names[like]}”？" if like else ""
        cause = f"没有名为“{shown(text, 30)}”的单位。{hint}请核对单位名称。"
        return Problem("unit.unknown", cause, suggestion=names.get(like), value=shown(text, 30))


def open_places():
    """Every unit that is open, as Places; keys are texts, as COPY wants them."""
    rows = Unit.objects.filter(closed_on=None).values_list("id", "code", "name", "short_name", "level", "path")
    return [Place(str(key), *rest) for key, *rest in rows]


class Known(dict):
    """Text → what it names, or the Problem it is; asked once for each text."""

    def __init__(self, find):
        super().__init__()
        self._find = find

    def __missing__(self, text):
        try:
            found = self._find(text)
        except Problem as problem:
            found = problem
        self[text] = found
        return found


class Filler:
    """Fills blank cells of a place column down from the last row whose value was understood; tells it once a sheet.

    Where the rows' places are given, nothing is carried from one place into another.
    """

    def __init__(self, field, known):
        self.field, self.known = field, known
        self.last, self._at, self._told, self._paired = None, None, False, False

    def forget(self):
        """A new group begins: nothing above it holds any more."""
        self.last = None

    def fill(self, batch, values, places=None):
        """`values` with blanks replaced in place where something stands above."""
        self._paired = places is not None
        places = places if self._paired else [None] * len(values)
        if None not in values:
            self._remember(values, places)
            return values
        for at, (value, place) in enumerate(zip(values, places, strict=True)):
            if value is not None:
                if not isinstance(self._meant(value, place), Problem):
                    self.last, self._at = value, place
            elif self.last is not None and place == self._at:
                values[at] = self.last
                self._tell(batch, at)
        return values

    def _meant(self, value, place):
        return self.known[place, value] if self._paired else self.known[value]

    def _remember(self, values, places):
        for value, place in zip(reversed(values), reversed(places), strict=True):
            if not isinstance(self._meant(value, place), Problem):
                self.last, self._at = value, place
                return

    def _tell(self, batch, at):
        if not self._told:
            self._told = True
            cause = f"空白单元格按上一行的“{self.last}”填充。"
            batch.tell(at, self.field, Problem("row.filled_down", cause, level="info", value=""))
