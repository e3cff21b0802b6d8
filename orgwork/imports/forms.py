"""The forms of an import."""

from django import forms

from orgwork.accounts.models import Unit

from . import rights, rosters


class UploadForm(forms.Form):
    """Which roster, for which unit, which file."""

    kind = forms.ChoiceField(label="名册")
    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", widget=forms.Select(attrs={"data-picker": "1"}))
    file = forms.FileField(
        label="工作簿",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls"}),
        help_text="Excel 或 WPS 的 .xlsx、.xls，原来的格式就行：标题、合并单元格、分组行都认得。",
    )
    sheet = forms.CharField(label="只读一张表", required=False, max_length=60, help_text="不填就读所有工作表。")

    error_css_class = "bad"

    def __init__(self, *args, user, kind, scope, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = rights.kinds_for(user)
        self.fields["kind"].initial = kind
        self.fields["unit"].queryset = Unit.objects.within(scope).filter(closed_on=None).order_by("path")
        self.fields["file"].error_messages |= {
            "required": "请选择要导入的文件。",
            "empty": "文件是空的。请选择有内容的工作簿。",
        }


class CommitForm(forms.Form):
    """变更说明, and whether the good rows are written although others are wrong."""

    note = forms.CharField(label="变更说明", required=False, max_length=500)
    partial = forms.BooleanField(label="有误的行不写，其余写入", required=False)


def answers_of(kind, upload, data):
    """{header: field or ''} that the user chose for the questions of an upload; unknown fields are dropped."""
    known = rosters.get(kind).columns
    found = {}
    for sheet in upload.sheets:
        for number, (heading, options) in enumerate(sheet["questions"].items()):
            chosen = data.get(f"q-{sheet['name']}-{number}")
            if chosen == "" or (chosen in options and chosen in known):
                found[heading] = chosen
    return found
