"""The documents that a report names: those marked 报告点名, in their order."""

from orgwork.workreports.lists import listing


def named(records):
    """(record, cells) of the documents among `records` that are named in reports."""
    for found in records.filter(featured=True).order_by("featured_order", "-action_on", "pk"):
        on = found.action_on
        yield found, {"名称": found.title, "文号": found.doc_no, "日期": f"{on.year}年{on.month}月{on.day}日"}


FIELDS = ("名称", "文号?", "日期")
listing("修订制度", *FIELDS, figure="office.rules_revised", note="期间内修订、在台账里点名的制度")(named)
listing("新建制度", *FIELDS, figure="office.rules_created", note="期间内新制定、在台账里点名的制度")(named)
listing("废止文件名", *FIELDS, figure="office.docs_abolished", note="期间内废止或失效、在台账里点名的文件")(named)
