"""How much of a .docx is read, and what is said when one is refused."""

from orgwork.kit.values.problems import Problem

MIB = 1024 * 1024
FILE, INFLATED, PART = 10 * MIB, 60 * MIB, 12 * MIB
ENTRIES = 600
PIECE = 1 << 16
DIRECTORY = 1 * MIB

MESSAGES = {
    "file.empty": "文件是空的，可能没有传完。请重新选一次。",
    "file.not_word": "文件不是 Word 文档。请用 Word 或 WPS 打开，另存为 .docx 后再上传。",
    "file.encrypted": "文件设了打开密码。请取消密码后另存，再上传。",
    "file.macro": "文件带有宏。请另存为不带宏的 .docx 后再上传。",
    "file.damaged": "文件已损坏，读不出来。请用 Word 或 WPS 打开检查，另存为新文件后再上传。",
    "file.too_large": "文件超过 10 MB。请压缩里面的图片后再上传。",
    "file.expands": "文件展开后过大，不像报告。请把内容复制到新文档后再上传。",
    "file.unsafe_xml": "文件里有不安全的内容。请把内容复制到新文档后再上传。",
    "file.external": "文件引用了外面的文件或网址（链接的图片、模板、对象）。请断开链接后再上传。",
}


def refused(code) -> Problem:
    return Problem(code, MESSAGES[code])
