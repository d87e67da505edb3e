"""The command line: the same core in the terminal, and the bot itself."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.starting import PORT

if TYPE_CHECKING:
    from bot.answers.engine import Engine
    from bot.facts import Book

app = typer.Typer(
    name="lpbot",
    help="Answer questions from a curated, cited fact base: on Discord, in a sandbox, in the terminal.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

FactsDir = Annotated[
    Path | None, typer.Option("--facts", help="Folder of the fact base; the configured one by default.")
]


def _book(folder: Path | None) -> Book:
    """Load the fact base or leave with its problems on standard error and exit status 1."""
    from bot.facts import FactBaseError, load
    from bot.settings import SettingsError, facts_folder

    try:
        return load(folder or facts_folder())
    except (FactBaseError, SettingsError) as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        raise typer.Exit(1) from None


Today = Annotated[
    str | None, typer.Option("--today", help="Answer as of this day (2026-11-22); by default the real one.")
]


def _engine(folder: Path | None, today: str | None = None) -> Engine:
    from bot.answers.engine import Engine

    try:
        fixed = date.fromisoformat(today) if today else None
    except ValueError:
        raise typer.BadParameter(f"--today takes a day such as 2026-11-22, not {today!r}") from None
    return Engine(_book(folder), today=lambda: fixed or date.today())


@app.command()
def run(
    config: Annotated[Path | None, typer.Option("--config", help="Configuration file, YAML.")] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of the sandbox's page, without a token.")
    ] = PORT,
) -> None:
    """Connect to Discord; without a token start the local sandbox and say where to look."""
    from bot.starting import SandboxOptions, start

    raise typer.Exit(start(config, sandbox=SandboxOptions(port)))


@app.command()
def sandbox(
    config: Annotated[Path | None, typer.Option("--config", help="Configuration file, YAML.")] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page.")] = PORT,
    openapi: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            metavar="FILE",
            help="Discord's OpenAPI description (openapi.json): check every request against it.",
        ),
    ] = None,
    shards: Annotated[int, typer.Option(min=1, max=64, help="Shards to recommend to the bot.")] = 1,
    discord_limits: Annotated[
        bool, typer.Option("--discord-limits", help="Limit requests about as Discord does.")
    ] = False,
) -> None:
    """Start the local stand-in for Discord with the bot in it, whether or not a token is set."""
    from bot.starting import SandboxOptions, start

    options = SandboxOptions(port, openapi, shards, discord_limits)
    raise typer.Exit(start(config, sandbox=options, sandboxed=True))


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="What to ask.")] = None,
    facts: FactsDir = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read a JSON object a line (id, q, history), write one a line.")
    ] = False,
    today: Today = None,
) -> None:
    """Answer a question in the terminal, as the bot would."""
    if jsonl:
        _ask_lines(_engine(facts, today))
        return
    if question is None:
        raise typer.BadParameter(
            "ask what? Give a question in quotes, or --jsonl to read them from standard input."
        )
    from bot.rendering.plain import plain_text

    typer.echo(plain_text(_engine(facts, today).ask(question).reply))


def _ask_lines(engine: Engine) -> None:
    from bot.jsonl import answer_lines

    for line in answer_lines(engine, (raw.decode("utf-8", "replace") for raw in sys.stdin.buffer)):
        sys.stdout.buffer.write(f"{line}\n".encode())
        sys.stdout.buffer.flush()


@app.command()
def explain(
    question: Annotated[str, typer.Argument(help="What to read.")],
    facts: FactsDir = None,
    today: Today = None,
) -> None:
    """Show how a question is read, step by step, with scores."""
    from bot.explaining import print_explanation

    print_explanation(_engine(facts, today).explain(question))


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="Folder of the fact base.")] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Also write JSON Schemas for editors into its folder schema/.")
    ] = False,
    phrasings: Annotated[
        bool,
        typer.Option(
            "--phrasings", help="Also ask every phrasing, and list those that another fact answers."
        ),
    ] = False,
) -> None:
    """Validate a fact base: lists every problem as file:line:column, exit status 1 where there are any."""
    from bot.answers.engine import Engine
    from bot.answers.promises import asked_of_own
    from bot.promised import broken_in_place
    from bot.settings import facts_folder

    if schema:
        from bot.facts.jsonschema import write_schemas

        write_schemas((folder or facts_folder()) / "schema")
    book = _book(folder)
    engine = Engine(book, today=date.today)
    broken = broken_in_place(engine, folder or facts_folder())
    for problem in broken:
        typer.echo(str(problem), err=True)
    if phrasings:
        found = list(asked_of_own(engine))
        strays = [stray for stray in found if stray]
        for stray in strays:
            typer.echo(f"{stray.fact}: {stray.question!r} tells {', '.join(stray.told) or 'nothing'}")
        typer.echo(f"{len(found) - len(strays)} of {len(found)} phrasings are answered by their own fact.")
    facts = sum(len(s.facts) for s in book.subjects.values())
    typer.echo(
        f"{facts} facts about {len(book.subjects)} subjects from {len(book.sources)} sources; "
        f"{len(book.community.tests)} promised questions, {len(broken)} broken."
    )
    raise typer.Exit(1 if broken else 0)


@app.command()
def prepare(
    config: Annotated[Path | None, typer.Option("--config", help="Configuration file, YAML.")] = None,
    facts: FactsDir = None,
    state: Annotated[
        Path | None, typer.Option("--state", help="State folder, else the configured one.")
    ] = None,
) -> None:
    """Make the engine for the next start, which is then much faster; the bot also does so by itself."""
    import os

    from bot.app import prepare as prepare_engine
    from bot.facts import FactBaseError
    from bot.settings import SettingsError, load_settings

    os.nice(10)
    try:
        settings = load_settings(config)
        needed = prepare_engine(facts or settings.facts_dir, state or settings.state_dir)
    except (FactBaseError, SettingsError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        typer.echo(f"The engine cannot be kept: {error}", err=True)
        raise typer.Exit(1) from None
    typer.echo("The engine is made." if needed else "The engine was made already.")


@app.command(name="eval")
def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Question files, JSON lines.")],
    facts: FactsDir = None,
    show: Annotated[
        list[str] | None, typer.Option("--list", help="Show the right, wrong, missed or assisted ones.")
    ] = None,
    tag: Annotated[str | None, typer.Option(help="Only questions with this tag.")] = None,
    note: Annotated[str | None, typer.Option(help="Only questions whose note begins with this.")] = None,
    today: Today = None,
) -> None:
    """Run question files and print what was right, wrong and missed, by kind and tag."""
    from bot.evaluating import evaluate as run_cases
    from bot.explaining import print_evaluation
    from bot.question_files import QuestionFileError, read_cases, unknown_sources

    try:
        cases = [case for file in files for case in read_cases(file)]
    except (OSError, QuestionFileError) as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(1) from None
    engine = _engine(facts, today)
    for unknown in unknown_sources(cases, engine.book.sources):
        typer.echo(str(unknown), err=True)
    kept = [c for c in cases if (not tag or tag in c.tags) and (not note or c.note.startswith(note))]
    print_evaluation(run_cases(engine, kept), show or [])
