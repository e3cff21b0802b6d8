"""Rules of a member's own data: each once, for form, roster and API."""

from datetime import date

import pytest

from members import validators
from members.forms import MemberForm
from orgwork.accounts.scope import Scope
from orgwork.kit.values.dates import PartialDate
from orgwork.kit.values.problems import Problem
from tests.factories import id_number, make_world


def partial(text):
    parts = [int(p) for p in text.split("-")]
    return PartialDate(date(*(parts + [1, 1])[:3]), "ymd"[len(parts) - 1])


@pytest.mark.parametrize(
    ("birth", "joined", "allowed"),
    [
        ("1980-05-20", "1998-05-20", True),
        ("1980-05-20", "1998-05-19", False),
        ("1980-05-20", "1998-05", True),
        ("1980-05-20", "1998-04", False),
        ("1980", "1998", True),
        ("1980-12", "1998", True),
        ("1980", "1997", False),
        ("1980-02-29", "1998-02-28", True),
        ("1980-02-29", "1998-02-27", False),
    ],
)
def test_a_member_joins_at_eighteen(birth, joined, allowed):
    if allowed:
        validators.check_joined(partial(birth), partial(joined))
        return
    with pytest.raises(Problem) as told:
        validators.check_joined(partial(birth), partial(joined))
    assert (told.value.code, "不满18周岁" in told.value.message) == ("joined.under_18", True)


@pytest.mark.parametrize(
    ("joined", "formal", "allowed"), [("1998-05", "1999-05", True), ("1998-05", "1998", True), ("1998-05", "1998-04-30", False)]
)
def test_nobody_turns_formal_before_joining(joined, formal, allowed):
    if allowed:
        validators.check_formal(partial(joined), partial(formal))
        return
    with pytest.raises(Problem) as told:
        validators.check_formal(partial(joined), partial(formal))
    assert told.value.code == "date.order"


def test_what_is_not_known_is_not_judged():
    for check in (validators.check_joined, validators.check_formal):
        assert check(None, partial("1998")) is check(partial("1998"), None) is None


@pytest.mark.parametrize(
    ("sex", "birth", "codes"),
    [
        ("1", "1950-01-01", []),
        ("2", "1950-01-01", ["sex.contradicts_id"]),
        ("1", "1950-01", []),
        ("1", "1950-02", ["birth.contradicts_id"]),
        ("9", "1951", ["birth.contradicts_id"]),
        ("", None, []),
    ],
)
def test_what_contradicts_the_number_is_a_warning_that_does_not_name_it(sex, birth, codes):
    plain = id_number(3)
    found = validators.check_identity(plain, sex, birth and partial(birth))
    assert [(p.code, p.level) for p in found] == [(code, "warning") for code in codes]
    assert all(plain not in p.message for p in found)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"joined_on": "1980-01"}, "joined_on"),
        ({"formal_on": "1990-01"}, "formal_on"),
        ({"lost": True}, "lost_on"),
        ({"out_kind": "moved"}, "out_on"),
        ({"birth": "1971-13"}, "birth"),
        ({"id_card": "41039919710203"}, "id_card"),
        ({"sex": "7"}, "sex"),
        ({"mobile": "1390000000x"}, "mobile"),
        ({"name": "田\u200b丰"}, "name"),
        ({"name": "田丰123"}, "name"),
    ],
)
def test_the_form_says_each_rule_at_its_field(db, changes, field):
    world = make_world()
    typed = {
        "name": "欧阳明月", "sex": "1", "nation": "01", "birth": "1970-05", "id_card": id_number(1), "edu": "21",
        "branch": str(world.own.branch.pk), "member_type": "formal", "joined_on": "1995-07", "formal_on": "1996-07",
        "party_status": "normal", "manage_class": "self", "mobile": "13900000001",
    }  # fmt: skip
    assert MemberForm(typed, scope=Scope.whole()).errors == {}
    assert list(MemberForm(typed | changes, scope=Scope.whole()).errors) == [field]
