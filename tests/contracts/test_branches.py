from datetime import date

from tests.contracts.record import RecordContract
from tests.factories import BranchFactory


class TestBranches(RecordContract):
    key = "branches"
    already = 1
    required = "name"
    edit = {"contact": "联络员甲"}
    shown = ("联络员甲",)
    theirs = "联络员乙"
    foreign = {"unit": lambda place: place.unit, "parent": lambda place: place.branch}
    found_by = ({"name": "中共解放路联合支部委员会"}, ("解", "放路", "联合支部", "zhonggongjie", "zgjfl"))
    filtering = (
        ("kind=joint_branch", {"kind": "joint_branch"}),
        ("status=weak", {"status": "weak"}),
        ("term_ends_on__gte=2030-01-01", {"elected_on": date(2029, 1, 1)}),
    )
    markup = "name"

    def make(self, place, **more):
        return BranchFactory(unit=place.unit, **more)

    def nth(self, place, n):
        return self.make(place, elected_on=date(2020 + n % 3, 1, 1) if n % 4 else None)

    def moves(self, name):
        return name == "unit"

    def typed(self, place):
        return {
            "name": "中共第九网格支部委员会", "unit": str(place.unit.pk), "parent": str(place.branch.pk), "kind": "branch",
            "domain": "community", "scope": "grid", "elected_on": "2024-03-01", "term_years": 3, "secretary": "孟书记",
            "status": "normal",
        }  # fmt: skip
