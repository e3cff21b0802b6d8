"""The router of /api/v1/: every register by itself; other collections add themselves through `collection`."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from ..registers import all_registers
from .figures import FigureApi
from .records import viewset_for
from .token import TokenView

_collections = {"figures": FigureApi}


def collection(prefix, viewset):
    """Add a collection of its own making (monthly-reports, work-reports, uploads, jobs)."""
    _collections[prefix] = viewset


def urlpatterns():
    """Addresses of the API, after every app has declared its registers."""
    router = SimpleRouter()
    for register in all_registers():
        router.register(register.key, viewset_for(register), basename=f"api-{register.key}")
    for prefix, viewset in _collections.items():
        router.register(prefix, viewset, basename=f"api-{prefix}")
    return [
        path("api/v1/token/", TokenView.as_view(), name="api-token"),
        path("api/v1/", include(router.urls)),
        path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
        path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
    ]
