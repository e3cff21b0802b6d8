from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm


class LoginForm(AuthenticationForm):
    """Wrong user and wrong password read the same (security.md G30)."""

    error_messages = {
        "invalid_login": "账号或密码不对。请核对后再试；连续 5 次不对会锁定 15 分钟。",
        "inactive": "账号或密码不对。请核对后再试；连续 5 次不对会锁定 15 分钟。",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "账号"
        self.fields["password"].label = "密码"


class PasswordForm(PasswordChangeForm):
    """Old password, then the new one twice."""

    error_messages = {
        "password_incorrect": "原来的密码不对。请重新输入。",
        "password_mismatch": "两次输入的新密码不一样。请重新输入。",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in (
            ("old_password", "原来的密码"),
            ("new_password1", "新密码"),
            ("new_password2", "再输一次新密码"),
        ):
            self.fields[name].label = label
