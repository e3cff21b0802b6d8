"""The life of an invented member: education and work by age, joining, address."""

from datetime import date, timedelta
from typing import NamedTuple

from orgwork.kit.demo.world import weighted

from ..enums import JobType

NATIONS = {"01": 930, "03": 28, "11": 16, "02": 9, "15": 8, "08": 5, "06": 4}
PLACES = ("河南甲县", "河南乙县", "山东丙县", "陕西丁县", "湖北戊县", "河北己县", "安徽庚县", "山西辛县")
ROADS = ("槐荫路", "桥北巷", "明渠西路", "南苑街", "新城大道", "柳林路", "文昌街", "河东路", "松岭路", "锦屏街")
# (born before, education by weight): the older, the shorter the schooling.
SCHOOLING = (
    (1955, {"81": 30, "71": 34, "61": 22, "41": 8, "31": 6}),
    (1970, {"71": 26, "61": 30, "41": 16, "31": 20, "21": 8}),
    (1985, {"61": 14, "41": 12, "31": 34, "21": 34, "14": 6}),
    (9999, {"41": 4, "31": 22, "21": 58, "14": 15, "11": 1}),
)
WORK = {
    JobType.PROFESSIONAL: (12, "甲区人民医院护士", "甲区实验小学教师", "甲区轴承厂工程师"),
    JobType.INSTITUTION: (9, "甲区公共就业服务中心职员", "甲区图书馆职员"),
    JobType.STATE_WORKER: (12, "甲区供水公司职工", "甲区公交公司驾驶员", "甲区热力公司维修工"),
    JobType.STATE_MANAGER: (5, "甲区城建公司部门经理", "甲区供水公司调度"),
    JobType.FIRM_WORKER: (10, "甲区机械厂工人", "青槐物业公司主管"),
    JobType.FIRM_MANAGER: (5, "宏远物流有限公司经理", "瑞丰家政服务有限公司店长"),
    JobType.FIRM_PROFESSIONAL: (6, "博雅科技有限公司工程师", "天成装饰工程有限公司设计师"),
    JobType.COMMUNITY: (9, "社区居民委员会干部", "社区网格员"),
    JobType.SELF_EMPLOYED: (8, "个体工商户",),
    JobType.FLEXIBLE: (8, "快递站点站长", "网约车驾驶员", "外卖骑手"),
    JobType.ORGAN: (9, "区直机关干部", "街道办事处干部"),
    JobType.OTHER: (3, "待业",),
}  # fmt: skip
RETIRED = ("退休教师", "退休工人", "退休干部", "甲区机械厂退休", "甲区轴承厂退休", "退休医生")
RETIREMENT = 60
ADULT = 18
PROBATION_AGES, PROBATION_SHARE = range(20, 46), 0.06


class Life(NamedTuple):
    nation: str
    native_place: str
    edu: str
    job_type: str
    unit_post: str
    work_on: date
    joined_on: date
    formal_on: date | None
    address: str


def life_of(rng, person, today, place):
    """A Life whose dates follow one another; probationary members joined within the last year."""
    joined = join_day(rng, person, today)
    formal = joined + timedelta(days=366)
    job_type, unit_post = work_of(rng, person.years(today))
    edu = weighted(rng, next(table for before, table in SCHOOLING if person.birth.year < before))
    return Life(
        weighted(rng, NATIONS), rng.choice(PLACES), edu, job_type, unit_post, first_of_month(rng, person, 18, 24), joined,
        formal if formal <= today else None, address(rng, place),
    )  # fmt: skip


def join_day(rng, person, today):
    """Somewhere between 19 and 45 years of age, around 1 July more often than not; a few of the younger within the last year."""
    age = person.years(today)
    last = min(45, age - 1)
    if age in PROBATION_AGES and rng.random() < PROBATION_SHARE:
        return today - timedelta(days=rng.randint(20, 350))
    year = person.birth.year + rng.randint(ADULT + 1, max(last, ADULT + 1))
    day = (
        date(year, 6, rng.randint(24, 30))
        if rng.random() < 0.45
        else date(year, rng.randint(1, 12), rng.randint(1, 28))
    )
    return day if day <= today - timedelta(days=367) else today - timedelta(days=rng.randint(370, 700))


def work_of(rng, age):
    if age >= RETIREMENT:
        return JobType.RETIRED, rng.choice(RETIRED)
    if age < 25 and rng.random() < 0.4:
        return JobType.STUDENT, "在读学生"
    job = weighted(rng, {kind: row[0] for kind, row in WORK.items()})
    return job, rng.choice(WORK[job][1:])


def first_of_month(rng, person, low, high):
    return date(person.birth.year + rng.randint(low, high), rng.randint(1, 12), 1)


def address(rng, place):
    return (
        f"{place}{rng.choice(ROADS)}{rng.randint(1, 96)}号院{rng.randint(1, 24)}号楼{rng.randint(1, 4)}单元"
        f"{rng.randint(1, 6)}0{rng.randint(1, 4)}室"
    )
