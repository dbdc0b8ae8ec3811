"""How far apart the outlets are, and which words they use more."""

import pandas as pd

from analysis.figures import draw_distance, draw_keyness
from analysis.report.contrasts import MOST_IN_PAIRS, REST, contrasts, one_contrast
from analysis.report.markup import Html, element, joined, paragraph
from analysis.report.phrases import probability, span, versus
from analysis.report.picture import folded, picture, table
from analysis.report.sections.answers import distance_answer, keyness_answer
from analysis.show import Interval

__all__ = ["distance", "keyness"]

SHOWN, FEWER = 10, 6  # words per side, and where there are many contrasts or one is shown on demand


def distance(study, behind) -> Html:
    """Chance to guess the outlet from one word, with what chance alone gives."""
    found, chosen = study.distance, contrasts(study)
    rows = found.table
    low, high = "low (%)", "high (%)"
    shown = pd.DataFrame(
        {
            "outlets": [versus(*pair) for pair in zip(rows["target"], rows["reference"], strict=True)],
            "guessed right (%)": (100 * rows["pi"]).round(1),
            low: (100 * rows["low"]).round(1),
            high: (100 * rows["high"]).round(1),
            "by chance": _bands(rows),
            "p": rows["p"].map(probability),
        }
    )
    return joined(
        [
            paragraph(
                "Somebody hears one random word of a story and guesses which of two outlets printed it. 50 % is "
                "chance: one word does not give the outlet away. The numbers are small because most words are common "
                "to all English news; what matters is whether they lie outside the grey band that chance makes."
            ),
            *map(paragraph, distance_answer(rows, chosen)),
            picture(
                draw_distance(found), "Chance to guess the outlet from one word, for each pair, on the chance band."
            ),
            table("Guessing the outlet from one word", shown, Interval("guessed right (%)", low, high, 50.0)),
        ]
    )


def keyness(study, behind) -> Html:
    """One block per contrast; each against the rest on demand."""
    chosen = contrasts(study)
    found = study.keyness
    n = SHOWN if len(chosen) <= MOST_IN_PAIRS else FEWER
    blocks = [_contrast(found, pair, behind, n) for pair in chosen]
    others = found.table[["target", "reference"]].drop_duplicates().itertuples(index=False, name=None)
    rest = [pair for pair in others if pair not in chosen and pair[1] == REST]
    if rest:
        blocks.append(
            folded(
                "Each outlet against all the others", *(_contrast(found, p, behind, FEWER, drawn=False) for p in rest)
            )
        )
    lead = "Each word in the tables leads to its sentences. " if behind.shown else ""
    note = (
        f"{lead}q below .05: of all words with such a q about one in twenty is there by chance. Family-wise p below "
        ".05: not even one word would be expected to stand out so far anywhere in this report's comparisons of words. "
        "Names of outlets and spelling are among them."
    )
    return joined([paragraph(note), *blocks])


def _contrast(found, pair: tuple[str, str], behind, n: int, drawn: bool = True) -> Html:
    one = found.contrast(*pair)
    parts = [element("h3", versus(*pair)), paragraph(keyness_answer(found, pair))]
    if drawn:
        described = f"Words that lean furthest to {pair[0]} and to {pair[1]}; the table below has the numbers."
        parts.append(picture(draw_keyness(one, n=n), described))
    return joined([*parts, _words(one, pair, behind, n)])


def _words(one, pair: tuple[str, str], behind, n: int) -> Html:
    rows = one.top(n)
    sizes = one_contrast(one.design.contrasts, *pair).iloc[0]
    sides = {"target": pair[0], "reference": "the others" if pair[1] == REST else pair[1]}
    shown = pd.DataFrame({"word": rows["term"]})
    for side, outlet in sides.items():
        shown[f"stories of {outlet} (of {sizes[f'stories_{side}']})"] = rows[f"stories_{side}"]
    for side, outlet in sides.items():
        shown[f"per million, {outlet}"] = rows[f"per_million_{side}"].round().astype(int)
    shown["log-odds"] = rows["log_odds"].round(2)
    shown["low"], shown["high"] = rows["low"].round(2), rows["high"].round(2)
    shown["family-wise p"], shown["q"] = rows["p_fwer"].map(probability), rows["q"].map(probability)
    title = f"Words that lean to {sides['target']} (first) and to {sides['reference']} (last)"
    links = [behind.link("word", term, {"term": term}, "keyness") for term in rows["term"]]
    return table(title, shown, Interval("log-odds", "low", "high", 0.0), links)


def _bands(rows: pd.DataFrame) -> list[str | None]:
    bands = zip(rows["placebo_low"], rows["placebo_high"], strict=True)
    return [None if pd.isna(low) else span(low, high, 1) for low, high in bands]
