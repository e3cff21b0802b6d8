from datetime import date

from tests.contracts.record import RecordContract
from tests.factories import ColocatedFactory, SocialOrgFactory, TeamFactory, TeamLinkFactory


class TestTeamLinks(RecordContract):
    key = "teamlinks"
    required = "team"
    edit = {"remark": "每周三到队"}
    shown = ("每周三到队",)
    theirs = "每周五到队"
    foreign = {
        "team": lambda place: TeamFactory(unit=place.unit),
        "colocated": lambda place: ColocatedFactory(unit=place.unit),
    }
    found_by = ({"named": "凤栖梧小学"}, ("凤", "栖梧", "凤栖梧小学"))
    markup = "remark"
    imported = False

    def make(self, place, named="第一中学", **more):
        if "social" not in more:
            more["colocated"] = ColocatedFactory(unit=place.unit, name=f"{named}{ColocatedFactory._meta.model.objects.count()}")
        return TeamLinkFactory(team=TeamFactory(unit=place.unit), **more)

    def nth(self, place, n):
        more = {} if n % 2 else {"social": SocialOrgFactory(unit=place.unit)}
        return self.make(place, since=date(2024, 1, 1 + n % 2) if n % 3 else None, **more)

    def moves(self, name):
        return name == "team"

    def typed(self, place):
        team, unit = TeamFactory(unit=place.unit), ColocatedFactory(unit=place.unit)
        return {"team": str(team.pk), "colocated": str(unit.pk), "since": "2024-03-01"}
