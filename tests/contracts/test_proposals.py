from tests.contracts.record import RecordContract
from tests.factories import ProposalFactory


class TestProposals(RecordContract):
    key = "proposals"
    required = "text"
    edit = {"text": "希望统一台账口径"}
    shown = ("希望统一台账口径",)
    theirs = "希望共享师资"
    foreign = {"unit": lambda place: place.unit}
    found_by = ({"topic": "师资课程共享"}, ("课程", "师资课程共享"))
    filtering = (("year=2023", {"year": 2023}), ("state=chosen", {"state": "chosen"}))
    markup = "topic"
    imported = False

    def make(self, place, **more):
        return ProposalFactory(unit=place.unit, **more)

    def nth(self, place, n):
        return self.make(place, year=2022 + n % 3, topic=f"第{n % 2}类建议")

    def typed(self, place):
        return {"unit": str(place.unit.pk), "year": 2024, "topic": "数据口径", "text": "希望统一台账的项目和口径。"}
