from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "orgwork.audit"
    verbose_name = "审计"
