"""Who published an article, when, and under whose name.

Start reading at ``identity``: it weighs the evidence that ``case`` gathers, ``outlet`` names the outlet, ``dates`` the
day, ``words`` what only the text itself tells.
"""
