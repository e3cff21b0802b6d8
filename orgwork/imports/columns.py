"""A column of a roster: a field of django-import-export that also knows the headers it may stand under."""

from import_export.fields import Field


class Column(Field):
    """`label` is the heading of templates and exports, `aliases` (blank-separated) the other headings it may have.

    `attribute` is the model field it is stored in, by default its own name; `stored` False means that it is used but
    not stored as it
    stands (community, id_card). `fill` columns name a place and are filled down. `needed` columns are marked in the
    template.
    `sample` is shown in the template's second row, `clears` False forbids 清空. `reads` are the ORM paths an export reads where the
    column is not stored as it stands; `shows` makes the text of what they hold.
    """

    def __init__(
        self,
        label,
        widget,
        aliases="",
        *,
        attribute=None,
        stored=True,
        fill=False,
        needed=False,
        sample="",
        clears=True,
        reads=(),
        shows=None,
    ):
        super().__init__(attribute=attribute, column_name=label, widget=widget)
        self.label, self.aliases = label, tuple(aliases.split())
        self.stored, self.fill, self.needed, self.sample, self.clears = stored, fill, needed, sample, clears
        self.reads, self.shows = tuple(reads), shows
        self.field = ""

    def name_it(self, field):
        """Tell the column the name it is declared under."""
        self.field = field
        self.attribute = self.attribute or field

    @property
    def targets(self):
        """The columns of the table it is stored in."""
        return [self.attribute + suffix for suffix in self.widget.suffixes] if self.stored else []

    @property
    def sources(self):
        """The ORM paths an export reads for it."""
        return tuple(self.targets) or self.reads

    def loaded(self, values):
        """The value that the widget shows, from what `sources` hold."""
        if self.shows:
            return self.shows(*values)
        return self.widget.load(*values)
