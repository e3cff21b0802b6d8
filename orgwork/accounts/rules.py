"""Role × subject × action: who may do what. Where they may do it is the unit of the post (scope.py).

三员分立 (design/security.md): the three administrators are separate roles and nobody holds two of them.
"""

from django.db import models


class Role(models.TextChoices):
    SECRETARY = "secretary", "社区书记"
    DEPUTY = "deputy_secretary", "社区副书记"
    STREET_CLERK = "street_clerk", "街道党建办"
    CLERK = "department_clerk", "组织部科室"
    HEAD = "department_head", "组织部部长"
    LEADER = "leader", "区领导"
    TIPOFF = "tipoff_officer", "举报受理员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"
    API_CLIENT = "api_client", "接口账号"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})

READ = frozenset({"view", "export"})
EDIT = READ | {"create", "change", "delete", "import"}
LOOK = frozenset({"view"})

# Subjects fall into groups; a register joins the group "records" when it is declared (kit/registers.py).
FILLER = {
    "records": EDIT,
    "units": LOOK,
    "monthly": frozenset({"view", "fill", "export"}),
    "figures": LOOK,
    "imports": EDIT,
    "jobs": LOOK,
}
MATRIX = {
    Role.SECRETARY: FILLER,
    Role.DEPUTY: FILLER,
    Role.STREET_CLERK: {
        "records": EDIT,
        "units": LOOK,
        "monthly": frozenset({"view", "review", "export"}),
        "figures": LOOK,
        "imports": EDIT,
        "jobs": LOOK,
    },
    Role.CLERK: {
        "records": EDIT,
        "units": READ,
        "monthly": frozenset({"view", "review", "open", "lock", "export"}),
        "figures": LOOK,
        "imports": EDIT,
        "jobs": LOOK,
        "reports": frozenset({"view", "create", "export"}),
        "office": EDIT,
    },
    Role.HEAD: {
        "records": READ,
        "units": READ,
        "monthly": frozenset({"view", "export"}),
        "figures": LOOK,
        "jobs": LOOK,
        "reports": frozenset({"view", "create", "export", "finalise"}),
        "office": READ,
    },
    Role.LEADER: {
        "records": LOOK,
        "units": LOOK,
        "monthly": LOOK,
        "figures": LOOK,
        "reports": LOOK,
        "office": LOOK,
    },
    Role.TIPOFF: {},
    Role.SYSTEM_ADMIN: {
        "records": EDIT,
        "units": EDIT,
        "monthly": frozenset({"view", "open", "lock"}),
        "figures": LOOK,
        "imports": EDIT,
        "jobs": LOOK,
        "settings": frozenset({"view", "change"}),
        "office": EDIT,
    },
    Role.SECURITY_ADMIN: {"users": EDIT, "posts": EDIT, "units": LOOK},
    Role.AUDIT_ADMIN: {"audit": READ},
    Role.API_CLIENT: {"records": READ, "units": READ, "figures": LOOK},
}

_groups = {}


def declare(subject, group="records"):
    """Say which group of the matrix `subject` (a register's key) belongs to."""
    _groups[subject] = group


def may(role, action, subject):
    """Whether `role` may do `action` on `subject`; unknown words are a no."""
    granted = MATRIX.get(role, {})
    return action in granted.get(subject, granted.get(_groups.get(subject), ()))
