"""What readers hand to the pipeline: records, and refusals for what cannot be one."""

from dataclasses import dataclass, field

__all__ = ["FIELDS", "Record", "Refusal"]

FIELDS = ("text", "title", "author", "date", "url", "outlet", "republished_by", "language", "genre", "file")


@dataclass(frozen=True, slots=True)
class Record:
    """One article as found: where it stood, and the fields it came with."""

    input: str
    fields: dict = field(default_factory=dict)
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """One input that is not in the store, and why."""

    input: str
    reason: str
