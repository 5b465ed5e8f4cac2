"""Pictures that people bring: checked before they are decoded, turned upright, made small, and freed of all they carry."""

from cxmap.media.photo import MAX_BYTES, MAX_PIXELS, SIDE, Picture, Unusable, clean

__all__ = ["MAX_BYTES", "MAX_PIXELS", "SIDE", "Picture", "Unusable", "clean"]
