"""The answer, in plain words and with its numbers."""

from collections.abc import Callable

from analysis.report.contrasts import contrasts, or_reason, own_words
from analysis.report.markup import Html, element, joined, link, paragraph
from analysis.report.phrases import count
from analysis.report.sections.answers import (
    distance_answer,
    gap_answer,
    keyness_answer,
    naming_answer,
    prevalence_answer,
    speaking_answer,
)

__all__ = ["answer"]


def answer(study, behind) -> Html:
    """One item per question; each leads to its section."""
    items = [
        (
            "distance",
            "Can the outlets be told apart?",
            lambda: [distance_answer(study.distance.table, contrasts(study))],
        ),
        ("keyness", "Which words?", lambda: [keyness_answer(study.keyness, pair) for pair in contrasts(study)]),
        ("topics", "What do they write about?", lambda: [prevalence_answer(study.prevalence)]),
        ("gap", "Is it what they cover, or how they word it?", lambda: _gaps(study)),
        ("naming", "What do they call the same thing?", lambda: [naming_answer(study.naming, contrasts(study))]),
        ("speakers", "Who speaks?", lambda: [speaking_answer(study.speaking, contrasts(study))]),
    ]
    told = element("ul", *(element("li", _item(*item)) for item in items), class_="answers")
    return joined([or_reason(lambda: _caution(study)), told, _limits(study)])


def _gaps(study) -> list[str]:
    return [
        gap_answer(study.gap(target, None if reference == "rest" else reference), (target, reference))
        for target, reference in contrasts(study)
    ]


def _item(anchor: str, asked: str, make: Callable[[], list[str]]) -> Html:
    heading = element("h3", link(f"#{anchor}", asked))
    return joined([heading, or_reason(lambda: joined(map(paragraph, make())))])


def _caution(study) -> Html:
    warned = study.design.warnings
    if not warned:
        return Html()
    text = (
        f"The design guard has {count(len(warned), 'warning')}: ",
        link("#design", "what these articles can show"),
        ".",
    )
    return element("div", paragraph(*text), class_="warnings")


def _limits(study) -> Html:
    return paragraph(
        f"All of this is about these stories, counted {own_words(study)}. It does not show why an outlet writes as it "
        "does, nor how it writes about other things or at other times; and what is not found here may be there, in "
        "differences too small for this number of stories.",
        class_="faint",
    )
