"""What the outlets write about, and how much of a difference that makes."""

import pandas as pd

from analysis.figures import draw_gap, draw_prevalence
from analysis.report.contrasts import REST, contrasts, one_contrast
from analysis.report.markup import Html, bulleted, element, foreign, joined, paragraph
from analysis.report.phrases import number, percent, span, versus
from analysis.report.picture import picture, table
from analysis.report.sections.answers import gap_answer, told_apart
from analysis.report.sections.share_answers import prevalence_answer

__all__ = ["gap", "split_in_words", "topics"]

SHOWN = 6  # words per side


def topics(study, behind) -> Html:
    """The topics by their words, and the room that each outlet gives them."""
    card, shares = study.topic_card, study.prevalence
    cards = pd.DataFrame(
        {
            "topic": card["label"],
            "its words": card["terms"],
            "stories": card["stories"],
            "comes back (0 to 1)": card["stability"].round(2),
            "largest part": [f"{o} ({percent(s)})" for o, s in zip(card["outlet"], card["outlet_share"], strict=True)],
            "typical articles": [" / ".join(str(title) for title in titles if title) for titles in card["titles"]],
        }
    )
    k = study.topics.k
    return joined(
        [
            paragraph(
                f"{k} groups of words that occur together were asked for; whether another number fits better is not "
                "tested here. A topic is what its words and its articles say, not a subject that somebody defined; one "
                "that hardly comes back on other stories (below about .5) should not be leaned on."
            ),
            paragraph(prevalence_answer(shares)),
            picture(draw_prevalence(shares), "Share of each topic in the coverage of each outlet, with intervals."),
            table("Share of each topic", _shares(shares)),
            table("The topics", cards),
            _furniture(card),
        ]
    )


def _shares(shares: pd.DataFrame) -> pd.DataFrame:
    """One row per topic, one column per outlet."""
    rows = []
    for label, part in shares.groupby(["topic", "label"], sort=True):
        cells = {row.outlet: _share(row) for row in part.itertuples()}
        firm = part[part["p_fwer"] < 0.05]["outlet"]
        rows.append({"topic": label[1], **cells, "unlike all the others": ", ".join(firm) or "none"})
    return pd.DataFrame(rows)


def _share(row) -> str:
    return percent(row.share) + ("" if pd.isna(row.low) else f" ({span(row.low, row.high, unit='')})")


def _furniture(card: pd.DataFrame) -> Html:
    labels = card.loc[card["furniture"], "label"]
    if labels.empty:
        return Html()
    return paragraph(
        "One outlet's house style or boilerplate rather than a subject: ",
        element("em", foreign(", ".join(labels))),
        ".",
    )


def split_in_words(study, pair: tuple[str, str]) -> tuple:
    """The two parts of a contrast, and what they say of outlets that can be told apart."""
    found = study.gap(pair[0], None if pair[1] == REST else pair[1])
    return found, gap_answer(found, pair, told_apart(one_contrast(study.distance.table, *pair).iloc[0]))


def gap(study, behind) -> Html:
    """For each contrast the two parts of the difference, for all words together and for the furthest ones."""
    intro = paragraph(
        "An outlet may use a word more because it covers other topics (agenda), or because it words the same topics "
        "otherwise (wording). The two parts add up to the difference. They are as good as the topics: where a topic is "
        "one outlet's alone, nothing can tell the one from the other; and where outlets differ in both, some of the "
        "wording passes for agenda (about half, in planted corpora). Topics coarser than the subjects do the opposite."
    )
    return joined([intro, *(_split(study, pair, behind) for pair in contrasts(study))])


def _split(study, pair: tuple[str, str], behind) -> Html:
    found, said = split_in_words(study, pair)
    rows = pd.concat([found.table.head(SHOWN), found.table.tail(SHOWN)])
    rows = rows[~rows["term"].duplicated()]
    shown = pd.DataFrame({"word": rows["term"]})
    shown[f"stories of {pair[0]}"], shown["of the other side"] = rows["stories_target"], rows["stories_reference"]
    for part in ("gap", "agenda", "wording"):
        ends = zip(rows[part], rows[f"{part}_low"], rows[f"{part}_high"], strict=True)
        shown[f"{part}, per thousand words"] = [_thousandths(*end) for end in ends]
    links = [behind.link("word", term, {"term": term}, "gap") for term in rows["term"]]
    drawn = picture(
        draw_gap(found, n=SHOWN), f"Agenda and wording: the words that lean furthest to either side of {versus(*pair)}."
    )
    warned = bulleted(warning for warning in found.warnings if warning not in found.design.warnings)
    notes = element("div", warned, class_="warnings") if warned else Html()
    numbers = table(f"The difference of {versus(*pair)} in two parts (95 % intervals in brackets)", shown, links=links)
    return joined([element("h3", versus(*pair)), paragraph(said), drawn, numbers, notes])


def _thousandths(value: float, low: float, high: float) -> str:
    ends = "" if pd.isna(low) else f" ({span(low, high, 1, scale=1e-3, unit='')})"
    return f"{number(value / 1000, 1)}{ends}"
