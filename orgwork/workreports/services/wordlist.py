"""The dated word list: a wording is put on it from a day on, and taken off it from a day on; what was once on it stays readable."""

from django.db import transaction

from orgwork.audit.context import acting
from orgwork.workreports import validators
from orgwork.workreports.models import WordRule


def add(*, wording, offer, message, gravity, effective_from, by) -> WordRule:
    """Put a wording on the list. Raises Problem."""
    with transaction.atomic(), acting(by=by, reason=f"提法清单增加“{wording}”"):
        standing = WordRule.objects.select_for_update().filter(wording=wording)
        validators.word_rule(wording, offer, effective_from, standing)
        return WordRule.objects.create(
            wording=wording, offer=offer, message=message, gravity=gravity, effective_from=effective_from
        )


def stop(*, rule, on, by) -> WordRule:
    """The wording is on the list up to the day `on` and no longer. Raises Problem."""
    with transaction.atomic(), acting(by=by, reason=f"停用提法“{rule.wording}”"):
        current = WordRule.objects.select_for_update().get(pk=rule.pk)
        validators.word_end(current.effective_from, on)
        current.effective_to = on
        current.save(update_fields=["effective_to"])
    return current
