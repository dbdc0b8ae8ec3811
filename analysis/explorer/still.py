"""What stands in for the panel on a page without a kernel: the design and the strongest words, no article text."""

from dataclasses import replace

from analysis.compare import Comparison
from analysis.errors import FramingError
from analysis.explorer.session import LARGE, Session
from analysis.show import Interval, table_html
from analysis.study import Study

__all__ = ["still_html", "still_text"]

WORDS = 8  # on each side of a contrast
COLUMNS = ["target", "reference", "term", "stories_target", "stories_reference", "log_odds", "low", "high", "p_fwer"]


def still_text(session: Session) -> str:
    """One line: what is asked."""
    return f"Explorer: {session.study!r}"


def still_html(session: Session) -> str:
    """The design and, unless there are too many articles to count at once, the strongest words with intervals."""
    study = session.study
    try:
        outline = study.outline
        words = "" if len(study.articles) > LARGE else _words(_brief(study).keyness)
    except FramingError as error:
        return table_html("The explorer", study.candidates.head(0)[[]], [str(error)])
    return table_html("What can this selection show?", outline.table.reset_index(), outline.warnings) + words


def _brief(study: Study) -> Study:
    """Drawn before the panel is seen, hence with no more resamples than usual."""
    most = {"n_permutations": 2000, "n_bootstraps": 1000}
    return replace(study, **{name: min(getattr(study, name), number) for name, number in most.items()})


def _words(keyness: Comparison) -> str:
    shown = keyness.top(WORDS)[COLUMNS].round(3)
    settings = ", ".join(f"{name}={keyness.parameters[name]}" for name in ("n_permutations", "n_bootstraps", "seed"))
    notes = [f"{len(keyness.table):,} words tested in one family; {settings}", "explore(...) opens the whole panel"]
    return table_html(
        "Which words does each use more?", shown, notes, interval=Interval("log_odds", "low", "high", 0.0)
    )
