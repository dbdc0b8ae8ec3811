"""How fast the library counts and compares, beside other tools, on one corpus and in one run."""
