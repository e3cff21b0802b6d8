"""The first word list: wordings that are out of date, and slips of the pen that slip through. The district goes on from here."""

from datetime import date

from orgwork.workreports.models import WordRule
from orgwork.workreports.models.wordrule import Gravity

SINCE = date(2021, 1, 1)
BLOCK, WARN = Gravity.BLOCK, Gravity.WARN
FIRST = (
    ("成果成果", "成果", "多写了一遍。", BLOCK, SINCE),
    ("工作工作", "工作", "多写了一遍。", BLOCK, SINCE),
    ("建档立卡贫困户", "脱贫户", "脱贫攻坚任务完成后的提法；说历史情况可以保留。", WARN, date(2021, 2, 25)),
    ("贫困村", "脱贫村", "脱贫攻坚任务完成后的提法；说历史情况可以保留。", WARN, date(2021, 2, 25)),
    ("全面建成小康社会的奋斗目标", "全面建设社会主义现代化国家的奋斗目标", "全面建成小康社会已经实现。", WARN, date(2021, 7, 1)),
    ("残废人", "残疾人", "法律用语是残疾人。", BLOCK, SINCE),
    ("截止目前", "截至目前", "“截止”是到期停止，说到某时为止用“截至”。", WARN, SINCE),
    ("截止到目前", "截至目前", "“截止”是到期停止，说到某时为止用“截至”。", WARN, SINCE),
    ("再接再励", "再接再厉", "错字。", WARN, SINCE),
    ("按步就班", "按部就班", "错字。", WARN, SINCE),
    ("迫不急待", "迫不及待", "错字。", WARN, SINCE),
    ("做为一名", "作为一名", "错字。", WARN, SINCE),
    ("帐户", "账户", "错字。", WARN, SINCE),
    ("其它", "其他", "公文统一用“其他”。", WARN, SINCE),
)
FIELDS = ("wording", "offer", "message", "gravity", "effective_from")


def sync():
    """Put it in where there is no list yet; one that a person has gone on with is left alone."""
    if not WordRule.objects.exists():
        rows = [WordRule(**dict(zip(FIELDS, row, strict=True))) for row in FIRST]
        WordRule.objects.bulk_create(rows, ignore_conflicts=True)
