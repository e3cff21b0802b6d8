"""Rules on volunteers' teams and those who take part, each once (dictionary.md 2 and 7)."""

from orgwork.kit.values.problems import Problem

from .team_enums import TeamStatus

BEST_STAR = 5


def check_ended(status, ended_on):
    """解散日期 goes with 解散."""
    if status == TeamStatus.ENDED and not ended_on:
        raise Problem("ended_on.empty", "队伍已解散，要填解散日期。请补填。")
    if ended_on and status != TeamStatus.ENDED:
        raise Problem("ended_on.active", "填了解散日期，状态应为“解散”。请核对这两项。")


def check_one_party(colocated, social):
    """A link names one partner: a unit or a social organisation."""
    if (colocated is None) == (social is None):
        raise Problem("teamlink.one", "驻区单位和社会组织填一个，只填一个。")


def check_joined(joined, joined_on):
    if joined_on and not joined:
        raise Problem("joined_on.without", "填了加入日期，要勾选“加入大党委”。")


def check_star(star):
    """1A to 5A."""
    if star is not None and not 1 <= star <= BEST_STAR:
        raise Problem("star.range", f"等级是 1 到 {BEST_STAR}，这里是 {star}。请核对。", value=str(star))
