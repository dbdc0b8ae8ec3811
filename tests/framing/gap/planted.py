"""Articles of two outlets whose agenda and wording are known, because they were drawn from them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.terms import DocumentTerms

LEAN = np.array([0.4, 0.25, 0.15, 0.1, 0.06, 0.04])
WHAT = {"nothing": (), "mix": ("mix",), "wording": ("wording",), "both": ("mix", "wording")}


@dataclass
class Planted:
    """Counts, the same with the topic of each word, and what they were drawn from: mix (k,), wording (k, n_terms)."""

    terms: DocumentTerms
    assigned: DocumentTerms
    mix: dict
    wording: dict

    def truth(self, terms) -> pd.DataFrame:
        """Agenda and wording of each term by the formula, written out topic by topic; and the difference."""
        at = self.terms.terms.get_indexer(terms)
        rows = []
        for term in at:
            agenda = wording = 0.0
            for m_x, m_y, f_x, f_y in zip(
                self.mix["x"], self.mix["y"], self.wording["x"][:, term], self.wording["y"][:, term], strict=True
            ):
                agenda += (m_x - m_y) * (f_x + f_y) / 2
                wording += (f_x - f_y) * (m_x + m_y) / 2
            rows.append((agenda + wording, agenda, wording))
        return pd.DataFrame(rows, index=terms, columns=["gap", "agenda", "wording"])

    def distances(self, terms) -> pd.Series:
        """sum_w gap_w part_w / (r_xw + r_yw) of the probabilities themselves."""
        parts = self.truth(terms)
        at = self.terms.terms.get_indexer(terms)
        either = sum((self.mix[outlet] @ self.wording[outlet])[at] for outlet in "xy")
        return parts.mul(parts["gap"] / either, axis=0).sum()


def planted(differs: str, seed: int, n=100, k: int = 6, size: int = 500) -> Planted:
    """Mixed articles of two outlets that differ in their mix of subjects, in the words for them, in both or in nothing.

    n: articles of each outlet, or of x and of y. Words are bursty: the rate of each varies from article to article.
    """
    rng = np.random.default_rng(seed)
    common = rng.dirichlet(np.full(size, 0.3))
    subjects = 0.7 * rng.dirichlet(np.full(size, 0.05), k) + 0.3 * common
    wording = {"x": subjects, "y": subjects.copy()}
    mix = {"x": np.full(k, 1 / k), "y": np.full(k, 1 / k)}
    if "mix" in WHAT[differs]:
        mix = {"x": LEAN, "y": LEAN[::-1]}
    if "wording" in WHAT[differs]:
        said, instead = rng.permutation(size)[: size // 5 * 2].reshape(2, -1)
        wording["y"][:, instead] += 0.6 * wording["y"][:, said]
        wording["y"][:, said] *= 0.4
    outlets = np.repeat(["x", "y"], n)
    [topic_of] = rng.spawn(1)  # its own, so that the words do not depend on whether their topics are asked for
    counts, parts = [], []
    for outlet in outlets:
        joint = rng.dirichlet(mix[outlet] * k * 0.3)[:, None] * wording[outlet]
        rate = rng.gamma(8, joint.sum(axis=0) / 8)
        words = rng.multinomial(max(30, int(250 * rng.lognormal(0, 0.6))), rate / rate.sum())
        counts.append(words)
        parts.append(topic_of.multinomial(words, (joint / joint.sum(axis=0)).T).ravel())
    used = (np.array(counts) > 0).sum(axis=0) >= 5
    documents = pd.DataFrame({"outlet": outlets}, index=[f"d{i:03d}" for i in range(len(outlets))])
    documents["date"] = pd.Timestamp("2017-01-02")
    names = pd.Index([f"w{i:03d}" for i in range(size)], dtype="str", name="term")[used]
    assigned = np.array(parts)[:, np.repeat(used, k)].astype(float)
    return Planted(
        DocumentTerms(sparse.csr_array(np.array(counts)[:, used]), documents, names),
        DocumentTerms(sparse.csr_array(assigned), documents, pd.RangeIndex(assigned.shape[1])),
        mix,
        {outlet: f[:, used] / f[:, used].sum(axis=1, keepdims=True) for outlet, f in wording.items()},
    )
