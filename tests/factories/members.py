from datetime import date

import factory
from factory.django import DjangoModelFactory

from members.models import Member


class MemberFactory(DjangoModelFactory):
    """A member; `id_card=` seals that number for the row."""

    class Meta:
        model = Member

    class Params:
        id_card = None

    name = factory.Sequence(lambda n: f"田家{chr(0x4E00 + n % 2000)}")
    sex = "1"
    nation = "01"
    birth = date(1970, 5, 1)
    birth_prec = "m"
    edu = "21"
    member_type = "formal"
    joined_on = date(1995, 7, 1)
    joined_on_prec = "m"
    formal_on = date(1996, 7, 1)
    formal_on_prec = "m"
    mobile = "13900000000"

    @classmethod
    def create(cls, **kwargs):
        plain = kwargs.pop("id_card", None)
        if plain is None:
            return super().create(**kwargs)
        member = cls.build(**kwargs)
        member.set_id_card(plain)
        member.save(force_insert=True)
        return member
