from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "orgwork.imports"
    verbose_name = "名册导入"
