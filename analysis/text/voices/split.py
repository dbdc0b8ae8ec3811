"""Articles -> spans of one voice each."""

import pandas as pd

from analysis.progress import watched
from analysis.text.parse import parse
from analysis.text.segments import require_text
from analysis.text.voices.parsed import parsed_verbs
from analysis.text.voices.spans import voice_spans

__all__ = ["VOICES", "split_voices"]

VOICES = ("own", "quoted", "reported", "scare")
_COLUMNS = ["doc_id", "start", "end", "voice", "speaker", "verb", "kind", "method"]
_TEXTS = ["doc_id", "voice", "speaker", "verb", "kind", "method"]


def split_voices(documents: pd.DataFrame, model: str | None = None) -> pd.DataFrame:
    """Tell the outlet's own words from those of the people whom it quotes.

    Parameters
    ----------
    documents : DataFrame
        Documents table; every row needs a text.
    model : str, optional
        A spaCy model such as "en_core_web_sm" (extra ``nlp``), which knows better what is a verb, and whose. Without
        it rules decide alone, which works everywhere. Articles are parsed once and kept on disk, see
        :func:`analysis.text.parse`.

    Returns
    -------
    DataFrame
        The spans of an article are a partition of its text: in order, without gap or overlap, from 0 to its length.

        ==========  ==========================================================================================
        doc_id      the article
        start, end  character offsets
        voice       ``own``; ``quoted`` (between quotation marks, which belong to it); ``reported`` (a clause given
                    to a speaker without marks; "he said that" itself is own); ``scare`` (marks around a few words that
                    no one is said to have spoken: the outlet keeps its distance, the words are its own)
        speaker     the fullest name that the article gives, else the noun phrase; NA where none is stated
        verb        lemma of the verb or phrase of attribution ("say", "point out", "according to"); NA without one
        kind        kind of that verb (neutral, claiming, endorsing, ...; see ``verbs.toml``)
        method      "rules", or name and version of the model
        ==========  ==========================================================================================

    Raises
    ------
    FramingError
        When an article has no text, or the model is not installed.

    Notes
    -----
    Nested quotations are part of the outer one. Titles of works, nicknames, words as words, slogans on placards and
    chants are own. A paragraph that opens with a mark and does not close runs on when the next opens with one; else
    the quotation ends with its paragraph. Clauses of thinking and finding, and denied ones ("did not say that"), are
    own. The kinds of verbs follow Caldas-Coulthard (1994), Geis (1987) and Bell (1991). How well all this agrees with a
    reader is measured in ``tests/text/gold``.

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
    parsed, method = {}, "rules"
    if model is not None:
        tokens = parse(documents, model)
        parsed, method = dict(parsed_verbs(tokens)), tokens.attrs["model"]
    rows = [
        (doc_id, *span, method)
        for doc_id, text in watched(documents["text"].items(), len(documents), "telling voices apart")
        for span in voice_spans(text, parsed.get(doc_id, {}) if model else None)
    ]
    spans = pd.DataFrame(rows, columns=_COLUMNS).astype(
        {"start": "int64", "end": "int64"} | dict.fromkeys(_TEXTS, "str")
    )
    spans.attrs = {**documents.attrs, "voices": method}
    return spans
