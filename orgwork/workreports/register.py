from orgwork.workreports.models import WorkReport


class Reports:
    """What the kit's doors (pages and API) ask of a register; a report has no ledger of its own."""

    key = "reports"
    model = WorkReport
    label = "工作报告"
    base_url = "/reports/"
    fields = ()
