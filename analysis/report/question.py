"""From a corpus to a study, and from a study to the command that reports on it."""

import shlex

from analysis.errors import FramingError

__all__ = ["command_of", "study_of"]

SAME_AS_COMMAND = {"voice": "own", "n_topics": 8, "seed": 0}


def study_of(corpus: str, **question):
    """A question to a corpus of the catalogue, or of a folder.

    Parameters
    ----------
    corpus : str
        As in ``load_corpus``. Where its texts are not held, its counts are used.
    **question
        Fields of ``Study``.

    Returns
    -------
    Study

    Examples
    --------
    >>> study_of("core", outlets=("rferl", "voa")).articles["title"].notna().tolist()
    [True, True]
    """
    from analysis.corpus import load_corpus
    from analysis.loading import load_counts
    from analysis.study import Study

    documents = load_corpus(corpus)
    held = documents[documents["text"].notna()]
    if len(held):
        held.attrs["without_text"] = len(documents) - len(held)
        return Study(held, name=corpus, **question)
    if question.get("about"):
        raise FramingError(f"--about needs the texts of '{corpus}', which are not held here: leave it out")
    return Study(load_counts(corpus), name=corpus, **question | {"voice": "all"})


def command_of(study, with_text: bool = True, n_sentences: int = 3) -> str:
    """The command that gives the same report; options that are as usual are left out.

    >>> print(command_of(study_of("core", outlets=("rferl", "voa"), voice="all"), n_sentences=1))
    framing report core --outlets rferl,voa --voice all --sentences 1 --out report.html
    """
    first, last = ("" if end is None else str(end)[:10] for end in study.period)
    options = {
        "outlets": ",".join(study.outlets),
        "about": ",".join(study.about),
        "period": f"{first}:{last}" if first or last else "",
        "voice": "" if study.voice == "own" else study.voice,
        "topics": "" if study.n_topics == 8 else study.n_topics,
        "sentences": "" if n_sentences == 3 else n_sentences,
        "seed": study.seed or "",
    }
    given = [part for name, value in options.items() if value != "" for part in (f"--{name}", str(value))]
    switches = ["--disjoint-dates"] * study.allow_disjoint_dates + ["--no-text"] * (not with_text)
    return shlex.join(["framing", "report", study.name, *given, *switches, "--out", "report.html"])
