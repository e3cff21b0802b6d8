"""The board of reporting, and its tile on the overview."""

from orgwork.dashboards.registry import OVERVIEW, dashboard, tile

from . import (
    attention,  # noqa: F401 declared by being read
    report_figures,  # noqa: F401
)

COLUMNS = (
    ("monthly.reports_expected", "应报"),
    ("monthly.reports_received", "已报"),
    ("monthly.reports_on_time", "按时"),
)
RATES = (("monthly.reports_received_rate", "报送率 %"), ("monthly.reports_on_time_rate", "按时率 %"))

dashboard("reporting", "报送", order=40)
tile(OVERVIEW, "number", "月报报送率", RATES[0], order=10)
tile("reporting", "number", "报送率", RATES[0], order=10)
tile("reporting", "number", "按时率", RATES[1], order=11)
tile("reporting", "number", "走访群众（月报）", ("monthly.visit_households", ""), order=20)
tile("reporting", "number", "征集意见（月报）", ("monthly.opinions", ""), order=21)
tile("reporting", "months", "应报、已报与按时", *COLUMNS, order=30)
tile("reporting", "units", "各单位报送", *COLUMNS, *RATES, order=40)
