"""社区基本情况: one row a community, matched by the unit's name or code."""

from orgwork.imports.columns import Column
from orgwork.imports.places import Known
from orgwork.imports.rosters import Roster
from orgwork.imports.staging.copying import new_keys
from orgwork.imports.widgets import NULL, Amount, Choice, Code, Count, Day, Text, YesNo
from orgwork.kit.values.choices import Choices
from orgwork.kit.values.problems import Problem

from . import enums
from .models import Community

TENURES = Choices("权属", enums.Tenure.choices, {"owned": ["自建", "自有产权"], "rented": ["租赁"], "shared": ["共享"]})
STANDARDS = Choices("达标状态", enums.Standard.choices, {"below": ["不达标"], "met": ["已达标"]})
SMALL = 32_767
TWICE = "与第{}行是同一个社区。请删除重复的一行。"


class CommunityRoster(Roster):
    key = "communities"
    label = "社区基本情况"
    whole = True
    anchors = ("community",)
    identity = (("code",), ("community",))

    code = Column(
        "社区代码",
        Code(20),
        "单位代码 代码 社区编码",
        stored=False,
        clears=False,
        sample="410399001001",
        reads=("unit__code",),
    )
    community = Column(
        "社区名称",
        Text(100),
        "社区 名称 单位名称 所在社区",
        stored=False,
        needed=True,
        clears=False,
        sample="槐荫社区",
        reads=("unit__name",),
    )
    street = Column(
        "街道", Text(100), "所属街道 所在街道 街道办事处", stored=False, fill=True, clears=False, sample="青槐街道"
    )
    households = Column("户数", Count(), "总户数 居民户数 户数(户)", sample="2300")
    population = Column("常住人口", Count(), "人口 常住人口(人) 总人口 人口数", sample="6800")
    grids = Column("网格数", Count(high=SMALL), "网格 网格个数")
    buildings = Column("楼栋数", Count(high=SMALL), "楼栋 楼栋个数 楼数")
    area_km2 = Column("社区面积", Amount(3), "面积(平方公里) 辖区面积 社区面积(平方公里) 面积")
    staff = Column("两委人数", Count(high=SMALL), "两委 两委干部数 工作人员数")
    one_shoulder = Column("一肩挑", YesNo(), "是否一肩挑 书记主任一肩挑")
    office_area_m2 = Column(
        "办公用房面积", Amount(1), "办公用房面积(㎡) 办公场所面积 活动场所面积 办公用房 办公用房(㎡)"
    )
    tenure = Column("权属", Choice(TENURES), "产权 办公用房权属")
    has_daycare = Column("日间照料中心", YesNo(), "有无日间照料中心 日间照料 是否有日间照料")
    daycare_opened_on = Column("日间照料启用日期", Day(lenient=True), "日间照料启用时间 启用日期")
    standard_status = Column("达标状态", Choice(STANDARDS), "是否达标 达标情况 达标")
    checked_on = Column("检查日期", Day(lenient=True), "检查时间 验收日期")
    score = Column("得分", Amount(1), "分数 检查得分")
    is_urban = Column("城市社区", YesNo(), "是否城市社区")
    converted_village = Column("村改居", YesNo(), "是否村改居")
    remark = Column("备注", Text(2000), "说明")

    class Meta:
        model = Community
        import_id_fields = ("unit",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._units = Known(self.places.find)
        rows = Community.objects.values_list("unit_id", "id")
        self.known = {str(unit): str(key) for unit, key in rows}

    def check_all(self, batches):
        seen = {}
        for batch in batches:
            batch.extra["places"] = [self._place(batch, at) for at in range(len(batch))]
            for at, place in enumerate(batch.extra["places"]):
                if place is None:
                    continue
                first = seen.setdefault(place.id, batch.numbers[at])
                if first != batch.numbers[at]:
                    batch.tell(
                        at, "community", Problem("code.duplicate_in_file", TWICE.format(first), value=place.name)
                    )

    def _place(self, batch, at):
        """The community's unit by its code, else by its name; told where there is none."""
        field = "code" if batch.get("code")[at] else "community"
        text = batch.get(field)[at]
        found = self._units[text] if text else Problem("name.empty", "没有填写社区名称。请补填。", value="")
        if type(found) is not Problem and found.level != "community":
            found = Problem("unit.unknown", f"“{found.name}”不是社区。请填写社区名称。", value=text)
        if type(found) is Problem:
            batch.tell(at, "community" if field == "community" else "code", found)
            return None
        return found

    def derive(self, batch):
        places, fresh = batch.extra["places"], new_keys(len(batch))
        return {
            "id": [self.known.get(p.id, key) if p else NULL for p, key in zip(places, fresh, strict=True)],
            "unit_id": [p.id if p else NULL for p in places],
            "path": [p.path if p else NULL for p in places],
        }
