"""The tables as classes, for everything that is not on a hot path.

The migrations make the schema; a test holds that both say the same. SQLite's STRICT wants explicit column types.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import REAL, Column, ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

STRICT: dict[str, Any] = {"sqlite_strict": True}


def _column(kind: Any, *constraints: Any, null: bool = False, **options: Any) -> Any:
    return Field(sa_column=Column(kind, *constraints, nullable=null, **options))


class DeckRow(SQLModel, table=True):
    __tablename__ = "deck"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    name: str = _column(Text, unique=True)
    root: str = _column(Text)
    kind: str = _column(Text)
    title: str = _column(Text)
    description: str = _column(Text)
    language: str = _column(Text)
    size: int = _column(Integer)
    mtime_ns: int = _column(Integer)
    read_ns: int = _column(Integer)
    digest: bytes = _column(LargeBinary)
    problems: str = _column(Text)
    gone: int = _column(Integer)
    suspended: int = _column(Integer)
    new_limit: int | None = _column(Integer, null=True)
    review_limit: int | None = _column(Integer, null=True)


class CardRow(SQLModel, table=True):
    __tablename__ = "card"
    __table_args__ = (Index("card_place", "deck_id", "position"), Index("card_leaf", "leaf"), STRICT)

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    uid: bytes = _column(LargeBinary, unique=True)
    deck_id: int = _column(Integer, ForeignKey("deck.id"))
    position: int = _column(Integer)
    line: int = _column(Integer)
    written_id: str = _column(Text)
    kind: str = _column(Text)
    level: str = _column(Text)
    leaf: str = _column(Text)
    tags: str = _column(Text)
    topic: str = _column(Text)
    question: str = _column(Text)
    answer: str = _column(Text)
    source: str = _column(Text)
    marked: int = _column(Integer)
    retired_ms: int | None = _column(Integer, null=True)


class ItemRow(SQLModel, table=True):
    __tablename__ = "item"
    __table_args__ = (UniqueConstraint("card_id", "face"), Index("item_due", "state", "due_day"), STRICT)

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    card_id: int = _column(Integer, ForeignKey("card.id"))
    face: str = _column(Text)
    position: int = _column(Integer)
    retired: int = _column(Integer)
    suspended: int = _column(Integer)
    buried_day: int = _column(Integer)
    spent_ms: int = _column(Integer)
    state: int = _column(Integer)
    step: int = _column(Integer)
    stability: float = _column(REAL)
    difficulty: float = _column(REAL)
    due_day: int = _column(Integer)
    due_ms: int = _column(Integer)
    last_day: int = _column(Integer)
    last_ms: int = _column(Integer)
    interval: int = _column(Integer)
    reviews: int = _column(Integer)
    lapses: int = _column(Integer)


class EntryRow(SQLModel, table=True):
    """One entry of the log; rows are only ever added."""

    __tablename__ = "entry"
    __table_args__ = (
        Index("entry_item", "item_id", "seq"),
        Index("entry_day", "day"),
        Index("entry_action", "action"),
        Index("entry_voids", "voids", sqlite_where=text("voids IS NOT NULL")),
        STRICT,
    )

    seq: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    id: bytes = _column(LargeBinary, unique=True)
    action: bytes = _column(LargeBinary)
    kind: str = _column(Text)
    card_id: int = _column(Integer, ForeignKey("card.id"))
    item_id: int | None = _column(Integer, ForeignKey("item.id"), null=True)
    face: str = _column(Text)
    rating: int | None = _column(Integer, null=True)
    state: int | None = _column(Integer, null=True)
    at_ms: int = _column(Integer)
    offset_min: int = _column(Integer)
    day: int = _column(Integer)
    duration_ms: int = _column(Integer)
    before: str | None = _column(Text, null=True)
    after: str | None = _column(Text, null=True)
    note: str = _column(Text)
    voids: bytes | None = _column(LargeBinary, null=True)


class InterviewRow(SQLModel, table=True):
    __tablename__ = "interview"
    __table_args__ = (Index("interview_action", "action", sqlite_where=text("action IS NOT NULL")), STRICT)

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    uid: bytes = _column(LargeBinary, unique=True)
    blueprint: str = _column(Text)
    title: str = _column(Text)
    source: str = _column(Text)
    times: str = _column(Text)
    seed: str = _column(Text)
    adapted: int = _column(Integer)
    started_ms: int = _column(Integer)
    offset_min: int = _column(Integer)
    day: int = _column(Integer)
    outcome: str = _column(Text)
    ended_ms: int | None = _column(Integer, null=True)
    action: bytes | None = _column(LargeBinary, null=True)


class QuestionRow(SQLModel, table=True):
    __tablename__ = "interview_question"
    __table_args__ = (
        UniqueConstraint("interview_id", "place"),
        Index("interview_question_card", "card_id"),
        STRICT,
    )

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    interview_id: int = _column(Integer, ForeignKey("interview.id"))
    place: int = _column(Integer)
    card_id: int | None = _column(Integer, ForeignKey("card.id"), null=True)
    item_id: int | None = _column(Integer, ForeignKey("item.id"), null=True)
    name: str = _column(Text)
    deck: str = _column(Text)
    face: str = _column(Text)
    source: str = _column(Text)
    given: str = _column(Text)
    predicted: int | None = _column(Integer, null=True)
    score: int | None = _column(Integer, null=True)
    star: str = _column(Text)
    note: str = _column(Text)
    marked_ms: int | None = _column(Integer, null=True)


class AnswerRow(SQLModel, table=True):
    __tablename__ = "interview_answer"
    __table_args__ = (UniqueConstraint("question_id", "follow_up"), STRICT)

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    question_id: int = _column(Integer, ForeignKey("interview_question.id"))
    follow_up: int = _column(Integer)
    text: str = _column(Text)
    recording: str = _column(Text)
    at_ms: int = _column(Integer)
    passed_ms: int = _column(Integer)


class StepRow(SQLModel, table=True):
    """Something that happened in a round; rows are only ever added."""

    __tablename__ = "interview_step"
    __table_args__ = (Index("interview_step_of", "interview_id", "seq"), STRICT)

    seq: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    interview_id: int = _column(Integer, ForeignKey("interview.id"))
    deed: str = _column(Text)
    picks: str = _column(Text)
    at_ms: int = _column(Integer)
    passed_ms: int = _column(Integer)


class PointRow(SQLModel, table=True):
    __tablename__ = "interview_point"
    __table_args__ = (UniqueConstraint("question_id", "point"), STRICT)

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    question_id: int = _column(Integer, ForeignKey("interview_question.id"))
    point: str = _column(Text)
    hit: int = _column(Integer)
    seen: int | None = _column(Integer, null=True)
    evidence: str = _column(Text)


class RatingRow(SQLModel, table=True):
    """The marks of a second rater."""

    __tablename__ = "interview_rating"
    __table_args__ = (UniqueConstraint("question_id", "rater"), STRICT)

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    question_id: int = _column(Integer, ForeignKey("interview_question.id"))
    rater: str = _column(Text)
    score: int | None = _column(Integer, null=True)
    points: str = _column(Text)
    note: str = _column(Text)
    at_ms: int = _column(Integer)


class ImportedRow(SQLModel, table=True):
    """A card as it last came from a file of another program; the newest row of a key counts."""

    __tablename__ = "imported"
    __table_args__ = (
        Index("imported_key", "key"),
        Index("imported_card", "card_id"),
        Index("imported_origin", "origin"),
        STRICT,
    )

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    action: bytes = _column(LargeBinary)
    key: str = _column(Text)
    card_id: int = _column(Integer, ForeignKey("card.id"))
    origin: str = _column(Text)
    base: str = _column(Text)


class FileChangeRow(SQLModel, table=True):
    """A file that an action wrote; `before` is None where there was none."""

    __tablename__ = "file_change"
    __table_args__ = (Index("file_change_action", "action"), STRICT)

    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    action: bytes = _column(LargeBinary)
    path: str = _column(Text)
    before: bytes | None = _column(LargeBinary, null=True)
    after: bytes = _column(LargeBinary)


class FactRow(SQLModel, table=True):
    """A named fact about this file, such as when it was last checked."""

    __tablename__ = "fact"
    __table_args__ = ({**STRICT, "sqlite_with_rowid": False},)

    name: str = Field(sa_column=Column(Text, primary_key=True, nullable=False))
    value: str = _column(Text)
