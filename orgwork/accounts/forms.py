from django.contrib.auth.forms import AuthenticationForm


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
