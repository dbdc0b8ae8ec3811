"""The article without the furniture of its page; what is cut is kept with its place.

Start reading at ``article``: it runs the passes in order. ``rules`` and ``furniture.toml`` hold what is known of pages
in general, ``learned`` what one corpus shows of its outlets.
"""
