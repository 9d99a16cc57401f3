"""Start interviewprep, or test it, on a machine that has nothing but Python: `python3 run.py`, `python3 run.py test`.

`python3 run.py speech` adds what recording and the interviewer's voice need.

Finds what is missing, makes `.venv` beside this file, installs from `constraints.txt` and starts. Parses on any
Python 3, so that an old one gets a sentence. All its own talk goes to stderr.
"""

import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)
SPEECH = os.path.join(VENV, "with-speech")

# What Qt's window needs from Debian or Ubuntu beyond a bare system.
QT_PACKAGES = [
    "libegl1",
    "libgl1",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xinerama0",
    "libxcb-xkb1",
    "libglib2.0-0",
]
TEST_PACKAGES = ["xvfb", "xdotool", "git"]
QT_LIBRARIES = [
    "libEGL.so.1",
    "libGL.so.1",
    "libxkbcommon.so.0",
    "libxkbcommon-x11.so.0",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libglib-2.0.so.0",
]


def say(text):
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def stop(text):
    say("error: " + text)
    sys.exit(2)


def main():
    if sys.version_info < OLDEST:
        stop(
            "interviewprep needs Python %d.%d or newer; this is %d.%d. Install a newer one and run it with that."
            % (OLDEST + sys.version_info[:2])
        )
    words = sys.argv[1:]
    testing = words[:1] == ["test"]
    if words == ["speech"]:
        return add_speech()
    prepare_system(testing)
    prepare_venv(testing)
    if testing:
        return run_tests(words[1:])
    command = [PYTHON, "-m", "interviewprep"] + words
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(PYTHON, command)
    return 0


def prepare_system(testing, speech=False):
    """Qt's system libraries and python3-venv: installed where we may, else the one line to run."""
    if not sys.platform.startswith("linux"):
        return
    wanted = []
    if not os.path.exists(PYTHON) and not has_venv():
        wanted.append("python3-venv")
    if missing(QT_LIBRARIES):
        wanted += QT_PACKAGES
    if speech and missing(["libpulse.so.0"]):
        wanted.append("libpulse0")
    if testing:
        programs = {"xvfb": "Xvfb", "xdotool": "xdotool", "git": "git"}
        wanted += [name for name in TEST_PACKAGES if not shutil.which(programs[name])]
    if not wanted:
        return
    apt = shutil.which("apt-get")
    line = "apt-get update && apt-get install --yes --no-install-recommends " + " ".join(wanted)
    if apt and os.geteuid() == 0:
        say("Installing what is missing: " + " ".join(wanted))
        env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        quiet = {"env": env, "stdout": sys.stderr}
        if subprocess.call([apt, "update", "-q"], **quiet) or subprocess.call(
            [apt, "install", "--yes", "-q", "--no-install-recommends"] + wanted, **quiet
        ):
            stop("could not install them. Run this and try again: " + line)
    elif "python3-venv" in wanted or testing:
        stop("missing: %s. Run this and try again: sudo sh -c '%s'" % (", ".join(wanted), line))
    else:
        # The terminal needs none of them, so only the window would fail: the program says so itself.
        say("note: the window needs libraries that are not here. To install them: sudo sh -c '%s'" % line)


def has_venv():
    try:
        import ensurepip  # noqa: F401  # Debian ships venv without it
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def missing(libraries):
    import ctypes

    absent = []
    for name in libraries:
        try:
            ctypes.CDLL(name)
        except OSError:
            absent.append(name)
    return absent


def prepare_venv(testing):
    """Make `.venv` and install into it, unless the stamp says that this was done for these very files."""
    stamp = os.path.join(VENV, "installed-dev" if testing else "installed")
    files = [os.path.join(ROOT, name) for name in ("pyproject.toml", "constraints.txt")]
    state = "%s %s" % (sys.version.split()[0], " ".join(str(os.path.getmtime(name)) for name in files))
    for name in (stamp, os.path.join(VENV, "installed-dev")):
        if os.path.exists(PYTHON) and os.path.exists(name):
            with open(name, encoding="utf-8") as file:
                if file.read() == state:
                    return
    if not os.path.exists(PYTHON):
        say("Making .venv …")
        if subprocess.call([sys.executable, "-m", "venv", VENV], stdout=sys.stderr):
            stop("could not make %s; is there space, and may this folder be written to?" % VENV)
    say("Installing what interviewprep needs (once; about a minute) …")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--constraint", files[1]]
    if testing:
        # Groups need pip 25.1; a bare Debian brings an older one.
        calls = [
            pip + ["--upgrade", "pip"],
            pip + ["--editable", with_extra(), "--group", os.path.join(ROOT, "pyproject.toml:dev")],
        ]
    else:
        calls = [pip + ["--editable", with_extra()]]
    for call in calls:
        if subprocess.call(call, stdout=sys.stderr):
            stop("the installation did not finish; its last lines are above. Check the network and run this again.")
    with open(stamp, "w", encoding="utf-8") as file:
        file.write(state)


def with_extra():
    """What pip installs: with the [speech] extra where it was asked for once, so that both parts of Qt stay alike."""
    return ROOT + "[speech]" if os.path.exists(SPEECH) else ROOT


def add_speech():
    """Add the [speech] extra (175 MB to fetch); later installations keep it."""
    prepare_system(False, speech=True)
    os.makedirs(VENV, exist_ok=True)
    with open(SPEECH, "w", encoding="utf-8"):
        pass
    for name in ("installed", "installed-dev"):
        if os.path.exists(os.path.join(VENV, name)):
            os.remove(os.path.join(VENV, name))
    try:
        prepare_venv(False)
    except SystemExit:
        os.remove(SPEECH)  # so that a start does not wait for it
        raise
    say("Answers can be recorded and questions read out from the next start on. The voice is the system's own;")
    say("on Debian or Ubuntu: apt-get install speech-dispatcher speech-dispatcher-espeak-ng")
    return 0


def run_tests(words):
    """What a change must pass: style, types, layers, dependencies, tests."""
    if words:
        return subprocess.call([PYTHON, "-m", "pytest"] + words, cwd=ROOT)
    bin_folder = os.path.dirname(PYTHON)
    steps = [
        ("style", [os.path.join(bin_folder, "ruff"), "check", "."]),
        ("format", [os.path.join(bin_folder, "ruff"), "format", "--check", "--quiet", "."]),
        ("types", [PYTHON, "-m", "mypy"]),
        ("layers", [os.path.join(bin_folder, "lint-imports"), "--no-cache"]),
        ("dependencies", [os.path.join(bin_folder, "deptry"), "src"]),
        ("decks", [PYTHON, "-m", "interviewprep", "check", "--strict", os.path.join(ROOT, "decks")]),
        ("tests", [PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal"]),
    ]
    for name, command in steps:
        say("== " + name)
        code = subprocess.call(command, cwd=ROOT)
        if code:
            say("failed: " + name)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
