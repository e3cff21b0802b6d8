"""`make up`, `make down`: docker compose, with an .env of random secrets made the first time."""

import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECRET_FILE = ROOT / ".env"
PATTERN = ROOT / "deploy" / "env.example"
PLACEHOLDER = "replace-me"


def main(words):
    if words[:1] == ["up"] and not SECRET_FILE.exists():
        make_secrets()
    sys.exit(subprocess.run([*compose(), *words], cwd=ROOT, check=False).returncode)


def make_secrets():
    lines = PATTERN.read_text(encoding="utf-8").splitlines()[1:]
    text = "".join(line.replace(PLACEHOLDER, secrets.token_urlsafe(48)) + "\n" for line in lines)
    with open(SECRET_FILE, "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
        out.write(text)
    sys.stdout.write(f"{SECRET_FILE} was made with random secrets: keep it, and set ALLOWED_HOSTS and SITE in it.\n")


def compose():
    """The machine's docker compose, else the one among the development requirements."""
    own = ROOT / ".venv" / "bin" / "docker-compose"
    docker = shutil.which("docker")
    if docker and subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode == 0:
        return [docker, "compose"]
    if shutil.which("docker-compose"):
        return [shutil.which("docker-compose")]
    if own.exists():
        return [str(own)]
    sys.exit("docker compose is needed for this; `make run` works without it.")


if __name__ == "__main__":
    main(sys.argv[1:])
