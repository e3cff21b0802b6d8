from orgwork.accounts.models import Unit
from orgwork.kit.filters import RecordFilters


class UnitFilters(RecordFilters):
    class Meta:
        model = Unit
        fields = {"level": ["exact"]}
