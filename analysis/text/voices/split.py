"""Articles -> spans of one voice each."""

import pandas as pd

from analysis.text.segments import require_text
from analysis.text.voices.spans import voice_spans

__all__ = ["VOICES", "split_voices"]

VOICES = ("own", "quoted", "reported", "scare")
_TEXTS = ["doc_id", "voice", "speaker", "verb", "kind", "method"]


def split_voices(documents: pd.DataFrame, model: str | None = None) -> pd.DataFrame:
    """Tell the outlet's own words from those of the people it quotes.

    Parameters
    ----------
    documents : DataFrame
        Documents table; every row needs a text.
    model : str, optional
        Not used yet; without it rules decide.

    Returns
    -------
    DataFrame
        Columns doc_id, start, end (character offsets), voice, speaker, verb, kind, method. The spans of an article
        are a partition of its text: in order, without gap or overlap.

    Examples
    --------
    >>> documents = pd.DataFrame(
    ...     {"text": ['Prices rose. "We are worried," the minister said, adding that aid was late.']},
    ...     index=pd.Index(["a"], name="doc_id"),
    ... )
    >>> split_voices(documents)[["start", "end", "voice", "speaker", "verb", "kind"]].dropna().values.tolist()
    [[13, 30, 'quoted', 'the minister', 'say', 'neutral'], [62, 74, 'reported', 'the minister', 'add', 'structuring']]
    """
    require_text(documents)
    rows = [(doc_id, *span, "rules") for doc_id, text in documents["text"].items() for span in voice_spans(text)]
    columns = ["doc_id", "start", "end", "voice", "speaker", "verb", "kind", "method"]
    spans = pd.DataFrame(rows, columns=columns).astype(
        {"start": "int64", "end": "int64"} | dict.fromkeys(_TEXTS, "str")
    )
    spans.attrs = {**documents.attrs, "voices": "rules"}
    return spans
