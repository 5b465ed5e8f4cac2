"""The photos of a field note: several at once, cleaned of where they were taken, each with a caption."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st

from cxmap.changes import Edit
from cxmap.media import MAX_BYTES, Unusable, clean
from cxmap.media.photo import WIDE
from cxmap.model.order import keys_between
from cxmap.model.records import Record, new_id
from cxmap.runtime import runtime
from cxmap.store import Store
from cxmap.ui import field_inline, session, writing
from cxmap.ui.words import plain


def uploader(note: str, there: Sequence[Record]) -> None:
    """Where photos are chosen or taken: they are saved as soon as they are here."""
    form = f"photos.{note}"
    st.file_uploader(
        "Add photos: PNG, JPEG or WebP, at most 10 MB and 40 megapixels each",
        ["png", "jpg", "jpeg", "webp"],
        accept_multiple_files=True,
        key=session.field(form, "files"),
        max_upload_size=MAX_BYTES // 1024**2,
        help="Only the picture is kept: where and when it was taken, and with what, is removed. Ask people before you show them.",
        on_change=_add,
        args=(form, note, there),
    )


def _add(form: str, note: str, there: Sequence[Record]) -> None:
    files = session.get(session.field(form, "files")) or []
    pictures, refused = taken(files)
    done = not pictures or writing.commit(added(note, there, pictures)) is not None
    if refused and done:
        writing.say(refused)
    session.reopen(form)  # an uploader that kept its files would add them at every run


def taken(files: Iterable[Any]) -> tuple[list[str], str]:
    """Keep the files that are photos: the ids of their pictures, and a sentence about those that were refused, "" for none."""
    pictures, refused = [], []
    for file in files:
        try:
            picture = clean(file.getvalue(), WIDE)
        except Unusable as refusal:
            refused.append(f"“{file.name}” was not taken. {refusal}")
        else:
            pictures.append(runtime().store.add_picture(picture.data, picture.content_type, picture.width, picture.height))
    return pictures, " ".join(refused)


def added(note: str, there: Sequence[Record], pictures: Sequence[str]) -> list[Edit]:
    """Edits that put pictures behind the photos that are `there`."""
    last = max((photo["order"] for photo in there), default=None)
    orders = keys_between(last, None, len(pictures))
    return [
        Edit("put", "field_photo", new_id(), {"field_note": note, "picture": picture, "order": order})
        for picture, order in zip(pictures, orders, strict=True)
    ]


def draw(store: Store, photos: Sequence[Record], editable: bool) -> None:
    """The photos beside each other with their captions."""
    with st.grid(min_column_width=220, gap=14):
        for number, photo in enumerate(photos, 1):
            with st.container(key=f"cx-photo-{photo['id']}", border=True, gap="xsmall", height="stretch"):
                picture = store.picture(photo["picture"])
                if picture is None:
                    st.markdown(":gray[This picture is not kept here.]")
                else:
                    st.image(picture.data, width="stretch", alt=photo["caption"] or f"Photo {number}")
                if not editable:
                    st.markdown(plain(photo["caption"]))
                    continue
                field_inline.text(photo, "field_photo", "caption", f"Caption of photo {number}", "What one sees")
                st.button(
                    "Delete",
                    key=f"photo.delete.{photo['id']}",
                    icon=":material/delete:",
                    type="tertiary",
                    help=f"Delete photo {number}",
                    on_click=writing.delete,
                    args=("field_photo", photo["id"], "The photo was deleted."),
                )
