"""Names of invented people: common surnames, and given names of the fashion of each generation put together from characters."""

SURNAMES = {
    "王": 70, "李": 68, "张": 64, "刘": 52, "陈": 44, "杨": 32, "赵": 26, "黄": 24, "周": 22, "吴": 22, "徐": 17,
    "孙": 16, "马": 15, "朱": 14, "胡": 13, "郭": 13, "何": 12, "高": 12, "林": 12, "罗": 11, "郑": 11, "梁": 10,
    "谢": 9, "宋": 9, "唐": 8, "许": 8, "邓": 7, "韩": 8, "冯": 7, "曹": 7, "彭": 6, "曾": 6, "肖": 6, "田": 6,
    "董": 6, "潘": 5, "袁": 5, "蔡": 5, "蒋": 5, "余": 5, "于": 5, "杜": 5, "叶": 5, "程": 5, "魏": 5, "苏": 4,
    "吕": 4, "丁": 4, "任": 4, "卢": 4, "姚": 4, "沈": 4, "钟": 3, "姜": 3, "崔": 3, "谭": 3, "陆": 3, "范": 3,
    "汪": 3, "廖": 3, "石": 3, "金": 3, "韦": 2, "贾": 3, "夏": 2, "付": 2, "方": 3, "邹": 2, "熊": 2, "白": 2,
    "孟": 2, "秦": 2, "邱": 2, "侯": 2, "尹": 2, "薛": 2, "闫": 2, "段": 2, "雷": 2, "龙": 2, "黎": 2, "史": 2,
    "陶": 2, "贺": 2, "郝": 2, "顾": 2, "龚": 1, "邵": 2, "万": 1, "覃": 1, "武": 2, "钱": 1, "戴": 2, "严": 2,
    "莫": 1, "孔": 1, "向": 1, "常": 2, "欧阳": 1, "上官": 1,
}  # fmt: skip
WEIGHTS = list(SURNAMES.values())
FAMILY = list(SURNAMES)

# (born before, first characters, second characters) of given names.
MEN = (
    (1958, "长庆守保振锡兆存德茂", "田祥魁荣顺堂义喜山禄"),
    (1976, "宏卫兴志广新运双占冬", "民成海昌宝河林科全祥"),
    (1990, "晓少亚利鹏俊伟冬景旭", "辉朗磊鑫彬博飞超宾坤"),
    (9999, "子明宇浩既星远有书一", "轩航泽然舟野禾言鸣白"),
)
WOMEN = (
    (1958, "秀桂玉素巧凤瑞改淑爱", "兰芝莲娥珍芸枝荣花英"),
    (1976, "春慧红艳海雪彩丽秋爱", "玲霞敏琴萍梅菊香芬芸"),
    (1990, "晓亚丹俊静莎雅冬婷莉", "娜楠燕蕾洁倩颖君华娟"),
    (9999, "知听未小安如雨可佳诗", "夏澜眠蔓禾许桐心怡涵"),
)
SINGLE_SHARE = 0.14


def name(rng, *, male, born):
    """A surname and a given name of one or two characters."""
    first, second = next((a, b) for before, a, b in (MEN if male else WOMEN) if born < before)
    given = rng.choice(second) if rng.random() < SINGLE_SHARE else rng.choice(first) + rng.choice(second)
    return rng.choices(FAMILY, WEIGHTS)[0] + given
