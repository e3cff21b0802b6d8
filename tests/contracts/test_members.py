from datetime import date
from itertools import count
from uuid import uuid4

from members.models import Member
from orgwork.kit import crypto
from tests.contracts.base import text
from tests.contracts.record import RecordContract
from tests.factories import MemberFactory, id_number

NUMBERS = count(1000)


class TestMembers(RecordContract):
    key = "members"
    required = "name"
    edit = {"unit_post": "社区工作者"}
    shown = ("社区工作者",)
    theirs = "退休教师"
    foreign = {"branch": lambda place: place.branch}
    found_by = ({"name": "单雄信"}, ("单", "雄信", "单雄信", "shan", "shanxiongxin", "sxx", "SX"))
    filtering = (
        ("member_type=probationary", {"member_type": "probationary"}),
        ("sex=2", {"sex": "2"}),
        ("floating=true", {"floating": True}),
        ("older=75", {"birth": date(1930, 1, 1)}),
        ("joined_on__gte=2020-01-01", {"joined_on": date(2021, 6, 1)}),
    )
    markup = "name"

    def make(self, place, **more):
        return MemberFactory(**{"branch": place.branch, "id_card": id_number(next(NUMBERS))} | more)

    def nth(self, place, n):
        return self.make(place, joined_on=date(1990 + n % 3, 1, 1) if n % 4 else None, joined_on_prec="y" if n % 4 else "")

    def typed(self, place):
        return {
            "name": "欧阳明月", "sex": "2", "nation": "01", "birth": "1971-02", "id_card": id_number(7, birth=date(1971, 2, 3), sex="2"),
            "edu": "21", "branch": str(place.branch.pk), "member_type": "formal", "joined_on": "1995-07", "formal_on": "1996-07",
            "party_status": "normal", "manage_class": "self", "mobile": "13900000001",
        }  # fmt: skip

    def test_the_number_that_was_typed_opens_again_and_is_shown_nowhere(self, world, mine, api):
        """Through the form with its submission key, through the API, and after an edit that leaves the field empty."""
        one = self.typed(world.own) | {"submission_key": str(uuid4())}
        two = self.typed(world.own) | {"id_card": id_number(9, birth=date(1971, 2, 4), sex="2"), "birth": "1971-02-04"}
        mine.post("/members/new/", one)
        api.post(self.collection, two)
        for typed in (one, two):
            record = Member.objects.get(id_card_hash=crypto.blind(typed["id_card"], column="members_member.id_card"))
            mine.post(self.url(record, "edit/"), self.changed(record))
            record.refresh_from_db()
            assert (record.version, record.open_id_card(), record.id_card_mask) == (2, typed["id_card"], crypto.mask(typed["id_card"]))
            pages = [self.url(record, tail) for tail in ("", "history/", "edit/", "delete/")]
            for address in (self.base, *pages, f"{self.base}export/?format=csv", self.resource(record)):
                assert typed["id_card"][4:] not in text(mine.get(address)), address

    def test_a_number_on_record_is_not_taken_twice(self, world, mine, api):
        typed = self.typed(world.own)
        mine.post("/members/new/", typed)
        answer, told = mine.post("/members/new/", typed), api.post(self.collection, typed)
        assert (answer.status_code, "已经登记在别的党员名下" in text(answer)) == (422, True)
        assert (told.status_code, list(told.json()["fields"])) == (400, ["id_card"])
        assert typed["id_card"] not in text(told)
