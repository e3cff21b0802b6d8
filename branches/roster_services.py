"""服务记录: 走访、意见、矛盾纠纷、困难问题、实事好事."""

from orgwork.imports.columns import Column
from orgwork.imports.rosters import Roster
from orgwork.imports.staging.copying import new_keys
from orgwork.imports.widgets import Choice, Count, Day, Lines, Text, YesNo
from orgwork.kit.values.choices import Choices
from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import tidy

from . import enums, handling_rules, validators
from .branchbook import BranchBook, entries
from .models import ServiceRecord
from .placing import Placer, branch_texts

KINDS = Choices(
    "类别",
    enums.ServiceKind.choices,
    {
        "visit": ["走访联系", "走访群众", "入户走访"],
        "opinion": ["意见建议", "收集意见"],
        "dispute": ["纠纷", "化解矛盾", "矛盾"],
        "problem": ["困难", "解决困难"],
        "deed": ["实事", "好事", "办实事", "好事实事"],
        "card": ["便民联系卡", "发卡"],
        "form": ["征求意见表", "发表"],
    },
)
STATUSES = Choices(
    "办理状态",
    enums.ServiceStatus.choices,
    {
        "collected": ["未办结", "办理中", "已收集"],
        "classified": ["已分类", "分类登记"],
        "assigned": ["已交办", "交办中", "已转办"],
        "done": ["已落实", "办结", "已办结"],
        "answered": ["已反馈", "已回访"],
    },
)
WAYS = Choices("整改方式", enums.Way.choices, {"at_once": ["即知即改", "立改"], "campaign": ["专项整治", "集中治理"]})
DAYS = ("date", "due_on", "solved_on", "answered_on")
READ = ("kind", "status", "category", "owner", *DAYS)


class Content(YesNo):
    """是否满意, also in the words of those who were asked."""

    WORDS = {"满意": True, "基本满意": True, "很满意": True, "不满意": False}

    def clean(self, value, row=None, **kwargs):
        said = self.WORDS.get(tidy(value))
        return super().clean(value) if said is None else said


def judge(batch, at, row):
    """The rules on one row, those of the form."""
    days = {name: row[name] and row[name].date for name in DAYS}
    kind, status, date, solved_on = row["kind"], row["status"], days["date"], days["solved_on"]
    batch.judge(at, "date", validators.check_not_future, date)
    batch.judge(at, "solved_on", validators.check_solved, kind, date, status, solved_on)
    said = {"date": date, "category": row["category"], "owner": row["owner"], "due_on": days["due_on"]}
    for field, rule, asked in handling_rules.standing(kind, status, **said):
        batch.judge(at, field, rule, *asked)
    if days["answered_on"]:
        batch.judge(at, "answered_on", handling_rules.check_answered_on, solved_on, days["answered_on"])


class ServiceRoster(Roster):
    key = "services"
    label = "服务记录"
    match = "key"
    natural = ("unit_id", "branch_id", "kind", "date", "household_ref", "persons", "text")
    natural_day = "date"
    tells_missing = False
    anchors = ("date",)
    identity = (("kind",), ("date",))
    derived = {"id": "uuid", "unit_id": "uuid", "path": "text", "branch_id": "uuid"}

    date = Column(
        "日期",
        Day(),
        "时间 服务日期 服务时间 走访日期 走访时间 登记日期",
        needed=True,
        sample="2024-06-15",
        clears=False,
    )
    kind = Column("类别", Choice(KINDS), "服务类别 种类 服务类型 类型", needed=True, sample="走访", clears=False)
    community = Column(
        "社区",
        Text(100),
        "所在社区 所属社区 社区名称",
        stored=False,
        fill=True,
        clears=False,
        sample="槐荫社区",
        reads=("unit__name",),
    )
    street = Column("街道", Text(100), "所在街道 所属街道", stored=False, fill=True, clears=False)
    branch = Column(
        "党组织",
        Text(200),
        "党支部 所在党支部 支部 支部名称 党组织名称",
        stored=False,
        fill=True,
        clears=False,
        reads=("branch__name",),
    )
    persons = Column("参加人员", Text(200), "走访人 服务人员 参加人 经办人", sample="张三、李四")
    quantity = Column("数量", Count(low=1), "户数 次数 件数 人次", sample="1")
    household_ref = Column("户号", Text(40), "门牌号 户 住户")
    category = Column("分类", Text(30), "意见分类 问题分类")
    campaign = Column("专项活动", Text(30), "活动名称 专项")
    status = Column("办理状态", Choice(STATUSES), "状态 办理情况 落实情况")
    way = Column("整改方式", Choice(WAYS), "整改类型 整改形式")
    owner = Column("责任人", Text(60), "承办人 办理人 包案人 责任人员")
    due_on = Column("办理期限", Day(), "办结期限 限办日期 完成时限 整改时限")
    solved_on = Column("办结日期", Day(), "落实日期 办结时间 解决日期")
    result = Column("办理结果", Text(500), "处理结果 落实结果 整改结果 整改措施")
    answered_on = Column("反馈日期", Day(), "答复日期 回复日期 反馈时间 回访日期")
    satisfied = Column("群众满意", Content(), "是否满意 群众是否满意")
    text = Column("内容", Lines(2000), "服务内容 主要内容 事由 情况 意见内容", sample="走访困难党员")
    remark = Column("备注", Text(2000), "说明")

    class Meta:
        model = ServiceRecord
        import_id_fields = ("unit", "branch", "kind", "date", "household_ref", "persons", "text")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.placer = Placer(self.places, BranchBook(entries(), self.places), needed=False)

    def begin_sheet(self, layout):
        self.placer.begin(layout)

    def check(self, batch):
        self.placer.place(batch)
        for at, values in enumerate(zip(*(batch.get(name) for name in READ), strict=True)):
            row = dict(zip(READ, values, strict=True))
            if at in batch.bad:
                continue
            if row["kind"] is None:
                batch.tell(at, "kind", Problem("enum.unknown", "没有填写类别。请补填。", value=""))
            if row["date"] is None:
                batch.tell(at, "date", Problem("date.unrecognised", "没有填写日期。请补填。", value=""))
                continue
            judge(batch, at, row)

    def derive(self, batch):
        return {"id": new_keys(len(batch)), **branch_texts(batch)}
