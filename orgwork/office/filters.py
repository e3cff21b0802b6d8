from orgwork.kit.filters import PlainTextFilter, RecordFilters

from .models import Document, Publication


class DocumentFilters(RecordFilters):
    search_columns = ("title", "doc_no")
    campaign = PlainTextFilter(lookup_expr="exact", label="专项活动")

    class Meta:
        model = Document
        fields = {
            "action": ["exact"],
            "kind": ["exact"],
            "issuer": ["exact"],
            "featured": ["exact"],
            "action_on": ["gte", "lte"],
        }


class PublicationFilters(RecordFilters):
    search_columns = ("title", "author", "media")
    campaign = PlainTextFilter(lookup_expr="exact", label="专项活动")

    class Meta:
        model = Publication
        fields = {
            "media_level": ["exact"],
            "kind": ["exact"],
            "channel": ["exact"],
            "published_on": ["gte", "lte"],
        }
