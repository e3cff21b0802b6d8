"""The history of the unit tree; each register's own history stands beside its model."""

import pghistory

from orgwork.accounts.models import Unit

from .history import QUIET, trackers


class UnitEvent(
    pghistory.create_event_model(
        Unit,
        *trackers(),
        exclude=QUIET,
        obj_field=pghistory.ObjForeignKey(related_name="events"),
        model_name="UnitEvent",
        app_label="audit",
    )
):
    """A snapshot of a unit after each change."""

    class Meta:
        verbose_name = "单位变更"
