"""组织生活台账: 三会一课、主题党日 and the rest."""

from orgwork.imports.columns import Column
from orgwork.imports.rosters import Roster
from orgwork.imports.staging.copying import new_keys
from orgwork.imports.widgets import Choice, Count, Day, Lines, Name, Text
from orgwork.kit.values.choices import Choices
from orgwork.kit.values.problems import Problem

from . import enums, validators
from .branchbook import BranchBook, entries
from .models import Activity
from .placing import Placer, branch_texts

KINDS = Choices(
    "类型",
    enums.ActivityKind.choices,
    {
        "general_meeting": ["党员大会", "支部大会"],
        "committee_meeting": ["支部委员会", "支部委员会会议"],
        "lecture": ["上党课", "专题党课"],
        "theme_day": ["党日活动", "主题党日活动"],
        "review": ["民主评议党员"],
        "joint_meeting": ["联席会议"],
        "volunteering": ["志愿活动"],
        "giving_day": ["奉献日"],
        "joint_activity": ["联建", "联办", "联合", "联防"],
    },
)
NEEDED = (("kind", "enum.unknown", "类型"), ("title", "name.empty", "主题"), ("date", "date.unrecognised", "日期"))


class ActivityRoster(Roster):
    key = "activities"
    label = "组织生活台账"
    match = "key"
    natural = ("branch_id", "kind", "date", "title")
    natural_day = "date"
    tells_missing = False
    anchors = ("date",)
    identity = (("kind", "title"), ("title",))
    derived = {"id": "uuid", "unit_id": "uuid", "path": "text", "branch_id": "uuid"}

    date = Column(
        "日期",
        Day(),
        "时间 活动日期 活动时间 会议日期 会议时间 召开时间",
        needed=True,
        sample="2024-06-15",
        clears=False,
    )
    kind = Column(
        "类型", Choice(KINDS), "活动类型 会议类型 类别 活动类别", needed=True, sample="主题党日", clears=False
    )
    title = Column(
        "主题",
        Text(200),
        "活动主题 会议主题 活动名称 名称 会议名称 党课题目",
        needed=True,
        sample="学习党章",
        clears=False,
    )
    community = Column(
        "社区", Text(100), "所在社区 所属社区 社区名称", stored=False, fill=True, clears=False, reads=("unit__name",)
    )
    street = Column("街道", Text(100), "所在街道 所属街道", stored=False, fill=True, clears=False)
    branch = Column(
        "主办组织", Text(200), "党支部 支部 党组织 所在党支部 主办支部 支部名称 党组织名称",
        stored=False, fill=True, needed=True, sample="第一网格党支部", clears=False, reads=("branch__name",),
    )  # fmt: skip
    group = Column("党小组", Text(60), "所在党小组 小组")
    minutes = Column("时长", Count(high=32_767), "时长(分钟) 时长/分钟 活动时长")
    place = Column("地点", Text(100), "活动地点 会议地点", attribute="location", sample="党群服务中心")
    host = Column("主持人", Name(needed=False), "主持")
    recorder = Column("记录人", Name(needed=False), "记录")
    lecturer = Column("主讲人", Name(needed=False), "授课人 讲课人")
    entitled = Column("应到", Count(), "应到人数 应参加人数", needed=True, sample="20")
    present = Column("实到", Count(), "实到人数 参加人数 到会人数", needed=True, sample="18")
    agenda = Column("议题", Lines(2000), "会议议题 活动内容 内容 主要内容")
    decision = Column("决议", Lines(2000), "会议决议 形成决议")
    remark = Column("备注", Text(2000), "说明")

    class Meta:
        model = Activity
        import_id_fields = ("branch", "kind", "date", "title")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.placer = Placer(self.places, BranchBook(entries(), self.places))

    def begin_sheet(self, layout):
        self.placer.begin(layout)

    def check(self, batch):
        self.placer.place(batch)
        for at in batch.good():
            for field, code, label in NEEDED:
                if batch.get(field)[at] is None:
                    batch.tell(at, field, Problem(code, f"没有填写{label}。请补填。", value=""))
            date = batch.get("date")[at]
            batch.judge(at, "date", validators.check_not_future, date and date.date)
            batch.judge(at, "present", validators.check_present, batch.get("entitled")[at], batch.get("present")[at])
            kind = batch.get("kind")[at]
            batch.judge(at, "group", validators.check_group, kind, batch.get("group")[at])
            batch.judge(at, "lecturer", validators.check_lecturer, kind, batch.get("lecturer")[at])

    def derive(self, batch):
        return {"id": new_keys(len(batch)), **branch_texts(batch)}
