"""The history of the unit tree; each register's own history stands beside its model."""

import pghistory

from orgwork.accounts.models import Unit

from .history import QUIET, trackers

UnitEvent = pghistory.create_event_model(Unit, *trackers(), exclude=QUIET, model_name="UnitEvent", obj_field=pghistory.ObjForeignKey(related_name="events"), app_label="audit")
