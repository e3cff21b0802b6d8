from datetime import date

from tests.contracts.record import RecordContract
from tests.factories import ActivityFactory


class TestActivities(RecordContract):
    key = "activities"
    required = "title"
    edit = {"host": "司马书记"}
    shown = ("司马书记",)
    theirs = "诸葛书记"
    foreign = {"branch": lambda place: place.branch}
    found_by = ({"title": "学习新党章"}, ("学", "党章", "学习新党章"))
    filtering = (("kind=lecture", {"kind": "lecture"}), ("date__lte=2023-12-31", {"date": date(2023, 6, 1)}))
    markup = "title"

    def make(self, place, **more):
        return ActivityFactory(branch=place.branch, **more)

    def nth(self, place, n):
        entitled = 10 + n % 3 if n % 4 else None
        kind = ("general_meeting", "committee_meeting", "lecture")[n % 3]
        return self.make(place, date=date(2024, 5, 1 + n % 2), entitled=entitled, present=entitled and entitled - 1, kind=kind)

    def typed(self, place):
        return {
            "kind": "general_meeting", "title": "讨论发展计划", "date": "2024-05-20", "branch": str(place.branch.pk),
            "entitled": 30, "present": 28,
        }  # fmt: skip
