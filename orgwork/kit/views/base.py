"""What every view of a register shares: the door to the records, and the refusal that looks like absence."""

from django.http import Http404
from django.utils import timezone
from django.views import View

from orgwork.accounts.models import Unit

MANY = 3


class RecordView(View):
    """A view of `register`; `action` names what its viewer must be allowed to do."""

    register = None
    action = "view"

    def dispatch(self, request, *args, **kwargs):
        if not self.scope():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def scope(self, action=None):
        return self.request.scope(action or self.action, self.register.key)

    def may(self, action):
        return bool(self.scope(action))

    def rows(self, action=None):
        """The records the viewer may do `action` on. Pages reach records by this door alone."""
        return self.register.model.objects.within(self.scope(action))

    def deleted_rows(self):
        """Deleted records, for undo."""
        return self.register.model.everything.filter(is_deleted=True).within(self.scope("delete"))

    def record(self, pk, action=None):
        """The record, or 404 whether it is absent, deleted or not the viewer's."""
        names = [f.name for f in self.register.model._meta.fields if f.remote_field and f.name in self._shown()]
        found = self.rows(action).select_related(*names).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def _shown(self):
        return {*self.register.fields, "unit", "parent", "branch"}

    def crumbs(self, *more):
        return [*unit_crumbs(self.request), (self.register.label, self.register.base_url if more else None), *more]

    def page_context(self, *more, **context):
        return {
            "register": self.register,
            "crumbs": self.crumbs(*more),
            "as_of": timezone.localtime(),
            **context,
        }


def scoped(request, action, subject, queryset):
    """The rows of `queryset` the viewer may do `action` on: the door for what is no register."""
    return queryset.within(request.scope(action, subject))


def unit_crumbs(request):
    """Where the viewer stands: the unit of his only post, or how many there are."""
    units = [post.unit for post in request.posts]
    if len(units) == 1:
        return [(unit.name, None) for unit in _line(units[0])]
    return [("、".join(u.name for u in units[:MANY]) + ("等" if len(units) > MANY else ""), None)] if units else []


def _line(unit):
    """The unit and its superiors, the district first; they came with the viewer's posts."""
    return [*(_line(unit.parent) if unit.parent_id else ()), unit]


def root_unit():
    """The district."""
    return Unit.objects.filter(parent=None).order_by("path").first()
