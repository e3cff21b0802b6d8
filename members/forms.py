from orgwork.kit.formfields import IdCardField, ValueInput
from orgwork.kit.forms import RecordForm, record_callback
from orgwork.kit.values import names, phones
from orgwork.kit.values.dates import PartialDate

from . import validators
from .models import Member


class MemberForm(RecordForm):
    name = ValueInput(read=names.clean, label="姓名", max_length=60)
    id_card = IdCardField()
    mobile = ValueInput(read=phones.mobile, label="手机", max_length=30, required=False)
    needed = ("sex", "nation", "birth", "id_card", "edu", "joined_on", "mobile")

    class Meta:
        model = Member
        formfield_callback = record_callback
        fields = [
            "name",
            "sex",
            "nation",
            "birth",
            "native_place",
            "edu",
            "degree",
            "school_major",
            "branch",
            "group",
            "member_type",
            "joined_on",
            "formal_on",
            "party_post",
            "party_status",
            "manage_class",
            "in_on",
            "in_kind",
            "out_on",
            "out_kind",
            "out_doc",
            "job_type",
            "unit_post",
            "work_on",
            "mobile",
            "tel",
            "address",
            "huji",
            "lost",
            "lost_on",
            "lost_reason",
            "floating",
            "new_stratum",
            "migrant",
            "veteran",
            "hardship",
            "dues_base",
            "dues_paid_to",
            "remark",
        ]

    def clean(self):
        cleaned = super().clean()
        birth, joined, formal = (self.partial(n) for n in ("birth", "joined_on", "formal_on"))
        self.judge("joined_on", validators.check_joined, birth, joined)
        self.judge("formal_on", validators.check_formal, joined, formal)
        self.judge("lost_on", validators.check_lost, cleaned.get("lost"), cleaned.get("lost_on"))
        self.judge("out_on", validators.check_left, cleaned.get("out_kind"), cleaned.get("out_on"))
        return cleaned

    def partial(self, name):
        """The cleaned date with its precision, or None."""
        day = self.cleaned_data.get(name)
        return PartialDate(day, getattr(self.instance, f"{name}_prec")) if day else None
