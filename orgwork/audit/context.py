"""Who does it, why, and in which request: attached to every history row written meanwhile."""

import pghistory


def acting(*, by=None, reason="", request_id="", **more):
    """Context manager: rows of history written inside carry actor, reason and request id.

    Nested calls add to the outer context. `more` may carry what names the cause, such as upload=12.
    """
    found = {"user": str(by.pk) if by else None, "reason": reason, "request_id": request_id, **more}
    return pghistory.context(**{k: v for k, v in found.items() if v})
