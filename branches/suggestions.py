"""What weak figures of organisations and communities mean, and what is to be done about what is open."""

from orgwork.kit import params
from orgwork.workreports.suggesting.registry import LOWER, problem, remedy, work

GOAL = {"unit": "%", "source": "本区工作要求（可改）", "minimum": 1, "maximum": 100}
params.declare("branches.opinion_goal", label="意见办结率的要求", default=90, **GOAL)
params.declare("branches.attend_goal", label="平均参会率的要求", default=80, **GOAL)
params.declare("branches.pass_goal", label="社区达标率的要求", default=90, **GOAL)

problem("branches.opinion_rate", text="部分社区办理群众意见还不够及时", standard="branches.opinion_goal")
problem("branches.attend_rate", text="有的支部组织生活不够经常，党员参会率不高", standard="branches.attend_goal")
problem("branches.community_pass_rate", text="社区达标创优还不够平衡", standard="branches.pass_goal")
problem("branches.visit_households", text="走访联系群众的劲头有所放松", peers=False)
problem("branches.disputes_resolved", text="排查化解矛盾纠纷还不够主动", peers=False)
problem("branches.good_deeds", text="为群众办实事的力度有待加大", peers=False)
problem("branches.theme_days", text="主题党日开展得不够经常", peers=False)
problem("branches.lectures", text="党课教育抓得不够经常", peers=False)
problem("branches.volunteer_teams", text="志愿服务组织培育得不够", peers=False)
problem("branches.election_due", text="有的支部换届谋划不够提前", better=LOWER, peers=False)

work("branches.election_due", text="抓好{{6个月内届满支部}}个届满支部的换届，提前摸底人选，按期完成选举")
work("branches.opinions_overdue", text="督办超期未办结的{{超期未办结意见}}条群众意见，逐条明确责任人和办结时限")

remedy("branches.office_area", text="推动{names}办公用房达到{limit}㎡以上，一个社区一个方案改善阵地条件")
remedy("branches.rooms", text="补齐{names}的功能室，把“十九室一厅一站”配到位、用起来")
remedy("branches.daycare", text="推进{names}的养老日间照料中心建设，尽早启用")
remedy("branches.committees", text="配齐{names}的委员，健全支部班子")
