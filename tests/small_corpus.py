"""A small corpus of three outlets, and the same with an article that means harm."""

import numpy as np
import pandas as pd

SENTENCES = {
    "tass": 'Militants left the town. "We welcome it," Sergei Lavrov said. The Syrian government spoke of talks.',
    "dw": 'The rebels left the city. "We fear for them," John Kerry said. The Syrian regime refused the talks.',
    "cnn": 'Opposition fighters left Aleppo. Mevlut Cavusoglu said that it was late. The "talks" failed in Syria.',
}
HOSTILE = {
    "title": "<img src=x onerror=\"window.harmed='title'\">\u202eeltit",
    "text": (
        "<script>window.harmed='script'</script> Rebels left <b onclick=\"window.harmed='event'\">harm</b> in Syria. "
        "The <a href=\"javascript:window.harmed='link'\">harm</a> \u202eis done\u202c here, rebels </td></table> left."
    ),
    "url": "javascript:window.harmed='url'",
}


def three_outlets() -> pd.DataFrame:
    """24 articles of each outlet, three in four of them about Syria."""
    rng = np.random.default_rng(0)
    subjects = ["harvest wheat farmers", "bridge river engineers", "election ballot votes", "storm harbour boats"]
    rows = []
    for outlet, sentences in SENTENCES.items():
        for day in range(24):
            filler = " ".join(rng.choice(subjects[int(rng.integers(4))].split(), 12)).capitalize()
            text = f"{sentences if day % 4 else ''} {filler} in {outlet}land."
            rows.append((outlet, f"{outlet} {day}", text, f"https://example.org/{outlet}/{day}", day))
    table = pd.DataFrame(rows, columns=["outlet", "title", "text", "url", "day"])
    table["date"] = pd.Timestamp("2017-01-01") + pd.to_timedelta(table.pop("day"), "D")
    table["story"], table["n_words"] = [f"s{n:03d}" for n in range(len(table))], 30
    table.index = pd.Index([f"d{n:03d}" for n in range(len(table))], name="doc_id")
    return table


def with_harm(documents: pd.DataFrame) -> pd.DataFrame:
    """The corpus with an article that tries to run, in an outlet whose name tries too."""
    table = documents.copy()
    table.loc["d025", ["title", "text", "url"]] = [HOSTILE["title"], HOSTILE["text"], HOSTILE["url"]]
    table["outlet"] = table["outlet"].replace({"dw": "<b onmouseover=\"window.harmed='outlet'\">dw"})
    return table
