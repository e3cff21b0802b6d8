from datetime import date

from tests.contracts.record import RecordContract
from tests.factories import CommunityFactory, StandardFactory, UnitFactory


class TestStandards(RecordContract):
    key = "standards"
    required = "year"
    edit = {"score": 91.5}
    shown = ("91.5",)
    theirs = 60
    foreign = {"community": lambda place: place.community}
    found_by = ({"named": "凤栖梧社区"}, ("凤", "栖梧", "凤栖梧社区"))
    filtering = (("year=2019", {"year": 2019}), ("status=excellent", {"status": "excellent"}))
    markup = "remark"
    imported = False

    def make(self, place, named=None, **more):
        if named:
            place = type(place)(None, None, CommunityFactory(unit=UnitFactory(parent=place.unit, name=named)))
        return StandardFactory(community=place.community, **{"year": 2020 + place.community.standards.count()} | more)

    def nth(self, place, n):
        return self.make(place, score=n % 3 if n % 4 else None, checked_on=date(2024, 1, 1 + n % 2))

    def typed(self, place):
        return {"community": str(place.community.pk), "year": 2018, "status": "met", "score": 88.5, "checked_on": "2018-12-01"}
