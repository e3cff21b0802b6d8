"""What a staged or refused roster reports (contract.md 3)."""

from orgwork.kit import crypto

from . import storing
from .models import StagedFinding
from .models.upload import State

PLACE = ("sheet", "row", "column", "field", "level", "code", "value", "message", "suggestion")


def staged(upload):
    """The JSON object of an upload that could be read."""
    counts = upload.counts
    return {
        "kind": upload.kind,
        "file": upload.name,
        "sha256": upload.sha256,
        "upload": upload.pk,
        "committed": upload.state == State.COMMITTED,
        "sheets": upload.sheets,
        **{name: counts[name] for name in ("rows", "create", "update", "unchanged", "rejected", "missing")},
        "problems": [problem(upload, found) for found in findings(upload)],
    }


def findings(upload):
    """The findings of an upload as dictionaries, in order."""
    return StagedFinding.objects.filter(upload=upload).order_by("seq").values(*PLACE)


def problem(upload, found):
    """One finding for the uploader: only here a suggested ID number is opened."""
    if found["suggestion"] and found["field"] == "id_card":
        place = f"imports_finding|suggestion|{upload.pk}"
        return {**found, "suggestion": crypto.open_sealed(found["suggestion"], aad=place)}
    return found


def refusal(refused, kind, path):
    """The JSON object of a file that was refused: the code in `refused`, the remedy in `problems`."""
    told = dict.fromkeys(PLACE) | {"level": "error", "code": refused.code, "message": refused.message}
    before = getattr(refused, "upload", None)
    found = {
        "kind": kind,
        "file": path.name,
        "sha256": storing.sha256_of(path)[0],
        "refused": refused.code,
        "problems": [told],
    }
    return found | ({"upload": before.pk} if before else {})
