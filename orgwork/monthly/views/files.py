"""An attachment, for whoever sees the report it hangs on."""

from django.http import Http404

from orgwork.kit import files

from ..models import MonthlyFile
from .base import MonthlyPage


class FilePage(MonthlyPage):
    def get(self, request, pk, number):
        found = MonthlyFile.objects.filter(pk=number, value__report=self.report(pk)).first()
        if found is None:
            raise Http404
        return files.response(found)
