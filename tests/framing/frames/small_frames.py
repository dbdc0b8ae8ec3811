"""Articles of a few words and three small frames."""

import numpy as np
import pandas as pd

from analysis.framing import Frame

FRAMES = {
    "war": Frame("war", "War", words=("war", "shell*", "army")),
    "money": Frame("money", "Money", words=("cost", "pric*")),
    "other": Frame("other", "Other"),
}
FAST = {"n_bootstraps": 100}


def documents_of(texts, outlets=None):
    index = pd.Index([f"d{i:03d}" for i in range(len(texts))], name="doc_id")
    columns = {"outlet": outlets if outlets is not None else "x", "date": pd.Timestamp("2017-01-05"), "text": texts}
    return pd.DataFrame(columns, index=index)


def some_documents(n=14, seed=0):
    rng = np.random.default_rng(seed)
    words = ["war", "shells", "cost", "prices", "sun", "rain", "wind", "hail"]
    texts = [" ".join(rng.choice(words, rng.integers(20, 60))) for _ in range(2 * n)]
    return documents_of(texts, np.repeat(["x", "y"], n))
