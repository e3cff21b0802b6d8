from datetime import date

import factory
from factory.django import DjangoModelFactory

from branches.models import Activity, Branch, CommitteeSeat, Community, Facility, ServiceRecord, StandardYear


class BranchFactory(DjangoModelFactory):
    class Meta:
        model = Branch

    name = factory.Sequence(lambda n: f"中共第{n}社区支部委员会")
    kind = "branch"
    domain = "community"
    scope = "community"
    elected_on = date(2022, 3, 1)
    term_years = 3
    secretary = "田书记"


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = CommitteeSeat

    name = factory.Sequence(lambda n: f"委员{n}")
    party_post = "organisation"


class CommunityFactory(DjangoModelFactory):
    class Meta:
        model = Community


class FacilityFactory(DjangoModelFactory):
    class Meta:
        model = Facility

    code = "council"


class StandardFactory(DjangoModelFactory):
    class Meta:
        model = StandardYear

    year = factory.Sequence(lambda n: 1950 + n % 200)
    status = "met"


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = ServiceRecord

    kind = "visit"
    date = date(2024, 5, 6)
    quantity = 3
    text = "入户走访"


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = Activity

    kind = "general_meeting"
    title = factory.Sequence(lambda n: f"第{n}次党员大会")
    date = date(2024, 5, 6)
    entitled = 20
    present = 18
