import numpy as np

from analysis.corpus import find_stories

N_ARTICLES, N_COPIES = 10_000, 500


def sentences(rng):
    """A pool so small that every sentence stands in many articles that are no copies of each other."""
    sizes = rng.integers(8, 31, 8_000)
    return [" ".join(f"w{number}" for number in rng.zipf(1.3, size) % 20_000) + "." for size in sizes]


def edit(rng, paragraphs):
    """One word in ten replaced, here and there."""
    text = "\n\n".join(paragraphs).split(" ")
    for place in rng.choice(len(text), len(text) // 10, replace=False):
        text[place] = f"edited{place}"
    return " ".join(text)


def embed(rng, paragraphs):
    """Contained in a piece of three times the length."""
    other = [" ".join(f"x{number}" for number in rng.integers(0, 20_000, 40)) for _ in range(2 * len(paragraphs))]
    return "\n\n".join([*other[:2], *paragraphs, *other[2:]])


def drop(rng, paragraphs):
    """Two paragraphs dropped."""
    gone = rng.choice(len(paragraphs), 2, replace=False)
    return "\n\n".join(paragraph for number, paragraph in enumerate(paragraphs) if number not in gone)


def exact(rng, paragraphs):
    return "\n\n".join(paragraphs).upper()


def test_planted_copies_are_found_and_nothing_else_is_merged():
    rng = np.random.default_rng(0)
    pool = sentences(rng)
    drawn = [[pool[at] for at in rng.integers(0, len(pool), size)] for size in rng.integers(12, 40, N_ARTICLES)]
    articles = [[" ".join(article[at : at + 3]) for at in range(0, len(article), 3)] for article in drawn]
    sources = rng.choice(N_ARTICLES, N_COPIES, replace=False)
    kinds = [exact, edit, embed, drop]
    copies = [kinds[number % 4](rng, articles[source]) for number, source in enumerate(sources)]
    stories = np.array(find_stories(["\n\n".join(article) for article in articles] + copies))
    found = stories[N_ARTICLES:] == stories[sources]
    assert [found[kind::4].mean() >= 0.99 for kind in range(4)] == [True] * 4
    assert len(set(stories[:N_ARTICLES])) == N_ARTICLES
