"""Filters live in the address and mean the same in list, export and API (django-filter)."""

import uuid

import django_filters
from django import forms
from django.db import models
from django.db.models import Q

from orgwork.accounts import paths
from orgwork.accounts.models import Unit

from . import search
from .specs import spec_of

CHOSEN = "所选的一项"
YES_NO = (("true", "是"), ("false", "否"))


class UnitFilter(django_filters.CharFilter):
    """A unit's code: the records of its subtree. An unknown code gives no records (it must not widen the view)."""

    found = None

    def filter(self, queryset, value):
        if not value:
            return queryset
        self.found = Unit.objects.filter(code=value).values_list("path", "name").first()
        return queryset.filter(paths.subtree(self.found[0])) if self.found else queryset.none()

    def shown(self, value):
        """The unit's name if it lies in the viewer's scope: of others even that they are there is not said."""
        scope = self.parent.scope
        return self.found[1] if self.found and scope and scope.covers(self.found[0]) else value


class PointerFilter(django_filters.CharFilter):
    """A foreign key: the id of the record it points to, or part of its name (column `naming`).

    It offers no choices: they would name records that are not the viewer's.
    """

    def __init__(self, *args, naming="", **kwargs):
        super().__init__(*args, **kwargs)
        self.naming = naming

    def filter(self, queryset, value):
        if not value:
            return queryset
        pk = _uuid(value)
        if pk is None:
            return queryset.filter(**{f"{self.naming}__icontains": value}) if self.naming else queryset.none()
        return queryset.filter(**{f"{self.field_name}_id": pk})

    def shown(self, value):
        """The name, read from the viewer's own rows."""
        pk = _uuid(value)
        if pk is None or not self.naming:
            return value if pk is None else CHOSEN
        rows = self.parent.queryset.filter(**{f"{self.field_name}_id": pk})
        return rows.order_by().values_list(self.naming, flat=True).first() or CHOSEN


def _uuid(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def naming_of(field):
    """The column that names what the foreign key `field` points to; "" where none does."""
    names = {f.name for f in field.related_model._meta.get_fields()}
    own = next((n for n in ("name", "title") if n in names), "unit__name" if "unit" in names else "")
    return own and f"{field.name}__{own}"


class PlainTextFilter(django_filters.CharFilter):
    """Contains the text; NUL and over-long input find nothing."""

    def filter(self, queryset, value):
        if value and ("\x00" in value or len(value) > 100):
            return queryset.none()
        return super().filter(queryset, value)


class SearchFilter(django_filters.CharFilter):
    """`search=`: name, pinyin or initials where the record has them, else the named text columns."""

    columns = ()
    front = ""

    def filter(self, queryset, value):
        if not value:
            return queryset
        if not self.columns:
            return search.by_name(queryset, value, self.front)
        text, found = search.clean(value), Q()
        for name in self.columns:
            found |= Q(**{f"{name}__icontains": text})
        return queryset.filter(found) if text else queryset


class RecordFilters(django_filters.FilterSet):
    """Base of register filters: `unit` and `search` come with it."""

    unit = UnitFilter(label="单位代码")
    search = SearchFilter(label="查找")
    search_columns = ()
    search_front = ""  # the way to the record whose name is searched: "unit__" for what is known by its unit

    def __init__(self, *args, scope=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.scope = scope
        self.filters["search"].columns, self.filters["search"].front = self.search_columns, self.search_front
        self.form.fields["unit"].widget = forms.HiddenInput()
        self.form.fields["search"].widget = forms.HiddenInput()

    def filter_queryset(self, queryset):
        """A filter that cannot be read gives no rows: an error must never widen a view."""
        return super().filter_queryset(queryset) if self.form.is_valid() else queryset.none()

    @classmethod
    def filter_for_field(cls, field, field_name, lookup_expr=None):
        if isinstance(field, models.ForeignKey):
            return PointerFilter(field_name=field_name, naming=naming_of(field), label=field.verbose_name)
        if isinstance(field, models.BooleanField):
            return django_filters.TypedChoiceFilter(
                field_name=field_name, choices=YES_NO, coerce=lambda text: text == "true", label=field.verbose_name
            )
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
        if hasattr(field, "shown"):
            return field.shown(value)
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
