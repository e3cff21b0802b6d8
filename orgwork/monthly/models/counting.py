"""Which cells count: those of accepted and of closed reports. The database keeps it beside the cell, whoever changes a report's state,
so that a year's figures are one walk through one index (performance.md, Report).
"""

import pgtrigger

from ..enums import COUNTED

STATES = "({})".format(", ".join(f"'{state}'" for state in COUNTED))
OF_REPORT = f"""
    UPDATE monthly_monthlyvalue v SET counted = n.state IN {STATES}
    FROM new_values n JOIN old_values o ON o.id = n.id
    WHERE v.report_id = n.id AND (n.state IN {STATES}) IS DISTINCT FROM (o.state IN {STATES});
    RETURN NULL;
"""  # noqa: S608 the states are those of the code
OF_CELL = f"""
    UPDATE monthly_monthlyvalue v SET counted = TRUE
    FROM new_values n JOIN monthly_monthlyreport r ON r.id = n.report_id
    WHERE v.id = n.id AND NOT v.counted AND r.state IN {STATES};
    RETURN NULL;
"""  # noqa: S608


def follows_report():
    """On reports: a change of state carries its cells along."""
    tables = pgtrigger.Referencing(old="old_values", new="new_values")
    return pgtrigger.Trigger(
        name="cells_count", level=pgtrigger.Statement, when=pgtrigger.After, operation=pgtrigger.Update, referencing=tables, func=OF_REPORT
    )


def begins_with_report():
    """On cells: one that comes into an accepted report counts at once."""
    tables = pgtrigger.Referencing(new="new_values")
    return pgtrigger.Trigger(
        name="counts_at_once", level=pgtrigger.Statement, when=pgtrigger.After, operation=pgtrigger.Insert, referencing=tables, func=OF_CELL
    )
