from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KitConfig(AppConfig):
    name = "orgwork.kit"
    verbose_name = "台账"

    def ready(self):
        """Apps plug in by having these modules; the ground never names an app."""
        autodiscover_modules("figures")
        autodiscover_modules("views")
        autodiscover_modules("rosters")
        autodiscover_modules("demo")
