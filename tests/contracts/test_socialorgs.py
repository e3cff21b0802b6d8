from tests.contracts.record import RecordContract
from tests.factories import SocialOrgFactory, TeamFactory, TeamLinkFactory


class TestSocialOrgs(RecordContract):
    key = "socialorgs"
    required = "kind"
    edit = {"reg_no": "社证字第77号"}
    shown = ("社证字第77号",)
    theirs = "社证字第78号"
    foreign = {"unit": lambda place: place.unit}
    found_by = ({"name": "凤栖助残服务站"}, ("凤", "助残", "凤栖助残服务站", "fengqi", "fqzc"))
    filtering = (("kind=foundation", {"kind": "foundation"}),)
    markup = "reg_no"
    imported = False

    def make(self, place, **more):
        return SocialOrgFactory(unit=place.unit, **more)

    def nth(self, place, n):
        found = self.make(place, star=n % 3 + 1 if n % 4 else None)
        if n % 2:
            TeamLinkFactory(team=TeamFactory(unit=place.unit), social=found)
        return found

    def typed(self, place):
        return {"name": "桂花文体协会", "unit": str(place.unit.pk), "kind": "association", "star": 3}
