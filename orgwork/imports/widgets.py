"""How the cells of each kind of column are read, put into the staging table and written out again.

Widgets of django-import-export: `clean` reads a cell (None = blank, raises Problem), `render` gives the text of an
export.
`copy` gives the value in COPY's text format, one field for each of `sql`.
"""

from datetime import date

from import_export.widgets import Widget

from orgwork.kit.values import amounts, choices, dates, ids, names, phones, problems, text, uscc
from orgwork.kit.values.problems import INFO, Problem

from .layout.cells import Noted

NULL = r"\N"
DAY_FORMS = "1973-05-21"


def escaped(value):
    """`value` in COPY's text format."""
    if "\\" in value:
        value = value.replace("\\", "\\\\")
    if "\n" in value or "\t" in value or "\r" in value:
        value = value.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return value


class Text(Widget):
    """Text on one line, at most `length` characters."""

    sql = ("text",)
    suffixes = ("",)
    repeats = True
    takes_dates = False
    notes = False

    def __init__(self, length=2000, *, repeats=True):
        super().__init__()
        self.length, self.repeats = length, repeats

    def begin(self):
        """A new import begins."""

    def clean(self, value, row=None, **kwargs):
        return text.limited(value, self.length) or None

    def copy(self, value):
        return NULL if value is None else escaped(value)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(value)

    def load(self, value):
        """The value from what the columns of the table hold; None where they are blank."""
        return None if value == "" else value

    def jsoned(self, value):
        """The value as `export_roster --format json` gives it; None where there is none."""
        return value if value not in ("", None) else None


class Lines(Text):
    """Long text that keeps its line breaks."""

    def clean(self, value, row=None, **kwargs):
        return text.lines(value, self.length) or None


class Code(Text):
    """A code of letters and digits."""

    def clean(self, value, row=None, **kwargs):
        found = text.folded(value)
        return text.limited(found, self.length) or None


class Name(Text):
    """A person's name; a trailing note is taken off and told."""

    notes = True

    def __init__(self, *, needed=True):
        super().__init__(30, repeats=False)
        self.needed = needed

    def clean(self, value, row=None, **kwargs):
        if not self.needed and not text.tidy(value):
            return None
        raw = text.plain(value)
        bare, note = names.split_note(raw)
        if note is None:
            return names.clean(bare)
        name = names.clean(bare)
        told = Problem(
            "name.note", f"姓名后的“{problems.shown(note, 20)}”已去掉。", level=INFO, value=problems.shown(raw, 40)
        )
        return Noted(name, told, note)


class IdCard(Text):
    """A citizen's ID number. It is sealed before it reaches the staging table; `copy` is never called."""

    def __init__(self):
        super().__init__(18, repeats=False)
        self.today = None

    def begin(self):
        self.today = date.today()

    def clean(self, value, row=None, **kwargs):
        return ids.clean(value, self.today)


class PartDate(Text):
    """A date with the precision it really has: two columns, the day and `y`, `m` or `d`."""

    sql = ("date", "text")
    suffixes = ("", "_prec")
    takes_dates = True

    def __init__(self, *, birth=False, pair=None):
        super().__init__()
        self.birth, self.pair = birth, pair

    def clean(self, value, row=None, **kwargs):
        found = dates.clean(value, birth=self.birth)
        if type(value) is tuple and value[0] == "0.00" and found:
            shown = found.dotted
            return Noted(
                found, Problem("date.ambiguous", f"数字单元格显示为{shown}，按{shown}读取。", level=INFO, value=shown)
            )
        return found

    def copy(self, value):
        return f"{NULL}\t{NULL}" if value is None else f"{value.date}\t{value.precision}"

    def load(self, value, precision=dates.DAY):
        return dates.PartialDate(value, precision or dates.DAY) if value else None

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value.dotted

    def jsoned(self, value):
        return value.text if value else None


class Day(PartDate):
    """A whole date; a month or year alone is refused where `lenient` is not set, else taken as its first day."""

    sql = ("date",)
    suffixes = ("",)

    def __init__(self, *, lenient=False):
        super().__init__()
        self.lenient = lenient

    def clean(self, value, row=None, **kwargs):
        found = super().clean(value)
        known = found.value if isinstance(found, Noted) else found
        if known and known.precision != dates.DAY and not self.lenient:
            raise Problem(
                "date.unrecognised", f"“{known.dotted}”没有写到日。请写成{DAY_FORMS}的样子。", value=known.dotted
            )
        return found

    def copy(self, value):
        return NULL if value is None else value.date.isoformat()

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value.text


class Choice(Text):
    """A word of a code list: stored as its code; `as_code` exports the code itself."""

    def __init__(self, known, *, as_code=False):
        super().__init__()
        self.known, self.as_code = known, as_code

    def clean(self, value, row=None, **kwargs):
        return self.known.clean(value) or None

    def render(self, value, obj=None, **kwargs):
        return self.known.labels.get(value, "") if value else ""

    def jsoned(self, value):
        return (value if self.as_code else self.render(value)) or None


class YesNo(Text):
    sql = ("boolean",)

    def clean(self, value, row=None, **kwargs):
        return choices.yes_no(value)

    def copy(self, value):
        return NULL if value is None else "t" if value else "f"

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else "是" if value else "否"

    def jsoned(self, value):
        return value


class Count(Text):
    """A whole number from `low` to `high`."""

    sql = ("integer",)

    def __init__(self, *, low=0, high=2_147_483_647):
        super().__init__()
        self.low, self.high = low, high

    def clean(self, value, row=None, **kwargs):
        return amounts.integer(value, low=self.low, high=self.high)

    def copy(self, value):
        return NULL if value is None else str(value)

    def jsoned(self, value):
        return value


class Amount(Count):
    """A number with `places` decimals."""

    sql = ("numeric",)

    def __init__(self, places=2):
        super().__init__()
        self.places = places

    def clean(self, value, row=None, **kwargs):
        return amounts.decimal(value, places=self.places)

    def jsoned(self, value):
        return None if value is None else str(value)


class Mobile(Text):
    """A mobile number; a land line in the same cell goes to `tel` where the sheet has no such column."""

    def __init__(self, *, repeats=False):
        super().__init__(20, repeats=repeats)

    def clean(self, value, row=None, **kwargs):
        mobile, land = phones.split(value)
        return mobile or land or None


class Phone(Mobile):
    """Any telephone number."""

    def __init__(self):
        super().__init__(repeats=True)


class Uscc(Text):
    def clean(self, value, row=None, **kwargs):
        return uscc.clean(value) or None
