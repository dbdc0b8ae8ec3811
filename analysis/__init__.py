"""How do outlets cover and word the same events?

Concepts, in the order in which data flows::

    corpus      files -> one documents table, one row per article      load_corpus, select_articles, ingest
    text        article -> paragraphs, sentences, voices               split_voices
    terms       documents -> counts, TF-IDF                            count_terms, load_counts, DocumentTerms
    inference   what a corpus can show; resampling over stories        check_design, Design
    compare     which words one outlet uses more; the same events      compare_outlets, outlet_distance, find_events
    topics      what the outlets write about                           fit_topics, Topics
    framing     names, speakers, actors; agenda or wording             name_choices, speakers, actors, split_gap
    study       one question to one corpus, all its answers            Study
    report      a study as one HTML file to pass on                    write_report
    explorer    a panel to choose, doubt and read the sentences       explore
    figures     results -> byte-identical SVG                          draw_*, save_figure

The unit of every test and interval is the story (copies of one text count once), never the word.

Names are imported when first used, so that ``import analysis`` stays fast.
"""

from importlib import import_module

__version__ = "0.1.0"

_HOME_OF = {
    "FramingError": "errors",
    "load_corpus": "corpus",
    "select_articles": "corpus",
    "ingest": "corpus",
    "load_ledger": "corpus",
    "load_counts": "loading",
    "count_terms": "terms",
    "DocumentTerms": "terms",
    "TermCounter": "terms.counter",
    "split_voices": "text",
    "check_design": "inference",
    "Design": "inference",
    "compare_outlets": "compare",
    "Comparison": "compare",
    "outlet_distance": "compare",
    "Distance": "compare",
    "find_events": "compare",
    "Events": "compare",
    "fit_topics": "topics",
    "stable_k": "topics",
    "Topics": "topics",
    "map_articles": "topics",
    "Study": "study",
    "write_report": "report",
    "explore": "explorer",
    "concordance": "framing",
    "speakers": "framing",
    "Speakers": "framing",
    "actors": "framing",
    "Actors": "framing",
    "load_actors": "framing",
    "frame_scores": "framing",
    "Frames": "framing",
    "load_frames": "framing",
    "name_choices": "framing",
    "Naming": "framing",
    "load_concepts": "framing",
    "split_gap": "framing",
    "Gap": "framing",
    "draw_actors": "figures",
    "draw_calendar": "figures",
    "draw_calibration": "figures",
    "draw_design": "figures",
    "draw_distance": "figures",
    "draw_gap": "figures",
    "draw_frames": "figures",
    "draw_keyness": "figures",
    "draw_lengths": "figures",
    "draw_map": "figures",
    "draw_naming": "figures",
    "draw_prevalence": "figures",
    "draw_speakers": "figures",
    "draw_stability": "figures",
    "draw_top_terms": "figures",
    "draw_topic_cards": "figures",
    "draw_topics_over_time": "figures",
    "save_figure": "figures",
    "save_table": "figures",
}

__all__ = ["__version__", *_HOME_OF]


def __getattr__(name: str):
    if name not in _HOME_OF:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(f"analysis.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
