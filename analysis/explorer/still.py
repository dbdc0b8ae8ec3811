"""What stands in for the panel on a page without a kernel: the design and the strongest words, no article text."""

from dataclasses import replace

from analysis.errors import FramingError
from analysis.explorer.session import LARGE, Session
from analysis.show import table_html

__all__ = ["still_html", "still_text"]


def still_text(session: Session) -> str:
    """One line: what is asked."""
    return f"Explorer: {session.study!r}"


def still_html(session: Session) -> str:
    """The design and, unless there are too many articles to count at once, the strongest words with intervals."""
    study = session.study
    try:
        outline = study.outline
        opening = table_html("What can this selection show?", outline.table.reset_index(), outline.warnings)
        # Drawn before the panel is seen, hence never longer than usual.
        brief = replace(
            study, n_permutations=min(study.n_permutations, 2000), n_bootstraps=min(study.n_bootstraps, 1000)
        )
        words = "" if len(study.articles) > LARGE else brief.keyness._repr_html_()
    except FramingError as error:
        return table_html("The explorer", session.study.candidates.head(0)[[]], [str(error)])
    return opening + words
