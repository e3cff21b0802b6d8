"""Code lists of this app (domain/dictionary.md §0, §3)."""

from django.db.models import TextChoices


class MemberType(TextChoices):
    FORMAL = "formal", "正式党员"
    PROBATIONARY = "probationary", "预备党员"


class PartyStatus(TextChoices):
    NORMAL = "normal", "正常"
    SUSPENDED = "suspended", "停止党籍"
    LEFT = "left", "已出党"
    DEAD = "dead", "已死亡"
    MOVED = "moved", "已转出"


class ManageClass(TextChoices):
    SELF = "self", "自管党员"
    INSERVICE = "inservice", "在职党员"
    FLOATING_IN = "floating_in", "流入党员"
    FLOATING_OUT = "floating_out", "流出党员"
    JOINT = "joint", "联管党员"


class JobType(TextChoices):
    ORGAN = "organ", "机关"
    INSTITUTION = "institution", "事业管理"
    PROFESSIONAL = "professional", "专业技术"
    STATE_MANAGER = "state_manager", "国企管理"
    STATE_WORKER = "state_worker", "国企工人"
    FIRM_MANAGER = "firm_manager", "非公管理"
    FIRM_PROFESSIONAL = "firm_professional", "非公技术"
    FIRM_WORKER = "firm_worker", "非公工人"
    COMMUNITY = "community", "社区工作者"
    FARMER = "farmer", "农牧渔民"
    SELF_EMPLOYED = "self_employed", "个体工商户"
    FLEXIBLE = "flexible", "灵活就业和新就业群体"
    STUDENT = "student", "学生"
    RETIRED = "retired", "离退休"
    OTHER = "other", "失业及其他"


class NewStratum(TextChoices):
    NONE = "none", "无"
    MANAGER = "manager", "民营企业管理技术人员"
    AGENT = "agent", "中介和社会组织从业人员"
    FREELANCE = "freelance", "自由职业人员"
    MEDIA = "media", "新媒体从业人员"


class LostReason(TextChoices):
    WORK = "work", "外出务工经商"
    RESTRUCTURED = "restructured", "单位改制或破产"
    GRADUATED = "graduated", "毕业后去向不明"
    CHANGED_JOB = "changed_job", "工作单位改变"
    ABROAD = "abroad", "出国（境）"
    MOVED = "moved", "居住地改变"
    OTHER = "other", "其他"


class JoinKind(TextChoices):
    NEW = "new", "新发展"
    RESTORED = "restored", "恢复党籍"
    FROM_PROVINCE = "from_province", "省内转入"
    FROM_OUTSIDE = "from_outside", "省外转入"
    FROM_SYSTEM = "from_system", "系统间转入"


class LeaveKind(TextChoices):
    MOVED = "moved", "转出"
    DEAD = "dead", "死亡"
    EXPELLED = "expelled", "开除党籍"
    REMOVED = "removed", "除名"
    PERSUADED = "persuaded", "劝退"
    RESIGNED = "resigned", "退党"
    CANCELLED = "cancelled", "取消预备资格"
    SUSPENDED = "suspended", "停止党籍"
