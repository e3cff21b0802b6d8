"""Step: corrections that secretaries made later, so that 历史 has something to show: who changed what, and why."""

from orgwork.accounts import paths
from orgwork.audit.context import acting
from orgwork.kit import demo

from ..models import Member

CORRECTED = 3


@demo.step(42, own_reasons=True)
def correct(world):
    for unit in world.communities:
        rng, keeper = world.rng("changes", unit.code), world.keeper(unit)
        below = Member.objects.filter(paths.subtree(unit.path)).select_related("branch__unit")
        for place, found in enumerate(below.order_by("pinyin", "id")[:CORRECTED]):
            for change in (moved, promoted, called)[place:]:
                with acting(by=keeper, reason=change(world, rng, found)):
                    found.version, found.updated_by = found.version + 1, keeper
                    found.save()


def moved(world, rng, found):
    groups = world.groups[found.branch_id]
    found.group = rng.choice(groups) if groups else found.group
    found.address = found.address.replace("1单元", "2单元")
    return "搬了家，就近编组"


def promoted(world, rng, found):
    found.edu, found.school_major = "21", "甲市开放大学行政管理"
    return "在职学习毕业，交来毕业证复印件"


def called(world, rng, found):
    found.mobile = f"19901{rng.randrange(1_000_000):06}"
    return "换了手机号，支部书记核对"
