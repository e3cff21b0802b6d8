"""Step: the clearing of documents within the campaign, and what the media carried of the district's work."""

from datetime import timedelta

from orgwork.kit import demo
from orgwork.kit.demo.world import weighted

from .enums import Channel, DocumentAction, DocumentKind, Issuer, MediaLevel, PublicationKind
from .models import Document, Publication

CAMPAIGN = "主题教育"
CAMPAIGN_DAYS = 170
OFFICE = "区委组织部"
PAPERS = (
    "党费收缴补充通知", "基层台账报送办法", "社区挂牌清单", "网格考核细则", "楼院积分试行办法", "党员示范岗评选通知",
    "社区工作者请假规定", "会议活动报备通知", "值班值守补充规定", "文体活动经费通知", "宣传栏更新通知", "走访登记表式样",
)  # fmt: skip
REVISED = ("党员联系户制度", "社区坐班制度", "驻区单位联席制度", "党务公开制度", "谈心谈话制度")
CREATED = ("入户走访周记制度", "群众诉求闭环办理制度", "支部结对帮带制度", "社区减负准入制度")
TOPICS = (
    "把议事桌搬到楼院里", "一支护学队的早晨", "老旧小区有了管家", "退休党员的第二岗位", "小网格装下大民生", "楼道里的红色驿站",
    "社区食堂开饭了", "驻区单位共享停车位", "从接诉到回访的七天", "年轻书记的成长日记",
)  # fmt: skip
MEDIA = (
    ("省党建刊物", MediaLevel.PROVINCE, Channel.PRESS), ("省广播电视台", MediaLevel.PROVINCE, Channel.TELEVISION),
    ("市日报", MediaLevel.CITY, Channel.PRESS), ("市党建网", MediaLevel.CITY, Channel.WEBSITE),
    ("市人民广播电台", MediaLevel.CITY, Channel.RADIO), ("全国党建网站", MediaLevel.NATIONAL, Channel.WEBSITE),
    ("区融媒体中心", MediaLevel.DISTRICT, Channel.NEW_MEDIA),
)  # fmt: skip
PIECES_A_MONTH = 3


@demo.step(60)
def keep_office(world):
    unit = next((u for u in world.at("department") if u.name == OFFICE), None) or world.units["410399"]
    rng = world.rng("office")
    world.write([*cleared(world, rng, unit)])
    world.write([*published(world, unit)])


def cleared(world, rng, unit):
    """The old papers go, rules are revised and made: the first ones of each are those that a report names."""
    for title in PAPERS:
        action = weighted(rng, {DocumentAction.ABOLISHED: 7, DocumentAction.LAPSED: 3, DocumentAction.KEPT: 2})
        yield document(world, rng, unit, title, DocumentKind.PAPER, action)
    for action, titles in ((DocumentAction.REVISED, REVISED), (DocumentAction.CREATED, CREATED)):
        for at, title in enumerate(titles, 1):
            named = {"featured": True, "featured_order": at} if at <= 2 else {}
            yield document(world, rng, unit, title, DocumentKind.RULE, action, **named)


def document(world, rng, unit, title, kind, action, **more):
    done = world.options.today - timedelta(days=rng.randint(5, CAMPAIGN_DAYS))
    issued = None if action == DocumentAction.CREATED else done - timedelta(days=rng.randint(700, 2600))
    return world.row(
        Document, rng, unit=unit, by=world.users["quli"], title=title, kind=kind, action=action, action_on=done, issued_on=issued,
        doc_no=f"甲组〔{(issued or done).year}〕{rng.randint(3, 89)}号", issuer=Issuer.DEPARTMENT,
        action_doc=f"甲组〔{done.year}〕{rng.randint(3, 89)}号", campaign=CAMPAIGN, **more,
    )  # fmt: skip


def published(world, unit):
    for month in world.months:
        rng = world.rng("published", month)
        for topic in rng.sample(TOPICS, PIECES_A_MONTH):
            day = month + timedelta(days=rng.randrange(28))
            for media, level, channel in rng.sample(MEDIA, rng.randint(1, 2)):
                if day <= world.options.today:
                    yield world.row(
                        Publication, rng, unit=unit, by=world.users["quli"], title=topic, author="区委组织部", media=media,
                        media_level=level, channel=channel, kind=PublicationKind.ARTICLE, published_on=day,
                    )  # fmt: skip
