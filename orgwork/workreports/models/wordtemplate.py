from django.db import models

from orgwork.kit.models import StoredFile

from .template import TemplateVersion


class WordTemplate(StoredFile):
    """The .docx somebody uploaded as a template: its formatting stays, only its slots are filled."""

    version = models.OneToOneField(TemplateVersion, models.CASCADE, related_name="word", verbose_name="模板版次")

    class Meta:
        verbose_name = "Word 模板"
