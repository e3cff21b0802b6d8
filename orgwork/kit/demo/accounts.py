"""Step: the log-ins of the district and their posts (contract.md 2)."""

from dataclasses import asdict, dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from orgwork.accounts.models import Post, User
from orgwork.accounts.rules import Role

from .registry import step

SINCE = date(2021, 6, 20)
OFFICE = (
    ("admin", Role.SYSTEM_ADMIN, ""),
    ("anquan", Role.SECURITY_ADMIN, ""),
    ("shenji", Role.AUDIT_ADMIN, ""),
    ("quli", Role.CLERK, "组织科"),
    ("buzhang", Role.HEAD, ""),
    ("lingdao", Role.LEADER, ""),
)
AGES = (29, 56)


@dataclass(frozen=True)
class Login:
    username: str
    name: str
    role: str
    unit: str

    def as_json(self):
        return asdict(self)


@step(20)
def open_accounts(world):
    rng = world.rng("accounts")
    wanted = [(name, role, section, world.units["410399"], _somebody(world, rng)) for name, role, section in OFFICE]
    for number, street in enumerate(world.at("street"), 1):
        wanted.append((f"jiedao{number:03}", Role.STREET_CLERK, "党建办", street, _somebody(world, rng)))
    for number, community in enumerate(world.communities, 1):
        wanted.append((f"shuji{number:03}", Role.SECRETARY, "", community, secretary(world, rng, community)))
    _write(world, wanted)


def _somebody(world, rng):
    return world.people.person(rng, ages=AGES)


def secretary(world, rng, community):
    """The person who leads `community`; the step of organisations puts the same one at the head of its committee."""
    found = world.secretaries[community.pk] = _somebody(world, rng)
    return found


def _write(world, wanted):
    # One hash for all: they share the password anyway, and argon2id would cost a tenth of a second for each.
    password = make_password(world.options.password)
    users = [
        User(username=n, name=p.name, phone=p.mobile, password=password) for n, _role, _section, _unit, p in wanted
    ]
    User.objects.bulk_create(users)
    posts = []
    for user, (_name, role, section, unit, _person) in zip(users, wanted, strict=True):
        posts.append(Post(user=user, unit=unit, role=role, section=section, starts_on=SINCE))
        world.logins.append(Login(user.username, user.name, Role(role).label, unit.name))
        world.users[user.username] = user
    Post.objects.bulk_create(posts)
    world.made["账号"] += len(users)
    world.keepers.update({p.unit.path: p.user for p in posts if p.role == Role.SECRETARY})
