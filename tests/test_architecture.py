from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import claimcheck

PACKAGE = Path(claimcheck.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
ASYNCHRONOUS = {"pipeline.py", "searching.py", "gathering.py", "intake.py", "judges.py", "means.py", "workers.py"}
SYNCHRONOUS = [path for path in MODULES if path.parent.name != "fetch" and path.name not in ASYNCHRONOUS]
TESTS = sorted(Path(__file__).parent.rglob("test_*.py"))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _loaded_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)  # noqa: S603 - our own code
    return set(done.stdout.split())


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_file_outgrows_its_room(path: Path) -> None:
    """No module is longer than 300 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_address_is_split_without_care(path: Path) -> None:
    """`urlsplit` and `urljoin`, which refuse some addresses, are called only where that is caught."""
    tree = _tree(path)
    tries = [node for node in ast.walk(tree) if isinstance(node, ast.Try)]
    caught = [part for one in tries if any("ValueError" in ast.dump(way) for way in one.handlers) for part in one.body]
    careful = {call for part in caught for call in ast.walk(part)}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    split = {call for call in calls if getattr(call.func, "id", "") in {"urlsplit", "urljoin"}}

    assert set() == {call.lineno for call in split - careful}


@pytest.mark.parametrize("path", SYNCHRONOUS, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_fetch_and_pipeline_are_asynchronous(path: Path) -> None:
    """`async def` stands in fetch/ and in the modules that order a run alone."""
    assert [] == [n.name for n in ast.walk(_tree(path)) if isinstance(n, ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_nothing_prints(path: Path) -> None:
    """What a person sees goes through report/ and cli.py."""
    calls = [n for n in ast.walk(_tree(path)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    assert [] == [n.lineno for n in calls if isinstance(n.func, ast.Name) and n.func.id == "print"]


@pytest.mark.parametrize("path", TESTS, ids=lambda p: p.name)
def test_every_test_states_a_fact(path: Path) -> None:
    """Every test function has a docstring."""
    tests = [n for n in ast.walk(_tree(path)) if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")]
    assert [] == [n.name for n in tests if not ast.get_docstring(n)]


def test_importing_the_package_loads_no_room() -> None:
    """`import claimcheck` costs nothing."""
    assert {"claimcheck"} == {name for name in _loaded_by("import claimcheck") if name.startswith("claimcheck")}


def test_listing_claims_of_plain_text_loads_no_web_libraries(tmp_path: Path) -> None:
    """Neither the HTTP client nor the HTML reader is loaded where they have nothing to do."""
    article = tmp_path / "a.txt"
    article.write_text('"We are open," Jane Roe said.\n', encoding="utf-8")
    loaded = _loaded_by(f"import claimcheck\nclaimcheck.claims([{str(article)!r}])")

    assert set() == loaded & {"httpx", "trafilatura", "lxml.html", "protego"}


def test_public_names() -> None:
    """What the package promises is there, and sorted."""
    assert sorted(claimcheck.__all__) == claimcheck.__all__
    assert all(getattr(claimcheck, name) is not None for name in claimcheck.__all__)
