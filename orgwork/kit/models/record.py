"""What the model of a register is built from."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from orgwork.accounts.models import Kept
from orgwork.accounts.scope import LiveManager, ScopedQuerySet

from .. import crypto, pinyin


class Record(Kept):
    """A kept row of a register: it belongs to a unit and carries a copy of the unit's path, which is what scope looks at."""

    carries_path = True

    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name="所属单位", db_index=False)
    path = models.CharField(max_length=64, db_collation="C", editable=False)
    remark = models.TextField("备注", max_length=2000, blank=True)

    objects = LiveManager.from_queryset(ScopedQuerySet)()
    everything = models.Manager.from_queryset(ScopedQuerySet)()

    class Meta:
        abstract = True

    def place(self):
        """The unit this record belongs to; a record that follows another one (a member its branch) overrides it."""
        return self.unit

    def save(self, *args, **kwargs):
        self.unit = self.place()
        self.path = self.unit.path
        super().save(*args, **kwargs)


class Named(models.Model):
    """A record that is found by name, pinyin or initials."""

    named_person = True  # False where the name is an organisation's: it has no surname

    name = models.CharField("姓名", max_length=30)
    pinyin = models.CharField(max_length=200, blank=True, editable=False, db_collation="C")
    initials = models.CharField(max_length=60, blank=True, editable=False, db_collation="C")
    grams = ArrayField(models.CharField(max_length=4), default=list, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        keys = pinyin.keys(self.name, person=self.named_person)
        self.pinyin, self.initials, self.grams = keys.pinyin, keys.initials, keys.grams
        super().save(*args, **kwargs)


class Identified(models.Model):
    """A person's ID number: sealed, with a blind index to find it again and the mask that may be shown."""

    id_card_enc = models.TextField(blank=True, editable=False)
    id_card_hash = models.CharField(max_length=64, blank=True, editable=False)
    id_card_mask = models.CharField("身份证号", max_length=18, blank=True, editable=False)

    class Meta:
        abstract = True

    def set_id_card(self, plain):
        """Seal `plain` (18 characters, checked) for this row. The pk must be set, as it is from the start."""
        table = self._meta.db_table
        self.id_card_enc = crypto.seal(plain, aad=crypto.aad(table, "id_card", self.pk))
        self.id_card_hash = crypto.blind(plain, column=f"{table}.id_card")
        self.id_card_mask = crypto.mask(plain)

    def open_id_card(self):
        """The whole number; callers write the access to the audit. Raises crypto.Unreadable."""
        return crypto.open_sealed(self.id_card_enc, aad=crypto.aad(self._meta.db_table, "id_card", self.pk))


def list_indexes(table, *, named=True):
    """The indexes of a register's list: by place, and by name within a place (performance.md, Tree and counts)."""
    found = [
        models.Index(fields=["path", "id"], name=f"{table}_path"),
        models.Index(fields=["unit"], name=f"{table}_unit"),
    ]
    if named:
        found += [
            models.Index(fields=["path", "pinyin", "id"], name=f"{table}_path_py"),
            models.Index(fields=["pinyin", "id"], name=f"{table}_py"),
            models.Index(fields=["initials"], name=f"{table}_ini"),
            GinIndex(fields=["grams"], name=f"{table}_grams"),
        ]
    return found
