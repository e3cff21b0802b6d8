"""The statements of an import, made from a roster's declaration: match, update, insert, undo. Names come from
declarations alone.
"""

# ruff: noqa: S608 every name in a statement comes from a declaration, every value is a parameter
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.fields import ArrayField
from django.db.models import NOT_PROVIDED, CharField, TextField

from .tables import PAIRS, staged

KEPT = frozenset(
    {
        "id",
        "version",
        "source",
        "import_batch",
        "is_deleted",
        "created_at",
        "updated_at",
        "created_by_id",
        "updated_by_id",
    }
)
SEALED = ("id_card_enc", "id_card_hash", "id_card_mask")
FOLLOWING = ("path", "pinyin", "initials", "grams")
QUIET = frozenset({"id", *FOLLOWING, *SEALED})
GAINS = "m.id_card_hash = '' AND s.id_card_hash IS NOT NULL"
HOME = "{0}.path >= %(home)s AND {0}.path < %(home_end)s"


@dataclass
class Statements:
    """The SQL of one roster kind. `clears` are the fields for which the user ticked 清空 somewhere: there a blank erases
    in the rows that say so (`s.clears`).
    """

    roster: type
    clears: tuple = ()

    @property
    def target(self):
        return self.roster._meta.model._meta.db_table

    @property
    def source(self):
        return staged(self.roster)

    @cached_property
    def stored(self):
        """[(column, its precision column or "", field to clear or "")] of the declared columns that are stored."""
        found = []
        for name, column in self.roster.columns.items():
            if column.stored:
                first, *rest = column.targets
                found.append((first, rest[0] if rest else "", name if name in self.clears and column.clears else ""))
        return found

    @cached_property
    def compared(self):
        """Columns that make a difference: the stored ones and what was derived from place and parent."""
        derived = [(name, "", "") for name in self.roster.derived if name not in QUIET]
        return self.stored + derived

    def default(self, column):
        """SQL of what stands in a column that nobody gave."""
        field = next(f for f in self.roster._meta.model._meta.concrete_fields if f.column == column)
        if field.default is not NOT_PROVIDED and not callable(field.default):
            return _literal(field.default)
        if isinstance(field, ArrayField):
            return "'{}'"
        return "''" if isinstance(field, (CharField, TextField)) and not field.null else "NULL"

    def new_value(self, column, precision, clear):
        """(expression of the value, of its precision) after the import, from staged `s` and record `m`."""
        new, old = _of("s", column), _of("m", column)
        ticked = f"'{clear}' = ANY(s.clears)"
        blank = f"CASE WHEN {ticked} THEN {self.default(column)} ELSE {old} END" if clear else old
        if not precision:
            return f"COALESCE({new}, {blank})", ""
        fine, was = _of("s", precision), _of("m", precision)
        # A roster that says less than the record already knows changes nothing.
        known = f"{fine} = 'm' AND {was} = 'd' AND date_trunc('month', {old}) = {new}"
        known += f" OR {fine} = 'y' AND {was} <> 'y' AND date_trunc('year', {old}) = {new}"
        value = f"CASE WHEN {new} IS NULL THEN {blank} WHEN {known} THEN {old} ELSE {new} END"
        unknown = f"CASE WHEN {ticked} THEN '' ELSE {was} END" if clear else was
        return value, f"CASE WHEN {new} IS NULL THEN {unknown} WHEN {known} THEN {was} ELSE {fine} END"

    def _changes(self):
        """[(column, expression)] of every column that makes a difference, precisions included."""
        for column, precision, clear in self.compared:
            value, shown = self.new_value(column, precision, clear)
            yield column, value
            if precision:
                yield precision, shown

    @cached_property
    def differs(self):
        """A condition on `s` and `m`: writing the staged row would change the record."""
        changes = list(self._changes())
        old = ", ".join(_of("m", column) for column, _value in changes)
        new = ", ".join(value for _column, value in changes)
        gains = f" OR ({GAINS})" if self.is_sealed else ""
        return f"(ROW({old}) IS DISTINCT FROM ROW({new}){gains})"

    @property
    def is_sealed(self):
        return "id_card_hash" in self.roster.derived

    def pairs(self):
        """A query giving (seq, found, seen, inside) for staged rows that meet a record."""
        return {"hash": self._by_hash, "id": self._by_id, "key": self._by_key}[self.roster.match]()

    def _by_id(self):
        return (
            f"SELECT s.seq, m.id AS found, m.version AS seen, TRUE AS inside FROM {self.source} s"
            f" JOIN {self.target} m ON m.id = s.id WHERE s.upload = %(upload)s"
        )

    def _by_hash(self):
        inside = HOME.format("m")
        month = "date_trunc('month', {0}.birth)"
        return f"""
        SELECT s.seq, m.id AS found, m.version AS seen, {inside} AS inside
        FROM {self.source} s JOIN {self.target} m ON m.id_card_hash = s.id_card_hash AND NOT m.is_deleted AND
        m.id_card_hash <> ''
        WHERE s.upload = %(upload)s
        UNION ALL
        SELECT n.seq, r.id, r.version, TRUE FROM (
            SELECT s.seq, s.name, {month.format("s")} AS born, s.id_card_hash IS NULL AS bare,
                row_number() OVER (PARTITION BY s.name, {month.format("s")}, s.id_card_hash IS NULL ORDER BY s.seq)
                AS nth
            FROM {self.source} s WHERE s.upload = %(upload)s AND s.birth IS NOT NULL
                AND (s.id_card_hash IS NULL OR s.name IN (
                    SELECT m.name FROM {self.target} m WHERE {inside} AND m.id_card_hash = '' AND NOT m.is_deleted))
                AND (s.id_card_hash IS NULL OR NOT EXISTS (
                    SELECT 1 FROM {self.target} m WHERE m.id_card_hash = s.id_card_hash AND NOT m.is_deleted))
        ) n JOIN (
            SELECT m.id, m.version, m.name, {month.format("m")} AS born, b.bare,
                row_number() OVER (PARTITION BY m.name, {month.format("m")}, b.bare ORDER BY m.created_at, m.id) AS nth
            FROM {self.target} m CROSS JOIN (VALUES (TRUE), (FALSE)) b (bare)
            WHERE {inside} AND NOT m.is_deleted AND (b.bare OR m.id_card_hash = '')
                AND m.name IN (SELECT s.name FROM {self.source} s WHERE s.upload = %(upload)s)
        ) r ON r.name = n.name AND r.born = n.born AND r.bare = n.bare AND r.nth = n.nth"""

    def _by_key(self):
        inside = HOME.format("m")
        parts = ", ".join(_of("COALESCE({0}", column) + "::text, '')" for column in self.roster.natural)
        key = f"md5(concat_ws('|', {parts}))"
        day = self.roster.natural_day
        return f"""
        SELECT n.seq, r.id AS found, r.version AS seen, TRUE AS inside FROM (
            SELECT s.seq, {key.format("s")} AS k,
                row_number() OVER (PARTITION BY {key.format("s")} ORDER BY s.seq) AS nth
            FROM {self.source} s WHERE s.upload = %(upload)s
        ) n JOIN (
            SELECT m.id, m.version, {key.format("m")} AS k,
                row_number() OVER (PARTITION BY {key.format("m")} ORDER BY m.created_at, m.id) AS nth
            FROM {self.target} m WHERE {inside} AND NOT m.is_deleted
                AND m.{day} IN (SELECT s.{day} FROM {self.source} s WHERE s.upload = %(upload)s)
        ) r ON r.k = n.k AND r.nth = n.nth"""

    def match(self):
        """One statement: keep the pairs, count what would happen, name the rows registered elsewhere, count the
        missing.
        """
        missing = (
            "FALSE"
            if not self.roster.tells_missing
            else (
                f"{HOME.format('m')} AND NOT m.is_deleted AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.found = m.id)"
                + (" AND NOT m.id_card_hash = ANY(%(present)s)" if self.is_sealed else "")
            )
        )
        gains = (
            "0"
            if not self.is_sealed
            else (
                f"(SELECT count(*) FROM kept k JOIN {self.source} s ON s.upload = %(upload)s AND s.seq = k.seq"
                f" JOIN {self.target} m ON m.id = k.found WHERE {GAINS})"
            )
        )
        return f"""
        WITH met AS ({self.pairs()}), kept AS (
            INSERT INTO {PAIRS} (upload, seq, found, seen, action)
            SELECT %(upload)s, t.seq, t.found, t.seen,
                CASE WHEN NOT t.inside THEN 'e' WHEN m.is_deleted THEN 'r' WHEN {self.differs} THEN 'u' ELSE 's' END
            FROM met t JOIN {self.source} s ON s.upload = %(upload)s AND s.seq = t.seq JOIN {self.target} m ON m.id =
            t.found
            RETURNING seq, found, action)
        SELECT count(*) FILTER (WHERE action = 'u'), count(*) FILTER (WHERE action = 's'),
            (SELECT json_agg(json_build_array(s.sheet, s.row)) FROM {self.source} s JOIN kept k ON k.seq = s.seq
                WHERE s.upload = %(upload)s AND k.action = 'e'),
            (SELECT count(*) FROM {self.target} m WHERE {missing}), {gains},
            count(*) FILTER (WHERE action = 'r')
        FROM kept"""

    def gained(self):
        """Staged numbers of people whose record has none yet: they must be sealed again, for the record's own key."""
        return f"""
        SELECT s.seq, s.id, p.found, s.id_card_enc FROM {self.source} s
        JOIN {PAIRS} p ON p.upload = s.upload AND p.seq = s.seq AND p.action = 'u' JOIN {self.target} m ON m.id =
        p.found
        WHERE s.upload = %(upload)s AND {GAINS}"""

    def stale(self):
        """Whether the records are no longer what the preview showed."""
        return f"""
        SELECT EXISTS (SELECT 1 FROM {PAIRS} p LEFT JOIN {self.target} m ON m.id = p.found
                WHERE p.upload = %(upload)s AND (m.id IS NULL OR m.version <> p.seen))
            OR EXISTS (SELECT 1 FROM ({self.pairs()}) t
                WHERE NOT EXISTS (SELECT 1 FROM {PAIRS} p WHERE p.upload = %(upload)s AND p.seq = t.seq))"""

    def update(self):
        """Write the differences, keeping what was there before."""
        changes = [f'"{column}" = {value}' for column, value in self._changes()]
        changes += [f"{c} = COALESCE(s.{c}, m.{c})" for c in FOLLOWING if c in self.roster.derived]
        if self.is_sealed:
            changes += [
                f"{c} = CASE WHEN m.id_card_hash = '' THEN COALESCE(s.{c}, m.{c}) ELSE m.{c} END" for c in SEALED
            ]
        changes += [
            "is_deleted = FALSE",
            "version = m.version + 1",
            "import_batch = %(upload)s",
            "updated_at = now()",
            "updated_by_id = %(by)s",
        ]
        chosen = "p.upload = %(upload)s AND p.action IN ('u', 'r') AND p.found = m.id"
        return f"""
        WITH kept AS (
            INSERT INTO imports_beforeimage (upload_id, record, before, version)
            SELECT %(upload)s, m.id, to_jsonb(m), m.version + 1 FROM {self.target} m JOIN {PAIRS} p ON {chosen})
        UPDATE {self.target} AS m SET {", ".join(changes)}
        FROM {self.source} s JOIN {PAIRS} p ON p.upload = s.upload AND p.seq = s.seq WHERE {chosen}"""

    def _initial(self, column, given):
        default = self.default(column)
        return f"COALESCE({_of('s', column)}, {default})" if given else default

    def insert(self):
        """Make the records that are new, and remember which they are."""
        given = {column for column, _value in self._changes()} | set(self.roster.derived)
        rest = [f.column for f in self.roster._meta.model._meta.concrete_fields if f.column not in KEPT]
        kept = {column: self._initial(column, column in given) for column in rest} | {
            "id": "s.id",
            "version": "1",
            "source": "'import'",
            "import_batch": "%(upload)s",
            "is_deleted": "FALSE",
            "created_at": "now()",
            "updated_at": "now()",
            "created_by_id": "%(by)s",
        }
        listed = ", ".join(f'"{name}"' for name in kept)
        return f"""
        WITH made AS (
            INSERT INTO {self.target} ({listed})
            SELECT {", ".join(kept.values())} FROM {self.source} s
            WHERE s.upload = %(upload)s AND NOT EXISTS (SELECT 1 FROM {PAIRS} p WHERE p.upload = s.upload AND p.seq =
            s.seq)
            ORDER BY s.seq RETURNING id)
        INSERT INTO imports_beforeimage (upload_id, record, before, version) SELECT %(upload)s, id, NULL, 1 FROM made"""


def _of(alias, column):
    return f'{alias}."{column}"'


def _literal(value):
    """A default of a model field as SQL; declarations hold texts, numbers and truth values only."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return str(value)
    if value is None:
        return "NULL"
    return "'" + str(value).replace("'", "''") + "'"
