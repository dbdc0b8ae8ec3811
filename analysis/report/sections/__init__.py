"""The sections of a report, in the order in which they are read.

Each takes the study and what its tables point to, and gives the body of its section; what a corpus cannot give is said
in its place.
"""
