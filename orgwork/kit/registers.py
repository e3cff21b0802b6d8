"""A register (台账) is declared once; the kit makes of it list, detail, edit, history, Excel in and out, API and contract tests."""

from dataclasses import dataclass
from functools import cached_property

from orgwork.accounts import rules

from .specs import spec_of
from .tables import Table

_registers = {}
importable = set()  # keys of registers that an Excel roster fills; the imports say so


@dataclass(frozen=True)
class View:
    """A saved view of a list: a tab with the filters it stands for."""

    label: str
    query: str
    bad: bool = False


@dataclass(frozen=True)
class Related:
    """Records that hang on this one, shown as a tab: the register's key and the field that points here."""

    register: str
    field: str
    label: str = ""


class Register:
    """Base of declarations. A subclass in an app's `views.py` fills these in:

    key        address and subject of the rules ("members")
    model      the Record
    measure    counting word ("名")
    icon       Tabler icon
    columns    list: field names ("name*" = sortable), computed(...), marks(...); the first one opens the record
    fields     all fields: detail, export and API, in the order of the ledger
    groups     [(heading, [field names])] of detail and form
    form       a RecordForm
    filters    a RecordFilters
    menu       whether it stands in the rail, which holds only the few of every day; /registers/ lists them all
    quick      [(label, icon, query of the new form)]: what 待办 offers under 记一笔
    """

    key = ""
    model = None
    label = ""
    measure = "条"
    icon = "list"
    menu = True
    menu_group = "records"
    menu_label = ""
    menu_order = 50
    phone = False
    group = "records"
    columns = ()
    fields = ()
    groups = ()
    form = None
    filters = None
    ordering = "pinyin"
    search_label = "姓名、拼音或首字母"
    searchable = True
    views = ()
    related = ()
    quick = ()
    add_label = ""
    empty_text = "还没有记录。"

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if cls.key:
            cls.label = cls.label or str(cls.model._meta.verbose_name)
            _registers[cls.key] = cls()
            rules.declare(cls.key, cls.group)

    # what a declaration may answer for one record ------------------------------------------------
    def tags(self, record):
        """[(label, tone)] beside the title."""
        return []

    def side(self, record):
        """[(label, figure text, url)] under the facts."""
        return []

    def more_actions(self, record, may):
        """[{"label", "url", "icon", "primary"}] besides edit and delete; `may(action)` says what the viewer may do here."""
        return []

    # derived --------------------------------------------------------------------------------------
    @property
    def base_url(self):
        return f"/{self.key}/"

    def url(self, record):
        return f"{self.base_url}{record.pk}/"

    @cached_property
    def table(self):
        return Table(self.model, self.columns, self.base_url)

    @cached_property
    def specs(self):
        return [spec_of(self.model, name) for name in self.fields]

    @cached_property
    def sorts(self):
        """Fields a list may be sorted by."""
        return {self.ordering.lstrip("-"), *(c.sort for c in self.table.columns if c.sort)}

    @property
    def verb(self):
        return self.add_label or f"登记{self.label}"


def get(key):
    """The register `key`. Raises KeyError."""
    return _registers[key]


def all_registers():
    """Every register, in the order of the menu."""
    return sorted(_registers.values(), key=lambda r: (r.menu_order, r.key))


def of_model(model):
    """The register of `model`, or None."""
    return next((r for r in _registers.values() if r.model is model), None)
