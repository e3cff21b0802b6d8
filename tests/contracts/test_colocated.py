from datetime import date

from tests.contracts.record import RecordContract
from tests.factories import ColocatedFactory, TeamFactory, TeamLinkFactory


class TestColocatedUnits(RecordContract):
    key = "colocated"
    required = "nature"
    edit = {"contact": "联络员甲"}
    shown = ("联络员甲",)
    theirs = "联络员乙"
    foreign = {"unit": lambda place: place.unit}
    found_by = ({"name": "凤凰路小学"}, ("凤", "凰路", "凤凰路小学", "fenghuang", "fhlx"))
    filtering = (
        ("nature=hospital", {"nature": "hospital"}),
        ("joined_committee=true", {"joined_committee": True}),
        ("has_party_org=true", {"has_party_org": True}),
    )
    markup = "contact"
    imported = False

    def make(self, place, **more):
        return ColocatedFactory(unit=place.unit, **more)

    def nth(self, place, n):
        """Two of three take part in a team, so that the figures have something to count."""
        found = self.make(place, joined_on=date(2020 + n % 2, 1, 1) if n % 3 else None)
        if n % 3:
            TeamLinkFactory(team=TeamFactory(unit=place.unit), colocated=found)
        return found

    def typed(self, place):
        return {"name": "第九中学", "unit": str(place.unit.pk), "nature": "school", "has_party_org": True, "contact": "齐老师"}
