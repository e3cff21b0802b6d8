from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DashboardsConfig(AppConfig):
    name = "orgwork.dashboards"
    verbose_name = "看板"

    def ready(self):
        """Apps put their tiles up in a module `dashboards`; `places` is where the boards stand in the rail."""
        autodiscover_modules("dashboards", "places")
