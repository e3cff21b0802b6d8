"""Small workbooks made for one test."""

from openpyxl import Workbook
from openpyxl.styles import Font

HEADS = [
    "姓名",
    "性别",
    "出生年月",
    "身份证号",
    "党支部",
    "入党时间",
    "转正时间",
    "人员类别",
    "学历",
    "联系电话",
    "备注",
]
GOOD = [
    "万刚康",
    "女",
    "1975.07",
    "410399197507188062",
    "第一网格党支部",
    "1995.10",
    "1996.10",
    "正式党员",
    "小学",
    "19900584308",
    "",
]
OTHER = [
    "孟林雅",
    "男",
    "1986.04",
    "410399198604218213",
    "第一网格党支部",
    "2017.07",
    "2018.07",
    "正式党员",
    "本科",
    "19900848964",
    "",
]


def person(**changes):
    """The cells of a good row, some of them changed by their heading."""
    return [changes.get(head, value) for head, value in zip(HEADS, GOOD, strict=True)]


def book(path, *rows, heads=HEADS, title="花名册", **more):
    """A workbook of one sheet (and more: {title: rows with their own header})."""
    made = Workbook()
    made.active.title = title
    made.properties.title = path.name  # two files of the same rows are two files
    for row in [heads, *rows] if heads else rows:
        made.active.append(list(row))
    for name, cells in more.items():
        page = made.create_sheet(name)
        for row in cells:
            page.append(list(row))
    made.save(path)
    return path


def change(path, do):
    """Open the workbook at `path`, let `do(workbook)` change it, save it."""
    from openpyxl import load_workbook  # noqa: PLC0415 kept beside its only use

    made = load_workbook(path)
    do(made)
    made.save(path)
    return path


STRUCK = Font(strike=True)
