"""What shares are asked of, and of which articles."""

import pandas as pd

from analysis.compare.question import Question, pose
from analysis.compare.same_event import EVENT
from analysis.errors import FramingError, expect
from analysis.inference import column_of, design_of, known_groups, story_cells
from analysis.terms import DocumentTerms

__all__ = ["ask_shares", "with_text"]


def with_text(documents: pd.DataFrame) -> pd.DataFrame:
    """The articles that have a text; an error when there is none, or when ids repeat."""
    expect(documents, pd.DataFrame, "load_corpus")
    if "text" in documents and documents.empty:
        raise FramingError("the documents hold no article: choose outlets, dates or words that occur in the corpus")
    if "text" not in documents or documents["text"].isna().all():
        raise FramingError("the documents have no text, and names need sentences: load them with load_corpus or ingest")
    if not documents.index.is_unique:
        twice = documents.index[documents.index.duplicated()][0]
        raise FramingError(f"doc_id {twice!r} stands for more than one article: give each row an id of its own")
    return documents[documents["text"].notna()]


def ask_shares(terms: DocumentTerms, target, reference, outlets, by, strata, allow_disjoint_dates) -> Question:
    """The contrasts and all stories; one outlet alone has shares but nothing to be held against."""
    if strata == EVENT:
        raise FramingError("strata='event' cannot be used for shares: keep the articles of shared events instead")
    groups = known_groups(column_of(terms.documents, by))
    if len(groups) > 1 or target or reference or outlets:
        return pose(
            terms, target, reference, outlets=outlets, by=by, shared="keep", strata=strata,
            allow_disjoint_dates=allow_disjoint_dates,
        )  # fmt: skip
    others = {"articles of other or unknown outlets": int((~terms.documents[by].isin(groups)).sum())}
    return Question([], design_of(terms.documents, [], by), story_cells(terms, by, groups, strata), others)
