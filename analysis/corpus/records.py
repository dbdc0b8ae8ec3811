"""What readers hand to the pipeline: records, and refusals for what cannot be one."""

from dataclasses import dataclass, field

__all__ = ["FIELDS", "Record", "Refusal"]

FIELDS = ("text", "title", "author", "date", "url", "outlet", "republished_by", "language", "genre", "file")


@dataclass(frozen=True, slots=True)
class Record:
    """One article as found.

    Attributes
    ----------
    input : str
        Where it stood: a file name, and the number of the row after "#".
    fields : dict
        What the user and the input say about it, by the names of the documents table.
    content : bytes, optional
        The file itself where one file is one article; its text is then still to be decoded.
    sha256 : str, optional
        Checksum of this file.
    otherwise : dict
        What holds where neither `fields` nor the content, once decoded, says anything.
    """

    input: str
    fields: dict = field(default_factory=dict)
    content: bytes | None = None
    sha256: str | None = None
    otherwise: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One input that is not in the store, and why."""

    input: str
    reason: str
