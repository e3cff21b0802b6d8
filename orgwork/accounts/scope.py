"""Where somebody may act: a set of subtrees. `within(scope)` is the only door to records (design/architecture.md)."""

from dataclasses import dataclass, field

from django.db import models
from django.db.models import Q
from django.utils import timezone

from . import paths, rules

WHOLE = ""
LINE = "unit__parent__parent__parent__parent"  # 楼栋 up to 区


@dataclass(frozen=True)
class Scope:
    """Subtrees by path. No path = nothing; the empty path = everything (the system user alone)."""

    paths: tuple = field(default=())

    @classmethod
    def none(cls):
        return cls(())

    @classmethod
    def whole(cls):
        return cls((WHOLE,))

    @classmethod
    def of(cls, found):
        """A scope of the given paths, less those that lie within another of them."""
        kept = []
        for path in sorted(set(found)):
            if not any(path.startswith(have) for have in kept):
                kept.append(path)
        return cls(tuple(kept))

    def covers(self, path):
        """Whether a record at `path` lies in the scope."""
        return any(path.startswith(have) for have in self.paths)

    def __bool__(self):
        return bool(self.paths)

    def q(self, column="path"):
        """The predicate of this scope on `column`; fails closed."""
        if not self.paths:
            return Q(pk__in=[])
        if WHOLE in self.paths:
            return Q()
        found = Q()
        for path in self.paths:
            found |= paths.subtree(path, column)
        return found


class ScopedQuerySet(models.QuerySet):
    """A queryset whose rows carry the path of their unit."""

    def within(self, scope, unit=None):
        """The rows `scope` lets through, narrowed to the subtree of `unit` where one is given.

        `scope` None, empty or of another type gives no rows: an error must never widen a view.
        """
        if not isinstance(scope, Scope) or not scope:
            return self.none()
        found = self.filter(scope.q())
        return found.filter(paths.subtree(unit.path)) if unit is not None else found


class LiveManager(models.Manager):
    """Rows that have not been deleted."""

    def get_queryset(self):
        return super().get_queryset().filter(is_deleted=False)


def posts_of(user, on=None):
    """The posts in force of an active user, with their units and these units' superiors; a list, so that a request asks once."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    return list(user.posts.in_force(on or timezone.localdate()).select_related(LINE).order_by("id"))


def scope_from(posts, action, subject):
    """The scope that `posts` give for `action` on `subject`."""
    return Scope.of(post.unit.path for post in posts if rules.may(post.role, action, subject))


def scope_for(user, action, subject, on=None):
    """The scope of `user` for `action` on `subject`, from the posts in force on `on` (today)."""
    if getattr(user, "is_system", False):
        return Scope.whole()
    return scope_from(posts_of(user, on), action, subject)
