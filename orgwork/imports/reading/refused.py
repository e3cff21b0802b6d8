"""Why a file or a sheet is not read: code and remedy, told in Chinese."""

MESSAGES = {
    "file.empty": "文件是空的。请选择有内容的工作簿。",
    "file.not_workbook": "文件不是 Excel 工作簿。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。",
    "file.encrypted": "文件设了打开密码。请取消密码后另存，再上传。",
    "file.macro": "文件带有宏。请另存为不带宏的 .xlsx 后再上传。",
    "file.damaged": "文件已损坏，读不出来。请用 Excel 或 WPS 打开检查，另存为新文件后再上传。",
    "file.too_large": "文件超过允许的大小。请分成几个文件上传。",
    "file.expands": "文件展开后过大，不像名册。请把内容复制到新的工作簿后再上传。",
    "file.unsafe_xml": "文件里有不安全的内容。请把内容复制到新的工作簿后再上传。",
    "sheet.not_found": "没有这个工作表。请核对工作表名称。",
}


class Refused(Exception):
    """The whole file is refused. `message` is for the user; `detail` names what went over the limit, without paths."""

    def __init__(self, code, message=None):
        super().__init__(code)
        self.code = code
        self.message = message or MESSAGES[code]
