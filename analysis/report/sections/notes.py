"""The sentences, the methods, the words that were used, and how to get the same."""

import sys
from importlib.metadata import version

import analysis
from analysis.figures.manifest import LIBRARIES, corpora_of
from analysis.report.contrasts import REST, contrasts, or_reason
from analysis.report.glossary import glossary, methods
from analysis.report.markup import Html, element, joined, paragraph
from analysis.report.picture import folded, table
from analysis.report.question import command_of

__all__ = ["evidence", "methods_and_words", "origin"]

STEPS = {
    "design": "Design", "distance": "Distance", "keyness": "Words", "topics": "Topics",
    "prevalence": "Shares of topics", "gap": "Agenda or wording", "naming": "Names", "speaking": "Speakers",
}  # fmt: skip


def evidence(study, behind) -> Html:
    """The sentences that the tables lead to, side by side."""
    if not study.holds_texts:
        return paragraph("This corpus is held as counts of words; without the texts there are no sentences to show.")
    if not behind.shown:
        return paragraph("Sentences of articles are left out of this copy, which was made with --no-text.")
    intro = (
        f"For each word, name and speaker in the tables: the first {behind.n} stories of each outlet, in an order that "
        "has nothing to do with what they say, and in each the first place. Below stands whose words they are, and "
        "where they were printed. On paper there is one story of each outlet; the file has the others."
    )
    return joined([paragraph(intro), behind.html()])


def methods_and_words(study, behind) -> Html:
    """How the numbers are made, and what the words mean and do not mean."""
    made = element("dl", *(joined([element("dt", title), element("dd", text)]) for title, text in methods()))
    words = glossary().rename(columns={"does_not_mean": "does not mean"})
    return joined([made, element("h3", "Glossary", id="glossary"), table("What the words mean", words)])


def origin(study, behind) -> Html:
    """Libraries, corpora, settings, and the code of each result."""
    corpora = corpora_of(study.articles)
    facts = {
        "corpora": ", ".join(f"{name} (sha256 {sha256})" for name, sha256 in corpora.items()) or "not named",
        "seed": str(study.seed),
        "permutations and redraws": f"{study.n_permutations:,} and {study.n_bootstraps:,}, of the distance fewer",
        "libraries": ", ".join([f"source-framing {analysis.__version__}", _python(), *map(_version, LIBRARIES)]),
    }
    listed = element("dl", *(joined([element("dt", name), element("dd", fact)]) for name, fact in facts.items()))
    command = _code(command_of(study, behind.shown or not study.holds_texts, behind.n))
    cells = [folded(f"Code: {title}", or_reason(lambda step=step: _cell(study, step))) for step, title in STEPS.items()]
    return joined(
        [
            listed,
            paragraph("The command that makes this report:"),
            command,
            paragraph("In a notebook each of these cells gives one of the tables behind it:"),
            *cells,
        ]
    )


def _cell(study, step: str) -> Html:
    if step != "gap":
        return _code(study.code(step))
    sides = [(a, None if b == REST else b) for a, b in contrasts(study)]
    return joined(_code(study.code(step, *pair)) for pair in sides)


def _code(text: str) -> Html:
    return element("pre", element("code", text), tabindex=0)


def _python() -> str:
    return f"Python {'.'.join(map(str, sys.version_info[:3]))}"


def _version(library: str) -> str:
    return f"{library} {version(library)}"
