"""Who may import what, where, and how much at once."""

from orgwork.accounts.models import Unit
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import posts_of, scope_for

from . import rosters

LARGE = frozenset({Role.SYSTEM_ADMIN, Role.CLERK})


def budget_of(user):
    """The name of the limits (reading/limits.py) for what `user` uploads."""
    if getattr(user, "is_system", False) or any(post.role in LARGE for post in posts_of(user)):
        return "ADMINISTRATOR"
    return "SECRETARY"


def subject_of(kind):
    """The subject of the rights on a roster kind. Raises KeyError."""
    declared = rosters.get(kind)
    return declared.subject or declared.key


def unit_for(user, kind, code, action="import"):
    """The Unit `code` if `user` may act there on `kind`, else None: the same for absent and not allowed."""
    scope = scope_for(user, action, subject_of(kind))
    return Unit.objects.within(scope).filter(code=code).first()


def kinds_for(user, action="import"):
    """[(kind, label)] of the rosters `user` may import somewhere."""
    return [(k, r.label) for k, r in rosters.all_rosters().items() if scope_for(user, action, r.subject or r.key)]


def is_empty_system():
    """Whether no unit is on record: then `units` may come under the code of the root that the file holds."""
    return not Unit.objects.exists()


def rows_for(user, kind, unit, action="export"):
    """The records of a kind at `unit` and below that `user` may see for `action`."""
    return rosters.get(kind)._meta.model.objects.within(scope_for(user, action, subject_of(kind)), unit)
