"""The `framing` command: every verb calls the library and prints what it returns."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from analysis.errors import FramingError

__all__ = ["app"]


class _OneSentenceErrors(typer.core.TyperGroup):
    """What a user can mend is one message on stderr and exit code 2."""

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except FramingError as error:
            typer.echo(f"framing: {error}", err=True)
            ctx.exit(2)


app = typer.Typer(cls=_OneSentenceErrors, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.command("list")
def list_corpora() -> None:
    """List the corpora of the catalogue."""
    from analysis.corpus import catalog

    for name, entry in catalog().iterrows():
        typer.echo(f"{name}: {entry['title']} ({entry['period']})\n  {entry['outlets']}\n  {entry['obtain']}")


@app.command()
def fetch(name: Annotated[str, typer.Argument(help="Name in the catalogue.")]) -> None:
    """Download a corpus of the catalogue, check it and make it ready to load."""
    from analysis import corpus

    typer.echo(f"{name} is ready in {corpus.fetch(name)}")


@app.command()
def ingest(
    path: Annotated[Path, typer.Argument(help="File or folder with articles.")],
    out: Annotated[Path, typer.Option(help="Folder of the corpus; what is new is added to it.")],
    metadata: Annotated[Path | None, typer.Option(help="CSV: file, outlet, title, author, date, url, ...")] = None,
    columns: Annotated[list[str] | None, typer.Option(help="FIELD=COLUMN, such as text=body; repeatable.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Slug, for articles that state no outlet.")] = None,
    outlets: Annotated[Path | None, typer.Option(help="TOML file with further outlets.")] = None,
) -> None:
    """Read articles into a corpus: clean them, find out who wrote them, count copies once."""
    from analysis import corpus

    typer.echo(corpus.ingest(path, out, metadata, _pairs(columns), outlet, outlets))


@app.command()
def report(
    corpus: Annotated[str, typer.Argument(help="Name in the catalogue, or folder that `framing ingest` made.")],
    out: Annotated[Path, typer.Option(help="The HTML file to write.")],
    outlets: Annotated[str, typer.Option(help="Comma-separated; by default the three with most stories.")] = "",
    about: Annotated[str, typer.Option(help="Comma-separated words, one of which an article must contain.")] = "",
    period: Annotated[str, typer.Option(help="FROM:TO, such as 2017-02-01:2017-02-28; either may be left out.")] = "",
    voice: Annotated[str, typer.Option(help="Whose words: own, quoted, reported or all.")] = "own",
    topics: Annotated[int, typer.Option(help="Number of topics.")] = 8,
    sentences: Annotated[int, typer.Option(help="Stories of each outlet whose sentences are shown.")] = 3,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Whether sentences of articles are shown.")] = True,
    disjoint_dates: Annotated[bool, typer.Option(help="Compare outlets without a common month all the same.")] = False,
    seed: Annotated[int, typer.Option(help="Another seed draws other stories.")] = 0,
) -> None:
    """Write everything about a question into one HTML file that opens anywhere."""
    from analysis.report import study_of, write_report

    study = study_of(
        corpus, outlets=_listed(outlets), about=_listed(about), period=_period(period), voice=voice, n_topics=topics,
        seed=seed, allow_disjoint_dates=disjoint_dates,
    )  # fmt: skip
    said = partial(typer.echo, err=True)
    written = write_report(study, out, with_text=text, n_sentences=sentences, progress=said)
    typer.echo(f"{written} is ready")


@app.command("make-core")
def make_core(folder: Annotated[Path, typer.Argument(help="Folder with the five files of corpus core.")]) -> None:
    """Write the metadata and counts of corpus core to data/core."""
    from analysis import corpus

    typer.echo(corpus.make_core(folder)[["outlet", "date", "n_words"]].to_string())


@app.command()
def verify() -> None:
    """Name each figure and table that no longer follows from the notebooks, corpora and libraries at hand, and why."""
    from analysis.verify import stale_results

    stale = stale_results()
    for file, reasons in stale.items():
        typer.echo(f"{file}: {'; '.join(reasons)}")
    if stale:
        raise typer.Exit(1)
    typer.echo("every figure and table is as its notebook, corpora and libraries make it")


def _listed(given: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in given.split(",") if part.strip())


def _period(given: str) -> tuple[str | None, str | None]:
    if given.count(":") != bool(given):
        raise FramingError(f"--period {given}: write FROM:TO, such as 2017-02-01:2017-02-28.")
    first, _, last = given.partition(":")
    return first or None, last or None


def _pairs(columns: list[str] | None) -> dict[str, str] | None:
    """FIELD=COLUMN pairs, separated by commas or given one by one."""
    pairs = [pair for given in columns or [] for pair in given.split(",")]
    wrong = [pair for pair in pairs if "=" not in pair]
    if wrong:
        raise FramingError(f"--columns {wrong[0]}: write FIELD=COLUMN, such as text=body.")
    return dict(pair.split("=", 1) for pair in pairs) or None


if __name__ == "__main__":
    app()
