from datetime import date

import factory
from factory.django import DjangoModelFactory

from orgwork.office.models import Document, Publication


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    title = factory.Sequence(lambda n: f"第{n}号工作制度")
    doc_no = factory.Sequence(lambda n: f"甲组〔2020〕{n}号")
    issuer = "department"
    kind = "rule"
    action = "revised"
    action_on = date(2024, 5, 6)


class PublicationFactory(DjangoModelFactory):
    class Meta:
        model = Publication

    title = factory.Sequence(lambda n: f"第{n}篇基层见闻")
    media = "市日报"
    media_level = "city"
    published_on = date(2024, 5, 6)
