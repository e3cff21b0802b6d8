"""What beat rings each day."""

from celery import shared_task
from django.utils import timezone

from .services.locking import lock_due
from .services.opening import open_due
from .services.reminding import remind_due
from .services.tidying import tidy_files


@shared_task(name="orgwork.monthly.open_month")
def open_month():
    """Open the month that has come, close the one that is over. A day without beat is made up for the next day."""
    open_due(now=timezone.now())
    lock_due(today=timezone.localdate())


@shared_task(name="orgwork.monthly.remind")
def remind():
    """Rung each hour: from the set hour on, those who have not reported are reminded, once."""
    remind_due(now=timezone.now())


@shared_task(name="orgwork.monthly.tidy_files")
def tidy():
    """Rung each night."""
    tidy_files()
