"""A roster kind is declared once: its columns, its natural key, and the checks that look at more than one cell."""

from import_export import resources
from import_export.declarative import DeclarativeMetaclass

from orgwork.kit import registers

from .layout.columns import ColumnSet

_rosters = {}


class _Declared(DeclarativeMetaclass):
    """Registers each declaration that names a kind."""

    def __new__(mcs, name, bases, attrs):
        made = super().__new__(mcs, name, bases, attrs)
        for field, column in made.fields.items():
            column.name_it(field)
        if made.key:
            made.columns = dict(made.fields)
            made.column_set = ColumnSet(
                list(made.fields.values()), anchors=made.anchors, identity=made.identity, ambiguous=made.ambiguous
            )
            _rosters[made.key] = made
            registers.importable.add(made.key)
        return made


class Roster(resources.Resource, metaclass=_Declared):
    """Base of declarations; an instance serves one import.

    key        the kind; also the register it fills and the subject of the rights
    label      Chinese name
    subject    subject of the rights, where it is not the key
    whole      the checks need all rows of the file at once (`check_all`)
    derived    {column of the table: SQL type} that `derive` gives beside the declared columns
    anchors    fields one of which stands in every record
    identity   ways to tell records apart, the best first (tuples of fields)
    ambiguous  {header: fields it may mean}
    match      "hash" (ID number, else name + birth), "id" (the checks know the record's key) or "key" (`natural` columns, of which
               `natural_day` is the date): how staged rows meet records (staging/sql.py)
    tells_missing  whether records that the roster does not name are counted
    """

    key = ""
    label = ""
    subject = ""
    whole = False
    derived = {"id": "uuid", "unit_id": "uuid", "path": "text"}
    anchors = ("name",)
    identity = ()
    ambiguous = {}
    match = "id"
    natural = ()
    natural_day = ""
    tells_missing = True

    def __init__(self, *, unit=None, places=None, **kwargs):
        super().__init__(**kwargs)
        self.unit, self.places = unit, places

    def begin_sheet(self, layout):
        """Forget what held in the sheet before."""

    def check(self, batch):
        """Look at rows as a whole; use `batch.tell`."""

    def check_all(self, batches):
        """Look at the file as a whole, where `whole` is set."""

    def derive(self, batch):
        """{column: list of texts in COPY's format, one a row} for `derived`. Rows in `batch.bad` are not used."""
        raise NotImplementedError


def get(kind):
    """The Roster class of a kind. Raises KeyError."""
    return _rosters[kind]


def all_rosters():
    """Every declared roster class, by kind."""
    return dict(sorted(_rosters.items()))
