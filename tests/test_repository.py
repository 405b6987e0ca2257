"""What holds for the repository itself: its layers, its size, its lock, its links."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from copy import copy
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from workbench.show import explore
from workbench.show.nouns import NOUNS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "workbench"
MODULES = sorted(PACKAGE.rglob("*.py"))


def tracked() -> list[Path]:
    """The files of the repository, without what `.gitignore` names; every file where there is no git to ask."""
    ask = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        answer = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        answer = [str(p.relative_to(ROOT)) for p in ROOT.rglob("*") if ".venv" not in p.parts]
    return [path for name in answer if name and (path := ROOT / name).is_file()]


# ---- layers ----------------------------------------------------------------------------------------------------------

# A layer may import those before it and itself; `lab` stands beside `cli`, and nothing imports any of them.
LAYERS = [
    ["errors", "address", "schema", "results", "paths", "files", "phrasing"],
    ["loaders"],
    ["parse"],
    ["corpus"],
    ["compare"],
    ["show"],
    ["lab"],
    ["classroom"],
    ["cli"],
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

HEAVY = {"pandas", "altair", "ipywidgets", "anywidget", "vl_convert", "jupyterlab", "jinja2", "sklearn"}
DRAWING = {"altair", "ipywidgets", "anywidget", "vl_convert", "jinja2", "markupsafe"}


def layer(path: Path) -> str:
    """`marks.py` in `parse/` is of the layer `parse`; `cli.py` is its own."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(node: ast.AST, module: str, at_once: bool = True) -> Iterator[tuple[str, bool]]:
    """Each dotted name that is imported below `node` when it runs, and whether as soon as `module` is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        if isinstance(child, ast.Import):
            yield from ((alias.name, at_once) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{module} imports relatively; write the full name"
            if child.module == "workbench":
                yield from ((f"workbench.{alias.name}", at_once) for alias in child.names)
            else:
                yield str(child.module), at_once
        elif not isinstance(child, ast.expr):  # no expression holds an import
            late = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from imports(child, module, at_once and not late)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> list[tuple[str, bool]]:
    """What `imports` finds in the module at `path`."""
    return list(imports(parsed(path), str(path)))


def listed(faults: list[str]) -> str:
    return "\n".join(["", *faults])


def test_imports_point_downward() -> None:
    faults = []
    for path in MODULES:
        own = layer(path)
        if own == "__init__":
            continue  # the public names, gathered from every layer
        if own not in RANK:
            faults.append(f"{own} has no place among the layers yet: give it one in LAYERS")
            continue
        for name, _ in imported(path):
            if name.startswith("workbench."):
                other = name.split(".")[1]
                if other in RANK and RANK[other] > RANK[own]:  # else a name of workbench/__init__.py, as __version__
                    faults.append(f"{path.relative_to(ROOT)} imports {name}, which stands above it")
    assert not faults, listed(faults)


def test_each_layer_knows_only_its_own_tools() -> None:
    faults = []
    for path in MODULES:
        roots = {name.split(".")[0] for name, _ in imported(path)}
        if layer(path) == "parse" and "pandas" in roots:
            faults.append(f"{path.relative_to(ROOT)}: parse turns text into spans; only corpus makes rows")
        if path == PACKAGE / "corpus" / "model.py":
            roots.discard("jinja2")  # the card of a corpus is a template, as all HTML is
        if layer(path) != "show" and roots & DRAWING:
            faults.append(f"{path.relative_to(ROOT)}: only show draws")
    assert not faults, listed(faults)


def test_heavy_packages_are_imported_late_where_the_command_line_passes() -> None:
    faults = []
    for path in MODULES:
        if layer(path) in {"__init__", *LAYERS[0], "lab", "cli"}:
            at_once = {name.split(".")[0] for name, immediate in imported(path) if immediate}
            if at_once & HEAVY:
                faults.append(f"{path.relative_to(ROOT)} imports {sorted(at_once & HEAVY)} at once")
    assert not faults, listed(faults)


@pytest.mark.parametrize("statement", ["import workbench", "import workbench.cli"])
def test_importing_stays_light(statement: str) -> None:
    if statement.endswith("cli") and not (PACKAGE / "cli.py").exists():
        pytest.skip("no command line yet")
    code = f"{statement}; import sys; print(*sorted({HEAVY!r} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


# ---- HTML -----------------------------------------------------------------------------------------------------------


ELEMENT = re.compile(
    r"</?(?:a|b|bdi|blockquote|code|del|details|div|dl|dt|figure|h\d|i|li|ol|p|section|span|style|sup|table|td|tr|ul)[ >]"
)


def test_html_is_written_in_templates() -> None:
    faults = [
        str(path.relative_to(ROOT)) for path in MODULES if re.search(r"\besc\(", path.read_text(encoding="utf-8"))
    ]
    assert not faults, f"templates escape what is put into them: {listed(faults)}"


def test_nothing_is_marked_safe_but_what_templates_and_the_renderer_wrote() -> None:
    marked = {path.relative_to(PACKAGE).as_posix() for path in MODULES if "Markup(" in path.read_text(encoding="utf-8")}
    assert marked == {"show/html.py", "show/figures/page.py"}
    templates = [*(PACKAGE / "show").rglob("*.j2"), PACKAGE / "corpus" / "card.html.j2"]
    assert len(templates) > 1
    for template in templates:
        assert not re.search(r"\|\s*safe\b|autoescape", template.read_text(encoding="utf-8")), template


def _undocumented(tree: ast.Module) -> ast.Module:
    """Without docstrings: examples in them may show HTML."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return tree


# ---- size ------------------------------------------------------------------------------------------------------------

# The caps catch accidents; a file is one idea, whatever its length.
LONGEST_FILE = 700
LONGEST_FUNCTION = 60
# What is asked for by one name as a frame and as an explorer, and, of nouns, as a chart.
SHARED_NAMES = {*NOUNS, *explore.OTHERS}


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines of code a function has, its docstring left out."""
    bare = copy(function)
    if ast.get_docstring(function) is not None:
        bare.body = function.body[1:] or [ast.Pass()]
    return len(ast.unparse(bare).splitlines())


def test_files_and_functions_stay_short() -> None:
    faults = []
    for path in MODULES:
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines >= LONGEST_FILE:
            faults.append(f"{path.relative_to(ROOT)} has {lines} lines")
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and code_lines(node) >= LONGEST_FUNCTION:
                faults.append(f"{path.relative_to(ROOT)}: {node.name} has {code_lines(node)} lines of code")
    assert not faults, listed(faults)


def names_defined(tree: ast.Module) -> set[str]:
    """The public functions, classes and constants that a module defines at its top level; imports do not count."""
    names = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {inner.id for t in targets for inner in ast.walk(t) if isinstance(inner, ast.Name)}
    return {name for name in names if not name.startswith("_")}


def names_defined_twice() -> dict[str, list[str]]:
    """Each public top-level name that more than one module of the package defines, with those modules."""
    modules = defaultdict(list)
    for path in MODULES:
        for name in sorted(names_defined(parsed(path))):
            modules[name].append(str(path.relative_to(ROOT)))
    return {name: where for name, where in sorted(modules.items()) if len(where) > 1}


def test_a_public_name_is_defined_in_one_module() -> None:
    twice = {name: where for name, where in names_defined_twice().items() if name not in SHARED_NAMES}
    assert not twice, listed([f"{name}: {', '.join(where)}" for name, where in twice.items()])


# ---- dependencies ----------------------------------------------------------------------------------------------------

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = dict(re.findall(r"^([\w.-]+)==(\S+)", LOCK, re.MULTILINE))
DECLARED = [
    requirement
    for line in [*PROJECT["dependencies"], *(r for extra in PROJECT["optional-dependencies"].values() for r in extra)]
    if (requirement := Requirement(line)).name != PROJECT["name"]
]


def test_every_pin_of_the_lock_has_a_hash() -> None:
    entries = re.split(r"^(?=\w)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) > len(DECLARED)
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


# Heavy, and for training the shipped model anew only: not part of what `make` installs.
UNLOCKED = {Requirement(line).name for line in PROJECT["optional-dependencies"]["train"]}


@pytest.mark.parametrize(
    "requirement", [r for r in DECLARED if r.name not in UNLOCKED], ids=lambda requirement: requirement.name
)
def test_the_lock_pins_what_pyproject_asks_for(requirement: Requirement) -> None:
    pin = PINS.get(canonicalize_name(requirement.name))
    assert pin is not None, "not in requirements.lock: make lock"
    assert requirement.specifier.contains(pin, prereleases=True), f"locked at {pin}: make lock"


def test_everything_the_package_imports_is_declared() -> None:
    known = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    known |= PARTS | {canonicalize_name(r) for r in _optional()}
    distributions = metadata.packages_distributions()
    roots = {name.split(".")[0] for path in MODULES for name, _ in imported(path)}
    for root in sorted(roots - set(sys.stdlib_module_names) - {"workbench"}):
        assert {canonicalize_name(d) for d in distributions.get(root, [])} & known, f"{root} is not declared"


# They come with jupyterlab, ipywidgets and jinja2, in the versions that those choose.
PARTS = {"jupyter-core", "jupyterlab-server", "markupsafe", "traitlets"}


def _optional() -> list[str]:
    extras = PROJECT["optional-dependencies"]
    return [Requirement(line).name for extra, lines in extras.items() if extra != "dev" for line in lines]


def test_every_dependency_is_explained() -> None:
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    missing = [r.name for r in DECLARED if f"`{r.name}`" not in told]
    assert not missing, "say in docs/dependencies.md why they are here"


# ---- words and links -------------------------------------------------------------------------------------------------

# Spelt in halves, or this file would be the one that names them.
REGISTRIES = [
    "".join(halves)
    for halves in [
        ("pypi", ".org"),
        ("pypi.python", ".org"),
        ("pythonho", "sted.org"),
        ("anaconda", ".org"),
        ("anaconda", ".com/pkgs"),
        ("npmjs", ".org"),
        ("npmjs", ".com"),
        ("yarnpkg", ".com"),
        ("debian", ".org"),
        ("index", "-url"),
        ("find", "-links"),
    ]
]
SAYS_NOT_TO = {"Makefile": ["--no-emit-" + "index" + "-url"]}


def test_no_file_names_the_address_of_a_package_registry() -> None:
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace").lower()
        for allowed in SAYS_NOT_TO.get(path.name, []):
            text = text.replace(allowed, "")
        found = [word for word in REGISTRIES if word in text]
        assert not found, f"{path.relative_to(ROOT)} names {found}"


PAGES = [path for path in tracked() if path.suffix == ".md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(<?([^)\s>]+)", text) + re.findall(r"(?:src|href)=\"([^\"]+)\"", text)
    for target in targets:
        if not re.match(r"[a-z]+:|#", target):
            assert (page.parent / target.split("#")[0]).exists(), f"{target} does not exist"
