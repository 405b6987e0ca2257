"""The command `workbench`: what can be done without writing Python."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import __version__
from workbench.errors import WorkbenchError
from workbench.paths import default_corpus

if TYPE_CHECKING:
    from workbench.corpus import Corpus

OK, PROBLEMS, USAGE = 0, 1, 2
"""Exit codes: all well; problems found in the input; the command was not understood (argparse's own)."""

Runner = Callable[[argparse.Namespace], int]
"""What carries out a command: its options → its exit code."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    given = parser().parse_args(arguments)
    run: Runner = given.run
    try:
        return run(given)
    except (WorkbenchError, OSError, ValueError, ImportError) as error:
        print(f"workbench: {error}", file=sys.stderr)
        return PROBLEMS


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(
        prog="workbench",
        description="Compare how news outlets cover the same event; every number leads back to its words.",
        epilog="Exit codes: 0 all well, 1 problems found, 2 the command was not understood.",
    )
    top.add_argument("--version", action="version", version=f"workbench {__version__}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    lab = _command(commands, _lab, "open the notebooks in JupyterLab", "lab --corpus my_articles")
    app = _command(commands, _app, "open the explorers without any code (needs Voilà)", "app --corpus my_articles")
    for server in (lab, app):
        server.add_argument("--corpus", type=Path, metavar="FOLDER", help="your articles instead of the default corpus")
        server.add_argument("--port", type=int, help="the port on 127.0.0.1 (a free one is picked)")
        server.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")

    build = _command(commands, _build, "turn a folder of articles into tables", "build my_articles -o tables")
    build.add_argument("folder", type=Path, metavar="FOLDER", help="one file per article")
    where = "where to write the tables; without it, they are only counted"
    build.add_argument("-o", "--output", type=Path, metavar="TABLES", help=where)
    build.add_argument("--format", choices=["csv", "parquet"], default="csv", help="csv opens anywhere (the default)")
    rule = "a cleaning rule not to apply; may be given again"
    build.add_argument("--keep", action="append", default=[], metavar="RULE", help=rule)
    rest = "load what can be loaded and list the rest, with exit code 1"
    build.add_argument("--report", action="store_true", help=rest)

    check = _command(commands, _check, "check that tables keep every law of a corpus", "check tables")
    either = "a folder that `workbench build -o` wrote, or a folder of articles"
    check.add_argument("tables", type=Path, metavar="TABLES", help=either)

    what = "show the words that an id means, in context"
    show = _command(commands, _show, what, "show antiwar-com-1a12d944:57-138")
    show.add_argument("id", metavar="ID", help="an id as it stands in any table, tooltip or footnote")
    instead = "articles or tables to look in, instead of the default corpus"
    show.add_argument("--corpus", type=Path, metavar="FOLDER", help=instead)

    what = "write every figure in every form a write-up needs, or check that a folder of them can be rebuilt"
    figures = _command(commands, _figures, what, "figures my_articles -o figures --only people --width 174mm")
    figures.add_argument("corpus", nargs="?", type=Path, metavar="CORPUS", help="instead of the default corpus")
    target = figures.add_mutually_exclusive_group(required=True)
    target.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="where to write them")
    again = "draw its figures again and say what differs, and why"
    target.add_argument("--verify", type=Path, metavar="FOLDER", help=again)
    figures.add_argument("--only", action="append", default=[], metavar="NAME", help="one figure; may be given again")
    theme = "print (in colour) unless told otherwise"
    figures.add_argument("--theme", default="print", metavar="print|screen|grey", help=theme)
    figures.add_argument("--width", metavar="85mm|174mm|PIXELS", help="of the drawing; print is 85mm wide without it")
    figures.add_argument("--dpi", type=int, default=300, help="dots per inch of the PNG (300 without it)")

    what = "write a page for readers who have no workbench, or a handout for a class"
    report = _command(commands, _report, what, "report my_articles -o report.html")
    report.add_argument("corpus", nargs="?", type=Path, metavar="CORPUS", help="instead of the default corpus")
    where = "where to write it (report.html, or handout-student.html)"
    report.add_argument("-o", "--output", type=Path, metavar="FILE", help=where)
    questions = "two reports and questions to print, or the answers to them"
    report.add_argument("--handout", choices=["student", "teacher"], help=questions)

    what = "write the notebooks for a class, from the one source that has the solutions"
    lesson = _command(commands, _lesson, what, "lesson -o for_my_class --mode student")
    lesson.add_argument("-o", "--output", type=Path, metavar="FOLDER", required=True, help="a new or empty folder")
    lesson.add_argument("--mode", required=True, metavar="student|teacher", help="for whom they are")

    _command(commands, _doctor, "say what is missing when something does not work", "doctor")
    return top


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], run: Runner, what: str, example: str
) -> argparse.ArgumentParser:
    """The parser of the command that the example begins with."""
    about, shown = f"{what[0].upper()}{what[1:]}.", f"example: workbench {example}"
    command = commands.add_parser(example.split()[0], help=what, description=about, epilog=shown)
    command.set_defaults(run=run)
    return command


def _lab(given: argparse.Namespace) -> int:
    from workbench.lab import launch

    return launch(given.corpus, port=given.port, open_browser=not given.no_browser)


def _app(given: argparse.Namespace) -> int:
    from workbench.lab import app

    return app(given.corpus, port=given.port, open_browser=not given.no_browser)


def _build(given: argparse.Namespace) -> int:
    from workbench.corpus import load

    corpus = load(given.folder, keep=given.keep, on_error="report" if given.report else "raise")
    for problem in corpus.problems.itertuples(index=False):
        print(f"not loaded: {problem.source}: {problem.reason}; {problem.remedy}", file=sys.stderr)
    if corpus.articles.empty:
        raise ValueError(f"{given.folder}: no article could be loaded, so nothing was written")
    if given.output:
        print(f"wrote {corpus.save(given.output, format=given.format)}")
    for row in corpus.articles.itertuples():
        print(f"  {row.article_id}  {row.words} words  {row.source}")
    print(", ".join(f"{len(table)} {name}" for name, table in corpus.tables() if len(table)))
    return PROBLEMS if len(corpus.problems) else OK


def _check(given: argparse.Namespace) -> int:
    from workbench.corpus import LAWS, load

    corpus = load(given.tables)  # reading and building both hold the result to every law
    for law in LAWS.values():
        print(f"kept: {law.__doc__}")
    print(f"{len(corpus.articles)} articles keep all {len(LAWS)} laws")
    return OK


def _show(given: argparse.Namespace) -> int:
    from workbench.corpus import load

    print(load(given.corpus).passage(given.id))
    return OK


def _figures(given: argparse.Namespace) -> int:
    from workbench.corpus import load
    from workbench.show.figures import Format, save_all, verify

    if given.verify:
        if given.only:
            raise ValueError("--only chooses what is written; --verify looks at every figure of the folder")
        differences = verify(given.verify, load(given.corpus), progress=_bar)
        for difference in differences:
            print(difference, file=sys.stderr)
        told = f"{len(differences)} differences" if differences else "every file comes out the same"
        print(f"{given.verify}: {told}")
        return PROBLEMS if differences else OK
    chosen = Format(given.theme, given.width, given.dpi)
    corpus = load(given.corpus)
    outcomes = save_all(corpus, given.output, only=given.only, format=chosen, progress=_bar)
    for outcome in outcomes:
        if outcome.status != "written":
            print(f"not written ({outcome.status}): {outcome.reason}", file=sys.stderr)
    print(f"wrote {sum(o.status == 'written' for o in outcomes)} of {len(outcomes)} figures into {given.output}")
    _say_unnamed(corpus, given.corpus)
    return PROBLEMS if any(outcome.status == "failed" for outcome in outcomes) else OK


def _report(given: argparse.Namespace) -> int:
    from workbench.corpus import load
    from workbench.show.report import handout, report, save

    corpus = load(given.corpus)
    page = handout(corpus, given.handout) if given.handout else report(corpus)
    name = f"handout-{given.handout}.html" if given.handout else "report.html"
    written = save(page, given.output or Path(name))
    print(f"wrote {written} ({len(page.encode('utf-8')) / 1000:,.0f} KB); open it in any browser")
    _say_unnamed(corpus, given.corpus)
    return OK


def _say_unnamed(corpus: Corpus, folder: Path | None) -> None:
    """How to name the outlets of the reader's own articles, where no file does."""
    unnamed = corpus.articles.loc[corpus.articles["outlet"].isna(), "source"]
    if folder is None or unnamed.empty or folder.resolve() == default_corpus().resolve():
        return
    if not (folder / unnamed.iloc[0].partition("#")[0]).exists():
        return  # tables, whose outlets were named when they were built
    many = f"{len(unnamed)} of {len(corpus.articles)} articles name no outlet"
    lines = f'  [files."{unnamed.iloc[0]}"]\n  outlet = {{value = "its name", evidence = "how you know"}}'
    print(f"{many}. Where you know it, write it into {folder / 'corpus.toml'}:\n{lines}", file=sys.stderr)


def _bar(done: int, of: int, what: str) -> None:
    """How far a long task is, on a line of its own that is gone when the task is done; silent where nobody watches."""
    if sys.stderr.isatty():
        line = f"[{'#' * done}{'.' * (of - done)}] {done}/{of} {what}" if done < of else ""
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def _lesson(given: argparse.Namespace) -> int:
    from workbench.classroom import lesson

    for page in lesson(given.output, given.mode):
        print(page)
    return OK


_MARKS = {"ok": "ok  ", "warn": "note", "fail": "FAIL"}


def _doctor(given: argparse.Namespace) -> int:
    from workbench.lab import doctor

    findings = doctor()
    for finding in findings:
        print(f"{_MARKS[finding.level]}  {finding.name}: {finding.message}")
        if finding.advice:
            print(f"      → {finding.advice}")
    return PROBLEMS if any(f.level == "fail" for f in findings) else OK


if __name__ == "__main__":
    sys.exit(main())
