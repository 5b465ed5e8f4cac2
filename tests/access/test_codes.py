"""Join codes and passphrases: what can be typed, and what is kept of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.access import passphrase
from cxmap.access.codes import ALPHABET, BOARD_LENGTH, LENGTH, clean_code, new_code, spaced

LENGTHS = (LENGTH, BOARD_LENGTH)
CODES = st.sampled_from(LENGTHS).flatmap(lambda n: st.text(st.sampled_from(ALPHABET), min_size=n, max_size=n))


def test_a_code_has_no_character_that_is_taken_for_another() -> None:
    assert not set("01ILOUBSZ") & set(ALPHABET)
    for length in LENGTHS:
        made = {new_code(length) for _ in range(500)}
        assert len(made) == 500
        assert all(len(code) == length and set(code) <= set(ALPHABET) for code in made)


@given(CODES, st.sampled_from([" ", "-", "  ", ""]))
def test_a_code_is_found_however_it_is_typed(code: str, between: str) -> None:
    assert clean_code(f" {code[:4].lower()}{between}{code[4:]} ") == code
    assert clean_code(spaced(code)) == code
    assert clean_code(code.translate(str.maketrans("852", "BSZ"))) == code  # the letter that looks like the digit


@pytest.mark.parametrize(
    "typed", ["", "K7MQ", "K7MQ3WXTA", "K7MQ 3WX!", "K7MQ3WX0", "ⅧⅧⅧⅧⅧⅧⅧⅧ", "x" * 10_000, None, 12345678, ["K7MQ3WXT"]]
)
def test_what_can_be_no_code_is_none(typed: object) -> None:
    assert clean_code(typed) is None


def test_a_passphrase_is_kept_as_a_slow_hash_of_its_own() -> None:
    word = passphrase.make_passphrase()
    kept, again = passphrase.hash_passphrase(word), passphrase.hash_passphrase(word)
    assert word not in kept
    assert kept != again
    assert passphrase.is_passphrase(f"  {word} ", kept)
    assert not passphrase.is_passphrase(word + "x", kept)


def test_a_passphrase_is_the_same_however_a_keyboard_composes_it() -> None:
    assert passphrase.is_passphrase("Ku\u0308che offen", passphrase.hash_passphrase("K\u00fcche offen"))


@pytest.mark.parametrize(
    "kept", ["", "scrypt", "scrypt$a$8$1$eA==$eA==", "md5$1$1$1$eA==$eA==", "scrypt$32768$8$1$?$?", "scrypt$3$8$1$eA==$eA=="]
)
def test_what_was_not_kept_by_us_is_no_passphrase(kept: str) -> None:
    assert not passphrase.is_passphrase("correct horse", kept)


@pytest.mark.parametrize(
    ("text", "good"), [("short", False), (" " * 20, False), ("correct horse", True), ("x" * 200, True), ("x" * 201, False)]
)
def test_a_passphrase_has_a_length(text: str, good: bool) -> None:
    assert (passphrase.objection(text) == "") is good
