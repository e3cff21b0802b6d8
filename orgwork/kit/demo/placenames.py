"""Names of the invented district's places: the first four communities are those of the sample rosters, so these can be imported into it."""

DISTRICT = ("410399", "甲区")
STREETS = (
    ("青槐街道", ("槐荫", "桥北", "柳巷", "书院")),
    ("明渠街道", ("南苑", "新城", "碧桃", "渠东")),
    ("文昌街道", ("文峰", "梧桐", "砚池", "学府")),
    ("河东街道", ("河湾", "东关", "长堤", "渡口")),
    ("松岭街道", ("松岭", "石桥", "云台", "茶亭")),
    ("锦屏街道", ("锦屏", "竹园", "荷塘", "花圃")),
)
# More than the table has are put together from these.
FIRST = "春夏秋冬晨晴朗清宁安康泰和瑞祥福"
SECOND = "晖岚泉溪苑坊里巷台亭桥堤圃岭洲湾"
ROUND = len(FIRST) * len(SECOND)
DEPARTMENTS = (
    "区委组织部", "区委宣传部", "区委统战部", "区政府办公室", "区发展和改革委员会", "区教育局", "区民政局",
    "区人力资源和社会保障局", "区住房和城乡建设局", "区卫生健康委员会", "区市场监督管理局", "区城市管理局",
)  # fmt: skip
FIRMS = ("启明", "宏远", "永昌", "天成", "鑫源", "瑞丰", "恒达", "汇通", "晨光", "博雅", "正和", "嘉禾")
TRADES = (
    "餐饮管理有限公司", "物流有限公司", "商贸有限公司", "机械有限公司", "家政服务有限公司", "物业管理有限公司",
    "科技有限公司", "装饰工程有限公司",
)  # fmt: skip


def community(street, place):
    """Name of the `place`th community (from 0) of the `street`th street."""
    if street < len(STREETS) and place < len(STREETS[street][1]):
        return STREETS[street][1][place] + "社区"
    number = 40 * street + place
    return FIRST[number // len(SECOND) % len(FIRST)] + SECOND[number % len(SECOND)] + _turn(number) + "社区"


def street(number):
    if number < len(STREETS):
        return STREETS[number][0]
    number -= len(STREETS)
    return FIRST[number % len(FIRST)] + SECOND[-1 - number % len(SECOND)] + _turn(number, len(FIRST)) + "街道"


def _turn(number, size=ROUND):
    """Which time round the tables: 东, 西 … tell the places of later rounds apart."""
    return ("", "东", "西", "南", "北", "中")[number // size % 6]
