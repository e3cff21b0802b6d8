from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    name = "orgwork.notices"
    verbose_name = "待办与通知"

    def ready(self):
        autodiscover_modules("todos", "adapters", "places")
