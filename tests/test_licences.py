"""The licences of the JavaScript that figures carry with them: every package in it is named, once, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import vl_convert

from tests.conftest import ROOT
from workbench.show.figures.page import script

NOTICE = (ROOT / "workbench" / "show" / "figures" / "vega-licences.txt").read_text(encoding="utf-8")
ROOTS = ("vega", "vega-lite", "vega-embed")
_SOURCE = re.compile(rb"Original file: /npm/([\w.-]+)@([\d.]+)/")
_NEEDS = re.compile(rb'"/npm/([\w.-]+)@[\d.]+/\+esm"')


def sources() -> dict[str, set[str]]:
    """Package → the packages that it stands on, as the sources inside vl-convert's library name them; of each the newest."""
    (library,) = (f for f in Path(vl_convert.__file__).parent.iterdir() if f.suffix in (".so", ".pyd"))
    _, *parts = _SOURCE.split(library.read_bytes())
    found: dict[tuple[str, tuple[int, ...]], set[str]] = {}
    for name, version, after in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        body = after.split(b"sourceMappingURL", 1)[0]
        key = name.decode(), tuple(int(n) for n in version.split(b"."))
        found[key] = {needed.decode() for needed in _NEEDS.findall(body)}
    return {name: found[name, number] for name, number in sorted(found)}


def bundled() -> set[str]:
    """The packages that a script gets which draws with vega-embed."""
    known, reached, ahead = sources(), set[str](), [*ROOTS]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += known[name]
    return reached


def named() -> list[str]:
    """The packages that the notice lists: lines two spaces in; what stands inside another package says so in brackets."""
    lists = re.findall(r"^  (?! )[^(\n]*$", NOTICE[: NOTICE.index("Apache License\n")], re.MULTILINE)
    return [
        name
        for line in lists
        for name in re.split(r",\s*", line.strip().rstrip(","))
        if re.fullmatch(r"[a-z\d-]+", name)
    ]


def test_every_package_in_the_script_of_the_figures_is_under_its_licence_once() -> None:
    assert len(bundled()) > len(ROOTS)
    assert sorted(named()) == sorted(bundled())


def test_what_a_package_took_over_is_named_with_the_package() -> None:
    inside = re.findall(r"^  (\S.*?) \((?:adapted in|inside) ([^):]*)", NOTICE, re.MULTILINE)
    assert ("semver", "vega-embed") in inside
    taken = {name for name, _ in inside}
    assert {host for _, hosts in inside for host in hosts.split(" and ")} <= bundled() | taken


def test_the_script_begins_with_all_of_the_notice() -> None:
    assert "*/" not in NOTICE  # it stands in a comment
    assert script().decode().startswith(f"/*\n{NOTICE.strip()}\n*/\n")
