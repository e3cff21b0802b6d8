from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkReportsConfig(AppConfig):
    name = "orgwork.workreports"
    verbose_name = "工作报告"

    def ready(self):
        """The lists that apps fill, the sentences they can test (claims) and the weaknesses they can see (suggestions)."""
        autodiscover_modules("lists", "claims", "suggestions")
