"""The whole speech for the demo district: numbers equal SQL written here, pages list what they say, nothing is left open."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml import ElementTree
from django.test import Client

from orgwork.accounts.models import Unit, User
from orgwork.jobs import services as jobs
from orgwork.kit import figures
from orgwork.workreports import builtin, editions, queries
from orgwork.workreports.models import SlotState
from orgwork.workreports.services import drafting, entering
from orgwork.workreports.services.entering import NEW, Given
from tests.demo_district import standing
from tests.faults.databases import rows
from tests.orgwork.workreports.conftest import version_of
from tests.orgwork.workreports.test_composing import W

pytestmark = pytest.mark.django_db
SERVICES = """
SELECT {} FROM branches_servicerecord s WHERE NOT is_deleted AND kind = '{}' AND date BETWEEN '2024-01-01' AND '2024-12-31'{}
"""
FIRST_OF_HOUSEHOLD = """ AND (household_ref = '' OR NOT EXISTS (
    SELECT 1 FROM branches_servicerecord o
    WHERE NOT o.is_deleted AND o.kind = s.kind AND o.unit_id = s.unit_id AND o.household_ref = s.household_ref
    AND o.date BETWEEN '2024-01-01' AND '2024-12-31' AND (o.date, o.id) < (s.date, s.id)))"""
DONE = " AND status IN ('done', 'answered')"
SOLVED = {
    4: ("visit", FIRST_OF_HOUSEHOLD, "m_visit_households"),
    5: ("opinion", "", "m_opinions"),
    6: ("opinion", f"{DONE} AND solved_on <= '2024-12-31'", "m_opinions_done"),
    7: ("dispute", DONE, "m_disputes"),
    8: ("problem", DONE, "m_problems"),
    9: ("deed", "", "m_deeds"),
}
TYPED = """
SELECT coalesce(sum(v.value), 0) FROM monthly_monthlyvalue v JOIN monthly_monthlyreport r ON r.id = v.report_id
WHERE v.code = '{code}' AND v.source = 'typed' AND r.state IN ('accepted', 'locked') AND v.first_day BETWEEN '2024-01-01' AND '2024-12-31'
AND (left(v.path, 12), v.first_day) NOT IN (SELECT left(path, 12), date_trunc('month', date)::date FROM ({records}) had)
"""
CLEARED = """
SELECT count(DISTINCT (title, doc_no)) FROM office_document
WHERE NOT is_deleted AND action IN ({}) AND action_on BETWEEN '2024-01-01' AND '2024-12-31'{}
"""
OPEN = "JOIN accounts_unit u ON u.id = c.unit_id WHERE NOT c.is_deleted AND (u.closed_on IS NULL OR u.closed_on > '2024-12-31')"
URBAN = f"SELECT count(*) FROM branches_community c {OPEN} AND c.is_urban"
BRAND = """
SELECT path FROM branches_volunteerteam WHERE NOT is_deleted AND featured AND status = 'active' ORDER BY featured_order, path LIMIT 1
"""
TEAMS = "NOT t.is_deleted AND t.status = 'active'"
TAKING_PART = """
SELECT count(*) FROM {table} p WHERE NOT p.is_deleted AND p.path LIKE '{brand}%%' AND EXISTS (
    SELECT 1 FROM branches_teamlink l JOIN branches_volunteerteam t ON t.id = l.team_id
    WHERE NOT l.is_deleted AND l.{field} = p.id AND {teams})
"""
PUBLISHED = """
SELECT count(*) FROM office_publication
WHERE NOT is_deleted AND media_level IN ('province', 'city') AND published_on BETWEEN '2024-01-01' AND '2024-12-31'
"""
COUNTED = [*range(4, 13), 15, 16, 17, *range(20, 25), 48]
BY_HAND = [13, *range(26, 32), 34, 36, 38, 39, *range(41, 45), 46, 47]
WORDS = {3: "求实", 18: "南苑社区", 19: "桥北社区", 25: "四三二", 35: "市委党校", 37: "12380", 45: "2024"}


def one(sql):
    return rows(sql)[0][0]


def services(no):
    kind, more, code = SOLVED[no]
    recorded = one(SERVICES.format("coalesce(sum(quantity), 0)", kind, more))
    return recorded + one(TYPED.format(code=code, records=SERVICES.format("path, date", kind, more)))


def share(condition):
    return round(100 * one(f"{URBAN} AND {condition}") / one(URBAN), 1)


def expected():
    """{no: number}, from the tables alone."""
    brand = one(BRAND)[:12]
    found = {no: services(no) for no in SOLVED}
    found |= {10: one(CLEARED.format("'abolished', 'lapsed'", "")), 11: one(CLEARED.format("'revised'", " AND kind = 'rule'")),
              12: one(CLEARED.format("'created'", " AND kind = 'rule'"))}  # fmt: skip
    found[15] = one(f"SELECT count(*) FROM branches_volunteerteam t WHERE {TEAMS} AND t.path LIKE '{brand}%%'")
    for no, table, field in ((16, "branches_colocatedunit", "colocated_id"), (17, "branches_socialorg", "social_id")):
        found[no] = one(TAKING_PART.format(table=table, field=field, brand=brand, teams=TEAMS))
    found |= {20: one(f"{URBAN} AND c.office_area_m2 >= 300"), 21: 300,
              22: one(f"SELECT count(*) FROM branches_community c {OPEN} AND c.has_daycare AND c.daycare_opened_on <= '2024-12-31'"),
              23: share("c.standard_status IN ('met', 'excellent')"), 24: share("c.standard_status = 'excellent'"),
              48: one(PUBLISHED)}  # fmt: skip
    return found


@pytest.fixture(scope="module")
def district(django_db_setup, django_db_blocker):
    """Ten communities: among fewer there is no excellent one, and a rate of nothing is missing."""
    with standing(django_db_blocker, communities=10) as answer:
        yield answer


@pytest.fixture
def clerk(district):
    return User.objects.get(username="quli")


@pytest.fixture
def report(district, clerk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    unit, version = Unit.objects.get(code="410399"), version_of(builtin.DEFAULT)
    found, job = drafting.start_report(unit=unit, period="2024", version=version, by=clerk, ring=False)
    assert jobs.run_here(job).state == "done", job.error
    found.refresh_from_db()
    return found


@pytest.fixture
def complete(report, clerk):
    """The 17 others typed with a basis, the words set: all through the service."""
    for no in BY_HAND:
        given = Given(value=str(1000 + no), basis=f"科室报表第 {no} 行")
        entering.enter(report=report, no=no, given=given, expected=NEW, by=clerk)
    for no, text in WORDS.items():
        entering.enter(report=report, no=no, given=Given(text=text), expected=NEW, by=clerk)
    return report


def test_each_of_the_18_numbers_equals_its_sql(report):
    values = {value.no: value for value in queries.slots_of(report)}
    assert sorted(expected()) == COUNTED
    assert {no: float(values[no].value) for no in COUNTED} == {no: float(number) for no, number in expected().items()}


def test_the_rest_is_typed_with_a_basis_and_all_words_are_there(complete):
    values = queries.slots_of(complete)
    states = {value.no: value.state for value in values}
    assert len(COUNTED) + len(BY_HAND) == 35
    assert [no for no, state in states.items() if state == SlotState.TYPED] == BY_HAND
    assert sum(state == SlotState.TEXT for state in states.values()) == 14
    assert [no for no, state in states.items() if state == SlotState.MISSING] == []
    assert complete.entries.filter(value__isnull=False).exclude(basis="").count() == 17


def test_the_file_leaves_nothing_open(complete):
    tree = ElementTree.fromstring(ZipFile(BytesIO(editions.final(complete))).read("word/document.xml"))
    text = "".join(node.text or "" for node in tree.iter(f"{W}t"))
    assert [sign for sign in ("×", "【", "{{", "None") if sign in text] == []
    assert re.findall("空(?!白)", text) == []
    for value in queries.slots_of(complete):
        assert value.text in text, value.name


def shown_records(page):
    """How many rows the page lists, over all its pages."""
    found = re.search(r"第 1–(\d+) \S+，共 (\d+)", page)
    return int(found[2]) if found else 0


def of_value(source):
    """What the frozen records of a source give: their sum or their number."""
    figure = figures.get(source.key)
    if figure.aggregate == "sum":
        kept = figure.model.objects.filter(pk__in=source.record_ids)
        return sum(kept.values_list(figure.value_field, flat=True))
    return len(source.record_ids)


def test_each_number_opens_to_exactly_its_records(report, clerk):
    client = Client()
    client.force_login(clerk)
    for value in queries.slots_of(report):
        for source in value.sources.all() if value.no in COUNTED else ():
            page = client.get(f"/reports/{report.pk}/slots/{value.no}/?source={source.key}").content.decode()
            assert shown_records(page) == len(source.record_ids) > 0, (value.no, source.key)
            if figures.get(source.key).aggregate != "ratio":
                assert of_value(source) == source.value, (value.no, source.key)


def test_a_number_is_the_sum_of_its_sources_and_a_rate_the_share_of_its_parts(report):
    for value in queries.slots_of(report):
        sources = {source.is_part: source for source in value.sources.all()}
        if value.no in (23, 24):
            share_of = round(100 * len(sources[True].record_ids) / len(sources[False].record_ids), 1)
            assert float(value.value) == share_of
        elif value.no in COUNTED and value.no != 21:
            assert sum(source.value for source in value.sources.all()) == value.value
