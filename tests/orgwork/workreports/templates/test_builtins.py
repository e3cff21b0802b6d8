"""The templates that come with the portal: put into the tables once, left alone where a person changed them; the brief is brief."""

import pytest
from django.core.management import call_command

from orgwork.accounts.models import Unit
from orgwork.workreports import builtin, filling
from orgwork.workreports.models import SlotState, SlotValue, Template
from orgwork.workreports.parsing import parse
from orgwork.workreports.services import templating
from orgwork.workreports.templates import builtins

pytestmark = pytest.mark.django_db


def versions(key):
    return [(v.number, v.text) for v in Template.objects.get(builtin=key).versions.all()]


def test_without_a_district_there_is_nobody_to_own_them():
    builtins.ensure()
    assert (Unit.objects.count(), Template.objects.count()) == (0, 0)


def test_put_in_once_for_the_district(place):
    builtins.ensure()
    builtins.ensure()
    assert {t.builtin: (t.name, t.kind, t.unit) for t in Template.objects.all()} == {
        item.key: (item.name, item.kind, place.district) for item in builtin.ALL
    }
    assert versions("speech") == [(1, builtin.text(builtin.DEFAULT))]


def test_after_a_migration_they_are_there(place):
    call_command("migrate", verbosity=0)
    assert Template.objects.count() == len(builtin.ALL)


def test_new_wording_of_a_release_is_a_new_version(place):
    builtins.ensure()
    Template.objects.get(builtin="brief").versions.update(text="旧的写法")
    builtins.sync()
    assert versions("brief") == [(2, builtin.text("八百字简报")), (1, "旧的写法")]


def test_what_a_person_changed_is_left_alone(place, people):
    builtins.ensure()
    template = Template.objects.get(builtin="brief")
    templating.save_version(template=template, text="我们的写法", by=people.clerk, base=1)
    builtins.sync()
    assert [number for number, _text in versions("brief")] == [2, 1]


def test_a_name_that_is_taken_already_stays_its_owners(place, people):
    mine, _version = templating.create_template(unit=place.district, name="八百字简报", kind="brief", text="我的", by=people.clerk)
    builtins.ensure()
    assert (mine.versions.count(), Template.objects.filter(name="八百字简报").count()) == (1, 1)


def filled(text, number="123456", words="十二个字的名称也够长了"):
    document = parse(text)
    values = {
        gap.no: SlotValue(no=gap.no, is_number=gap.slot.is_number, value=number, text=words, state=SlotState.FILLED)
        for gap in document.slot_gaps()
    }
    blocks = filling.filled(document, values, dict.fromkeys(("报告年份", "截止日期", "报告单位"), "2024年12月31日"))
    return ["".join(run.text for run in block.runs) for block in blocks]


def test_the_brief_has_800_characters_at_most_with_large_numbers_in_it(place):
    said = "".join(filled(builtin.text("八百字简报")))
    assert len(said) <= 800
    assert "{{" not in said


@pytest.mark.parametrize("item", builtin.ALL, ids=lambda item: item.key)
def test_every_slot_goes_by_a_name_that_is_known(place, item):
    document = parse(item.text)
    assert document.problems == ()
    assert {gap.slot.kind for gap in document.slot_gaps()} <= {"number", "text", "list"}


def test_the_street_speaks_of_itself_only(place):
    """No slot of a district's own business: talent, cadres, documents of the district."""
    districts = {*range(10, 14), *range(34, 49)}
    assert {gap.no for gap in parse(builtin.text("街道组织工作报告")).slot_gaps()} & districts == set()


def test_the_built_in_texts_share_no_sentence_with_each_other(place):
    sentences = [{s for s in "".join(item.text.splitlines()).split("。") if len(s) > 12} for item in builtin.ALL]
    assert [a & b for at, a in enumerate(sentences) for b in sentences[at + 1 :] if a & b] == []
