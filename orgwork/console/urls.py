from django.urls import path

from . import help as pages
from . import holidays, search
from .settings import views as settings

urlpatterns = [
    path("help/", pages.index, name="help"),
    path("help/<slug:slug>/", pages.topic, name="help-topic"),
    path("search/", search.page, name="search"),
    path("settings/", settings.index, name="settings"),
    path("settings/params/", settings.param_list, name="settings-params"),
    path("settings/params/<str:key>/", settings.ParamView.as_view(), name="settings-param"),
    path("settings/holidays/", holidays.HolidayView.as_view(), name="settings-holidays"),
    path("settings/holidays/<int:pk>/remove/", holidays.remove, name="settings-holiday-remove"),
]
