from datetime import date

from orgwork.accounts.rules import Role
from tests.contracts.record import RecordContract
from tests.factories import PublicationFactory


class TestPublications(RecordContract):
    key = "publications"
    editor_role = Role.CLERK
    required = "media"
    edit = {"author": "山野"}
    shown = ("山野",)
    theirs = "水边"
    foreign = {"unit": lambda place: place.unit}
    found_by = ({"title": "楼院里的议事桌"}, ("桌", "议事桌", "楼院里的议事桌"))
    filtering = (
        ("media_level=province", {"media_level": "province"}),
        ("channel=press", {"channel": "press"}),
        ("published_on__lte=2023-12-31", {"published_on": date(2023, 6, 1)}),
        ("campaign=百日会战", {"campaign": "百日会战"}),
    )
    markup = "title"
    imported = False

    def make(self, place, **more):
        return PublicationFactory(unit=place.unit, **more)

    def nth(self, place, n):
        level = ("province", "city", "district", "national")[n % 4]
        return self.make(place, media_level=level, published_on=date(2024, 5, 1 + n % 2))

    def typed(self, place):
        return {
            "title": "社区食堂开饭了", "unit": str(place.unit.pk), "kind": "article", "media": "市日报", "media_level": "city",
            "channel": "press", "published_on": "2024-05-20",
        }  # fmt: skip
