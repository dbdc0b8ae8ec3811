"""The question of a study as options of the functions that answer it."""

import numpy as np

__all__ = ["asked", "disjoint", "few_resamples", "min_df", "n_stories", "resamples", "seed", "sides", "voice"]


def voice(study) -> dict:
    """Whose words are counted."""
    return {} if study.voice == "all" else {"voice": study.voice}


def seed(study) -> dict:
    """The seed."""
    return {"seed": study.seed}


def sides(study) -> dict:
    """Two outlets are target and reference; of more, all contrasts are made."""
    if len(study.compared) != 2:
        return {}
    return dict(zip(("target", "reference"), study.compared, strict=True))


def disjoint(study) -> dict:
    """Whether outlets without a common month may be compared."""
    return {"allow_disjoint_dates": True} if study.allow_disjoint_dates else {}


def asked(study) -> dict:
    """What is held against what."""
    return sides(study) | disjoint(study)


def resamples(study) -> dict:
    """Permutations and redraws, where they are not those of the functions themselves."""
    given = {"n_permutations": (study.n_permutations, 2000), "n_bootstraps": (study.n_bootstraps, 1000)}
    return {name: number for name, (number, usual) in given.items() if number != usual}


def few_resamples(study) -> dict:
    """Those of the distance, each of which reads all words again."""
    given = {"n_permutations": min(study.n_permutations, 200), "n_bootstraps": min(study.n_bootstraps, 200)}
    return {name: number for name, number in given.items() if number != 200}


def n_stories(study) -> int:
    """Stories of the selected articles."""
    return study.terms.stories.nunique()


def min_df(study) -> int:
    """Rare terms say nothing of topics: those in fewer than 5 stories, or fewer where there are few stories."""
    return int(np.clip(n_stories(study) // 20, 1, 5))
