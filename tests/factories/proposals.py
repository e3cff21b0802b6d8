import factory
from factory.django import DjangoModelFactory

from orgwork.workreports.models import Proposal


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = Proposal

    year = 2024
    topic = factory.Sequence(lambda n: f"第{n}条建议")
    text = "希望多组织跨区县的业务交流。"
