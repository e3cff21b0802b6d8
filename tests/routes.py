"""Which right each address asks for: the table against which the access matrix runs (security.md G1). A route without a line here fails."""

from dataclasses import dataclass

OPEN, ANYONE = "open", "anyone"

# The pages that every register has, and those that some add: the right that each asks for.
REGISTER_PAGES = {
    "": "view", "detail": "view", "tab": "view", "new": "create", "edit": "change", "delete": "delete", "restore": "delete",
    "export": "export", "close": "change", "merge": "change",
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """`right` is OPEN, ANYONE or "action subject" (alternatives with "|"); `of` names the object in the address; `method` is how it is
    asked; `later` says that those who may still get 404 until the object has come further (a file that has not been written yet).
    """

    right: str
    of: str = ""
    method: str = "get"
    later: bool = False


RULES = {
    "healthz": Rule(OPEN),
    "login": Rule(OPEN),
    "api-token": Rule(OPEN, method="post"),
    "logout": Rule(ANYONE, method="post"),
    "password_change": Rule(ANYONE),
    "home": Rule(ANYONE),
    "notices": Rule(ANYONE),
    "notices-count": Rule(ANYONE),
    "notices-read": Rule(ANYONE, method="post"),
    "notice-open": Rule(ANYONE, of="notice", method="post", later=True),  # one's own alone, whatever the role
    "search": Rule(ANYONE),
    "settings": Rule("view settings|open monthly|create reports"),  # who may open one of the pages that menu.add_setting names
    "settings-params": Rule("view settings"),
    "settings-param": Rule("view settings", of="param"),
    "settings-holidays": Rule("view settings"),
    "settings-holiday-remove": Rule("change settings", of="holiday", method="post"),
    "settings-notices": Rule("view settings"),
    "settings-notices-again": Rule("change settings", method="post"),
    "quick": Rule("create services|create activities"),
    "quick-shell": Rule(OPEN),
    "quick-offline": Rule(OPEN),
    "sw": Rule(OPEN),
    "services-step": Rule("change services", of="service", method="post"),
    "services-photos": Rule("change services", of="service", method="post"),
    "services-photo": Rule("view services", of="servicephoto"),
    "services-photo-remove": Rule("change services", of="servicephoto", method="post"),
    "activities-photos": Rule("change activities", of="activity", method="post"),
    "activities-photo": Rule("view activities", of="activityphoto"),
    "activities-photo-remove": Rule("change activities", of="activityphoto", method="post"),
    "registers": Rule("view members|view units"),
    "help": Rule(ANYONE),
    "help-topic": Rule(ANYONE, of="topic"),
    "schema": Rule(ANYONE),
    "docs": Rule(ANYONE),
    "jobs": Rule(ANYONE),
    "job": Rule("view jobs", of="job"),
    "imports": Rule("import members"),
    "import_new": Rule("import members"),
    "import_template": Rule("import members", of="kind"),
    "import": Rule("import members", of="upload"),
    "import_commit": Rule("import members", of="upload", method="post", later=True),
    "import_answers": Rule("import members", of="upload", method="post"),
    "import_clear": Rule("import members", of="upload", method="post", later=True),
    "import_drop": Rule("import members", of="upload", method="post"),
    "import_undo": Rule("import members", of="upload", method="post", later=True),
    "import_errors": Rule("import members", of="upload", later=True),
    "monthly": Rule("view monthly"),
    "monthly-rates": Rule("view monthly"),
    "monthly-open": Rule("open monthly", method="post", later=True),
    "monthly-lock": Rule("lock monthly", method="post", later=True),
    "monthly-value": Rule("view monthly", of="value"),
    "monthly-form": Rule("view monthly", of="report"),
    "monthly-cell": Rule("fill monthly", of="cell", method="post"),
    "monthly-file": Rule("view monthly", of="file"),
    "monthly-print": Rule("view monthly", of="report"),
    "monthly-print-word": Rule("export monthly", of="report"),
    "monthly-workbook": Rule("export monthly", of="report"),
    "monthly-upload": Rule("fill monthly", of="report", method="post"),
    "monthly-submit": Rule("fill monthly", of="report", method="post"),
    "monthly-withdraw": Rule("fill monthly", of="report", method="post"),
    "monthly-review": Rule("review monthly", of="report", method="post"),
    "monthly-reopen": Rule("review monthly", of="report", method="post"),
    "monthly-history": Rule("view monthly", of="report"),
    "reports": Rule("view reports"),
    "reports-new": Rule("create reports"),
    "report": Rule("view reports", of="workreport"),
    "report-revise": Rule("create reports", of="workreport", method="post"),
    "report-file": Rule("export reports", of="workreport", later=True),
    "report-review": Rule("export reports", of="workreport", later=True),
    "report-slot": Rule("view reports", of="slot", later=True),
    "report-check": Rule("view reports", of="workreport", later=True),
    "report-adopt": Rule("create reports", of="workreport", method="post", later=True),
    "report-waive": Rule("create reports", of="workreport", method="post", later=True),
    "report-unwaive": Rule("create reports", of="workreport", method="post", later=True),
    "report-ask": Rule("create reports", of="workreport", method="post", later=True),
    "report-paragraph": Rule("create reports", of="paragraph", later=True),
    "reports-words": Rule("view reports"),
    "reports-word-stop": Rule("create reports", method="post", of="wordrule"),
    "dashboard": Rule("view figures"),
    "dashboard-board": Rule("view figures", of="board"),
    "figures": Rule("view figures"),
    "figure": Rule("view figures", of="figure"),
    "api-figures-list": Rule("view figures"),
    "api-figures-detail": Rule("view figures", of="figure"),
    "api-uploads-list": Rule("import members"),
    "api-uploads-detail": Rule("import members", of="upload"),
    "api-uploads-commit": Rule("import members", of="upload", method="post"),
    "api-uploads-undo": Rule("import members", of="upload", method="post"),
    "api-monthly-reports-list": Rule("view monthly"),
    "api-monthly-reports-detail": Rule("view monthly", of="report"),
    "api-monthly-reports-values": Rule("fill monthly", of="report", method="patch"),
    "api-monthly-reports-submit": Rule("fill monthly", of="report", method="post"),
    "api-monthly-reports-withdraw": Rule("fill monthly", of="report", method="post"),
    "api-monthly-reports-accept": Rule("review monthly", of="report", method="post"),
    "api-monthly-reports-return-": Rule("review monthly", of="report", method="post"),
    "api-monthly-reports-reopen": Rule("review monthly", of="report", method="post"),
    "api-work-reports-list": Rule("view reports"),
    "api-work-reports-detail": Rule("view reports", of="workreport"),
}
