from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class ImportsConfig(AppConfig):
    name = "orgwork.imports"
    verbose_name = "名册导入"

    def ready(self):
        # Rosters are declared by the apps, which are loaded by now; the staging tables are shaped after them.
        import_module("orgwork.imports.rosters_units")
        autodiscover_modules("rosters")
        import_module("orgwork.imports.api")
        tables = import_module("orgwork.imports.staging.tables")
        post_migrate.connect(tables.receive_migrated, sender=self)
