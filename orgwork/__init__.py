"""orgwork: the ground of the organisation department's portal. It imports no app; apps plug in."""

from .celery import app as celery_app

__all__ = ["celery_app"]
