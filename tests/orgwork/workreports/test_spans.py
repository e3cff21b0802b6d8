from datetime import date

import pytest

from orgwork.kit.periods import Period
from orgwork.workreports.slots import ASOF, BATCH, CAMPAIGN, YEAR, YTD
from orgwork.workreports.spans import span


@pytest.mark.parametrize(
    ("rule", "period", "campaign_from", "text"),
    [
        (YTD, "2024", None, "2024"),
        (YTD, "2024-07", None, "2024-01-01..2024-07-31"),
        (YTD, "2024H1", None, "2024H1"),
        (YTD, "2024Q3", None, "2024-01-01..2024-09-30"),
        (CAMPAIGN, "2024", None, "2024"),
        (CAMPAIGN, "2024", date(2023, 9, 1), "2023-09-01..2024-12-31"),
        (CAMPAIGN, "2024", date(2024, 9, 1), "2024-09-01..2024-12-31"),
        (CAMPAIGN, "2023", date(2024, 9, 1), "2023-12-31..2023-12-31"),
        (YEAR, "2024", None, "2024"),
        (YEAR, "2024-07", None, "2023-08-01..2024-07-31"),
        (YEAR, "2024-02-01..2024-02-29", None, "2023-03-01..2024-02-29"),
        (ASOF, "2024-07", None, "2024-07"),
        (BATCH, "2024Q3", None, "2024Q3"),
        ("", "2024", None, "2024"),
    ],
)
def test_span(rule, period, campaign_from, text):
    assert span(rule, Period.parse(period), campaign_from=campaign_from).text == text
