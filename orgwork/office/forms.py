from orgwork.kit.forms import RecordForm, record_callback
from orgwork.kit.values.days import check_not_future, check_order

from . import validators
from .models import Document, Publication


class DocumentForm(RecordForm):
    class Meta:
        model = Document
        formfield_callback = record_callback
        fields = [
            "title",
            "doc_no",
            "issuer",
            "issued_on",
            "kind",
            "unit",
            "action",
            "action_on",
            "action_doc",
            "campaign",
            "replaced_by",
            "reason_text",
            "featured",
            "featured_order",
            "remark",
        ]

    def clean(self):
        cleaned = super().clean()
        done = cleaned.get("action_on")
        self.judge("action_on", check_not_future, done, label="清理日期")
        self.judge("action_on", check_order, cleaned.get("issued_on"), done, "制发日期", "清理日期")
        self.judge(
            "replaced_by", validators.check_replaced, self.instance, cleaned.get("action"), cleaned.get("replaced_by")
        )
        self.judge("featured", validators.check_featured, cleaned.get("kind"), cleaned.get("featured"))
        return cleaned


class PublicationForm(RecordForm):
    class Meta:
        model = Publication
        formfield_callback = record_callback
        fields = [
            "title",
            "author",
            "unit",
            "kind",
            "media",
            "media_level",
            "channel",
            "published_on",
            "location",
            "campaign",
            "remark",
        ]

    def clean(self):
        cleaned = super().clean()
        self.judge("published_on", check_not_future, cleaned.get("published_on"), label="刊发日期")
        return cleaned
