from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MonthlyConfig(AppConfig):
    name = "orgwork.monthly"
    verbose_name = "月报"

    def ready(self):
        """The collection of the API, the form's own data and the place in the rail."""
        autodiscover_modules("api", "sync", "places", "gap_source")
