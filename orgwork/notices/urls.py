from django.urls import path

from .views import channels, home, own

urlpatterns = [
    path("", home.home, name="home"),
    path("notices/", own.notice_list, name="notices"),
    path("notices/count/", own.count, name="notices-count"),
    path("notices/read/", own.read_all, name="notices-read"),
    path("notices/<int:pk>/open/", own.open_notice, name="notice-open"),
    path("settings/notices/", channels.channel_list, name="settings-notices"),
    path("settings/notices/again/", channels.send_again, name="settings-notices-again"),
]
