from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class WorkReportsConfig(AppConfig):
    name = "orgwork.workreports"
    verbose_name = "工作报告"

    def ready(self):
        """The lists that apps fill, the sentences they can test (claims) and the weaknesses they can see (suggestions)."""
        autodiscover_modules("lists", "claims", "suggestions")
        post_migrate.connect(import_module("orgwork.workreports.installed").after_migrate, sender=self)
