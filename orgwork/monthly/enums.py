"""Words of the monthly report, as the contract writes them (contract.md 6)."""

from django.db.models import TextChoices

from orgwork.accounts.models.unit import Level as UnitLevel


class ReportState(TextChoices):
    DRAFT = "draft", "填写中"
    SUBMITTED = "submitted", "待审"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已通过"
    LOCKED = "locked", "已关账"


FILLING = (ReportState.DRAFT, ReportState.RETURNED)
REPORTED = (ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.LOCKED)
COUNTED = (ReportState.ACCEPTED, ReportState.LOCKED)


class CellState(TextChoices):
    """零报告, 与上月相同 and blank are three things."""

    BLANK = "blank", "未填"
    ZERO = "zero", "零报告"
    FILLED = "filled", "已填"
    SAME = "same", "与上月相同"


class Kind(TextChoices):
    NUMBER = "number", "数"
    CHOICE = "choice", "选项"
    TEXT = "text", "文字"
    FILE = "file", "附件"


class Aggregate(TextChoices):
    SUM = "sum", "合计"
    LAST = "last", "期末值"
    DISTINCT = "distinct", "去重计数"
    RATIO = "ratio", "比率"


class Usual(TextChoices):
    """What a typed item mostly says: what may be answered for all such cells at once, by one button."""

    VARIES = "varies", "每月不同"
    RARE = "rare", "多半没有发生"
    STABLE = "stable", "多半与上月相同"


class Stage(TextChoices):
    """Who looks at a submitted report next: the street first where the setting says so, then the district."""

    STREET = "street", "街道审核"
    DISTRICT = "district", "区级审核"


class Decision(TextChoices):
    """What became of a proposed correction of a closed month."""

    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "已更正"
    REFUSED = "refused", "未同意"


class RuleKind(TextChoices):
    AT_MOST = "at_most", "不大于"
    AT_MOST_YEAR = "at_most_year", "本年累计不大于"
    AT_LEAST = "at_least", "不少于"
    EQUALS = "equals", "等于"
    CHANGE = "change", "比上月变动超过"


class Level(TextChoices):
    """How grave a finding is: the first one blocks the submission."""

    HIGH = "high", "要改才能提交"
    MEDIUM = "medium", "请核对，可以提交"
    LOW = "low", "知道就行"


TYPED = "typed"

# The levels of the unit tree that hand in a report: what an item may be asked of.
REPORTING = (UnitLevel.COMMUNITY,)
