"""A members roster of any size, written fast: invented people of county 410399, 26 columns, shared texts as Excel keeps them."""

import datetime
import random
import zipfile
from xml.sax.saxutils import escape

from orgwork.kit.values.ids import check_character

HEADER = [
    "序号",
    "社区",
    "党支部",
    "姓名",
    "性别",
    "民族",
    "出生年月",
    "身份证号",
    "籍贯",
    "学历",
    "参加工作时间",
    "入党时间",
    "转正时间",
    "人员类别",
    "党内职务",
    "党小组",
    "工作单位及职务",
    "家庭住址",
    "户籍地",
    "联系电话",
    "固定电话",
    "毕业院校及专业",
    "工作岗位",
    "是否流动",
    "党费交至",
    "备注",
]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "".join(chr(code) for code in range(0x4E00, 0x9F00, 37))  # enough that namesakes in a branch stay rare
NATIVE = ["河南甲县", "河南乙县", "山东丙县", "陕西丁县", "湖北戊县", "河北己县"]
EDU = ["小学", "初中", "高中", "中专", "大专", "专科", "本科", "大学", "大学本科", "研究生", "硕士研究生"]
WORK = ["甲区供水公司职工", "甲区人民医院护士", "甲区第三小学教师", "明渠快递站点站长", "个体工商户", "甲区机械厂退休"]
BRANCHES = ["第一网格党支部", "第二网格党支部", "第三网格党支部", "非公企业联合党支部"]
COMMUNITIES = ["槐荫社区", "桥北社区", "南苑社区", "新城社区"]
CONTENT = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
    'PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override '
    'PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
REL = '<Relationship Id="{}" Type="' + OFFICE + '/{}" Target="{}"/>'
PARTS = {
    "[Content_Types].xml": CONTENT,
    "_rels/.rels": RELS.format(REL.format("rId1", "officeDocument", "xl/workbook.xml")),
    "xl/_rels/workbook.xml.rels": RELS.format(
        REL.format("rId1", "worksheet", "worksheets/sheet1.xml")
        + REL.format("rId2", "sharedStrings", "sharedStrings.xml")
    ),
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="花名册" sheetId="1" '
    'r:id="rId1"/></sheets></workbook>',
}


def people(count, seed=7):
    """`count` rows as the cells of the sheet below HEADER; ID numbers are all different, sequence digits below 800."""
    rng = random.Random(seed)
    start = datetime.date(1945, 1, 1)
    for n in range(count):
        day = start + datetime.timedelta(days=n % 20_000)
        number = f"410399{day:%Y%m%d}{n // 20_000 * 20 + rng.randrange(20):03d}"
        joined = min(day.year + 20 + rng.randrange(25), 2023)
        month = f"{rng.randrange(1, 13):02d}"
        name = rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=1 + rng.randrange(2)))
        yield [
            n + 1, COMMUNITIES[n % 4], BRANCHES[n // 4 % 4], name, "男" if int(number[16]) % 2 else "女", "汉族", f"{day:%Y.%m}",
            number + check_character(number), rng.choice(NATIVE), rng.choice(EDU), f"{day.year + 19}.{month}", f"{joined}.{month}",
            f"{joined + 1}.{month}", "正式党员", "", f"第{n % 5 + 1}小组", rng.choice(WORK),
            f"槐花路{rng.randrange(1, 99)}号院{rng.randrange(1, 20)}号楼{rng.randrange(1, 1200)}室", rng.choice(NATIVE),
            f"199{rng.randrange(10**8):08d}", "", "河南某学院中文系", "离退休", "否", "2024.06", "",
        ]  # fmt: skip


def write(path, count, seed=7):
    """The roster as an .xlsx at `path`."""
    texts = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, body in PARTS.items():
            archive.writestr(name, body)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            part.write(_row(1, HEADER, texts))
            for number, row in enumerate(people(count, seed), 2):
                part.write(_row(number, row, texts))
            part.write(b"</sheetData></worksheet>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            part.write(f'<sst xmlns="{MAIN}">'.encode())
            for text in texts:
                part.write(f"<si><t>{escape(text)}</t></si>".encode())
            part.write(b"</sst>")
    return path


def _row(number, values, texts):
    cells = []
    for letter, value in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", values, strict=True):
        if isinstance(value, int):
            cells.append(f'<c r="{letter}{number}"><v>{value}</v></c>')
        elif value:
            cells.append(f'<c r="{letter}{number}" s="0" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>')
    return f'<row r="{number}" spans="1:26">{"".join(cells)}</row>'.encode()
