"""The registers' own forms with the few fields that a phone asks for; every rule is theirs."""

from django import forms

from orgwork.accounts.models.unit import Level

from ..enums import HANDLED, ActivityKind, ServiceStatus, Way
from ..forms import ActivityForm, ServiceForm


class QuickForm:
    """Mixed into a register's form. `rows` are the lines of the page, `place` the field that says where.

    `units` are those of the viewer's posts: the place is set before anybody types, and not asked where there is but one.
    """

    rows = ()
    place = ""

    def __init__(self, *args, units=(), **kwargs):
        super().__init__(*args, **kwargs)
        there = [choice.pk for choice in self.fields[self.place].queryset[:2]]
        own = [unit.pk for unit in units if unit.level == Level.COMMUNITY and self.place == "unit"]
        self.alone = len(there) == 1
        if self.alone or len(own) == len(units) == 1:
            self.initial.setdefault(self.place, there[0] if self.alone else own[0])

    def lines(self):
        """[[bound field]] as the page shows them."""
        asked = [[name for name in row if not (self.alone and name == self.place)] for row in self.rows]
        return [[self[name] for name in row] for row in asked if row]

    def unasked(self):
        """Sent along, not asked: the only place there is."""
        return [self[self.place].as_hidden()] if self.alone else []


class QuickServiceForm(QuickForm, ServiceForm):
    """走访、意见、纠纷、困难、实事、便民卡、意见表."""

    at_once = forms.BooleanField(label="当场已办结（立行立改）", required=False)
    rows = (("date", "quantity"), ("unit",), ("text",), ("at_once",))
    place = "unit"

    class Meta(ServiceForm.Meta):
        fields = ["kind", "date", "unit", "quantity", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quantity"].widget.attrs |= {"inputmode": "numeric", "min": 1}
        self.fields["text"].widget.attrs |= {"rows": 2}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("at_once") and cleaned.get("kind") in HANDLED:
            done = self.instance
            done.status, done.way, done.solved_on = ServiceStatus.DONE, Way.AT_ONCE, cleaned.get("date")
        return cleaned


class QuickActivityForm(QuickForm, ActivityForm):
    """会议和活动: who held it, how many came."""

    rows = (("kind", "date"), ("branch",), ("entitled", "present"), ("group",), ("lecturer",), ("title",))
    place = "branch"

    class Meta(ActivityForm.Meta):
        fields = ["kind", "date", "branch", "entitled", "present", "group", "lecturer", "title"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("entitled", "present"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric", "min": 0}
        self.fields["title"].required = False
        self.fields["title"].widget.attrs["placeholder"] = "不写就用类型作主题"

    def clean_title(self):
        """A meeting that says nothing more is called by its kind."""
        kind = self.cleaned_data.get("kind")
        return self.cleaned_data["title"] or (ActivityKind(kind).label if kind else "")
