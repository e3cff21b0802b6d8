from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "orgwork.console"
    verbose_name = "管理"
