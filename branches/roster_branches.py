"""党组织名册. The superior may stand in the same file; the organisation sits at the unit of its code or community."""

from orgwork.imports.columns import Column
from orgwork.imports.places import Known
from orgwork.imports.rosters import Roster
from orgwork.imports.staging.copying import name_keys, new_keys
from orgwork.imports.widgets import NULL, Choice, Code, Count, Day, Lines, Mobile, Name, Text
from orgwork.kit.values.choices import Choices
from orgwork.kit.values.orgs import branch_key
from orgwork.kit.values.problems import Problem, shown

from . import enums, validators
from .branchbook import BranchBook, Entry, entries
from .models import Branch
from .models.branch import term_end

KINDS = Choices(
    "组织类别",
    enums.OrgKind.choices,
    {
        "work_committee": ["工委", "党的工作委员会"],
        "committee": ["党委会", "基层党委"],
        "general_branch": ["总支", "党总支部"],
        "branch": ["支部"],
        "joint_branch": ["联合支部"],
        "temp_branch": ["临时支部"],
    },
)
DOMAINS = Choices(
    "所属领域",
    enums.OrgDomain.choices,
    {"private_firm": ["非公企业", "两新组织"], "community": ["社区"], "organ": ["机关"]},
)
SCOPES = Choices("类型", enums.OrgScope.choices, {"grid": ["网格", "楼栋", "网格党支部"], "npe": ["非公", "两新"]})
PLACES = Choices("所在单位情况", enums.OrgPlace.choices)
STATUSES = Choices("状态", enums.OrgStatus.choices, {"weak": ["软弱涣散", "整顿", "软弱涣散(整顿)"]})
UNKNOWN = "没有名为“{}”的上级党组织。请核对名称，或把它也写进名册。"
TWICE = "与第{}行是同一个党组织。请删除重复的一行。"


def _community(name, level):
    """A community's organisation names it; those of street and district have none."""
    return name if level == "community" else None


class BranchRoster(Roster):
    key = "branches"
    label = "党组织名册"
    whole = True
    anchors = ("name",)
    identity = (("code",), ("name",))
    derived = {
        "id": "uuid", "unit_id": "uuid", "path": "text", "parent_id": "uuid", "term_ends_on": "date",
        "pinyin": "text", "initials": "text", "grams": "text[]",
    }  # fmt: skip

    code = Column(
        "党组织代码", Code(20), "组织代码 代码 编码 支部代码", needed=True, sample="DZ41039900100101", clears=False
    )
    name = Column(
        "党组织全称", Text(200), "党组织名称 名称 全称 支部名称 党支部名称 党支部 组织名称",
        needed=True, sample="第一网格党支部", clears=False,
    )  # fmt: skip
    short_name = Column("简称", Text(60), "党组织简称")
    parent = Column(
        "上级党组织",
        Text(200),
        "隶属 上级组织 隶属党组织 上级党组织名称 上级党组织代码",
        stored=False,
        fill=True,
        reads=("parent__name",),
        clears=False,
    )
    kind = Column(
        "组织类别", Choice(KINDS), "党组织类别 组织类型 党组织类型", needed=True, sample="党支部", clears=False
    )
    domain = Column("所属领域", Choice(DOMAINS), "领域 党组织领域", needed=True, sample="街道社区", clears=False)
    scope = Column("类型", Choice(SCOPES), "党组织范围 支部类型 覆盖类型", needed=True, sample="网格楼栋", clears=False)
    place_kind = Column("所在单位情况", Choice(PLACES), "单位情况")
    unit = Column(
        "所属单位代码",
        Code(20),
        "单位代码 所属单位 所在单位 所在单位代码",
        stored=False,
        clears=False,
        reads=("unit__code",),
    )
    community = Column(
        "所属社区",
        Text(100),
        "社区 社区名称 所在社区",
        stored=False,
        fill=True,
        clears=False,
        sample="槐荫社区",
        reads=("unit__name", "unit__level"),
        shows=_community,
    )
    area_desc = Column("片区范围", Lines(500), "范围 覆盖范围 片区/楼栋范围 楼栋范围")
    founded_on = Column("成立日期", Day(lenient=True), "成立时间 组建时间 组建日期 建立时间")
    approve_no = Column("批准文号", Text(60), "批准成立文号 文号")
    approve_on = Column("批准日期", Day(lenient=True), "批复日期 批准时间")
    elected_on = Column(
        "本届选举日期", Day(lenient=True), "选举日期 换届日期 本届换届时间 换届时间", needed=True, sample="2021-06-20"
    )
    term_years = Column("任期年限", Count(low=1, high=10), "任期 任期(年) 届期", needed=True, sample="3")
    secretary = Column(
        "书记", Name(needed=False), "书记姓名 党组织书记 支部书记 党支部书记", needed=True, sample="张三"
    )
    contact = Column("联系人", Name(needed=False), "联系人姓名")
    phone = Column(
        "电话", Mobile(repeats=True), "联系电话 联系方式 手机 手机号 书记电话", needed=True, sample="13900000000"
    )
    status = Column("状态", Choice(STATUSES), "党组织状态")
    remark = Column("备注", Text(2000), "说明")

    class Meta:
        model = Branch
        import_id_fields = ("code",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.book = BranchBook(entries(), self.places)
        self.by_code = {entry.code: entry for entry in self.book.entries if entry.code}
        self.everywhere = {entry.code for entry in self.book.all if entry.code}
        self._units = Known(self.places.find)

    def check_all(self, batches):
        rows = [(batch, at) for batch in batches for at in range(len(batch))]
        for batch in batches:
            batch.extra["entries"] = [None] * len(batch)
            batch.extra["scopes"] = {}
        self._place_all(rows)
        self._name_all(rows)
        self._join_all(rows)

    def _place_all(self, rows):
        """The unit of each row: its code, its community, else the roster's own unit."""
        for batch, at in rows:
            place = self.places.home
            for field in ("community", "unit"):
                text = batch.get(field)[at]
                found = self._units[text] if text else place
                if type(found) is Problem:
                    batch.tell(at, field, found)
                else:
                    place = found
            batch.extra["entries"][at] = place

    def _name_all(self, rows):
        """Which record each row is: by code, else by name within its unit; a key of its own where it is new."""
        self.named, seen = {}, {}
        fresh = iter(new_keys(len(rows)))
        for batch, at in rows:
            place, name, code = batch.extra["entries"][at], batch.get("name")[at], batch.get("code")[at]
            if name is None:
                batch.tell(at, "name", Problem("name.empty", "没有填写党组织名称。请补填。", value=""))
                continue
            if code and code in self.everywhere and code not in self.by_code:
                batch.tell(
                    at, "code", Problem("unit.out_of_scope", f"代码“{code}”是范围外的党组织。请核对代码。", value=code)
                )
                continue
            old = self.by_code.get(code) if code else self._by_name(place, name)
            entry = Entry(
                old.id if old else next(fresh), name, batch.get("short_name")[at] or "", code or "", batch.get("kind")[at],
                place.id, place.path, old.parent_id if old else None,
            )  # fmt: skip
            first = seen.setdefault(code or (place.id, branch_key(name)), batch.numbers[at])
            if first != batch.numbers[at]:
                batch.tell(
                    at, "code" if code else "name", Problem("code.duplicate_in_file", TWICE.format(first), value=name)
                )
            batch.extra["entries"][at] = entry
            self.named.setdefault(branch_key(name), []).append((entry, batch, at))
            if code:
                self.named.setdefault(code, []).append((entry, batch, at))

    def _by_name(self, place, name):
        same = [e for e in self.book.entries if e.unit_id == place.id and branch_key(e.name) == branch_key(name)]
        return same[0] if len(same) == 1 else None

    def _join_all(self, rows):
        """The superior of each row: in the file first, then on record."""
        for batch, at in rows:
            text, entry = batch.get("parent")[at], batch.extra["entries"][at]
            if not isinstance(entry, Entry) or text is None:
                continue
            found = self._superior(text, entry)
            if found is None:
                told = Problem("branch.unknown", UNKNOWN.format(shown(text, 30)), value=shown(text, 40))
                batch.tell(at, "parent", told)
            elif found.id == entry.id:
                batch.tell(
                    at, "parent", Problem("parent.circle", "上级党组织不能是它自己。请核对。", value=shown(text, 40))
                )
            else:
                batch.extra["entries"][at] = entry._replace(parent_id=found.id)

        self._refuse_circles(rows)

    def _refuse_circles(self, rows):
        """No organisation of the file may be above itself."""
        above = {e.id: e.parent_id for batch, at in rows if isinstance(e := batch.extra["entries"][at], Entry)}
        for batch, at in rows:
            entry, seen = batch.extra["entries"][at], set()
            key = entry.id if isinstance(entry, Entry) else None
            while key is not None and key not in seen:
                seen.add(key)
                key = above.get(key)
            if key is not None:
                cause = "上下级关系成了圈。请核对上级党组织。"
                batch.tell(at, "parent", Problem("parent.circle", cause, value=shown(batch.get("parent")[at], 40)))

    def _superior(self, text, entry):
        for key in (text, branch_key(text)):
            mine = [e for e, batch, at in self.named.get(key, ()) if at not in batch.bad]
            near = [e for e in mine if entry.path.startswith(e.path)] or mine
            if near:
                return max(near, key=lambda e: len(e.path))
        return self.book.above(text, entry.path)

    def check(self, batch):
        for at, day in enumerate(batch.get("founded_on")):
            if day is not None:
                batch.judge(at, "founded_on", validators.check_not_future, day.date, label="成立日期")
        for field, label in (("kind", "组织类别"), ("domain", "所属领域"), ("scope", "类型")):
            for at, value in enumerate(batch.values.get(field, ())):
                if value is None and not _told(batch, at, field):
                    batch.tell(at, field, Problem("enum.unknown", f"没有填写{label}。请补填。", value=""))

    def derive(self, batch):
        found = [entry if isinstance(entry, Entry) else None for entry in batch.extra["entries"]]
        days, years = batch.get("elected_on"), batch.get("term_years")
        ends = [term_end(day and day.date, year) for day, year in zip(days, years, strict=True)]
        return {
            "id": [entry.id if entry else NULL for entry in found],
            "unit_id": [entry.unit_id if entry else NULL for entry in found],
            "path": [entry.path if entry else NULL for entry in found],
            "parent_id": [(entry.parent_id if entry else None) or NULL for entry in found],
            "term_ends_on": [end.isoformat() if end else NULL for end in ends],
            **name_keys(batch.get("name"), person=False),
        }


def _told(batch, at, field):
    """Whether something about this cell has been said already."""
    return any(f.row == batch.numbers[at] and f.field == field for f in batch.findings)
