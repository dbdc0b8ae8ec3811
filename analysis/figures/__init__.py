"""Results -> figures and tables with the same bytes every time.

- ``style``, ``figure``, ``PALETTE``: one look, printed sizes, colours that everybody can tell apart
- ``save_figure``, ``save_table``: SVG and CSV files, their digest as text, their origin in ``figures/manifest.json``
- ``read_manifest``: what made each file
"""

from analysis.figures.manifest import corpora_of, read_manifest, record
from analysis.figures.save import Digest, save_figure, save_table
from analysis.figures.style import PALETTE, WIDTHS_MM, figure, style

__all__ = [
    "PALETTE",
    "WIDTHS_MM",
    "Digest",
    "corpora_of",
    "figure",
    "read_manifest",
    "record",
    "save_figure",
    "save_table",
    "style",
]
