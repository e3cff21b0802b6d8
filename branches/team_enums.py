"""Code lists of volunteers' teams and of those who take part (domain/dictionary.md §2, §7)."""

from django.db.models import TextChoices


class TeamStatus(TextChoices):
    ACTIVE = "active", "在册"
    PAUSED = "paused", "暂停"
    ENDED = "ended", "解散"


class Nature(TextChoices):
    ORGAN = "organ", "机关"
    INSTITUTION = "institution", "事业"
    STATE_FIRM = "state_firm", "国企"
    PRIVATE_FIRM = "private_firm", "非公"
    SOCIAL = "social", "社会组织"
    PROPERTY = "property", "物业公司"
    OWNERS = "owners", "业委会"
    SCHOOL = "school", "学校"
    HOSPITAL = "hospital", "医院"
    TROOPS = "troops", "部队"


class Pairing(TextChoices):
    LOCAL = "local", "驻区同驻共建"
    OUTSIDE = "outside", "区外结对共建"
    SPECIALIST = "specialist", "社会组织专业共建"


class SocialKind(TextChoices):
    ASSOCIATION = "association", "社会团体"
    SERVICE = "service", "社会服务机构"
    FOUNDATION = "foundation", "基金会"
    COMMUNITY = "community", "社区社会组织"
