from django.urls import path

from .views import Login, Logout, PasswordChange

urlpatterns = [
    path("login/", Login.as_view(), name="login"),
    path("logout/", Logout.as_view(), name="logout"),
    path("account/password/", PasswordChange.as_view(), name="password_change"),
]
