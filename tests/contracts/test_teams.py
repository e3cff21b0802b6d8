from datetime import date

from tests.contracts.record import RecordContract
from tests.factories import TeamFactory


class TestTeams(RecordContract):
    key = "teams"
    required = "name"
    edit = {"leader": "高队长"}
    shown = ("高队长",)
    theirs = "低队长"
    foreign = {"unit": lambda place: place.unit}
    found_by = ({"name": "暖邻帮办队"}, ("暖", "帮办", "暖邻帮办队", "nuanlin", "nlbb"))
    filtering = (
        ("status=ended", {"status": "ended", "ended_on": date(2024, 1, 1)}),
        ("featured=true", {"featured": True}),
        ("founded_on__gte=2023-01-01", {"founded_on": date(2023, 2, 1)}),
    )
    markup = "leader"
    imported = False

    def make(self, place, **more):
        return TeamFactory(unit=place.unit, **more)

    def nth(self, place, n):
        return self.make(place, size=n % 3 if n % 4 else None, founded_on=date(2020 + n % 2, 1, 1) if n % 3 else None)

    def typed(self, place):
        return {
            "name": "绿荫清洁队", "unit": str(place.unit.pk), "leader": "柳队长", "founded_on": "2022-03-05", "size": 20,
            "status": "active",
        }  # fmt: skip
