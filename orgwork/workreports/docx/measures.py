"""The page of GB/T 9704-2012 in twips (1/20 pt) and half points: text area 156 × 225 mm, 22 lines of 28 characters."""

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
TOP, BOTTOM, LEFT, RIGHT = 2098, 1984, 1588, 1474
FOOTER = 1417  # 25 mm, which puts the dash of the page number 7 mm under the text area

PITCH = 579  # 28.95 pt: 29 pt already loses the 22nd line
TITLE_PITCH = 680
LOWEST = 20  # one point: a line that is not seen
SQUEEZE = -5  # -0.25 pt a character: plain 16 pt gives 27 to a line
INDENT_CHARS, INDENT = 200, 630  # two characters of 15.75 pt

BODY_SIZE, TITLE_SIZE, PAGE_NUMBER_SIZE = 32, 44, 28
TABLE_SIZE, TABLE_PITCH = 21, 320
PAGE_NUMBER_INDENT = 280  # one character of 14 pt

LATIN = "Times New Roman"
SONG, HEI, KAI = "宋体", "黑体", "楷体_GB2312"
FANGSONG, FANGSONG_ALL, KAI_ALL = "仿宋_GB2312", "仿宋", "楷体"
TITLE_FONT = "方正小标宋简体"
# The _GB2312 fonts hold the characters of that standard only; a rarer one is set in the full font of the same face.
FULL_FONT = {FANGSONG: FANGSONG_ALL, KAI: KAI_ALL, TITLE_FONT: SONG}
