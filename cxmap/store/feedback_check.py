"""What `check` and forgetting do to feedback: its counts, its words, and who brought it in."""

from __future__ import annotations

from collections.abc import Mapping

from cxmap.store.engine import Link


def problems(link: Link) -> list[str]:
    """One sentence for each batch whose counts do not add up, and for words that do not fit the texts."""
    found = []
    for id_, name, state, rows, told, refused, there, alone in link.rows(
        "SELECT b.id, b.name, b.state, b.rows, b.imported + b.without_text, b.duplicates + b.refused,"
        " (SELECT count(*) FROM feedback i WHERE i.batch = b.id),"
        " (SELECT count(*) FROM feedback i WHERE i.batch = b.id AND i.removed = '')"
        " FROM feedback_batch b WHERE b.state <> 'running' ORDER BY b.at, b.id"
    ):
        if state == "cancelled":
            found += (
                [f"The import “{name}” ({id_}) was cancelled, and {there:,} of its items are there still."] if there else []
            )
        elif there != told:
            found.append(f"The import “{name}” ({id_}) has {there:,} of its {told:,} items.")
        elif rows != told + refused:
            found.append(f"The import “{name}” ({id_}) tells of {rows:,} rows, but its parts make {told + refused:,}.")
        if state == "removed" and alone:
            found.append(f"The import “{name}” ({id_}) was taken out, but {alone:,} of its items are there.")
    if link.sqlite:
        ((words,),) = link.rows("SELECT count(*) FROM feedback_words_docsize")
        ((texts,),) = link.rows("SELECT count(*) FROM feedback WHERE removed = '' AND NOT empty")
        if words != texts:
            found.append(f"The search knows {words:,} texts of feedback, but {texts:,} are there.")
    return found


def forget(link: Link, aliases: Mapping[str, str], instead: Mapping[str, str]) -> None:
    """Put aliases in place of the names of people, by their id, and other ids (`instead`) in place of theirs."""
    for person, alias in aliases.items():
        other = instead.get(person, "")
        link.run("UPDATE feedback_batch SET person = ?, person_name = ? WHERE person = ?", (other, alias, person))
        link.run("UPDATE feedback SET sentiment_by = ? WHERE sentiment_by = ?", (other or "found", person))
        link.run("UPDATE feedback SET theme_by = ? WHERE theme_by = ?", (other or "found", person))
