"""Items made in the console have figures; all items of the report are answered by one grouped statement."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.figures import Ask
from orgwork.kit.periods import Period
from orgwork.monthly.figures import figure_key, made_figures
from orgwork.monthly.formdef.editing import add_item, change_item, stop_item
from orgwork.monthly.models import FormItem, MonthlyValue
from tests.factories.monthly import accepted, open_reports, submitted

from .conftest import AUGUST, SEPTEMBER


@pytest.fixture(autouse=True)
def forget():
    """What another test's form had is not known here."""
    made_figures.forget()
    yield
    made_figures.forget()


@pytest.fixture
def shops(july, admin, asked):
    return add_item(month=AUGUST, by=admin, **asked)


def value(key, world, period="2024"):
    return figures.value(key, scope=Scope.whole(), unit=world.district, period=Period.parse(period))


def test_an_item_made_in_the_console_has_a_figure(shops, world, filler):
    august = open_reports("2024-08")["槐荫社区"]
    accepted(august, filler, world.clerk, m_zfsh=7)
    found = figures.get("monthly.zfsh")
    assert (found.name, found.measure, found.aggregate, found.period_rule) == ("走访商户（月报）", "户", "sum", "ytd")
    assert value("monthly.zfsh", world) == 7
    assert figures.declared("monthly.zfsh") is False
    assert "monthly.zfsh" in {f.key for f in figures.all_figures()}


def test_what_nobody_has_accepted_is_told_apart(shops, world, filler):
    submitted(open_reports("2024-08")["槐荫社区"], filler, m_zfsh=7)
    asked = {"scope": Scope.whole(), "unit": world.district, "period": Period.parse("2024")}
    assert (value("monthly.zfsh", world), figures.unreviewed("monthly.zfsh", **asked)) == (None, 1)


def test_a_stopped_item_keeps_its_figure(shops, world, filler, admin):
    accepted(open_reports("2024-08")["槐荫社区"], filler, world.clerk, m_zfsh=7, m_care=3)
    stop_item(code="m_zfsh", month=SEPTEMBER, by=admin)
    stop_item(code="m_care", month=SEPTEMBER, by=admin)
    assert (value("monthly.zfsh", world), value("monthly.care", world)) == (7, 3)


def test_a_renamed_item_is_called_by_its_newest_name(shops, admin):
    assert figures.get("monthly.zfsh").name == "走访商户（月报）"
    change_item(code="m_zfsh", month=SEPTEMBER, by=admin, name="走访沿街商户")
    assert figures.get("monthly.zfsh").name == "走访沿街商户（月报）"


def test_texts_and_choices_have_no_figure(july, admin, asked):
    add_item(month=AUGUST, by=admin, **asked | {"name": "小区类型", "kind": "choice", "choices": ["老旧", "新建"]})
    with pytest.raises(KeyError):
        figures.get("monthly.xqlx")


def test_a_rate_of_the_console_is_the_ratio_of_its_parts(july, admin, asked):
    add_item(month=AUGUST, by=admin, **asked | {
        "name": "女党员占比", "measure": "%", "aggregate": "ratio", "figure": "members.female_rate", "computed_only": True,
    })  # fmt: skip
    found = figures.get("monthly.ndyzb")
    assert (found.aggregate, found.of, found.over) == ("ratio", "monthly.ndyzb_part", "monthly.ndyzb_whole")
    assert figures.get("monthly.ndyzb_whole").value_field == "whole"


def test_made_figures_are_read_once_a_request(shops, world):
    made_figures.forget()
    with CaptureQueriesContext(connection) as seen:
        for _again in range(50):
            figures.get("monthly.zfsh")
    assert len(seen) == 1
    Client().get("/login/")
    with CaptureQueriesContext(connection) as seen:
        figures.get("monthly.zfsh")
    assert len(seen) == 1


def test_a_key_that_is_not_there_is_looked_up_again(july, admin, asked):
    """Somebody else may have added it since."""
    with pytest.raises(KeyError):
        figures.get("monthly.zfsh")
    FormItem.objects.create(code="m_zfsh", active_from=AUGUST, order=1, **asked)
    assert figures.get("monthly.zfsh").name == "走访商户（月报）"


def test_a_hundred_items_by_one_statement(world, filler, july, admin, asked):
    """60 items of the portal and 40 of the console, sums and last values: one statement, and each value as when it is asked alone."""
    for n in range(40):
        wanted = asked | {"name": f"新项目{n}", "aggregate": "last" if n % 3 == 0 else "sum"}
        FormItem.objects.create(code=f"m_new{n}", active_from=date(2020, 1, 1), order=9000 + n, **wanted)
    for period in ("2024-05", "2024-06"):
        for unit, report in open_reports(period).items():
            typed = {f"m_new{n}": n + len(unit) + int(period[-1]) for n in range(40)}
            accepted(report, filler, world.clerk, m_care=2, m_projects=3, m_petitions=5, m_petitions_done=4, **typed)
    codes = sorted(set(MonthlyValue.objects.filter(item__kind="number").values_list("code", flat=True)))
    asks = [Ask(figure_key(code), world.street, Period.parse("2024")) for code in codes]
    assert len(asks) == 100
    figures.all_figures()
    with CaptureQueriesContext(connection) as seen:
        found = figures.values_of(asks, scope=Scope.whole())
    alone = {ask: figures.value(ask.key, scope=Scope.whole(), unit=ask.unit, period=ask.period) for ask in asks}
    beside = [q["sql"] for q in seen if "monthly_monthlyvalue" not in q["sql"]]
    assert (len(seen) - len(beside), [sql for sql in beside if "kit_param" not in sql], found) == (1, [], alone)
    assert sum(bool(number) for number in found.values()) > 40


def test_families_are_few():
    """Sums and last values: two groups, whatever the number of items."""
    declared = [f for f in figures.registry._figures.values() if f.key.startswith("monthly.") and f.family]
    assert {f.family.name for f in declared} == {"monthly.sum", "monthly.last"}
    assert {f.family.narrow for f in declared} == {figures.get("monthly.care").family.narrow, figures.get("monthly.members").family.narrow}
