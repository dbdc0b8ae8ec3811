"""How results look: the same in every room.

==================  ==========================================================================
``table_html``      a table as HTML that reads well in light and dark, by keyboard and by ear
``bare_table``      its table element alone
``text_html``       a value as text that cannot become markup
``Interval``        columns that a bar is drawn from
``Shown``           what prints itself, and leaves as CSV, LaTeX or picture
``drawn``           what a ``draw_*`` function makes, for rooms that do not draw
==================  ==========================================================================
"""

from analysis.show.bars import Interval
from analysis.show.shown import Shown, drawn
from analysis.show.table import bare_table, table_html
from analysis.show.text import text_html

__all__ = ["Interval", "Shown", "bare_table", "drawn", "table_html", "text_html"]
