from orgwork.workreports import slots

DISTRICT = [1, 2, 32, 33, 40, 49]
TEXTS = [1, 2, 3, 14, 18, 19, 25, 32, 33, 35, 37, 40, 45, 49]
APPROXIMATE = [26, 27, 28, 34, 42, 44, 46, 47, 48]


def numbers(predicate):
    return [slot.no for slot in slots.SLOTS if predicate(slot)]


def test_the_49_blanks_in_order():
    assert [slot.no for slot in slots.SLOTS] == list(range(1, 50))


def test_35_numbers_and_14_texts():
    assert numbers(lambda slot: not slot.is_number) == TEXTS
    assert len(numbers(lambda slot: slot.is_number)) == 35


def test_styles_of_the_speech():
    assert numbers(lambda slot: slot.style == slots.APPROX) == APPROXIMATE
    assert numbers(lambda slot: slot.style == slots.ATLEAST) == [23, 24]


def test_every_number_has_measure_rule_and_definition():
    assert [slot.no for slot in slots.SLOTS if slot.is_number and not (slot.measure and slot.rule and slot.note)] == []


def test_the_figures_behind_the_first_sentences():
    assert numbers(lambda slot: slot.figure) == [4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 20, 22, 23, 24, 48]
    assert slots.by_no(21).key == "branches.area_standard"


def test_a_name_that_stands_at_several_blanks():
    assert [slot.no for slot in slots.named("区名")] == DISTRICT
    assert [len(slots.named(slot.name)) for slot in slots.SLOTS if slot.name != "区名"] == [1] * 43


def test_a_list_is_no_number():
    assert [(kind, slots.Slot(100, "名", kind).is_number, slots.Slot(100, "名", kind).is_list) for kind in ("number", "list", "text")] == [
        ("number", True, False),
        ("list", False, True),
        ("text", False, False),
    ]
