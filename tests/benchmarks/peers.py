"""The same import as one would write it with the usual libraries: stock django-import-export, its tuned form, bulk_create.

All three use the product's own checks and sealing for a cell; what differs is how rows travel.
"""

from import_export import fields, resources, widgets
from import_export.instance_loaders import CachedInstanceLoader
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from tablib import Dataset

from branches.models import Branch
from members.models import Member
from members.rosters import JOBS, TYPES
from orgwork.accounts.models import system_user
from orgwork.kit import crypto, pinyin
from orgwork.kit.values import aliases, dates, ids, names, phones

DATES = {"出生年月": "birth", "参加工作时间": "work_on", "入党时间": "joined_on", "转正时间": "formal_on", "党费交至": "dues_paid_to"}
TEXTS = {
    "籍贯": "native_place", "党小组": "group", "工作单位及职务": "unit_post", "家庭住址": "address", "户籍地": "huji",
    "毕业院校及专业": "school_major", "备注": "remark",
}  # fmt: skip
CHOICES = {"性别": ("sex", aliases.SEXES), "民族": ("nation", aliases.NATIONS), "学历": ("edu", aliases.EDUCATION),
           "人员类别": ("member_type", TYPES), "工作岗位": ("job_type", JOBS)}  # fmt: skip
TABLE = Member._meta.db_table
BATCH = 2000


def values(row):
    """{attribute: value} of a row given as {heading: cell}."""
    found = {"name": names.clean(row["姓名"]), "mobile": phones.mobile(row["联系电话"]) or ""}
    for heading, attribute in DATES.items():
        day = dates.clean(row[heading])
        found[attribute], found[f"{attribute}_prec"] = (day.date, day.precision) if day else (None, "")
    for heading, attribute in TEXTS.items():
        found[attribute] = str(row[heading] or "")
    for heading, (attribute, choices) in CHOICES.items():
        found[attribute] = choices.clean(row[heading]) or ""
    return found


def search_keys(member):
    keys = pinyin.keys(member.name)
    member.pinyin, member.initials, member.grams = keys.pinyin, keys.initials, keys.grams
    member.unit_id, member.path = member.branch.unit_id, member.branch.path


class HashWidget(widgets.Widget):
    def clean(self, value, row=None, **kwargs):
        return crypto.blind(ids.clean(value), column=f"{TABLE}.id_card")


class BranchWidget(widgets.ForeignKeyWidget):
    def __init__(self):
        super().__init__(Branch, "name")

    def get_queryset(self, value, row, *args, **kwargs):
        return Branch.objects.select_related("unit").filter(unit__name=row["社区"])


class Stock(resources.ModelResource):
    """As the manual shows it."""

    id_card_hash = fields.Field("id_card_hash", "身份证号", HashWidget())
    branch = fields.Field("branch", "党支部", BranchWidget())

    class Meta:
        model = Member
        import_id_fields = ("id_card_hash",)
        fields = ("id_card_hash", "branch", "name", "mobile", *TEXTS.values(), *(a for a, _c in CHOICES.values()),
                  *DATES.values(), *(f"{a}_prec" for a in DATES.values()))  # fmt: skip

    def before_import_row(self, row, **kwargs):
        row.update(values(row))

    def before_save_instance(self, instance, row, **kwargs):
        instance.set_id_card(ids.clean(row["身份证号"]))


class Tuned(Stock):
    """With every setting its manual names for large files."""

    class Meta(Stock.Meta):
        use_bulk = True
        batch_size = BATCH
        skip_diff = True
        skip_html_diff = True
        instance_loader_class = CachedInstanceLoader

    def before_save_instance(self, instance, row, **kwargs):
        super().before_save_instance(instance, row, **kwargs)
        search_keys(instance)


def dataset_of(path):
    """As the library's XLSX format reads it; rows that end early are filled up, which that format does not bear."""
    heads, *found = load_workbook(path, read_only=True, data_only=True).active.values
    return Dataset(*([*row, *[None] * (len(heads) - len(row))] for row in found), headers=heads)


def by_resource(resource, path):
    """Preview, then the import, as its pages do."""
    dataset = dataset_of(path)
    for dry_run in (True, False):
        result = resource().import_data(dataset, dry_run=dry_run, raise_errors=True)
    return result.totals


def by_bulk_create(path):
    """calamine, model instances, bulk_create with update_conflicts."""
    found = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows()
    heads = next(found)
    branches = {(b.unit.name, b.name): b for b in Branch.objects.select_related("unit")}
    by, batch = system_user(), []
    for cells in found:
        row = dict(zip(heads, cells, strict=True))
        batch.append((Member(**values(row), branch=branches[row["社区"], row["党支部"]], created_by=by, updated_by=by),
                      ids.clean(row["身份证号"])))  # fmt: skip
        if len(batch) == BATCH:
            _store(batch)
            batch = []
    _store(batch)


def _store(batch):
    blind = [crypto.blind(number, column=f"{TABLE}.id_card") for _member, number in batch]
    known = dict(Member.objects.filter(id_card_hash__in=blind).values_list("id_card_hash", "id"))
    for (member, number), index in zip(batch, blind, strict=True):
        member.id = known.get(index, member.id)
        member.set_id_card(number)
        search_keys(member)
    changed = [f.name for f in Member._meta.concrete_fields if f.name not in ("id", "created_at", "created_by")]
    members = [member for member, _number in batch]
    Member.objects.bulk_create(members, update_conflicts=True, unique_fields=["id"], update_fields=changed)
