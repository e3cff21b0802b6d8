"""`make setup`: virtual environment, locked requirements, npm assets. Standard library only; quick the second time.

Without an argument it installs what `make run` needs, with `dev` also what `make test` and `make lint` need.
"""

import hashlib
import os
import shutil
import ssl
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
OLDEST = (3, 11)
NPM_OLDEST = 7


def main(profile):
    if sys.version_info < OLDEST:
        sys.exit(f"orgwork needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    started = time.monotonic()
    done = [step(profile) for step in (environment, installer, packages, assets)]
    if any(done):
        say(f"ready after {time.monotonic() - started:.0f} s")


def environment(profile):
    """A folder that was moved or copied carries the old path in its scripts, so it is made again."""
    mark = VENV / "orgwork-place"
    if PYTHON.exists() and works(PYTHON) and (not mark.exists() or mark.read_text(encoding="utf-8") == str(VENV)):
        return False
    say("making the virtual environment")
    shutil.rmtree(VENV, ignore_errors=True)
    run(sys.executable, "-m", "venv", VENV, hint="On Debian and Ubuntu: apt-get install python3-venv")
    mark.write_text(str(VENV), encoding="utf-8")
    return True


def installer(profile):
    lock = ROOT / "requirements-uv.txt"
    if current(VENV / "orgwork-uv", digest(lock)):
        return False
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock)
    return stamp(VENV / "orgwork-uv", digest(lock))


def packages(profile):
    locks = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}
    wanted = digest(*locks.values())
    if current(VENV / "orgwork-dev", wanted) or (profile == "run" and current(VENV / "orgwork-run", wanted)):
        return False
    say(f"installing the locked requirements ({profile})")
    uv("sync", "--compile-bytecode", locks[profile])
    return stamp(VENV / f"orgwork-{profile}", wanted)


def assets(profile):
    lock = ROOT / "package-lock.json"
    if current(NODE_MODULES / ".orgwork", digest(lock)):
        return False
    say("fetching the front-end assets")
    share_certificates_with_node()
    run(*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    return stamp(NODE_MODULES / ".orgwork", digest(lock))


def npm():
    """The machine's npm, if it reads our lock file; else Node.js from its wheel."""
    if shutil.which("node") and shutil.which("npm") and npm_version() >= NPM_OLDEST:
        return ["npm"]
    if not (VENV / "bin" / "npm").exists():
        say("no Node.js here: installing it into the virtual environment")
        uv("install", "--require-hashes", "-r", ROOT / "requirements-node.txt")
    os.environ["PATH"] = f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return [VENV / "bin" / "npm"]


def npm_version():
    answer = subprocess.run(["npm", "--version"], capture_output=True, text=True, check=False)  # noqa: S607
    major = answer.stdout.partition(".")[0].strip()
    return int(major) if major.isdigit() else 0


def uv(*words):
    trust = ["--system-certs"] if system_certificates() else []
    run(PYTHON, "-m", "uv", "pip", *words, "--quiet", "--python", PYTHON, *trust)


def system_certificates():
    """An office network's own authority is known to the machine, not to the lists that uv and Node.js bring along."""
    return ssl.create_default_context().cert_store_stats()["x509_ca"] > 0


def share_certificates_with_node():
    bundle = ssl.get_default_verify_paths().cafile
    if bundle:
        os.environ.setdefault("NODE_EXTRA_CA_CERTS", bundle)


def run(*words, hint=""):
    done = subprocess.run([str(word) for word in words], cwd=ROOT, check=False)  # noqa: S603 - fixed commands
    if done.returncode:
        sys.exit(f"Failed: {' '.join(str(word) for word in words)}\n{hint}".rstrip())


def works(python):
    return subprocess.run([python, "-c", ""], check=False, stderr=subprocess.DEVNULL).returncode == 0  # noqa: S603


def digest(*files):
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def current(mark, wanted):
    return mark.exists() and mark.read_text(encoding="ascii") == wanted


def stamp(mark, value):
    mark.write_text(value, encoding="ascii")
    return True


def say(text):
    sys.stdout.write(f"setup: {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:] or ["run"])
