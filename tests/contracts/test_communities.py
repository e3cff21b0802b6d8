from decimal import Decimal

from tests.contracts.record import RecordContract
from tests.factories import CommunityFactory, UnitFactory


class TestCommunities(RecordContract):
    key = "communities"
    already = 1
    required = "unit"
    edit = {"households": 4321}
    shown = ("4321",)
    theirs = 1234
    foreign = {"unit": lambda place: UnitFactory(parent=place.unit)}
    found_by = ({"named": "凤栖梧社区"}, ("凤", "栖梧", "凤栖梧社区"))
    filtering = (
        ("standard_status=excellent", {"standard_status": "excellent"}),
        ("is_urban=false", {"is_urban": False}),
        ("has_daycare=true", {"has_daycare": True}),
    )
    markup = "remark"

    def make(self, place, named=None, **more):
        unit = UnitFactory(parent=place.unit, **({"name": named} if named else {}))
        return CommunityFactory(unit=unit, **more)

    def nth(self, place, n):
        area = Decimal(f"{250 + 50 * (n % 3)}.5") if n % 4 else None
        return self.make(place, households=n % 3 * 100, population=None, office_area_m2=area, standard_status="met" if n % 2 else "below")

    def typed(self, place):
        unit = UnitFactory(parent=place.unit)
        return {"unit": str(unit.pk), "households": 1500, "office_area_m2": "320.5", "standard_status": "met", "is_urban": True}
