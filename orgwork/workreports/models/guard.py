"""定稿 holds in the database itself: whatever writes, nothing of a final report changes. Only its place in the tree may move."""

import pgtrigger

WAS_FINAL = "OLD.state = 'final'"
CHANGES = f"{WAS_FINAL} AND to_jsonb(OLD) - 'path' IS DISTINCT FROM to_jsonb(NEW) - 'path'"
REPORT = "SELECT 1 FROM workreports_workreport r WHERE r.state = 'final' AND r.id = "
OWNER = {
    "report": "{row}.report_id",
    "slot": "(SELECT v.report_id FROM workreports_slotvalue v WHERE v.id = {row}.slot_id)",
    "entry": "(SELECT e.report_id FROM workreports_slotentry e WHERE e.id = {row}.entry_id)",
}


def of_report():
    """Triggers of the report itself."""
    return [
        pgtrigger.Protect(name="final_stays", operation=pgtrigger.Update, condition=pgtrigger.Condition(CHANGES)),
        pgtrigger.Protect(name="final_is_kept", operation=pgtrigger.Delete, condition=pgtrigger.Condition(WAS_FINAL)),
    ]


def of_part(owner):
    """Triggers of what belongs to a report by its foreign key `owner`."""
    refuse = "RAISE EXCEPTION 'a final report does not change: %', TG_TABLE_NAME;"
    old, new = (OWNER[owner].format(row=row) for row in ("OLD", "NEW"))
    func = f"""
        IF TG_OP <> 'INSERT' THEN IF EXISTS ({REPORT}{old}) THEN {refuse} END IF; END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF EXISTS ({REPORT}{new}) THEN {refuse} END IF;
        RETURN NEW;
    """  # noqa: S608 no value of a user stands in it
    every = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    return [pgtrigger.Trigger(name="stays_when_final", when=pgtrigger.Before, operation=every, func=func)]
