"""Tests that find missing tests: registers without a contract, addresses without a rule, problem codes that nobody provokes."""

import importlib
import re
from pathlib import Path

import pytest
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from orgwork.accounts import rules
from orgwork.kit import figures, registers
from tests.contracts.record import RecordContract
from tests.routes import ANYONE, OPEN, REGISTER_PAGES, RULES

TESTS = Path(__file__).parent
SOURCES = ("branches", "members", "orgwork")
CODES = (TESTS / "data" / "problem_codes.txt").read_text(encoding="utf-8").split()  # the stable codes of contract.md 3
# Codes that no built roster can give; each with its reason.
NOT_YET = {}


def contracts():
    """{register key: contract class} of tests/contracts/test_*.py."""
    found = {}
    for file in sorted((TESTS / "contracts").glob("test_*.py")):
        module = importlib.import_module(f"tests.contracts.{file.stem}")
        mine = [c for c in vars(module).values() if isinstance(c, type) and issubclass(c, RecordContract) and c is not RecordContract]
        found |= {c.key: c for c in mine}
    return found


def routes(resolver, front=""):
    """(name, whole pattern) of every address."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, front + str(entry.pattern))
        else:
            yield entry.name or str(entry.pattern), front + str(entry.pattern)


def is_register_route(name):
    """Whether the name is that of a register's page or collection, whose right its contract tests."""
    for register in registers.all_registers():
        if name in (f"api-{register.key}-list", f"api-{register.key}-detail"):
            return True
        page = "" if name == register.key else name.removeprefix(f"{register.key}-")
        if page in REGISTER_PAGES and (page or name == register.key):
            return True
    return False


def test_every_register_has_its_contract():
    keys = {register.key for register in registers.all_registers()}
    assert (keys - set(contracts()), set(contracts()) - keys) == (set(), set())


def test_every_contract_says_what_it_must():
    silent = [
        f"{key}.{name}"
        for key, contract in contracts().items()
        for name in ("required", "edit", "shown", "found_by", "markup", "foreign")
        if not getattr(contract, name, None)
    ]
    assert silent == []


def test_every_address_has_a_rule():
    without = {name: pattern for name, pattern in routes(get_resolver()) if name not in RULES and not is_register_route(name)}
    assert without == {}


def test_every_rule_has_an_address():
    assert set(RULES) - {name for name, _pattern in routes(get_resolver())} == set()


def test_rules_use_the_words_of_the_matrix():
    words = {f"{action} {subject}" for granted in rules.MATRIX.values() for subject, actions in granted.items() for action in actions}
    words |= {f"{action} {register.key}" for register in registers.all_registers() for action in rules.EDIT}
    assert {right for rule in RULES.values() for right in rule.right.split("|")} - words - {OPEN, ANYONE} == set()


def texts(folder):
    return {f: f.read_text(encoding="utf-8") for f in folder.rglob("*.py")}


def quoted(code, text):
    return re.search(rf"""["']{re.escape(code)}["']""", text) is not None


def test_every_problem_code_has_a_test():
    tests = "\n".join(texts(TESTS).values())
    expected = (TESTS / "data" / "rosters" / "expected.json").read_text(encoding="utf-8")
    assert [code for code in CODES if code not in NOT_YET and not quoted(code, tests + expected)] == []


def test_every_problem_code_can_be_given():
    product = "\n".join(text for name in SOURCES for text in texts(TESTS.parent / name).values())
    assert [code for code in CODES if code not in NOT_YET and not quoted(code, product)] == []


def test_an_exemption_is_still_needed():
    product = "\n".join(text for name in SOURCES for text in texts(TESTS.parent / name).values())
    assert [code for code in NOT_YET if quoted(code, product)] == []


def test_every_figure_is_said_in_chinese(db):
    for figure in figures.all_figures():
        assert re.search("[\u4e00-\u9fff]", figure.name + figure.definition), figure.key
        assert figure.definition.endswith("。"), figure.key


@pytest.mark.parametrize("register", registers.all_registers(), ids=lambda r: r.key)
def test_every_field_of_a_form_stands_in_a_group(register):
    """A field that no heading holds would come last under 其他: a slip of the declaration."""
    grouped = {name for _heading, names in register.groups for name in names}
    assert [n for n in register.form.base_fields if n not in grouped and n not in register.form.EXTRA] == []
