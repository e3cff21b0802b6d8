from datetime import date

import factory
from factory.django import DjangoModelFactory

from branches.models import ColocatedUnit, SocialOrg, TeamLink, VolunteerTeam


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = VolunteerTeam

    name = factory.Sequence(lambda n: f"第{n}服务队")
    leader = "岳队长"
    founded_on = date(2020, 5, 4)


class ColocatedFactory(DjangoModelFactory):
    class Meta:
        model = ColocatedUnit

    name = factory.Sequence(lambda n: f"第{n}小学")
    nature = "school"


class SocialOrgFactory(DjangoModelFactory):
    class Meta:
        model = SocialOrg

    name = factory.Sequence(lambda n: f"第{n}老年协会")
    kind = "community"


class TeamLinkFactory(DjangoModelFactory):
    class Meta:
        model = TeamLink
