"""The house rules that no linter knows."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
NAMELESS_DRAWERS = {
    "manager",
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "core",
    "base",
    "misc",
    "service",
    "handler",
}


def test_no_module_is_a_drawer_for_anything():
    assert not [path for path in SOURCES if NAMELESS_DRAWERS & set(path.stem.split("_"))]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_every_module_says_why_it_exists(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring
    assert len(docstring.splitlines()) <= 12


def test_no_room_is_too_long_to_see_through():
    """A file of 400 lines or a function of 60 is two; the plan asks at 300 and 40."""
    long = []
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 400:
            long.append(f"{path.name}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60:
                long.append(f"{path.name}:{node.lineno} {node.name}")
    assert long == []


def test_nothing_is_left_for_later():
    waiting = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b")
    assert not [
        f"{path.name}:{n}"
        for path in SOURCES
        for n, line in enumerate(path.read_text().splitlines(), 1)
        if waiting.search(line)
    ]


def test_only_the_clock_reads_the_time_and_chance_is_an_argument():
    """Ruff bans the calls; this holds that nobody switches the ban off."""
    quiet = re.compile(r"noqa:.*TID251")
    assert not [path.name for path in SOURCES if quiet.search(path.read_text(encoding="utf-8"))]


def test_tests_do_not_sleep():
    sleepers = []
    for path in (ROOT / "tests").rglob("test_*.py"):
        if path.name != "test_house.py" and re.search(
            r"\btime\.sleep\(|qWait\(|QTest\.qSleep", path.read_text(encoding="utf-8")
        ):
            sleepers.append(path.name)
    # A kill at a random instant needs a random instant, and a real window has no signal to wait for from outside.
    assert sorted(sleepers) == ["test_kills.py", "test_real_window.py", "test_whole_round.py"]


def test_links_in_the_docs_lead_somewhere():
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "decks" / "README.md"]:
        if not page.exists():
            continue
        # Examples in fences are not links of ours.
        text = re.sub(r"^(`{3,}).*?^\1", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        text = re.sub(r"`[^`\n]*`", "", text)
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []
