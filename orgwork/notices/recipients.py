"""Whom to tell: the accounts with posts in force at a place."""

from django.utils import timezone

from orgwork.accounts import paths
from orgwork.accounts.models import Post


def holders(units, roles, *, above=False, on=None):
    """Users who hold one of `roles` exactly at one of `units` (Unit or path), each once; with `above` also at the units over them."""
    found = holders_by_path(units, roles, above=above, on=on)
    return list({user.pk: user for users in found.values() for user in users}.values())


def holders_by_path(units, roles, *, above=False, on=None):
    """{path of the unit of the post: [users]}, by one statement whatever the number of units.

    Suspended accounts and the system's own are left out; units without holders are absent.
    """
    places = {getattr(unit, "path", unit) for unit in units}
    if above:
        places = {path for place in places for path in paths.ancestors(place)}
    if not places:
        return {}
    posts = Post.objects.in_force(on or timezone.localdate()).filter(unit__path__in=places, role__in=roles)
    posts = posts.filter(user__is_active=True, user__is_system=False).select_related("user", "unit").order_by("user_id", "pk")
    found = {}
    for post in posts:
        users = found.setdefault(post.unit.path, [])
        if post.user not in users:
            users.append(post.user)
    return found
