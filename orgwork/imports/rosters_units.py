"""单位: the administrative tree (contract.md 3). A parent may stand in the same file; in an empty system the root does."""

from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.accounts.models.unit import Level
from orgwork.kit.values.choices import Choices
from orgwork.kit.values.problems import Problem, shown

from .columns import Column
from .rosters import Roster
from .staging.copying import name_keys, new_keys
from .widgets import NULL, Choice, Code, Text

LEVELS = Choices(
    "层级", Level.choices, {"street": ["街道办事处", "镇", "乡"], "community": ["村", "居委会"], "district": ["县"]}
)
UNKNOWN = "没有代码为“{}”的上级单位。请核对上级单位代码，或把上级单位也写进名册。"
OUTSIDE = "“{}”不在这次导入的单位范围内。请删除这一行，或由上级单位导入。"
MOVED = "上级单位与在册的不同。调整隶属关系请在单位页面办理，不能用名册修改。"
TWICE = "单位代码与第{}行相同。请删除重复的一行，或改正代码。"
ROOT = "没有写上级单位代码，而系统里已有最上级单位。请补填上级单位代码。"


class UnitRoster(Roster):
    key = "units"
    label = "单位名册"
    whole = True
    anchors = ("name",)
    identity = (("code",),)
    derived = {
        "id": "uuid",
        "path": "text",
        "parent_id": "uuid",
        "pinyin": "text",
        "initials": "text",
        "grams": "text[]",
    }

    code = Column("单位代码", Code(20), "代码 机构代码 编码 社区代码", needed=True, sample="410399001", clears=False)
    name = Column("单位名称", Text(100), "名称 单位 单位全称 机构名称", needed=True, sample="青槐街道", clears=False)
    short_name = Column("简称", Text(60), "单位简称")
    level = Column("层级", Choice(LEVELS), "级别 单位层级 类型", needed=True, sample="街道", clears=False)
    parent = Column(
        "上级单位代码",
        Code(20),
        "上级代码 上级单位 所属上级 上级",
        stored=False,
        reads=("parent__code",),
        needed=True,
        sample="410399",
        clears=False,
    )
    remark = Column("备注", Text(2000), "说明")

    class Meta:
        model = Unit
        import_id_fields = ("code",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        rows = Unit.everything.values_list("code", "id", "path", "parent_id", "is_deleted")
        found = list(rows)
        self.known = {code: (str(key), path, parent and str(parent)) for code, key, path, parent, _gone in found}
        self.gone = {code for code, _key, _path, _parent, gone in found if gone}
        self._last = {}
        for _key, path, _parent in self.known.values():
            above = path[: -paths.WIDTH]
            self._last[above] = max(self._last.get(above, ""), path)

    def check_all(self, batches):
        """Codes once; parents on record or in the file; new paths from the root down."""
        rows, seen = {}, {}
        for batch in batches:
            batch.extra["rows"] = [None] * len(batch)
            for at, code in enumerate(batch.get("code")):
                if code is None:
                    batch.tell(at, "code", Problem("code.empty", "没有填写单位代码。请补填。", value=""))
                elif code in seen:
                    batch.tell(at, "code", Problem("code.duplicate_in_file", TWICE.format(seen[code]), value=code))
                else:
                    seen[code] = batch.numbers[at]
                    rows[code] = (batch, at)
                if batch.get("name")[at] is None:
                    batch.tell(at, "name", Problem("name.empty", "没有填写单位名称。请补填。", value=""))
        placed = {}
        for code in rows:
            self._place(code, rows, placed, ())

    def _place(self, code, rows, placed, trail):
        """(id, path) of a code of the file or on record; None where it cannot be placed."""
        if code in placed or code not in rows:
            return placed.get(code) or self.known.get(code, (None, None))[:2]
        batch, at = rows[code]
        above = batch.get("parent")[at]
        # A row with an error still has the units of the file below the unit that is on record.
        on_record = self.known[code][:2] if code in self.known and code not in self.gone else (None, None)
        placed[code] = on_record
        try:
            found = self._found(code, above, rows, placed, (*trail, code))
        except Problem as problem:
            batch.tell(at, "parent", problem)
            return on_record
        if at in batch.bad:
            return on_record
        batch.extra["rows"][at] = found
        placed[code] = found[:2]
        return placed[code]

    def _found(self, code, above, rows, placed, trail):
        """(id, path, id of the parent) of the unit `code` under `above`. Raises Problem."""
        if above in trail:
            raise Problem("parent.circle", "上下级关系成了圈。请核对上级单位代码。", value=above)
        parent = self._place(above, rows, placed, trail) if above else (None, "")
        if above and parent[0] is None:
            raise Problem("unit.unknown", UNKNOWN.format(shown(above, 30)), value=above)
        if code in self.known:
            return self._kept(code, above, parent)
        if not above and self.known.keys() - self.gone:
            raise Problem("unit.unknown", ROOT, value="")
        if self.unit is not None and not parent[1].startswith(self.unit.path):
            raise Problem("unit.out_of_scope", OUTSIDE.format(code), value=code)
        path = paths.following(self._last.get(parent[1]) or None, parent[1])
        self._last[parent[1]] = path
        return new_keys(1)[0], path, parent[0]

    def _kept(self, code, above, parent):
        key, path, old = self.known[code]
        if self.unit is not None and not path.startswith(self.unit.path):
            raise Problem("unit.out_of_scope", OUTSIDE.format(code), value=code)
        if above and parent[0] != old and code not in self.gone:
            raise Problem("unit.moved", MOVED, value=above)
        return key, path, old

    def derive(self, batch):
        rows = batch.extra["rows"]
        found = [row or (None, None, None) for row in rows]
        return {
            "id": [row[0] or NULL for row in found],
            "path": [row[1] or NULL for row in found],
            "parent_id": [row[2] or NULL for row in found],
            **name_keys(batch.get("name"), person=False),
        }
