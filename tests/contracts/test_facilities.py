from decimal import Decimal

from branches.enums import FacilityKind
from tests.contracts.record import RecordContract
from tests.factories import CommunityFactory, FacilityFactory, UnitFactory


class TestFacilities(RecordContract):
    key = "facilities"
    required = "code"
    edit = {"area": 77.5}
    shown = ("77.5",)
    theirs = Decimal("12.5")
    foreign = {"community": lambda place: place.community}
    found_by = ({"named": "凤栖梧社区"}, ("凤", "栖梧", "凤栖梧社区"))
    filtering = (("code=library", {"code": "library"}), ("present=true", {"present": True}))
    markup = "remark"
    imported = False

    def make(self, place, named=None, **more):
        unit = UnitFactory(parent=place.unit, **({"name": named} if named else {}))
        return FacilityFactory(community=CommunityFactory(unit=unit), **more)

    def nth(self, place, n):
        return self.make(place, code=FacilityKind.values[n % 5], area=Decimal(n % 3) if n % 4 else None)

    def typed(self, place):
        return {"community": str(place.community.pk), "code": "legal", "present": True, "area": 20.5}
