from django.urls import path

from .quick import shell, views

urlpatterns = [
    path("quick/", views.QuickPage.as_view(), name="quick"),
    path("quick/shell/", shell.shell, name="quick-shell"),
    path("quick/offline/", shell.offline, name="quick-offline"),
    path("sw.js", shell.worker, name="sw"),
]
