"""党员花名册: the columns of the ledgers and what must hold between them (domain/rosters.md 4, dictionary.md §3)."""

import datetime

from branches.branchbook import BranchBook, entries
from branches.enums import PartyPost
from branches.placing import Placer, branch_texts
from orgwork.imports.columns import Column
from orgwork.imports.rosters import Roster
from orgwork.imports.staging.copying import name_keys, new_keys, sealed
from orgwork.imports.widgets import Amount, Choice, Day, IdCard, Mobile, Name, PartDate, Phone, Text, YesNo
from orgwork.kit.values import aliases, ids
from orgwork.kit.values.choices import Choices
from orgwork.kit.values.dates import parse
from orgwork.kit.values.problems import WARNING, Problem

from . import enums, validators
from .models import Member

TYPES = Choices(
    "人员类别",
    enums.MemberType.choices,
    {
        "formal": ["正式", "是", "正", "中共正式党员", "中共党员", "党员"],
        "probationary": ["预备", "预", "中共预备党员", "否"],
    },
)
POSTS = Choices(
    "党内职务",
    PartyPost.choices,
    {
        "secretary": ["支部书记", "党支部书记", "党委书记", "党总支书记", "书记兼主任", "支书"],
        "deputy": ["支部副书记", "党支部副书记", "党委副书记", "专职副书记"],
        "discipline": ["纪检委员", "纪律检查委员"],
        "committee": ["支委", "支部委员", "党委委员", "委员"],
        "group_leader": ["组长", "党小组组长"],
        "none": ["无", "群众", "党员", "普通党员"],
    },
)
STATUSES = Choices("党籍状态", enums.PartyStatus.choices, {"normal": ["正常党籍", "在册"], "moved": ["转出"]})
CLASSES = Choices(
    "管理类别",
    enums.ManageClass.choices,
    {
        "self": ["自管"],
        "inservice": ["在职", "双管"],
        "floating_in": ["流入"],
        "floating_out": ["流出"],
        "joint": ["联管"],
    },
)
JOBS = Choices(
    "工作岗位", enums.JobType.choices, {"retired": ["退休", "离休"], "farmer": ["务农", "农民"], "student": ["学生"]}
)
STRATA = Choices("新社会阶层", enums.NewStratum.choices)
REASONS = Choices("失联情形", enums.LostReason.choices)

SEX_OF = {digit: "1" if digit in "13579" else "2" for digit in "0123456789"}


class MemberRoster(Roster):
    key = "members"
    label = "党员花名册"
    match = "hash"
    anchors = ("name",)
    identity = (("id_card",), ("birth",))
    ambiguous = {
        "时间": ("joined_on", "formal_on", "birth", "work_on"),
        "日期": ("joined_on", "formal_on", "birth"),
        "职务": ("party_post", "unit_post"),
        "类别": ("member_type", "manage_class"),
    }

    community = Column(
        "社区",
        Text(100),
        "所在社区 所属社区 社区名称 居委会",
        stored=False,
        fill=True,
        clears=False,
        reads=("unit__name",),
    )
    street = Column("街道", Text(100), "所在街道 所属街道 街道办事处 办事处", stored=False, fill=True, clears=False)
    branch = Column(
        "所在党支部",
        Text(200),
        "党支部 所属支部 支部名称 党组织名称 所在支部 所属党组织 组织关系所在党支部 所在党组织 支部 网格支部 隶属党组织 党支部名称"
        " 所属党支部",
        stored=False,
        fill=True,
        needed=True,
        reads=("branch__name",),
        sample="第一网格党支部",
        clears=False,
    )
    group = Column("党小组", Text(60), "所在党小组 小组 所属小组 楼栋党小组 党小组名称 所编小组 组别", fill=True)
    name = Column(
        "姓名",
        Name(),
        "名字 党员姓名 人员姓名 党员名称 本人姓名 同志姓名 名称(人) 姓名(必填)",
        needed=True,
        sample="张三",
        clears=False,
    )
    sex = Column(
        "性别",
        Choice(aliases.SEXES),
        "男女 性别(男/女) 性别代码 男/女 性别1男2女 党员性别 性别(1男2女)",
        needed=True,
        sample="男",
    )
    nation = Column("民族", Choice(aliases.NATIONS), "族别 民族(全称) 少数民族 族称 民族名称 党员民族", sample="汉族")
    id_card = Column(
        "身份证号",
        IdCard(),
        "身份证号码 公民身份号码 公民身份证号 公民身份证号码 身份证 证件号码 证件号 居民身份证号 居民身份证号码 身份号码"
        " 身份证号(18位) ID",
        stored=False,
        needed=True,
        clears=False,
        reads=("id_card_mask",),
    )
    birth = Column(
        "出生日期",
        PartDate(birth=True),
        "出生年月 出生时间 出生 生日 出生年月日 出生年月(岁) 出生年月及年龄 生年月 出生时间(年月) 出生年月(19××.××)",
        needed=True,
        sample="1973.05",
    )
    native_place = Column("籍贯", Text(60), "原籍 祖籍 籍贯(省市县) 籍贯(省+县) 出生地(籍贯) 户籍籍贯")
    birth_place = Column("出生地", Text(60), "出生地点")
    edu = Column(
        "学历",
        Choice(aliases.EDUCATION, as_code=True),
        "文化程度 最高学历 学历学位 现学历 学历(全日制) 教育程度 受教育程度 文化 学历层次 全日制教育 在职教育",
        sample="本科",
    )
    degree = Column("学位", Text(30))
    school_major = Column(
        "毕业院校及专业",
        Text(120),
        "毕业院校系及专业 毕业学校 毕业院校 院校专业 所学专业 毕业学校及专业 就读院校",
    )
    work_on = Column(
        "参加工作时间", PartDate(), "参加工作日期 工作时间 参工时间 参加工作年月 何时参加工作 入职时间 参加工作"
    )
    joined_on = Column(
        "入党时间",
        PartDate(),
        "入党日期 加入党组织日期 入党年月 加入中共时间 何时入党 入党时间(年月日) 参加党组织时间 预备党员时间"
        " 接收为预备党员时间 成为预备党员日期 入党时间(预备) 加入中国共产党时间",
        needed=True,
        sample="2010.07",
    )
    formal_on = Column(
        "转正时间",
        PartDate(),
        "转正日期 转为正式党员日期 转正年月 转正式党员时间 成为正式党员日期 何时转正 正式党员时间 按期转正时间 转正",
        sample="2011.07",
    )
    member_type = Column(
        "人员类别",
        Choice(TYPES),
        "党员类别 党员类型 预/正 正式/预备 是否预备 是否正式党员 党员身份 政治身份 党内状态 正/预",
        sample="正式党员",
    )
    party_post = Column(
        "党内职务",
        Choice(POSTS),
        "党内任职 支部职务 职务(党内) 担任党内职务 党务职务 班子职务 党组织职务 党内情况_职务",
    )
    unit_post = Column(
        "工作单位及职务",
        Text(120),
        "工作单位 单位及职务 单位职务 现工作单位及职务 所在单位 职业 工作/学习单位 任职单位 现任职务 学习工作单位",
    )
    job_type = Column("工作岗位", Choice(JOBS), "岗位 岗位类别 从业类别")
    mobile = Column(
        "联系电话",
        Mobile(),
        "手机 手机号 手机号码 电话 联系方式 移动电话 本人电话 联系手机 电话号码",
        needed=True,
        sample="13900000000",
    )
    tel = Column("固定电话", Phone(), "座机 固话 家庭电话 办公电话")
    address = Column(
        "家庭住址",
        Text(200, repeats=False),
        "现住址 现居住地 居住地 住址 家庭地址 详细地址 居住地址 家庭住址(详细到门牌号) 居住小区楼栋",
    )
    huji = Column("户籍地", Text(200), "户籍所在地 户口所在地 户籍地址 户籍所在派出所")
    party_status = Column("党籍状态", Choice(STATUSES), "党籍")
    manage_class = Column("管理类别", Choice(CLASSES), "党员管理类别 管理方式")
    floating = Column("是否流动", YesNo(), "是否流动党员 流动党员 是否为流动党员 是否流动(党员)")
    lost = Column("是否失联", YesNo(), "是否失联党员 失联党员 失联")
    lost_on = Column("失去联系日期", Day(lenient=True), "失联日期 失联时间 失去联系时间")
    lost_reason = Column("失联情形", Choice(REASONS), "失联原因")
    new_stratum = Column("新社会阶层", Choice(STRATA), "新社会阶层类型")
    migrant = Column("农民工", YesNo(), "是否农民工")
    veteran = Column("退役军人", YesNo(), "是否退役军人 退伍军人")
    hardship = Column("困难党员", YesNo(), "是否困难党员 生活困难党员")
    dues_base = Column("党费标准", Amount(2), "党费标准(元) 月交党费 党费基数")
    dues_paid_to = Column("党费交至", PartDate(), "历史党费缴至 党费缴至 党费交至年月")
    in_on = Column("进入支部日期", Day(lenient=True), "进入当前支部日期 转入时间 转入日期")
    remark = Column("备注", Text(2000), "说明 附注 其他 其它 备考 其他说明")

    class Meta:
        model = Member
        import_id_fields = ("id_card",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.branches = BranchBook(entries(), self.places)
        self.placer = Placer(self.places, self.branches)
        self._seen, self._names = {}, {}
        self.today = datetime.date.today()

    derived = {
        "id": "uuid",
        "unit_id": "uuid",
        "path": "text",
        "branch_id": "uuid",
        "pinyin": "text",
        "initials": "text",
        "grams": "text[]",
        "id_card_enc": "text",
        "id_card_hash": "text",
        "id_card_mask": "text",
    }

    def derive(self, batch):
        keys = new_keys(len(batch))
        found = {"id": keys, **branch_texts(batch), **name_keys(batch.get("name"))}
        return found | sealed(batch.get("id_card"), keys, Member._meta.db_table)

    def begin_sheet(self, layout):
        self.placer.begin(layout)

    def check(self, batch):
        batch.unsay("birth", "date.nonexistent", {"id_card.age", "id_card.birth"})
        self.placer.place(batch)
        _use_notes(batch)
        self._check_numbers(batch)
        _check_dates(batch, self.today)
        self._check_namesakes(batch)

    def _check_numbers(self, batch):
        """Twice in the file; sex and birth against the number. Whole columns first: most blocks hold nothing to tell."""
        numbers = batch.values.get("id_card")
        if numbers is None:
            return
        known = [number for number in numbers if number is not None]
        rows = [(batch.sheet.name, number) for number in batch.numbers]
        if len(set(known)) < len(known) or not self._seen.keys().isdisjoint(known):
            self._tell_doubles(batch, numbers, rows)
        self._seen.update(zip(numbers, rows, strict=True))
        for at, (number, sex, birth) in enumerate(zip(numbers, batch.get("sex"), batch.get("birth"), strict=True)):
            if number is not None and not _agrees(number, sex, birth):
                for problem in validators.check_identity(number, sex, birth):
                    batch.tell(at, problem.code.split(".")[0], problem)

    def _tell_doubles(self, batch, numbers, rows):
        for at, (number, row) in enumerate(zip(numbers, rows, strict=True)):
            if number is not None and self._seen.setdefault(number, row) != row:
                batch.tell(at, "id_card", _duplicate(number, self._seen[number]))
                numbers[at] = None

    def _check_namesakes(self, batch):
        numbers = batch.values.get("id_card")
        if numbers is None:
            return
        for at, (entry, name) in enumerate(zip(batch.extra["entries"], batch.values["name"], strict=True)):
            if entry is None or name is None or numbers[at] is None:
                continue
            pair = id(entry), name
            first = self._names.setdefault(pair, (numbers[at], batch.numbers[at]))
            if first[0] != numbers[at]:
                cause = f"与第{first[1]}行同名，身份证号不同。请确认是两个人。"
                batch.tell(at, "name", Problem("person.same_name", cause, level=WARNING, value=pair[1]))


def _duplicate(number, first):
    cause = f"身份证号与表「{first[0]}」第{first[1]}行相同。请删除重复的一行，或改正号码。"
    return Problem("id_card.duplicate_in_file", cause, value=ids.masked(number))


def _agrees(number, sex, birth):
    return (sex is None or sex == SEX_OF[number[16]]) and (birth is None or ids.birth_of(number).startswith(birth.text))


def _use_notes(batch):
    """What was taken off a name says the kind of member or the sex where the roster's own column does not."""
    for at, note in batch.notes.items():
        if "预备" in note and batch.get("member_type")[at] is None:
            batch.values.setdefault("member_type", batch.get("member_type"))[at] = enums.MemberType.PROBATIONARY.value
        if note in ("男", "女") and batch.get("sex")[at] is None:
            batch.values.setdefault("sex", batch.get("sex"))[at] = aliases.SEXES.clean(note)


def _check_dates(batch, today):
    """入党 at 18 or later; 转正 not before 入党; neither in the future. Only suspicious rows reach the validators."""
    if batch.values.get("joined_on") is None and batch.values.get("formal_on") is None:
        return
    rows = zip(batch.get("birth"), batch.get("id_card"), batch.get("joined_on"), batch.get("formal_on"), strict=True)
    for at, (birth, number, join, full) in enumerate(rows):
        if join is not None:
            born = birth or (number and parse(ids.birth_of(number)))
            if born and join.date.year - born.date.year <= validators.ADULT:
                batch.judge(at, "joined_on", validators.check_joined, born, join)
            if join.date > today:
                batch.tell(at, "joined_on", _future("入党时间", join))
        if full is not None:
            if join is not None and full.date <= join.date:
                batch.judge(at, "formal_on", validators.check_formal, join, full)
            if full.date > today:
                batch.tell(at, "formal_on", _future("转正时间", full))


def _future(label, when):
    return Problem("date.order", f"{label}{when.dotted}晚于今天。请核对后改正。", value=when.text)
