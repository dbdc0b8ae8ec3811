"""Which outlets a report holds against which, and what stands where nothing can be said."""

from collections.abc import Callable

from analysis.errors import FramingError
from analysis.report.markup import Html, element, paragraph

__all__ = [
    "MOST_IN_PAIRS",
    "REST",
    "VOICES",
    "Contrasts",
    "contrasts",
    "one_contrast",
    "or_reason",
    "own_words",
    "reason",
]

Contrasts = list[tuple[str, str]]

REST = "rest"
MOST_IN_PAIRS = 3
OPTIONS = {"allow_disjoint_dates": "--disjoint-dates", "fewer topics": "--topics"}  # what an error asks for
VOICES = {
    "own": "in the outlets' own words; quotations and reported speech are left out",
    "quoted": "in the words that the outlets put in quotation marks",
    "reported": "in reported speech",
    "scare": "in scare quotes",
    "all": "in all words, those of quoted people included",
}


def contrasts(study) -> list[tuple[str, str]]:
    """Every pair of two or three outlets; of more, each against all the others."""
    rows = study.design.contrasts
    against_rest = len(study.compared) > MOST_IN_PAIRS
    chosen = rows[(rows["reference"] == REST) == against_rest]
    return list(chosen[["target", "reference"]].itertuples(index=False, name=None))


def one_contrast(table, target: str, reference: str):
    """Rows of one contrast."""
    return table[(table["target"] == target) & (table["reference"] == reference)]


def own_words(study) -> str:
    """Whose words are counted."""
    return VOICES["all"] if not study.holds_texts else VOICES[study.voice]


def or_reason(make: Callable[[], Html]) -> Html:
    """What is made, or why it cannot be."""
    try:
        return make()
    except FramingError as error:
        return reason(error)


def reason(error, what: str = "Not shown.") -> Html:
    """Why something is missing."""
    options = [f" ({option} on the command line)" for words, option in OPTIONS.items() if words in f"{error}"]
    return element("div", paragraph(element("strong", f"{what} "), f"{error}", *options), class_="missing")
