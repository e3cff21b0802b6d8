from datetime import date

import pytest

from orgwork.accounts.rules import Role
from tests.contracts.record import RecordContract
from tests.factories import DocumentFactory, make_world


class TestDocuments(RecordContract):
    key = "documents"
    editor_role = Role.CLERK
    already = 1
    required = "action"
    edit = {"reason_text": "上位规定已经变了"}
    shown = ("上位规定已经变了",)
    theirs = "内容已经用不上"
    foreign = {"unit": lambda place: place.unit, "replaced_by": lambda place: place.document}
    found_by = ({"title": "联系户走访制度"}, ("联", "走访制度", "联系户走访制度"))
    filtering = (
        ("action=abolished", {"action": "abolished"}),
        ("kind=paper", {"kind": "paper"}),
        ("issuer=committee", {"issuer": "committee"}),
        ("action_on__gte=2024-06-01", {"action_on": date(2024, 6, 1)}),
        ("campaign=百日清理", {"campaign": "百日清理"}),
    )
    markup = "title"
    imported = False

    @pytest.fixture
    def world(self, db):
        """Every place has a document that another one may name as its successor."""
        found = make_world()
        for place in (found.own, found.near, found.far):
            place.document = DocumentFactory(unit=place.unit)
        return found

    def make(self, place, **more):
        return DocumentFactory(unit=place.unit, **more)

    def nth(self, place, n):
        action = ("revised", "abolished", "created", "lapsed")[n % 4]
        return self.make(place, action=action, action_on=date(2024, 5, 1 + n % 2))

    def moves(self, name):
        return name == "unit"

    def typed(self, place):
        return {
            "title": "坐班值守制度", "doc_no": "甲组〔2019〕9号", "issuer": "department", "issued_on": "2019-03-01", "kind": "rule",
            "unit": str(place.unit.pk), "action": "abolished", "action_on": "2024-05-20",
        }  # fmt: skip
