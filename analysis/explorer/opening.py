"""From documents, counts, a study or a result to the panel."""

from dataclasses import replace

import pandas as pd

from analysis.compare.result import Result
from analysis.errors import FramingError
from analysis.explorer.session import Session
from analysis.study import Study
from analysis.terms import DocumentTerms
from analysis.topics import Topics

__all__ = ["explore"]

AT_FIRST = 2  # outlets; one contrast is easier to read than three


def explore(
    what, documents=None, *, outlets=(), about=(), period=(None, None), voice="all", seed: int = 0, name: str = ""
):
    """Open a panel to compare outlets and read the sentences behind every number.

    Parameters
    ----------
    what : DataFrame, DocumentTerms, Study or a result
        The documents table; counts, where texts are not held; a question; or a result such as a Comparison, Distance,
        Naming, Speakers, Gap or Topics, at whose outlets the panel opens.
    documents : DataFrame or DocumentTerms, optional
        The documents behind a result, which does not hold them itself. Topics hold their counts.
    outlets, about, period, voice, seed, name
        As in Study. Without outlets the two with most stories are compared; ``name`` is what the documents are called
        in the code that the panel gives: by default the variable that holds them.

    Returns
    -------
    Panel
        A widget for JupyterLab. On a page without a kernel a table of the design and the strongest words stands in.

    Raises
    ------
    FramingError
        For something that cannot be explored, a result without its documents, or fewer than two outlets.

    Notes
    -----
    The panel is an anywidget: one file of JavaScript that this project writes, without a framework and without a
    network. The controls of ipywidgets would not do: here the page's own elements are used, so that tables are tables
    to a screen reader and everything is reached by keyboard, and article text is set as text, so that markup in it
    cannot run.

    Work is done on threads, hence the notebook stays free; while a cell runs the panel waits for its kernel. The first
    call on a machine compiles the counting kernel, which takes some ten seconds once.

    Examples
    --------
    >>> from analysis import load_counts
    >>> panel = explore(load_counts("core"), outlets=("rferl", "strategic-culture"), name="core")
    >>> panel.session.study
    Study of core: rferl and strategic-culture, all subjects, all words
    """
    from analysis.explorer.panel import Panel

    source = _source(what, documents)
    if isinstance(source, Study):
        study = source
    else:
        called = name or _variable(source) or "documents"
        study = Study(source, tuple(outlets), about, period, voice, seed, called)
    if not study.outlets:
        study = replace(study, outlets=_outlets_of(what) or study.compared[:AT_FIRST])
    if len(study.outlets) < AT_FIRST:
        raise FramingError("a comparison needs two outlets: these articles are of fewer; choose other words or dates")
    return Panel(Session(study))


def _source(what, documents):
    if documents is not None:
        return documents
    if isinstance(what, pd.DataFrame | DocumentTerms | Study):
        return what
    if isinstance(what, Topics):
        return what.counted
    if isinstance(what, Result):
        raise FramingError(
            f"a {type(what).__name__} does not hold the articles behind it: explore(result, documents) with the "
            "documents table that it was made from"
        )
    raise FramingError(f"a {type(what).__name__} cannot be explored: give documents, counts, a Study or a result")


def _outlets_of(what) -> tuple[str, ...]:
    """The outlets of a result, in the order of its first contrast."""
    if isinstance(what, Topics):
        return ()
    table = getattr(what, "table", None)
    if not isinstance(what, Result) or table is None:
        return ()
    if "outlet" in table:
        return tuple(pd.unique(table["outlet"]))
    named = pd.unique(table[["target", "reference"]].to_numpy().ravel()) if "target" in table else ()
    return tuple(outlet for outlet in named if outlet != "rest")


def _variable(source) -> str:
    """The name of the notebook's variable that holds it."""
    try:
        from IPython import get_ipython
    except ImportError:
        return ""
    shell = get_ipython()
    held = [] if shell is None else [name for name, value in shell.user_ns.items() if value is source]
    return next((name for name in held if not name.startswith("_")), "")
