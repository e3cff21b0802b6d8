"""清空: the user says of one blank cell of the roster that it shall erase what is on record (contract.md 3)."""

from django.db import transaction

from .. import rosters
from ..models import Upload
from ..models.upload import State
from ..staging import matching

COUNTED = {"u": "update", "s": "unchanged"}


def tick_clear(*, upload_id, seq, field, on):
    """Tick or untick 清空 for `field` of the staged row `seq`. Raises KeyError for a field that cannot be cleared."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload_id, state=State.STAGED)
        declared = rosters.get(upload.kind)
        if not declared.columns[field].clears:
            raise KeyError(field)
        fields = set(upload.clears.get(str(seq), ())) - {field} | ({field} if on else set())
        upload.clears = {**upload.clears, str(seq): sorted(fields)}
        judged = matching.tick(upload, declared, seq, sorted(fields))
        if judged and judged[0] != judged[1]:
            was, now = judged
            upload.counts[COUNTED[was]] -= 1
            upload.counts[COUNTED[now]] += 1
        upload.clears = {key: found for key, found in upload.clears.items() if found}
        upload.save(update_fields=["clears", "counts"])
    return upload
