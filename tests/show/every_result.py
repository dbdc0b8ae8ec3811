"""One result of every type, from made-up articles whose names, titles and words try to run a script."""

from dataclasses import replace

import numpy as np
import pandas as pd

import analysis

HARM = "<img src=x onerror=window.harmed=1>"
OUTLETS = (f"north {HARM}", "south <script>window.harmed=1</script>")
PER_OUTLET = 30
SUBJECTS = (
    "The harbour at Torvik froze and the ships waited for the tug.",
    "Parliament argued over the budget and the tax on wool.",
    "Rebels left the suburbs of Aleppo after the Syrian army shelled the road.",
    "The regime in Syria accused the opposition of breaking the truce.",
)
SAID = (
    '"The truce in Syria holds," Vladimir Putin said.',
    '"We see no truce," James Mattis said.',
    "Russia bombed the market in Syria, killing nine people.",
)
FAST = {"n_bootstraps": 60, "n_permutations": 60}


def articles(seed: int = 0) -> pd.DataFrame:
    """Sixty short articles of two outlets over three months."""
    rng = np.random.default_rng(seed)
    rows = [_article(rng, number, outlet) for outlet in OUTLETS for number in range(PER_OUTLET)]
    index = pd.Index([f"d{row:03d}" for row in range(len(rows))], name="doc_id")
    return pd.DataFrame(rows, columns=["outlet", "date", "title", "text"], index=index).assign(
        story=index, url="javascript:window.harmed=1", n_words=lambda rows: rows["text"].str.split().str.len()
    )


def _article(rng: np.random.Generator, number: int, outlet: str) -> tuple:
    leaning = [0.4, 0.3, 0.2, 0.1] if outlet == OUTLETS[0] else [0.1, 0.2, 0.3, 0.4]
    subjects = rng.choice(SUBJECTS, size=4, p=leaning)
    place = f"Place{number // 3} Person{number // 3} Bridge{number // 3}"
    text = " ".join([f"{place} {HARM} opened.", *subjects, *rng.choice(SAID, size=2), f"{HARM} \u202e turned."])
    return outlet, pd.Timestamp("2017-01-02") + pd.Timedelta(days=3 * number), f"{place} {HARM}", text


def every_result() -> dict[str, object]:
    """Name of the type -> a result of it."""
    documents = articles()
    terms = analysis.count_terms(documents)
    terms = replace(terms, terms=pd.Index([f"<s>{term}" if term == "harbour" else term for term in terms.terms]))
    topics = analysis.fit_topics(terms, k=4)
    events = analysis.find_events(terms)
    gap = analysis.split_gap(terms, topics, *OUTLETS, n_bootstraps=60)
    results = [
        analysis.check_design(terms, n_permutations=60),
        analysis.compare_outlets(terms, **FAST),
        analysis.outlet_distance(terms, **FAST),
        events,
        topics,
        topics.over_time("week", n_bootstraps=60),
        analysis.stable_k(terms, (3, 4, 5), n_refits=5, n_null=3),
        gap,
        analysis.name_choices(documents, **FAST),
        analysis.speakers(documents, **FAST),
        analysis.actors(documents, **FAST),
        analysis.frame_scores(terms, n_bootstraps=60),
        analysis.concordance(documents, "truce"),
    ]
    return {type(result).__name__: result for result in results}
