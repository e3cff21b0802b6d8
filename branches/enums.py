"""Code lists of this app (domain/dictionary.md §0–§1, §5, §17)."""

from django.db.models import TextChoices


class OrgKind(TextChoices):
    COMMITTEE = "committee", "党委"
    WORK_COMMITTEE = "work_committee", "党工委"
    GENERAL_BRANCH = "general_branch", "党总支"
    BRANCH = "branch", "党支部"
    JOINT_BRANCH = "joint_branch", "联合党支部"
    TEMP_BRANCH = "temp_branch", "临时党支部"
    TEMP_COMMITTEE = "temp_committee", "临时党委"
    LEADING_GROUP = "leading_group", "党组"
    GROUP = "group", "党小组"


# The kinds that hold members: what the ledgers call 党支部.
BRANCH_KINDS = (OrgKind.BRANCH, OrgKind.JOINT_BRANCH, OrgKind.TEMP_BRANCH)


class OrgDomain(TextChoices):
    COMMUNITY = "community", "街道社区"
    RURAL = "rural", "农村"
    STATE_FIRM = "state_firm", "国有企业"
    PRIVATE_FIRM = "private_firm", "非公有制企业"
    SOCIAL = "social", "社会组织"
    ORGAN = "organ", "党政机关"
    SCHOOL = "school", "学校"
    INSTITUTION = "institution", "其他事业单位"
    OTHER = "other", "其他"


class OrgScope(TextChoices):
    COMMUNITY = "community", "社区"
    GRID = "grid", "网格楼栋"
    NPE = "npe", "非公企业"
    ORGAN = "organ", "机关"
    OTHER = "other", "其他"


class OrgPlace(TextChoices):
    SAME = "same", "与上级党组织相同"
    LEGAL = "legal", "法人单位"
    JOINT = "joint", "联合党支部"


class OrgStatus(TextChoices):
    NORMAL = "normal", "正常"
    WEAK = "weak", "软弱涣散（整顿）"
    ABOLISHED = "abolished", "撤销"
    MERGED = "merged", "合并"


class PartyPost(TextChoices):
    SECRETARY = "secretary", "书记"
    DEPUTY = "deputy", "副书记"
    ORGANISATION = "organisation", "组织委员"
    PUBLICITY = "publicity", "宣传委员"
    DISCIPLINE = "discipline", "纪检委员"
    UNITED_FRONT = "united_front", "统战委员"
    MASSES = "masses", "群工委员"
    YOUTH = "youth", "青年委员"
    LIVELIHOOD = "livelihood", "生活委员"
    SECRECY = "secrecy", "保密委员"
    MILITIA = "militia", "武装委员"
    COMMITTEE = "committee", "委员"
    GROUP_LEADER = "group_leader", "党小组长"
    NONE = "none", "无"


class Tenure(TextChoices):
    OWNED = "owned", "自有"
    RENTED = "rented", "租用"
    SHARED = "shared", "共建"


class Standard(TextChoices):
    BELOW = "below", "未达标"
    MET = "met", "达标"
    EXCELLENT = "excellent", "优秀"


class FacilityKind(TextChoices):
    """十九室一厅一站: local vocabulary, 21 rooms (rules.md: a checklist, not an official list)."""

    PARTY_HOME = "party_home", "党员活动室"
    COUNCIL = "council", "议事室"
    MEETING = "meeting", "会议室"
    SECRETARY = "secretary", "书记室"
    OFFICE = "office", "办公室"
    MEDIATION = "mediation", "调解室"
    POLICE = "police", "警务室"
    LETTERS = "letters", "信访接待室"
    LEGAL = "legal", "法律服务室"
    MONITOR = "monitor", "网格指挥室"
    LIBRARY = "library", "图书阅览室"
    CULTURE = "culture", "文化活动室"
    FITNESS = "fitness", "健身室"
    CHESS = "chess", "棋牌室"
    CHILDREN = "children", "儿童活动室"
    WOMEN = "women", "妇女之家"
    HEALTH = "health", "卫生服务室"
    FAMILY = "family", "计生服务室"
    VOLUNTEER_ROOM = "volunteer_room", "志愿者工作室"
    HALL = "hall", "便民服务大厅"
    DAYCARE = "daycare", "养老服务站"


class ServiceKind(TextChoices):
    VISIT = "visit", "走访"
    OPINION = "opinion", "意见"
    DISPUTE = "dispute", "矛盾纠纷"
    PROBLEM = "problem", "困难问题"
    DEED = "deed", "实事好事"
    CARD = "card", "便民卡"
    FORM = "form", "意见表"


class ServiceStatus(TextChoices):
    """收集→分类→交办→落实→反馈 (mission.md P1)."""

    COLLECTED = "collected", "收集"
    CLASSIFIED = "classified", "分类"
    ASSIGNED = "assigned", "交办"
    DONE = "done", "落实"
    ANSWERED = "answered", "反馈"


class Way(TextChoices):
    """个性问题立行立改, 共性问题专项治理."""

    AT_ONCE = "at_once", "立行立改"
    CAMPAIGN = "campaign", "专项治理"


# The kinds that go from 收集 to 反馈; a visit, a card or a form is done when it is recorded.
HANDLED = (ServiceKind.OPINION, ServiceKind.DISPUTE, ServiceKind.PROBLEM)
OPEN = (ServiceStatus.COLLECTED, ServiceStatus.CLASSIFIED, ServiceStatus.ASSIGNED)
SOLVED = (ServiceStatus.DONE, ServiceStatus.ANSWERED)


class ActivityKind(TextChoices):
    GENERAL_MEETING = "general_meeting", "支部党员大会"
    COMMITTEE_MEETING = "committee_meeting", "支委会"
    GROUP_MEETING = "group_meeting", "党小组会"
    LECTURE = "lecture", "党课"
    THEME_DAY = "theme_day", "主题党日"
    LIFE_MEETING = "life_meeting", "组织生活会"
    REVIEW = "review", "民主评议"
    TALK = "talk", "谈心谈话"
    JOINT_MEETING = "joint_meeting", "联席会"
    VOLUNTEERING = "volunteering", "志愿服务"
    GIVING_DAY = "giving_day", "党员奉献日"
    MODEL_POST = "model_post", "示范岗"
    JOINT_ACTIVITY = "joint_activity", "共建"
    OTHER = "other", "其他"
