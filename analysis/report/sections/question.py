"""What was asked, and of which articles."""

import pandas as pd

from analysis.report.contrasts import own_words
from analysis.report.markup import Html, joined, paragraph
from analysis.report.phrases import count, listed
from analysis.terms import story_of

__all__ = ["ask", "question", "subject"]


def subject(study) -> str:
    """What the articles name."""
    return f"articles that name {listed(study.about, 'or')}" if study.about else "articles on all subjects"


def ask(study) -> str:
    """The question in one line, the title of the report."""
    on = f" {listed(study.about, 'and')}" if study.about else " the same things"
    return f"How do {listed(study.compared)} cover and word{on}?"


def question(study, behind) -> Html:
    """The question with the articles it is put to."""
    articles = study.articles
    stories = story_of(articles).groupby(articles["outlet"].to_numpy()).nunique()
    sizes = listed(f"{outlet} ({count(int(stories.get(outlet, 0)), 'story', 'stories')})" for outlet in study.compared)
    empty = getattr(study.documents, "attrs", {}).get("without_text", 0)
    left_out = f" Left out: {count(empty, 'article')} of the corpus without a text." if empty else ""
    return joined(
        [
            paragraph(
                "What do these outlets write about, which words do they choose for it, and how sure can one be? "
                f"Compared are {subject(study)} in the corpus {study.name}, {_period(study)}: {sizes}."
            ),
            paragraph(
                f"Words are counted {own_words(study)}. A story is an article with its copies: it counts once.",
                left_out,
            ),
        ]
    )


def _period(study) -> str:
    dates = study.articles["date"].dropna() if "date" in study.articles else pd.Series(dtype="datetime64[ns]")
    if dates.empty:
        return "of unknown dates"
    return f"published from {_day(dates.min())} to {_day(dates.max())}"


def _day(date: pd.Timestamp) -> str:
    return f"{date.day} {date:%B %Y}"
