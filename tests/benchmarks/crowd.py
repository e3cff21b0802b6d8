"""A district with any number of members, made by the server itself: INSERT … SELECT generate_series with names as people bear them."""

import io
import random

from django.db import connection

from branches.models import Branch
from members.rosters import MemberRoster
from orgwork.accounts.models import Unit
from orgwork.accounts.paths import segment
from orgwork.imports.staging.sql import Statements
from orgwork.kit import pinyin
from tests.faults.databases import rows

from . import bigroster

STREETS = 20
NAMES = 60_000
# Frequent given-name characters first: a few hundred of them make up most names.
COMMON = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文志玉兰成龙海波辉鹏飞红梅春雪琴云莲林生福德民俊峰斌宇浩凯健东亮"
PEOPLE = """
INSERT INTO members_member ({columns})
SELECT {values} FROM generate_series(%s, %s) n
JOIN bench_name p ON p.no = floor({count} * power(abs(hashint8(n) / 2147483648.0), 2))::int
JOIN bench_place b ON b.no = (n %% {places})
"""
GIVEN = {
    "id": "gen_random_uuid()", "version": "1", "source": "'manual'", "is_deleted": "FALSE", "created_at": "now()",
    "updated_at": "now()", "name": "p.name", "pinyin": "p.pinyin", "initials": "p.initials", "grams": "p.grams",
    "branch_id": "b.branch", "unit_id": "b.unit", "path": "b.path", "sex": "(1 + n %% 2)::text", "nation": "'01'",
    "birth": "date '1940-01-01' + (n %% 24000)::int", "birth_prec": "'m'", "edu": "'20'", "member_type": "'formal'",
    "joined_on": "date '1965-01-01' + (n %% 20000)::int", "joined_on_prec": "'m'",
    "id_card_hash": "md5(n::text) || md5((-n)::text)", "id_card_mask": "'410**************4'",
    "\"group\"": "'第' || (1 + n %% 5) || '小组'", "mobile": "'19900000000'",
}  # fmt: skip
TABLES = """
CREATE TABLE bench_name (no integer PRIMARY KEY, name text, pinyin text, initials text, grams text[]);
CREATE TABLE bench_place AS SELECT row_number() OVER (ORDER BY path) - 1 AS no, id AS branch, unit_id AS unit, path FROM branches_branch;
"""


def district(communities, *, names=True):
    """A district, its streets and communities, each with a branch; and the `names` that people() gives."""
    root = _unit("410399", "甲区", "district", None, segment(0))
    streets = [_unit(f"410399{n:03}", f"第{n}街道", "street", root, root.path + segment(n)) for n in range(1, STREETS + 1)]
    places = []
    for n in range(communities):
        street = streets[n % STREETS]
        code, path = f"{street.code}{n // STREETS + 1:03}", street.path + segment(n // STREETS + 1)
        places.append(_unit(code, f"第{n + 1}社区", "community", street, path))
    Unit.objects.bulk_create([root, *streets, *places])
    Branch.objects.bulk_create(_branch(unit) for unit in places)
    rows(TABLES)
    if names:
        _names()


def _unit(code, name, level, parent, path):
    keys = pinyin.keys(name, person=False)
    return Unit(code=code, name=name, level=level, parent=parent, path=path, pinyin=keys.pinyin, initials=keys.initials, grams=keys.grams)


def _branch(unit):
    name = f"中共{unit.name}支部委员会"
    keys = pinyin.keys(name, person=False)
    return Branch(unit=unit, path=unit.path, name=name, kind="branch", domain="community", scope="community",
                  pinyin=keys.pinyin, initials=keys.initials, grams=keys.grams)  # fmt: skip


def name_list():
    """Different names, the frequent ones first."""
    rng, found = random.Random(11), {}
    while len(found) < NAMES:
        pool = COMMON if rng.random() < 0.8 else bigroster.GIVEN
        found.setdefault(rng.choice(bigroster.SURNAMES) + "".join(rng.choices(pool, k=1 + (rng.random() < 0.75))))
    return list(found)


def _names():
    lines = []
    for no, name in enumerate(name_list()):
        keys = pinyin.keys(name)
        lines.append(f"{no}\t{name}\t{keys.pinyin}\t{keys.initials}\t{{{','.join(keys.grams)}}}\n")
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert("COPY bench_name FROM STDIN", io.StringIO("".join(lines)))


def people(first, last):
    """Members number `first` to `last`; no history is written for them."""
    columns = [_quoted(f.column) for f in MemberRoster._meta.model._meta.concrete_fields]
    statements = Statements(MemberRoster)
    values = [GIVEN.get(c) or statements.default(c.strip('"')) for c in columns]
    places = rows("SELECT count(*) FROM bench_place")[0][0]
    sql = PEOPLE.format(columns=", ".join(columns), values=", ".join(values), count=NAMES, places=places)
    rows("ALTER TABLE members_member DISABLE TRIGGER USER")
    rows(sql, first, last)
    rows("ALTER TABLE members_member ENABLE TRIGGER USER")
    rows("VACUUM ANALYZE members_member")
    rows("ANALYZE")


def _quoted(column):
    return f'"{column}"' if column == "group" else column
