"""The form of a unit. Its place in the tree is written by the services of accounts."""

from django import forms

from orgwork.accounts import services
from orgwork.accounts.models import Unit
from orgwork.kit import pinyin
from orgwork.kit.forms import RecordForm, record_callback

# Which level may hang below which (architecture: 区 → 街道 → 社区 → 网格 → 楼栋; departments and enterprises are units too).
BELOW = {
    "district": {"street", "department", "enterprise"},
    "street": {"community", "department", "enterprise"},
    "community": {"grid", "department", "enterprise"},
    "grid": {"building"},
}


class UnitForm(RecordForm):
    class Meta:
        model = Unit
        formfield_callback = record_callback
        fields = ["code", "name", "short_name", "level", "parent", "opened_on", "remark"]

    def clean_code(self):
        code = self.cleaned_data["code"]
        if not code.isascii() or not code.isalnum():
            raise forms.ValidationError("单位代码只用数字和字母，例如 410399001。")
        return code

    def clean(self):
        cleaned = super().clean()
        parent, level = cleaned.get("parent"), cleaned.get("level")
        if parent and level and level not in BELOW.get(parent.level, ()):
            self.add_error(
                "level", f"「{parent}」是{parent.get_level_display()}，下面不能设这一级。请核对层级或上级单位。"
            )
        if parent and parent.path.startswith(self.instance.path or " "):
            self.add_error("parent", f"「{parent}」在「{self.instance}」之下，不能作它的上级。请选别的单位。")
        if parent is None and "parent" in cleaned and self._needs_parent():
            self.add_error("parent", "请选上级单位。")
        return cleaned

    def _needs_parent(self):
        return Unit.objects.exclude(pk=self.instance.pk).filter(parent=None).exists()

    def save(self, commit=True):
        unit = self.instance
        keys = pinyin.keys(unit.name, person=False)
        unit.pinyin, unit.initials, unit.grams = keys.pinyin, keys.initials, keys.grams
        if unit._state.adding:
            unit.path = services.next_path(unit.parent)
            return super().save(commit)
        return self._save_moved(unit)

    def _save_moved(self, unit):
        before = Unit.objects.get(pk=unit.pk)
        target, unit.parent = unit.parent, before.parent
        super().save()
        if target and target.pk != before.parent_id:
            services.move_unit(unit=unit, parent=target, by=unit.updated_by)
        return unit
