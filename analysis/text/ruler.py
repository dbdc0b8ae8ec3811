"""spaCy's attribute ruler with a memory, which sets the same attributes in less time.

The ruler tries its 180 rules on every token of every article. What nearly all of them do depends on that token's tag,
dependency and, for some two hundred words, its form, so that it needs to be found out once.
"""

import numpy as np

__all__ = ["RememberingRuler", "replace_ruler"]

Rules = tuple[int, ...]  # their numbers, in order: a later one has the last word

_FACTORY = "remembering_ruler"
_KEY, _SET = ["LOWER", "TAG", "DEP", "IS_SPACE"], ["POS", "MORPH", "LEMMA"]


def replace_ruler(nlp):
    """Put a ruler with a memory in the place of a pipeline's attribute ruler, when it has one."""
    from spacy import Language

    if not Language.has_factory(_FACTORY):
        Language.factory(_FACTORY, func=lambda nlp, name: RememberingRuler(nlp.get_pipe("attribute_ruler")))
    if nlp.has_pipe("attribute_ruler"):
        nlp.add_pipe(_FACTORY, after="attribute_ruler")
        nlp.remove_pipe("attribute_ruler")
    return nlp


class RememberingRuler:
    """Does what a ``spacy.pipeline.AttributeRuler`` does."""

    def __init__(self, ruler):
        from spacy.attrs import IDS
        from spacy.matcher import Matcher

        self._ruler, self._ids = ruler, IDS
        self._others = Matcher(ruler.vocab, validate=False)  # rules of several tokens, and such as cannot be kept
        self._kept: set[int] = set()
        forms: set[str] = set()
        for number, rule in enumerate(ruler.patterns):
            words = [_words(pattern) for pattern in rule["patterns"]]
            if any(found is None for found in words):
                self._others.add(str(number), rule["patterns"])
            else:
                self._kept.add(number)
                forms.update(*words)
        self._forms = np.array([ruler.vocab.strings.add(form) for form in sorted(forms)], dtype=np.uint64)
        self._rules_of: dict[tuple, Rules] = {}

    def __call__(self, doc):
        """Set part of speech, morphology and the lemmas of exceptions; tag and dependency of blanks."""
        if not len(doc):
            return doc
        keys = doc.to_array(_KEY)
        keys[~np.isin(keys[:, 0], self._forms), 0] = 0
        rules = self._rules(doc, list(map(tuple, keys.tolist())))
        changes = {met: self._change(met) for met in set(rules)}
        values = {met: [change.get(self._ids[name], 0) for name in _SET] for met, change in changes.items()}
        doc.from_array(_SET, np.array([values[met] for met in rules], dtype=np.uint64))
        for at in np.flatnonzero(keys[:, 3]).tolist():
            token, change = doc[at], changes[rules[at]]
            token.tag = change.get(self._ids["TAG"], token.tag)
            token.dep = change.get(self._ids["DEP"], token.dep)
        return doc

    def _rules(self, doc, tokens: list[tuple]) -> list[Rules]:
        """The rules that each token meets."""
        if not self._rules_of.keys() >= set(tokens):
            self._learn(doc, tokens)
        rules = [self._rules_of[token] for token in tokens]
        for name, start, _ in self._others(doc, allow_missing=True):
            number = int(doc.vocab.strings[name])
            at = start + self._ruler.indices[number]
            rules[at] = tuple(sorted({*rules[at], number}))
        return rules

    def _learn(self, doc, tokens: list[tuple]) -> None:
        met: list[list[int]] = [[] for _ in tokens]
        for number, _, start, _ in self._ruler.match(doc):
            if number in self._kept:
                met[start].append(number)
        self._rules_of.update(zip(tokens, map(tuple, met), strict=True))

    def _change(self, rules: Rules) -> dict[int, int]:
        return {name: value for number in rules for name, value in self._ruler.attrs[number].items()}


def _words(pattern: list[dict]) -> set[str] | None:
    """The forms that a pattern asks for; None when it looks at several tokens, or at anything that is not kept.

    >>> _words([{"LOWER": {"IN": ["no"]}, "TAG": "DT"}]), _words([{"LOWER": "got"}, {"LOWER": "ta"}])
    ({'no'}, None)
    """
    token, *more = pattern
    lower = token.get("LOWER", {"IN": []})
    if more or not token.keys() <= set(_KEY):
        return None
    if isinstance(lower, str):
        return {lower}
    return set(lower["IN"]) if set(lower) == {"IN"} else None
