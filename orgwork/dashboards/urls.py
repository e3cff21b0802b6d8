from django.urls import path

from .views import board_page

urlpatterns = [
    path("dashboard/", board_page, name="dashboard"),
    path("dashboard/<slug:key>/", board_page, name="dashboard-board"),
]
