"""What is asked in the panel, and what is answered: plain data in, plain data out, no widget."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis.errors import FramingError
from analysis.explorer.reading import VOICE_LABELS, read
from analysis.explorer.sections import SECTIONS, section_of
from analysis.explorer.tables import plain
from analysis.inference import known_groups
from analysis.study import Study
from analysis.terms import story_of

__all__ = ["Session"]

LARGE = 5_000  # articles from which on words are compared when asked for, not at once
SAMPLE = 1_000  # stories of each outlet in which their distance is then looked at first
FEW_RESAMPLES = 50


class Session:
    """Answers to what is asked in the panel.

    Parameters
    ----------
    study : Study
        The question that the panel opens with.

    Examples
    --------
    >>> from analysis import load_counts
    >>> study = Study(load_counts("core"), outlets=("rferl", "strategic-culture"), name="core")
    >>> answers = Session(study).answers({"kind": "ask", "question": {"outlets": ["rferl", "voa"]}})
    >>> [answer.get("section") for answer in answers]
    ['design', 'distance', 'keyness', 'distance', 'design']
    """

    def __init__(self, study: Study):
        self.study = study

    def opening(self) -> dict:
        """What the controls offer and how they are set at first."""
        facts = self.study.documents if self.study.holds_texts else self.study.documents.documents
        groups = known_groups(facts["outlet"].astype(object).to_numpy())
        stories = story_of(facts).groupby(facts["outlet"].to_numpy()).nunique()
        dates = facts["date"].dropna() if "date" in facts else pd.Series(dtype="datetime64[ns]")
        first, last = (dates.min(), dates.max()) if len(dates) else (None, None)
        begin, end = self.study.period
        return {
            "outlets": [{"name": group, "label": plain(group), "stories": int(stories[group])} for group in groups],
            "voices": {"all": "all words", **VOICE_LABELS},
            "span": [_day(first), _day(last)],
            "texts": self.study.holds_texts,
            "sections": {name: title for name, (title, _) in SECTIONS.items()},
            "question": {
                "outlets": list(self.study.compared), "about": list(self.study.about),
                "period": [_day(begin), _day(end)], "voice": self.study.voice,
            },
        }  # fmt: skip

    def answers(self, message: dict) -> Iterator[dict]:
        """Answer one message.

        Parameters
        ----------
        message : dict
            ``kind``: "ask" (a question: outlets, about, period, voice), "section" (one of the sections; ``full`` for
            what is left out of large corpora at first) or "read" (``look``: what to find sentences of).

        Yields
        ------
        dict
            Sections, sentences ("read") or errors ("error": one sentence), as plain data.
        """
        try:
            kind = {"ask": self._ask, "section": self._section, "read": self._read}.get(message.get("kind"))
            if kind is None:
                raise FramingError(f"message of the kind {message.get('kind')!r} is not known")
            yield from kind(message)
        except FramingError as error:
            yield {"kind": "error", "section": message.get("section"), "message": plain(error)}

    def _ask(self, message: dict) -> Iterator[dict]:
        self.study = study = self._asked(message.get("question") or {})
        large = len(study.articles) > LARGE
        yield self._shown("design", study.outline, "outline")
        glance = replace(study, n_permutations=0, n_bootstraps=0)
        if large:
            yield {"kind": "later", "section": "keyness"}
            yield from self._sampled(study)
            return
        yield from self._tried("distance", lambda: glance.distance, glance)
        yield from self._tried("keyness", lambda: study.keyness)
        yield from self._tried("distance", lambda: study.distance)
        yield from self._tried("design", lambda: study.design)

    def _sampled(self, study: Study) -> Iterator[dict]:
        """The distance in some of the stories, first alone, then with its interval."""
        for resamples in (0, FEW_RESAMPLES):
            glance = replace(study, most_stories=SAMPLE, n_permutations=resamples, n_bootstraps=resamples)
            for answer in self._tried("distance", lambda glance=glance: glance.distance, glance, full=True):
                note = f"{SAMPLE:,} stories of each outlet at most, drawn at random; all of them take longer."
                yield answer | {"notes": [*answer.get("notes", []), note]}

    def _section(self, message: dict) -> Iterator[dict]:
        name, study = message.get("section"), self.study
        if name not in SECTIONS:
            raise FramingError(f"section {name!r} is not known: choose one of {', '.join(SECTIONS)}")
        if name == "gap":
            if len(study.compared) < 2:
                raise FramingError("a gap is one between two outlets: choose another one")
            yield self._shown("gap", study.gap(*study.compared[:2]), "gap", *study.compared[:2])
        else:
            yield self._shown(name, getattr(study, name), "prevalence" if name == "topics" else name)

    def _read(self, message: dict) -> Iterator[dict]:
        yield {"kind": "read"} | read(self.study, dict(message.get("look") or {}))

    def _asked(self, question: dict) -> Study:
        period = tuple(end or None for end in question.get("period") or (None, None))
        about = [word.strip() for word in question.get("about") or [] if word.strip()]
        outlets = [str(outlet) for outlet in question.get("outlets") or []]
        if "outlets" in question and len(outlets) < 2:
            raise FramingError("a comparison needs two outlets: tick another one")
        return replace(
            self.study, outlets=tuple(outlets), about=tuple(about), period=period, voice=question.get("voice") or "all"
        )

    def _tried(self, name: str, make, study: Study | None = None, **more) -> Iterator[dict]:
        """The section; or why there is none, which is no reason to keep the others back."""
        try:
            yield self._shown(name, make(), name, study=study) | more
        except FramingError as error:
            yield {"kind": "error", "section": name, "message": plain(error)}

    def _shown(self, name: str, result, step: str, *arguments, study: Study | None = None) -> dict:
        study = study or self.study
        prevalence = study.prevalence if name == "topics" else None
        return {"kind": "section"} | section_of(result, prevalence) | {"code": study.code(step, *arguments)}


def _day(date) -> str:
    return "" if date is None or pd.isna(date) else str(pd.Timestamp(date).date())
