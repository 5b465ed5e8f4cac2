"""Order keys: whatever is moved where, records keep the order that people gave them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cxmap.model.order import in_order, is_key, key_between, keys_between


@given(st.lists(st.floats(0, 1), max_size=60))
def test_keys_keep_the_order_of_insertion(places: list[float]) -> None:
    keys: list[str] = []
    for place in places:
        at = round(place * len(keys))
        keys.insert(at, key_between(keys[at - 1] if at else None, keys[at] if at < len(keys) else None))
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert all(is_key(key) for key in keys)


@given(st.integers(0, 50), st.sampled_from([(None, None), ("a0", None), (None, "a0"), ("a0", "a1"), ("a1", "a0")]))
def test_many_keys_between_two(count: int, neighbours: tuple[str | None, str | None]) -> None:
    before, after = neighbours
    keys = keys_between(before, after, count)
    assert len(keys) == count
    assert keys == sorted(set(keys))
    if before is not None:
        assert all(key > before for key in keys)
    if after is not None and (before is None or before < after):
        assert all(key < after for key in keys)


def test_two_equal_neighbours_do_not_stop_anybody() -> None:
    assert key_between("a0", "a0") > "a0"


def test_ties_go_by_id() -> None:
    records = [{"id": "b", "order": "a0"}, {"id": "a", "order": "a0"}, {"id": "c", "order": "Zz"}]
    assert [r["id"] for r in in_order(records)] == ["c", "a", "b"]


def test_what_is_no_key() -> None:
    for text in ("", "0", "a", "zzz", "a00", "A", "A" + "0" * 26):
        assert not is_key(text)
