"""Characters as the writer typed them.

Start reading at ``mend``; ``marks`` puts quotation marks and apostrophes back, ``letters`` what an encoding lost.
"""
