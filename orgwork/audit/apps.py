from django.apps import AppConfig
from django.db.models.signals import post_migrate

from . import plans


class AuditConfig(AppConfig):
    name = "orgwork.audit"
    verbose_name = "审计"

    def ready(self):
        post_migrate.connect(plans.after_migrate, sender=self)
