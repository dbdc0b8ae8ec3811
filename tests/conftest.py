"""Property tests try the same examples on every machine, and take the time they need."""

from hypothesis import settings

settings.register_profile("same everywhere", derandomize=True, deadline=None)
settings.load_profile("same everywhere")

collect_ignore = ["browser"]  # these need a browser: make test-browser
