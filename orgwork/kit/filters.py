"""Filters live in the address and mean the same in list, export and API (django-filter)."""

import django_filters
from django import forms
from django.db.models import Q

from orgwork.accounts import paths
from orgwork.accounts.models import Unit

from . import search
from .specs import spec_of


class UnitFilter(django_filters.CharFilter):
    """A unit's code: the records of its subtree. An unknown code gives no records (it must not widen the view)."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        path = Unit.objects.filter(code=value).values_list("path", flat=True).first()
        return queryset.filter(paths.subtree(path)) if path else queryset.none()


class PlainTextFilter(django_filters.CharFilter):
    """Contains the text; NUL and over-long input find nothing."""

    def filter(self, queryset, value):
        if value and ("\x00" in value or len(value) > 100):
            return queryset.none()
        return super().filter(queryset, value)


class SearchFilter(django_filters.CharFilter):
    """`search=`: name, pinyin or initials where the record has them, else the named text columns."""

    columns = ()

    def filter(self, queryset, value):
        if not value:
            return queryset
        if not self.columns:
            return search.by_name(queryset, value)
        text, found = search.clean(value), Q()
        for name in self.columns:
            found |= Q(**{f"{name}__icontains": text})
        return queryset.filter(found) if text else queryset


class RecordFilters(django_filters.FilterSet):
    """Base of register filters: `unit` and `search` come with it."""

    unit = UnitFilter(label="单位代码")
    search = SearchFilter(label="查找")
    search_columns = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["search"].columns = self.search_columns
        self.form.fields["unit"].widget = forms.HiddenInput()
        self.form.fields["search"].widget = forms.HiddenInput()

    @classmethod
    def filter_for_field(cls, field, field_name, lookup_expr=None):
        found = super().filter_for_field(field, field_name, lookup_expr)
        if lookup_expr in ("gte", "lte"):
            found.label = f"{field.verbose_name}{'起' if lookup_expr == 'gte' else '止'}"
            found.extra["widget"] = forms.DateInput(attrs={"type": "date"})
        return found

    def chips(self):
        """[(parameter, "条件：值")] of the filters in force, `search` aside."""
        found = []
        for name, value in self.form.cleaned_data.items() if self.form.is_valid() else ():
            if value not in (None, "", []) and name != "search":
                found.append((name, f"{self._label(name)}：{self._shown(name, value)}"))
        return found

    def _label(self, name):
        return self.filters[name].label or str(self.form.fields[name].label)

    def _shown(self, name, value):
        field = self.filters[name]
        if name == "unit":
            return Unit.objects.filter(code=value).values_list("name", flat=True).first() or value
        choices = field.extra.get("choices")
        if isinstance(value, bool):
            return "是" if value else "否"
        if choices:
            return dict(choices).get(value, value)
        return self._code(field, value)

    def _code(self, field, value):
        if field.field_name and isinstance(value, str):
            return spec_of(self._meta.model, field.field_name).choices.get(value, value)
        return value
