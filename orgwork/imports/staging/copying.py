"""Validated rows as a stream that COPY reads: parsing and validating go on while the server takes the rows in."""

import os
from itertools import compress

from orgwork.kit import crypto, pinyin

from ..parsing import Copier
from ..widgets import NULL, escaped


class Stream:
    """A file for `copy_expert`. An exception while rows are made ends the stream and waits in `error`."""

    def __init__(self, pieces):
        self._pieces, self.error = pieces, None
        self._left = ""

    def read(self, size=-1):
        if not self._left:
            self._left = self._following()
        piece, self._left = self._left, ""
        return piece

    def _following(self):
        try:
            # An empty piece would end the stream: blocks without a good row are passed over.
            return next(filter(None, self._pieces), "")
        except Exception as error:  # noqa: BLE001 COPY would hide it; it is raised again by the caller
            self.error = error
            return ""


class Lines:
    """Makes COPY's lines of batches; `seq` counts the staged rows from 1."""

    def __init__(self, roster, upload_id):
        self.roster, self.upload_id, self.seq = roster, upload_id, 0
        self._copiers = {name: Copier(column.widget) for name, column in roster.columns.items()}
        self._rejected = []

    def rejected_indexes(self, roster):
        """Blind indexes of the people on rows that are not staged: rejected, but not missing from the roster."""
        column = f"{roster._meta.model._meta.db_table}.id_card"
        return [crypto.blind(number, column=column) for number in self._rejected]

    def text(self, batch):
        """The good rows of a batch, one a line."""
        numbers = batch.values.get("id_card")
        if numbers:
            self._rejected += [numbers[at] for at in batch.bad if numbers[at] is not None]
        parts = []
        for name, column in self.roster.columns.items():
            if column.stored:
                parts.append(self._texts(name, column, batch))
        derived = self.roster.derive(batch)
        parts += [derived[name] for name in self.roster.derived]
        good = [at not in batch.bad for at in range(len(batch))]
        rows = compress(zip(*parts, strict=True), good)
        numbers = compress(batch.numbers, good)
        head = f"{self.upload_id}\t"
        sheet = escaped(batch.sheet.name)
        lines = []
        for seq, (number, row) in enumerate(zip(numbers, rows, strict=True), self.seq + 1):
            lines.append(f"{head}{seq}\t{sheet}\t{number}\t" + "\t".join(row))
        self.seq += len(lines)
        return "\n".join(lines) + "\n" if lines else ""

    def _texts(self, name, column, batch):
        values = batch.values.get(name)
        if values is None:
            return ["\t".join([NULL] * len(column.widget.sql))] * len(batch)
        return self._copiers[name].column(values)


def new_keys(count):
    """`count` random UUIDs (version 4) as texts."""
    drawn = os.urandom(16 * count).hex()
    pieces = (drawn[at : at + 32] for at in range(0, 32 * count, 32))
    return [f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}" for h in pieces]


def name_keys(names, *, person=True):
    """The texts of pinyin, initials and grams for a column of names, of persons or of places and organisations."""
    found = [pinyin.keys(name, person=person) if name else None for name in names]
    return {
        "pinyin": [keys.pinyin if keys else NULL for keys in found],
        "initials": [keys.initials if keys else NULL for keys in found],
        "grams": [_array(keys.grams) if keys else NULL for keys in found],
    }


def _array(grams):
    plain = "".join(grams)
    if plain.isalnum():
        return "{" + ",".join(grams) + "}"
    return "{" + ",".join('"' + g.replace("\\", "\\\\\\\\").replace('"', '\\\\"') + '"' for g in grams) + "}"


def sealed(numbers, keys, table):
    """The texts of the three columns of an ID number, each sealed for the row of the key beside it."""
    column = f"{table}.id_card"
    enc, index, mask = [], [], []
    for number, key in zip(numbers, keys, strict=True):
        known = number is not None
        enc.append(crypto.seal(number, aad=crypto.aad(table, "id_card", key)) if known else NULL)
        index.append(crypto.blind(number, column=column) if known else NULL)
        mask.append(crypto.mask(number) if known else NULL)
    return {"id_card_enc": enc, "id_card_hash": index, "id_card_mask": mask}
