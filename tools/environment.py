"""Makes the development environment on a fresh machine; needs nothing but Python 3.11 or newer.

python tools/environment.py install         what Freehold needs to run
python tools/environment.py install-tests   what its tests need besides, Chromium and PostgreSQL included
python tools/environment.py lock            renew requirements/*.txt
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def say(text: str) -> None:
    """Print a line of progress on standard error."""
    print(text, file=sys.stderr, flush=True)


def run(*command: str | Path, quiet: bool = False) -> None:
    """Run a command and end with its exit code if it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False, stdout=subprocess.DEVNULL if quiet else None)
    if done.returncode:
        sys.exit(done.returncode)


def make_environment() -> None:
    """Create .venv, bringing Debian's venv package first where it is missing."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python is started with
        sys.exit(f"Freehold needs Python 3.11 or newer; this is {sys.version.split()[0]}. Run make with PYTHON=python3.11 or newer.")
    if PYTHON.exists():
        return
    say("Creating the environment in .venv …")
    try:
        import ensurepip  # noqa: F401 -- only asks whether it is there: Debian ships it in a package of its own
    except ImportError:
        debian_install(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    venv.EnvBuilder(with_pip=True, clear=ENVIRONMENT.exists()).create(ENVIRONMENT)


def install(lock: str) -> None:
    """Install the locked requirements and Freehold itself, unless that was done for these very files."""
    make_environment()
    requirements = ROOT / "requirements" / f"{lock}.txt"
    stamp = ENVIRONMENT / f".{lock}-installed"
    state = hashlib.sha256(requirements.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == state:
        return
    say(f"Installing what stands in requirements/{lock}.txt; the first time takes a minute or two …")
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input")
    run(*pip, "--require-hashes", "--no-deps", "-r", requirements)
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    stamp.write_text(state)


def debian_install(*packages: str) -> None:
    """Install Debian packages, or say in one line which are missing."""
    wanted = " ".join(packages)
    apt = shutil.which("apt-get")
    prefix: list[str] = []
    if apt and hasattr(os, "geteuid") and os.geteuid() != 0:
        prefix = [sudo, "-n"] if (sudo := shutil.which("sudo")) else []
        if not prefix:
            apt = None
    if not apt:
        sys.exit(f"These are missing and could not be installed from here: {wanted}. Install them, then run the same command again.")
    say(f"Installing {wanted} …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run([*prefix, apt, *command], env=environment, check=False, stdout=subprocess.DEVNULL)
        if done.returncode and command[0] == "install":
            sys.exit(f"Installing {wanted} failed. Install it by hand, then run the same command again.")


def install_test_programs() -> None:
    """Bring Chromium, PostgreSQL and gettext, which no Python package holds."""
    missing = []
    if not any(shutil.which(name) for name in CHROMIUM_NAMES):
        missing.append("chromium")
    if not find_postgres():
        missing.append("postgresql")
    if missing:
        debian_install(*missing)


def find_postgres() -> Path | None:
    """Return the folder of initdb and pg_ctl, or None."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parent.parent.name))
    return versions[-1].parent if versions else None


def lock() -> None:
    """Renew the requirements: hashes, no addresses."""
    for name, groups in (("app", ["build"]), ("test", ["build", "test"])):
        chosen = [part for group in groups for part in ("--group", group)]
        options = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header", "--python-version", "3.11"]
        extras = ["--extra", "postgres"]
        run(BIN / "uv", "pip", "compile", "-q", "pyproject.toml", *extras, *chosen, *options, "-o", f"requirements/{name}.txt", quiet=True)


def main() -> None:
    """Do what the first argument says."""
    match sys.argv[1:]:
        case ["install"]:
            install("app")
        case ["install-tests"]:
            install("test")
            install_test_programs()
        case ["lock"]:
            install("test")
            lock()
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
