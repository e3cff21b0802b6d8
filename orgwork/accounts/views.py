"""Log-in and log-out."""

from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.decorators import method_decorator

from .forms import LoginForm, PasswordForm


@method_decorator(login_not_required, name="dispatch")
class Login(auth_views.LoginView):
    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True


class Logout(auth_views.LogoutView):
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class PasswordChange(auth_views.PasswordChangeView):
    """Changing the password ends every other session of the account."""

    template_name = "accounts/password_change.html"
    success_url = "/"
    form_class = PasswordForm

    def form_valid(self, form):
        messages.success(self.request, "密码已改。别处的登录已全部退出。")
        return super().form_valid(form)


@login_not_required
def locked_out(request, credentials, *args, **kwargs):
    """Too many failures from this address for this account: said plainly, with what to do."""
    form = LoginForm(request)
    context = {"form": form, "locked": True, "locked_text": "连续 5 次没有登录成功，这个账号在这台电脑上锁定 15 分钟。"}
    return render(request, "accounts/login.html", context, status=429)
