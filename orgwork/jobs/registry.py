"""Which function does which kind of job."""

_handlers = {}


class Refused(Exception):
    """A handler cannot do what was asked, for a reason the user may read (Chinese)."""


def handler(kind):
    """Decorator: `run(job, progress)` does jobs of `kind`, returns a dict for `Job.result`, raises Refused with a Chinese reason.

    It may be started twice (a killed worker): its effect must be the same as once.
    """

    def register(run):
        if kind in _handlers:
            raise ValueError(f"two handlers for job kind {kind}")
        _handlers[kind] = run
        return run

    return register


def handler_of(kind):
    """The function for `kind`. Raises KeyError for an unknown kind."""
    return _handlers[kind]
