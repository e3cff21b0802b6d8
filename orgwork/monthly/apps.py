from django.apps import AppConfig


class MonthlyConfig(AppConfig):
    name = "orgwork.monthly"
    verbose_name = "月报"
