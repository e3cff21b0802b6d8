from django.urls import path

from . import help as pages

urlpatterns = [
    path("help/", pages.index, name="help"),
    path("help/<slug:slug>/", pages.topic, name="help-topic"),
]
