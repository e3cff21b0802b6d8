"""All addresses. Registers bring their own; apps are known by their declarations alone."""

from django.urls import include, path

from orgwork import health
from orgwork.kit.api import urls as api
from orgwork.kit.views import figures, record, registers

urlpatterns = [
    path("healthz", health.healthz),
    path("", include("orgwork.accounts.urls")),
    path("", include("orgwork.notices.urls")),
    path("", include("orgwork.jobs.urls")),
    path("", include("orgwork.imports.urls")),
    path("", include("orgwork.monthly.urls")),
    path("", include("orgwork.workreports.urls")),
    path("", include("orgwork.dashboards.urls")),
    path("", include("orgwork.console.urls")),
    path("figures/", figures.figure_list, name="figures"),
    path("figures/<str:key>/", figures.figure_page, name="figure"),
    path("registers/", registers.register_list, name="registers"),
    path("", include("branches.urls")),
    *record.urlpatterns(),
    *api.urlpatterns(),
]

handler400 = "orgwork.kit.views.errors.bad_request"
handler403 = "orgwork.kit.views.errors.forbidden"
handler404 = "orgwork.kit.views.errors.not_found"
handler500 = "orgwork.kit.views.errors.server_error"
