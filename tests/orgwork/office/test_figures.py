"""Rows 10–12 and 48 of the indicators, each against what was put in."""

from datetime import date

import pytest

from orgwork.accounts.scope import Scope
from orgwork.kit import figures
from orgwork.kit.models import Param
from orgwork.kit.periods import Period
from orgwork.office.forms import DocumentForm
from tests.factories import DocumentFactory, PublicationFactory, UnitFactory

pytestmark = pytest.mark.django_db
CAMPAIGN = Period.parse("2024-04-01..2024-09-30")


@pytest.fixture
def district():
    return UnitFactory(code="410399", name="甲区", level="district")


def asked(key, unit, period=CAMPAIGN):
    args = {"scope": Scope.whole(), "unit": unit, "period": period}
    return figures.value(key, **args), figures.records(key, **args).count()


def test_abolished_counts_papers_and_rules_once(district):
    twice = {"title": "台账报送办法", "doc_no": "甲组〔2019〕1号", "unit": district}
    DocumentFactory(action="abolished", action_on=date(2024, 5, 1), **twice)
    DocumentFactory(action="lapsed", action_on=date(2024, 6, 1), **twice)
    DocumentFactory(action="lapsed", kind="paper", unit=district)
    DocumentFactory(action="abolished", action_on=date(2024, 3, 31), unit=district)
    DocumentFactory(action="kept", unit=district)
    assert asked("office.docs_abolished", district) == (2, 2)


def test_only_rules_are_revised_or_created(district):
    for kind, action in (("rule", "revised"), ("rule", "created"), ("rule", "created"), ("paper", "revised"), ("paper", "created")):
        DocumentFactory(kind=kind, action=action, unit=district)
    assert (asked("office.rules_revised", district), asked("office.rules_created", district)) == ((1, 1), (2, 2))


def test_what_was_deleted_does_not_count(district):
    DocumentFactory(action="abolished", unit=district, is_deleted=True)
    assert asked("office.docs_abolished", district)[1] == 0


def test_provincial_and_city_media_count_a_medium_each(district):
    for media, level in (("市日报", "city"), ("省电视台", "province"), ("全国党建网", "national"), ("区融媒体", "district")):
        PublicationFactory(title="楼院里的议事桌", media=media, media_level=level, unit=district)
    PublicationFactory(published_on=date(2023, 12, 31), unit=district)
    year = Period.parse("2024")
    assert asked("office.publications", district, year) == (2, 2)
    assert asked("office.publication_titles", district, year)[0] == 1


def test_national_media_count_where_the_district_says_so(district):
    PublicationFactory(media_level="national", unit=district)
    Param.objects.create(key="office.national_media", value=1, effective_from=date(2024, 1, 1))
    assert asked("office.publications", district, Period.parse("2024"))[0] == 1
    assert asked("office.publications", district, Period.parse("2023"))[1] == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"action_on": "2019-01-01", "issued_on": "2020-01-01"}, "action_on"),
        ({"action_on": "2099-01-01"}, "action_on"),
        ({"kind": "paper", "featured": True}, "featured"),
        ({"action": "created", "replaced_by": "other"}, "replaced_by"),
    ],
)
def test_a_broken_rule_is_said_at_its_field(district, changes, field):
    other = str(DocumentFactory(unit=district).pk)
    typed = {
        "title": "坐班制度", "issuer": "department", "kind": "rule", "unit": str(district.pk), "action": "abolished",
        "action_on": "2024-05-20", **changes,
    }  # fmt: skip
    if "replaced_by" in typed:
        typed["replaced_by"] = other
    form = DocumentForm(typed, scope=Scope.whole())
    assert list(form.errors) == [field]
