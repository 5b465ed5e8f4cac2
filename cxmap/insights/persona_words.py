"""Jobs and desired outcomes as the sentences that people read, in pieces of (words, whether they stand out).

The twin of `board/static/people/sentences.js`.
"""

from __future__ import annotations

import re

from cxmap.model.customer_vocabulary import OUTCOME_DIRECTIONS
from cxmap.model.records import Record
from cxmap.model.vocabulary import CHANNELS, label

Piece = tuple[str, bool]
_SITUATED = re.compile(
    r"(when|while|whenever|if|before|after|during|as|at|in|on|once|until|where|without|by|for)\b", re.IGNORECASE
)
_DOT = re.compile(r"[\s.!?…]+$")


def _bare(words: str) -> str:
    return _DOT.sub("", words.strip())


def _after(words: str, own: str) -> str:
    return re.sub(own, "", _bare(words), count=1, flags=re.IGNORECASE)


def job(statement: Record) -> list[Piece]:
    """“When …, I want to …, so I can ….” Parts that nobody has given are left out."""
    situation = _after(statement["situation"], r"^when\s+")
    text = _after(statement["text"], r"^i\s+want\s+to\s+")
    purpose = _after(statement["purpose"], r"^so\s+(that\s+)?i\s+can\s+")
    out: list[Piece] = [(f"When {situation}, ", False)] if situation else []
    out.append((f"I want to {text}", True))
    if purpose:
        out.append((f", so I can {purpose}", False))
    return [*out, (".", False)]


def outcome(statement: Record) -> list[Piece]:
    """Direction, metric, object of control and context: “Minimise the time it takes to find the entrance when I arrive.”"""
    direction = label(OUTCOME_DIRECTIONS, statement["direction"]) if statement["direction"] else ""
    context = _bare(statement["situation"])
    if context and not _SITUATED.match(context):
        context = f"when {context}"
    parts = [(direction, True), (statement["metric"].strip(), False), (_bare(statement["text"]), True), (context, False)]
    told = [(words, strong) for words, strong in parts if words]
    out: list[Piece] = []
    for i, (words, strong) in enumerate(told):
        out.append((words[0].upper() + words[1:] if i == 0 else f" {words}", strong))
    return [*out, (".", False)]


def sentence(statement: Record) -> str:
    """What a statement says in one line: the sentence of a job or an outcome, the name of a channel, else its text."""
    if statement["kind"] == "job":
        return "".join(words for words, _ in job(statement))
    if statement["kind"] == "outcome":
        return "".join(words for words, _ in outcome(statement))
    if statement["kind"] == "channel":
        return label(CHANNELS, statement["text"])
    if statement["kind"] == "custom" and statement["label"]:
        return f"{statement['label']}: {statement['text']}"
    return str(statement["text"])
