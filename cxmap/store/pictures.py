"""Pictures: kept in the database, so that one file (or one dump) holds everything."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, insert, select

from cxmap.store import tables
from cxmap.store.engine import writing


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its bytes, their content type, and its size in pixels."""

    id: str
    data: bytes
    content_type: str
    width: int
    height: int


class Pictures:
    """Adds and finds pictures. An id is made of the bytes, so it may be cached for ever."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, data: bytes, content_type: str, width: int, height: int) -> str:
        """Keep a picture and return its id."""
        id_ = hashlib.sha256(data).hexdigest()[:32]
        row = {
            "id": id_,
            "bytes": data,
            "content_type": content_type,
            "width": width,
            "height": height,
            "created": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        }
        with writing(self._engine) as connection:
            if self._engine.dialect.name == "postgresql":  # two may add the same picture at once
                connection.exec_driver_sql("LOCK TABLE picture IN EXCLUSIVE MODE")
            if connection.execute(select(tables.picture.c.id).where(tables.picture.c.id == id_)).first() is None:
                connection.execute(insert(tables.picture), row)
        return id_

    def get(self, id_: str) -> Picture | None:
        """A picture, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(select(tables.picture).where(tables.picture.c.id == id_)).first()
        return Picture(row.id, row.bytes, row.content_type, row.width, row.height) if row is not None else None
