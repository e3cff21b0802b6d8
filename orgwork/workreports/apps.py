from django.apps import AppConfig


class WorkReportsConfig(AppConfig):
    name = "orgwork.workreports"
    verbose_name = "工作报告"
