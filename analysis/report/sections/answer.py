"""The answer, in plain words and with its numbers."""

from collections.abc import Callable

from analysis.errors import FramingError
from analysis.report.contrasts import contrasts, or_reason, own_words, reason
from analysis.report.markup import Html, element, joined, link, paragraph
from analysis.report.phrases import count
from analysis.report.sections.answers import distance_answer, keyness_answer
from analysis.report.sections.share_answers import naming_answer, prevalence_answer, speaking_answer
from analysis.report.sections.short import in_short
from analysis.report.sections.topics import split_in_words

__all__ = ["answer"]

Answer = Callable[[object, list[tuple[str, str]]], list[str]]

# Section that each question leads to, the question, and its answer in paragraphs.
QUESTIONS: list[tuple[str, str, Answer]] = [
    ("distance", "Can the outlets be told apart?", lambda s, pairs: distance_answer(s.distance.table, pairs)),
    ("keyness", "Which words?", lambda s, pairs: [keyness_answer(s.keyness, pair) for pair in pairs]),
    ("topics", "What do they write about?", lambda s, pairs: [prevalence_answer(s.prevalence)]),
    ("gap", "Is it what they cover, or how they word it?", lambda s, pairs: [split_in_words(s, p)[1] for p in pairs]),
    ("naming", "What do they call the same thing?", lambda s, pairs: [naming_answer(s.naming, pairs)]),
    ("speakers", "Who speaks?", lambda s, pairs: [speaking_answer(s.speaking, pairs)]),
]


def answer(study, behind) -> Html:
    """In short; then one item per question, which leads to its section; then what has no answer, and why."""
    items, missing = [], {}
    for anchor, asked, make in QUESTIONS:
        try:
            told = make(study, contrasts(study))
            items.append(joined([element("h3", link(f"#{anchor}", asked)), *map(paragraph, told)]))
        except FramingError as error:
            missing.setdefault(str(error), []).append(f"“{asked}”")
    unanswered = [reason(why, f"No answer to {' '.join(asked)}") for why, asked in missing.items()]
    told = element("ul", *(element("li", item) for item in items), class_="answers") if items else Html()
    return joined([_short(study), or_reason(lambda: _caution(study)), told, *unanswered, _limits(study)])


def _short(study) -> Html:
    try:
        return paragraph(in_short(study), class_="lead")
    except FramingError:  # told below, with the questions that have no answer
        return Html()


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
