"""Step: what communities, streets and the department's sections would say to the superior department this year and last."""

from orgwork.kit import demo

from .models import Proposal, ProposalState

SAID = (
    ("跨区县交流", "希望多组织街道社区书记到先进区县跟班学习，定期举办业务案例研讨。"),
    ("师资课程共享", "希望建立全市共享的师资库和课程库，把优质课程送到街道社区。"),
    ("数据口径统一", "希望对党员、干部、人才台账统一项目和口径，推动上下系统数据互认，减少基层重复录入。"),
    ("社区工作者待遇", "希望统筹研究社区工作者薪酬动态调整办法，稳定基层队伍。"),
    ("老旧用房改造", "希望对社区用房改造给予专项补助，支持闲置用房优先用于社区服务。"),
    ("流动党员管理", "希望完善跨市流动党员双向管理办法，明确流出地和流入地的责任。"),
    ("新就业群体党建", "希望牵头与平台企业对接，提供外卖、快递从业人员中的党员信息。"),
    ("档案数字化", "希望统一干部人事档案数字化标准，安排专项培训。"),
)


@demo.step(62)
def propose(world):
    rng = world.rng("proposals")
    units = [*world.at("street"), *world.communities[:6], *world.at("department")[:1]]
    rows = []
    for year in (world.options.today.year - 1, world.options.today.year):
        for at, (topic, text) in enumerate(SAID):
            unit = units[at % len(units)]
            state = ProposalState.CHOSEN if year < world.options.today.year and at < 3 else ProposalState.GIVEN
            rows.append(world.row(Proposal, rng, unit=unit, by=world.keeper(unit), year=year, topic=topic, text=text, state=state))
    world.write(rows)
