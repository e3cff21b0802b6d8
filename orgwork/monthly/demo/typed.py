"""Plausible numbers for the cells that no record fills, in the order of the form. The rules between them hold."""

from decimal import Decimal

from orgwork.kit.demo import story

DUES_A_HEAD = 22
CARE_A_HEAD = 300
FEASTS = (1, 7)
TRAINING = (20, 45)
RECTIFIED = (story.DRIFTING, story.LATE)


def numbers(rng, month, known, last):
    """{code: value} of one report; `known(code)` is what the records gave, `last` what was typed the month before."""
    return {
        **of_members(rng, known, last),
        **of_dues(rng, known),
        **of_care(rng, month),
        **of_growth(rng),
        **of_work(rng, last),
    }


def of_members(rng, known, last):
    floating = known("m_float_out") + known("m_float_in")
    reported = int(known("m_inservice") * Decimal(str(rng.choice((0.86, 0.9, 0.94)))))
    return {
        "m_contacted": max(floating - rng.randint(0, 2), 0),
        "m_reported": _mostly(rng, last.get("m_reported"), reported, most=known("m_inservice")),
        "m_post_claims": last.get("m_post_claims") or int(reported * Decimal("0.6")),
        "m_disposal_open": int(rng.random() < 0.06),
    }


def _mostly(rng, before, now, *, most):
    """Mostly as last month, as far as that is still possible."""
    return before if before is not None and before <= most and rng.random() < 0.8 else now


def of_dues(rng, known):
    due = known("m_members") * DUES_A_HEAD
    return {"m_dues_due": due, "m_dues": max(due - DUES_A_HEAD * rng.randint(0, 3), 0)}


def of_care(rng, month):
    care = rng.randint(4, 9) if month.month in FEASTS else rng.randint(0, 3)
    return {"m_care": care, "m_care_money": care * CARE_A_HEAD}


def of_growth(rng):
    """Whoever wants to join, and who is taught."""
    sessions = int(rng.random() < 0.3)
    return {
        "m_applicants": rng.choice((0, 0, 0, 1, 1, 2)),
        "m_activists": int(rng.random() < 0.2),
        "m_objects": int(rng.random() < 0.1),
        "m_train_sessions": sessions,
        "m_train_persons": sessions * rng.randint(*TRAINING),
    }


def of_work(rng, last):
    petitions = rng.randint(0, 4)
    return {
        "m_projects": _changing(rng, last.get("m_projects"), (1, 4)),
        "m_instructors": last.get("m_instructors") or rng.randint(1, 3),
        "m_npe_visits": rng.randint(1, 5),
        "m_petitions": petitions,
        "m_petitions_done": max(petitions - int(rng.random() < 0.25), 0),
        "m_publications": int(rng.random() < 0.25),
        "m_honours": int(rng.random() < 0.08),
    }


def _changing(rng, before, span):
    """A number that stands for months and then moves by one."""
    low, high = span
    if before is None:
        return rng.randint(low, high)
    return min(max(before + rng.choice((-1, 1)), low), high) if rng.random() < 0.15 else before


def of_rectification(rng, code):
    """Only communities that are being put in order find issues; they solve fewer than they find."""
    issues = rng.randint(0, 3) if code in RECTIFIED else 0
    return {"m_rect_issues": issues, "m_rect_solved": max(issues - rng.randint(0, 1), 0)}
