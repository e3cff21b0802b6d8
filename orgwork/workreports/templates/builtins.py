"""Puts the templates that come with the portal into the tables, owned by the district. What a person has changed is left alone."""

from orgwork.accounts.models import Unit, system_user
from orgwork.workreports import builtin
from orgwork.workreports.models import Template, TemplateVersion

NOTE = "随平台提供"


def ensure():
    """Put them in where they are not there yet: a new system has no district when it is migrated."""
    if Template.objects.filter(builtin__in=[item.key for item in builtin.ALL]).count() < len(builtin.ALL):
        sync()


def sync():
    root = Unit.objects.filter(parent=None).order_by("path").first()
    if root is not None:
        by = system_user()
        for item in builtin.ALL:
            put(item, root, by)


def put(item, root, by):
    """The built-in `item` with its newest text; a name that somebody has given already stays his."""
    template = Template.objects.filter(builtin=item.key).first()
    if template is None:
        template, _made = Template.objects.get_or_create(
            unit=root, name=item.name, defaults={"kind": item.kind, "builtin": item.key, "created_by": by}
        )
    newest = template.versions.select_related("created_by").first()
    if newest is None or (template.builtin and newest.created_by.is_system and newest.text != item.text):
        number = newest.number + 1 if newest else 1
        TemplateVersion.objects.get_or_create(
            template=template,
            number=number,
            defaults={"text": item.text, "note": NOTE, "ready": True, "created_by": by},
        )
