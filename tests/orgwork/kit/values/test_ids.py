"""ID numbers: read, refused with the right code, never shown whole."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgwork.kit.values import ids
from orgwork.kit.values.problems import Problem

TODAY = date(2024, 12, 31)
GOOD = "410399197507188062"
READ = {
    GOOD: GOOD, " 410399 19750718 8062": GOOD, "'410399197507188062": GOOD, "410399-19750718-8062": GOOD,
    "41039919631120875x": "41039919631120875X", "４１０３９９１９６３１１２０８７５Ｘ": "41039919631120875X",
    "410399\u200b197507188062": GOOD,
}  # fmt: skip
REFUSED = {
    "": "id_card.empty", None: "id_card.empty", "无": "id_card.empty", "—": "id_card.empty", "不详": "id_card.empty",
    4.10399195304088e17: "id_card.as_number", 410399197507188062: "id_card.as_number", "4.10399E+17": "id_card.as_number",
    "410399197507188000.0": "id_card.as_number", 410399590117885: "id_card.as_number", "41039919750615890": "id_card.length",
    "4103991975071880620": "id_card.length", "4103**********8062": "id_card.length", "41039919750718806l": "id_card.length",
    12345: "id_card.length", "410399590117885": "id_card.old15", "410399591317885": "id_card.birth",
    "410399197202301239": "id_card.birth", "410399189301011237": "id_card.age", "410399209901011232": "id_card.age",
    "410399197507188063": "id_card.check_digit", "41039919750718806\x00": "cell.control_character",
}  # fmt: skip


@pytest.mark.parametrize("raw", READ)
def test_read(raw):
    assert ids.clean(raw, TODAY) == READ[raw]


@pytest.mark.parametrize("raw", REFUSED, ids=repr)
def test_refused(raw):
    with pytest.raises(Problem) as raised:
        ids.clean(raw, TODAY)
    problem = raised.value
    assert problem.code == REFUSED[raw]
    assert "请" in problem.message
    assert not any(run in f"{problem.message}{problem.value}" for run in ("19750718", "590117", "195304"))


def test_old_number_suggests_the_new_form():
    with pytest.raises(Problem) as raised:
        ids.clean("410399590117885", TODAY)
    assert raised.value.suggestion == "410399195901178859"


def test_what_a_number_says():
    assert (ids.birth_of(GOOD), ids.sex_of(GOOD), ids.sex_of("410399198604218213")) == ("1975-07-18", "2", "1")
    assert ids.masked(GOOD) == "410**************2"


@given(st.dates(date(1930, 1, 1), date(2006, 1, 1)), st.integers(0, 799), st.integers(0, 17), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(born, sequence, place, by):
    seventeen = f"410399{born:%Y%m%d}{sequence:03d}"
    number = seventeen + ids.check_character(seventeen)
    assert ids.clean(number, TODAY) == number
    wrong = int(number[place]) + by if number[place] != "X" else by
    with pytest.raises(Problem):
        ids.clean(number[:place] + str(wrong % 10) + number[place + 1 :], TODAY)


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.none()))
def test_anything_is_a_number_or_a_problem(raw):
    try:
        found = ids.clean(raw, TODAY)
    except Problem as problem:
        assert problem.code.startswith(("id_card.", "cell."))
    else:
        assert len(found) == 18
