from datetime import date

from tests.contracts.record import RecordContract
from tests.factories import ServiceFactory


class TestServices(RecordContract):
    key = "services"
    required = "date"
    edit = {"text": "帮张家装扶手"}
    shown = ("帮张家装扶手",)
    theirs = "改为送医上门"
    foreign = {"unit": lambda place: place.unit, "branch": lambda place: place.branch}
    found_by = ({"text": "楼道灯坏了"}, ("楼", "楼道灯", "灯坏"))
    filtering = (
        ("kind=opinion", {"kind": "opinion"}),
        ("status=done", {"status": "done"}),
        ("date__gte=2024-06-01", {"date": date(2024, 6, 1)}),
        ("campaign=百日会战", {"campaign": "百日会战"}),
        ("owner=乔主任", {"owner": "乔主任"}),
        ("way=at_once", {"way": "at_once"}),
        ("due_on__lte=2024-06-30", {"due_on": date(2024, 6, 20)}),
        ("todo=open", {"kind": "opinion", "status": "assigned"}),
        ("todo=overdue", {"kind": "dispute", "status": "classified", "due_on": date(2024, 6, 20)}),
        ("todo=answer", {"kind": "problem", "status": "done"}),
    )
    markup = "text"

    def make(self, place, **more):
        return ServiceFactory(unit=place.unit, **more)

    def nth(self, place, n):
        solved = date(2024, 6, n + 1) if n % 3 else None
        kind = ("visit", "opinion", "dispute", "deed")[n % 4]
        status = "answered" if solved and n % 2 else "done" if solved else ("collected", "classified", "assigned")[n // 3 % 3]
        state = {"solved_on": solved, "status": status, "answered_on": solved if status == "answered" else None}
        content = (None, True, False)[n % 3]
        more = {"owner": f"责任人{n % 3}", "due_on": date(2024, 6, 3 + n % 4), "satisfied": content, "result": "办好" * (n % 2)}
        return self.make(place, date=date(2024, 5, 1 + n % 2), quantity=n % 3 + 1, kind=kind, **state, **more)

    def moves(self, name):
        return name == "unit"

    def typed(self, place):
        return {
            "kind": "visit", "date": "2024-05-20", "unit": str(place.unit.pk), "branch": str(place.branch.pk), "quantity": 12,
            "text": "走访困难户", "status": "collected",
        }  # fmt: skip
