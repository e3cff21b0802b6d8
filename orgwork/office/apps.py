from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "orgwork.office"
    verbose_name = "文稿"
