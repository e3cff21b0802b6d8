from orgwork.workreports.models import OldSpeech, Template


class Templates:
    """What the kit's door to records asks of a register; templates are drafters' tools and go by the rights of reports."""

    key = "reports"
    model = Template
    label = "报告模板"
    base_url = "/reports/templates/"
    fields = ("template",)


class OldSpeeches(Templates):
    model = OldSpeech
