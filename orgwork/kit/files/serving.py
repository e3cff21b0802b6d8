"""Handing out a stored file: always as an attachment, never cached, never guessed at."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from .receiving import read


def response(stored):
    """The file as a download; whoever calls has checked that the viewer may see its owner."""
    answer = HttpResponse(read(stored), content_type=stored.mime)
    answer["Content-Disposition"] = content_disposition_header(True, stored.name)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
