"""Several documents from one set of frozen numbers; a street's part is worked out from the frozen records, never asked anew."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.models import Community, ServiceRecord
from orgwork.accounts.rules import Role
from orgwork.audit.context import acting
from orgwork.workreports import documents, files, frozen
from orgwork.workreports.models import ReportDocument
from orgwork.workreports.services import entering, finalising, making, templating
from orgwork.workreports.services.entering import NEW, Given
from orgwork.workreports.services.errors import Refused
from tests.factories import TeamFactory
from tests.orgwork.workreports.conftest import person, put, version_of
from tests.orgwork.workreports.test_typed_months import month
from tests.orgwork.workreports.word.docx import BOLD, docx, p, part, r

pytestmark = pytest.mark.django_db
FULL = (
    "某区报告\n走访群众{{走访联系群众户数}}户，听取意见{{征集意见建议条数}}条。"
    "{{办公用房达标社区数}}个社区用房达到{{办公用房标准}}㎡，达标率{{社区达标率}}，专项报告{{听取人才专项报告次数}}次。"
)
STREET = (
    "{{报告单位}}报告\n走访群众{{走访联系群众户数}}户，听取意见{{征集意见建议条数}}条，"
    "志愿队伍{{志愿服务组织数}}支，有{{品牌志愿队伍:列举:3}}。"
)
BRIEF = "某区简报\n走访群众{{走访联系群众户数:余}}户。"


@pytest.fixture
def head(place, people):
    return person("head", Role.HEAD, place.district)


@pytest.fixture
def final(place, records, compose, people, head):
    put("全文稿", FULL)
    put("街道稿", STREET, kind="street")
    put("简报稿", BRIEF, kind="brief")
    TeamFactory(unit=place.first, name="护学队", featured=True, featured_order=1)
    TeamFactory(unit=place.third, name="巧手队", featured=True, featured_order=2)
    month(place.second, date(2024, 3, 1), "m_visit_households", 11)
    report = compose(place.district, template="全文稿")
    entering.enter(report=report, no=4, given=Given(explanation="去年大走访"), expected=NEW, by=people.clerk)
    entering.enter(report=report, no=38, given=Given(value="12", basis="会议记录"), expected=NEW, by=people.clerk)
    return finalising.finalise(report=report, by=head)


def text_of(drawn):
    return "".join(run.text for block in drawn.blocks for run in block.runs)


def at(report, unit):
    """{name: number} of the frozen values in one street."""
    return {v.name: (v.value, v.records) for v in documents.Numbers(report).of(unit) if v.is_number and v.in_text}


def test_a_brief_says_the_frozen_numbers(final, records, people):
    with acting(by=people.clerk):
        ServiceRecord.objects.filter(kind="visit").update(quantity=1)
    drawn = documents.draw(documents.Numbers(final), version_of("简报稿"), final.unit)
    assert (text_of(drawn), drawn.findings, drawn.length) == ("某区简报走访群众130余户。", (), 14)


def test_a_brief_that_is_too_long_says_so(final):
    version = version_of("简报稿")
    version.text = "某区简报\n" + "长" * 791 + "　 {{走访联系群众户数:余}}户。"
    drawn = documents.draw(documents.Numbers(final), version, final.unit)
    assert (drawn.length, drawn.findings) == (801, ("共 801 个字，简报不超过 800 个字。请缩短模板，或者多用几个“余”。",))


def test_the_streets_parts_add_up_to_the_whole(final, place):
    west, east = at(final, place.street), at(final, place.far)
    whole = at(final, place.district)
    for name in ("走访联系群众户数", "征集意见建议条数", "办公用房达标社区数"):
        assert west[name][0] + east[name][0] == whole[name][0]
        assert west[name][1] + east[name][1] == whole[name][1]


def test_a_street_has_sum_count_rate_and_typed_months_of_its_own(final, place):
    assert at(final, place.street) == {
        "走访联系群众户数": (101, 3),
        "征集意见建议条数": (45, 1),
        "办公用房达标社区数": (1, 1),
        "办公用房标准": (300, 0),
        "社区达标率": (50, 2),
        "听取人才专项报告次数": (None, 0),
    }


def test_records_count_as_they_were_at_the_freeze(final, place, records, people):
    """Edited, moved to another street, deleted: the street's part stays what it was."""
    before = at(final, place.street)
    with acting(by=people.clerk, reason="后来改的"):
        for record, values in ((records[0], {"quantity": 1}), (records[1], {"unit": place.third}), (records[4], {"is_deleted": True})):
            for name, value in values.items():
                setattr(record, name, value)
            record.version += 1
            record.save()
        Community.objects.filter(unit=place.first).update(office_area_m2=10, standard_status="below", version=2)
    assert at(final, place.street) == before


def test_one_statement_for_all_streets_and_numbers(final, place):
    with CaptureQueriesContext(connection) as asked:
        found = frozen.parts(final, width=documents.STREET)
    read = [line["sql"] for line in asked if "event" in line["sql"]]
    assert (len(read), {path for _source, path in found}) == (1, {place.street.path, place.far.path})


def test_a_list_names_only_the_streets_own(final, place):
    """The district's list names the teams of one community; the other street has teams, but none on that list."""
    west, east = (text_of(documents.draw(documents.Numbers(final), version_of("街道稿"), unit)) for unit in (place.street, place.far))
    assert "志愿队伍1支，有护学队" in west
    assert "志愿队伍1支，有【待补：品牌志愿队伍】" in east
    assert west.startswith("文昌街道报告")


def test_what_was_typed_for_the_district_is_nobodys_part(final, place):
    version = version_of("街道稿")
    version.text = "{{报告单位}}报告\n专项报告{{听取人才专项报告次数}}次，党员{{培训党政人才人数}}名。"
    drawn = documents.draw(documents.Numbers(final), version, place.street)
    assert text_of(drawn) == "文昌街道报告专项报告【待补：听取人才专项报告次数】次，党员【待补：培训党政人才人数】名。"
    assert drawn.findings == ("定稿的数里没有：听取人才专项报告次数、培训党政人才人数。",)


def test_documents_are_made_once_a_template_and_unit(final, people, place):
    made = making.make(report=final, version=version_of("街道稿"), by=people.clerk)
    assert [(row.title, row.unit, row.kind, row.freeze_digest) for row in made] == [
        ("2024年文昌街道稿", place.street, "street", final.freeze_digest),
        ("2024年城南街道稿", place.far, "street", final.freeze_digest),
    ]
    again = making.make(report=final, version=version_of("街道稿"), by=people.clerk)
    assert ([row.pk for row in again], ReportDocument.objects.count()) == ([row.pk for row in made], 2)


def test_the_file_holds_the_streets_numbers(final, people):
    row = making.make(report=final, version=version_of("街道稿"), by=people.clerk)[0]
    body = ZipFile(BytesIO(files.read(row.file_token, making.FIRST))).read("word/document.xml").decode()
    assert "101" in body and "131" not in body


def test_a_word_file_is_a_document_too(final, people, place):
    """The street's own Word template: its slots filled, the rest as it was."""
    from_word = docx(p(r("{{报告单位}}走访{{走访联系"), r("群众户数}}户", BOLD)))
    file = ContentFile(from_word, name="街道.docx")
    text, _odd = templating.read_word(file)
    given = {"unit": place.district, "kind": "street", "text": text, "by": people.clerk, "word_file": file}
    _template, version = templating.create_template(name="街道文件稿", **given)
    made = making.make(report=final, version=version, by=people.clerk)[0]
    filled = part(from_word).replace("{{报告单位}}", "文昌街道").replace("{{走访联系", "101").replace("群众户数}}户", "户")
    assert part(files.read(made.file_token, making.FIRST)) == filled


def test_a_draft_gives_no_documents(place, records, compose, people):
    report = compose(place.district, template="短稿")
    with pytest.raises(Refused, match="定稿以后"):
        making.make(report=report, version=version_of("短稿"), by=people.clerk)


def test_a_street_has_no_streets(place, records, compose, people, head):
    put("街道稿", STREET, kind="street")
    report = compose(place.street, template="短稿")
    entering.enter(report=report, no=4, given=Given(explanation="去年大走访"), expected=NEW, by=people.clerk)
    final = finalising.finalise(report=report, by=head)
    with pytest.raises(Refused, match="没有街道"):
        making.make(report=final, version=version_of("街道稿"), by=people.clerk)
