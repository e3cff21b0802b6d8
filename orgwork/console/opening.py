"""Opening an account and giving it a post: the one way before there is an administrator, and the way for each further one."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from orgwork.accounts.models import Post, User
from orgwork.accounts.rules import ADMINISTRATORS
from orgwork.audit.context import acting


@transaction.atomic
def open_account(*, username, name, password, by):
    """A new account without rights: those come from posts. Raises ValidationError."""
    user = User(username=username, name=name)
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    with acting(by=by, reason="开设账号"):
        user.save()
    return user


@transaction.atomic
def appoint(*, user, unit, role, on, by):
    """Give `user` a post. 三员分立: nobody holds two of the three administrators' roles. Raises ValidationError."""
    held = set(Post.objects.in_force(on).filter(user=user).values_list("role", flat=True))
    if role in ADMINISTRATORS and held & ADMINISTRATORS - {role}:
        raise ValidationError("系统、安全、审计三个管理员不能由同一账号担任。请另开一个账号。")
    post = Post(user=user, unit=unit, role=role, starts_on=on)
    post.full_clean()
    with acting(by=by, reason="任职"):
        post.save()
    return post
