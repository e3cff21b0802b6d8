"""The demo log-ins. The password is kept beside the data, so that every start can print it: the database has a hash."""

import os
import secrets

LOGINS = (
    ("admin", "系统管理员"),
    ("anquan", "安全管理员"),
    ("shenji", "审计管理员"),
    ("quli", "区委组织部干事"),
    ("buzhang", "部领导，只读"),
    ("shuji001 …", "社区书记，按社区代码排序"),
)


def password_file(folder):
    return folder / "demo-password"


def demo_password(folder):
    file = password_file(folder)
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    return os.environ.get("DEMO_PASSWORD") or kept or "-".join(secrets.token_hex(2) for _ in range(4))


def keep_password(folder, password):
    with open(password_file(folder), "w", encoding="utf-8", opener=_private) as out:
        out.write(password)


def _private(path, flags):
    return os.open(path, flags, 0o600)


def lines(folder):
    file = password_file(folder)
    if not file.exists():
        return []
    password = file.read_text(encoding="utf-8")
    return [f"演示账号，密码均为 {password}", *(f"  {name:<12}{role}" for name, role in LOGINS)]
