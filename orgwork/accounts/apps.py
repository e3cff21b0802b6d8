from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "orgwork.accounts"
    verbose_name = "单位、账号与任职"
