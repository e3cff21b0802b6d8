"""Other words rosters use for the codes of the national lists (dictionary.md §0, rosters.md 3)."""

from .choices import Choices
from .codes import EDU, NATION, SEX

SEXES = Choices("性别", SEX, {"1": ["M", "male", "男性"], "2": ["F", "female", "女性"]})

_PEOPLES = {code: [label.removesuffix("族")] for code, label in NATION if len(label) > 1}
NATIONS = Choices("民族", NATION, _PEOPLES | {"05": ["维族", "维吾尔"], "97": ["其他民族"]})

_DOCTOR = "博士 博士研究生 博士毕业 研究生/博士 博士研究生/博士"
_MASTER = (
    "硕士 硕士研究生 研究生 硕士毕业 研究生毕业 研究生/硕士 硕士研究生/硕士 在职研究生 全日制研究生"
    " 研究生(在职) 硕士(在职)"
    " 中央党校研究生 省委党校研究生 党校研究生 市委党校研究生"
)
_BACHELOR = (
    "本科 大学 大学本科 全日制本科 学士 大本 本科毕业 大学毕业 大学/学士 本科/学士 在职本科"
    " 在职大学 本科(在职) 大学(在职) 函授本科 中央党校大学 省委党校大学 党校大学 党校本科 省委党校本科 中央党校本科"
)
_COLLEGE = (
    "大专 专科 大学专科 专科毕业 大专毕业 高职 高职高专 在职大专 大专(在职) 专科(在职) 函授大专 党校大专 中央党校大专"
    " 省委党校大专 电大"
)
_SCHOOLS = {
    "11": _DOCTOR,
    "14": _MASTER,
    "21": _BACHELOR,
    "28": "大普 大学普通班",
    "31": _COLLEGE,
    "41": "中专 中技 中等专科 中师 中专毕业 中等专业",
    "44": "职高 职业高中",
    "47": "技校 技工学校 技工",
    "61": "高中 普通高中 高中毕业 高中(中专)",
    "71": "初中 初中毕业 初级中学 初中以下 初中及以下",
    "81": "小学 小学毕业 高小",
    "90": "文盲 半文盲 文盲半文盲 文盲或半文盲 其它 扫盲班",
}
EDUCATION = Choices("学历", EDU, {code: words.split() for code, words in _SCHOOLS.items()})
