"""A study as one HTML file that can be passed on."""

import os
from collections.abc import Callable
from pathlib import Path

from analysis.errors import FramingError
from analysis.report.behind import Behind
from analysis.report.contrasts import VOICES, or_reason
from analysis.report.named import named_study
from analysis.report.page import Section, page
from analysis.report.sections.answer import answer
from analysis.report.sections.design import design
from analysis.report.sections.names import naming, speakers
from analysis.report.sections.notes import evidence, methods_and_words, origin
from analysis.report.sections.question import ask, question
from analysis.report.sections.topics import gap, topics
from analysis.report.sections.words import distance, keyness

__all__ = ["SECTIONS", "report_html", "write_report"]

SECTIONS = {
    "question": ("The question", question),
    "answer": ("The answer", answer),
    "design": ("What these articles can show", design),
    "distance": ("How far apart?", distance),
    "keyness": ("Which words?", keyness),
    "topics": ("What do they write about?", topics),
    "gap": ("Agenda or wording?", gap),
    "naming": ("What do they call the same thing?", naming),
    "speakers": ("Who speaks?", speakers),
    "evidence": ("The sentences behind the numbers", evidence),
    "methods": ("How the numbers are made, and what the words mean", methods_and_words),
    "origin": ("How to get the same", origin),
}
FOOTER = (
    "Made with source-framing. The unit of every test and interval is the story. Articles belong to their publishers."
)


def write_report(
    study,
    out,
    *,
    with_text: bool = True,
    n_sentences: int = 3,
    progress: Callable[[str], object] | None = None,
) -> Path:
    """Write everything that a study says into one HTML file.

    Parameters
    ----------
    study : Study
    out : path-like
        The file; written whole or not at all.
    with_text : bool
        Whether sentences of articles are shown. Without, the file holds their words, names and titles only.
    n_sentences : int
        Stories per outlet whose sentences are shown behind each number.
    progress : callable, optional
        Called with the title of each section before it is made.

    Returns
    -------
    Path
        The file. The same study gives the same bytes.

    Raises
    ------
    FramingError
        When the study has no article to report on, or the folder does not exist. What the articles cannot show does not
        stop the report: it says so.

    Notes
    -----
    The file runs no script and asks for nothing: style and pictures are inside, and a policy forbids the rest. It opens
    from disk; a browser prints it as a PDF.

    Examples
    --------
    >>> from analysis import Study, load_corpus
    >>> study = Study(load_corpus("news2017"), outlets=("dw", "tass"), about="Syria")  # doctest: +SKIP
    >>> write_report(study, "report.html")  # doctest: +SKIP
    PosixPath('report.html')
    """
    path = Path(out)
    if not path.parent.is_dir():
        raise FramingError(
            f"folder '{path.parent}' does not exist: make it first, or give another place for the report"
        )
    html = report_html(study, with_text=with_text, n_sentences=n_sentences, progress=progress)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(html.encode("utf-8"))
    os.replace(draft, path)
    return path


def report_html(
    study,
    *,
    with_text: bool = True,
    n_sentences: int = 3,
    progress: Callable[[str], object] | None = None,
) -> str:
    """The report as text; parameters as in `write_report`."""
    _check(study, n_sentences)
    study = named_study(study)
    behind = Behind(study, with_text and study.holds_texts, n_sentences)
    sections = []
    for anchor, (title, make) in SECTIONS.items():
        if progress is not None:
            progress(title)
        sections.append(Section(anchor, title, or_reason(lambda make=make: make(study, behind))))
    return page(ask(study), sections, FOOTER)


def _check(study, n_sentences: int) -> None:
    if study.voice not in VOICES:
        raise FramingError(f"voice={study.voice!r} is not known: choose one of {', '.join(VOICES)}")
    if n_sentences < 1:
        raise FramingError(f"n_sentences={n_sentences} shows nothing: give 1 or more, or leave texts out altogether")
    if not len(study.articles):
        raise FramingError("no article is left to report on: choose other outlets, words or another period")
