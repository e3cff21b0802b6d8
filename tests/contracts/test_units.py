from datetime import date
from itertools import count

from orgwork.accounts.rules import Role
from tests.contracts.record import RecordContract
from tests.factories import UnitFactory

NUMBERS = count(1)


class TestUnits(RecordContract):
    key = "units"
    editor_role = Role.SYSTEM_ADMIN
    already = 1
    required = "code"
    edit = {"short_name": "东头"}
    shown = ("东头",)
    theirs = "西头"
    foreign = {"parent": lambda place: place.unit}
    level_of = "level"
    found_by = ({"name": "解放路网格"}, ("解", "放路", "解放路网格", "jiefang", "jflw"))
    filtering = (("level=department", {"level": "department"}),)
    markup = "name"
    reentry = False  # a unit's code is never given out again: its history would be another's

    def make(self, place, **more):
        return UnitFactory(**{"parent": place.unit, "level": "grid"} | more)

    def nth(self, place, n):
        return self.make(place, opened_on=date(2000 + n % 2, 1, 1) if n % 3 else None)

    def typed(self, place):
        code = f"41039977{next(NUMBERS):04}"
        return {"code": code, "name": "第九网格", "level": "grid", "parent": str(place.unit.pk), "opened_on": "2024-01-01"}
