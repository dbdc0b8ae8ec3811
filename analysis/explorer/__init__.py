"""A panel in JupyterLab: choose outlets, doubt, click a word, read its sentences, take the code along.

Concepts, in the order in which data flows::

    session     messages (dicts of plain data) -> answers; knows nothing of widgets
    sections    one result -> one section: its title, what its numbers mean, its tables (``result_tables``)
    reading     a word, name or speaker -> sentences of each outlet, voices marked
    worker      answers on a thread: progress, stop, and nothing from a question that is no longer asked
    panel       the widget (anywidget): passes messages on, and holds a static table for pages without a kernel
    panel.js    draws what it is told; text is set as text, never as markup
"""

from analysis.explorer.opening import explore
from analysis.explorer.session import Session

__all__ = ["Session", "explore"]
