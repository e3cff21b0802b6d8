from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models

SYSTEM_USERNAME = "system"


class UserManager(BaseUserManager):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """An account. What it may do comes from its posts in force alone, never from flags of Django's."""

    username = models.CharField(
        "账号",
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "这个账号已经有了。"},
    )
    name = models.CharField("姓名", max_length=30)
    phone = models.CharField("手机", max_length=20, blank=True)
    is_active = models.BooleanField("启用", default=True)
    is_system = models.BooleanField("系统账号", default=False, editable=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "账号"
        ordering = ["username"]

    def __str__(self):
        return self.name or self.username


def system_user():
    """The user that commands and the scheduler act as (contract.md 2): whole district, cannot log in."""
    user, _made = User.objects.get_or_create(
        username=SYSTEM_USERNAME, defaults={"name": "系统", "is_system": True, "password": "!"}
    )
    return user
