from datetime import date

from tests.contracts.record import RecordContract
from tests.factories import SeatFactory


class TestSeats(RecordContract):
    key = "seats"
    required = "party_post"
    edit = {"name": "甘露"}
    shown = ("甘露",)
    theirs = "祁山"
    foreign = {"branch": lambda place: place.branch}
    found_by = ({"name": "单雄信"}, ("雄信", "单雄信"))
    filtering = (("party_post=secretary", {"party_post": "secretary"}), ("is_part_time=true", {"is_part_time": True}))
    markup = "name"
    imported = False

    def make(self, place, **more):
        return SeatFactory(branch=place.branch, **more)

    def nth(self, place, n):
        return self.make(place, rank_no=n % 3, starts_on=date(2020 + n % 2, 1, 1) if n % 3 else None)

    def typed(self, place):
        return {"name": "文若水", "branch": str(place.branch.pk), "party_post": "discipline", "rank_no": 4, "starts_on": "2024-03-01"}
