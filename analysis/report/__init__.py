"""Results -> one HTML file that opens anywhere, runs nothing and asks for nothing.

``write_report(study, out)`` is the one public name. Inside:

===============  ==========================================================================
``markup``       elements; whatever is not one becomes text: the one place of escaping
``page``         the document, its policy and its style (``page.css``)
``picture``      figures and tables
``phrases``      numbers as words of a sentence
``contrasts``    which outlets are held against which; what stands where nothing can be said
``named``        the study with outlets by their names
``behind``       the sentences that tables lead to
``question``     from a corpus to a study, and from a study to the command that reports on it
``glossary``     what the words mean and how numbers are made (``glossary.toml``)
``sections``     question, answer, design, words, topics, names, notes
===============  ==========================================================================
"""

from analysis.report.glossary import glossary
from analysis.report.question import study_of
from analysis.report.write import report_html, write_report

__all__ = ["glossary", "report_html", "study_of", "write_report"]
