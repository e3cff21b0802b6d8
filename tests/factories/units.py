from datetime import date

import factory
from django.db import transaction
from factory.django import DjangoModelFactory

from orgwork.accounts.models import Post, Unit, User
from orgwork.accounts.rules import Role
from orgwork.accounts.services import next_path
from orgwork.kit import pinyin

PASSWORD = "invented-word-77"


class UnitFactory(DjangoModelFactory):
    """A unit with its place in the tree."""

    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"410398{n:06}")
    name = factory.Sequence(lambda n: f"第{n}社区")
    level = "community"
    parent = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        keys = pinyin.keys(kwargs["name"], person=False)
        kwargs |= {"pinyin": keys.pinyin, "initials": keys.initials, "grams": keys.grams}
        with transaction.atomic():
            return model_class.objects.create(path=next_path(kwargs["parent"]), **kwargs)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user{n:03}")
    name = factory.Sequence(lambda n: f"干部{n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(kwargs.pop("username"), kwargs.pop("password", PASSWORD), **kwargs)


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.SECRETARY
    starts_on = date(2020, 1, 1)


def person(role, unit, **more):
    """A user who holds `role` at `unit`."""
    user = UserFactory(**more)
    PostFactory(user=user, unit=unit, role=role)
    return user
