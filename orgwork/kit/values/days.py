"""Rules on days that hold for every record of what has happened."""

from django.utils import timezone

from .problems import Problem


def check_not_future(day, label="日期"):
    """What is recorded has happened."""
    if day and day > timezone.localdate():
        raise Problem("date.future", f"{label} {day} 还没有到。请核对。", value=str(day))


def check_order(earlier, later, first, second):
    """`later` is not before `earlier`; `first` and `second` name them."""
    if earlier and later and later < earlier:
        raise Problem("date.order", f"{second} {later} 早于{first} {earlier}。请核对这两个日期。", value=str(later))
