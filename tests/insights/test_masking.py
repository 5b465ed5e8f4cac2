"""What is masked, and what stays: tables of both, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights.masking import KINDS, MARKS, luhn, mask

MASKED = [
    ("Mail ann.lee+x@example.co.uk.", "Mail [e-mail].", {"email": 1}),
    ("<bob@exämple.de>, EVE@EXAMPLE.ORG", "<[e-mail]>, [e-mail]", {"email": 2}),
    ("+49 (0)30 1234567 or 0049 171 1234567!", "[phone] or [phone]!", {"phone": 2}),
    ("+1-800-555-1234, (800) 555-1234, 800.555.1234", "[phone], [phone], [phone]", {"phone": 3}),
    ("1-800-555-1234 or 800 555 1234", "[phone] or [phone]", {"phone": 2}),
    ("030 1234567; 0171/1234567; 01 23 45 67 89", "[phone]; [phone]; [phone]", {"phone": 3}),
    ("020 7946 0958 and 07123456789", "[phone] and [phone]", {"phone": 2}),
    ("Tel.: 5551234567", "Tel.: [phone]", {"phone": 1}),
    ("call me at 5551234567 today", "call me at [phone] today", {"phone": 1}),
    ("4111 1111 1111 1111", "[card]", {"card": 1}),
    ("5500-0000-0000-0004, 378282246310005", "[card], [card]", {"card": 2}),
    ("IBAN DE89 3704 0044 0532 0130 00, please", "IBAN [account], please", {"account": 1}),
    ("GB82WEST12345698765432", "[account]", {"account": 1}),
]
STAYS = [
    "",
    "On 2023-08-25, 25.08.2023, 08/25/2023, 01.02.2023 10:30 and 01-02-2023.",
    "I paid $1,234,567.89, 1.234.567,89 € and 0.12345678.",
    "Order no. 0171123456, #07123456789, invoice: 800-555-1234, ref 12345678901",
    "4111 1111 1111 1112 fails its check digit; so does DE88 3704 0044 0532 0130 00.",
    "Between 10:30 and 12:45, from 2019 to 2023, 33009-1234, 192.168.100.200",
    "XXXX XXXX on XX/XX/XXXX, xxxx@example.org, $10.00 in XXXX",
    "Model 1234567890123456, 15 20 30 40 50 60, 12345678",
    "me @ home, a@b, 3@4.5",
]


@pytest.mark.parametrize(("text", "expected", "counted"), MASKED)
def test_personal_data_is_masked_and_counted(text: str, expected: str, counted: dict[str, int]) -> None:
    counts: dict[str, int] = {}
    assert mask(text, counts) == expected
    assert counts == counted


@pytest.mark.parametrize("text", STAYS)
def test_what_only_looks_like_it_stays(text: str) -> None:
    counts: dict[str, int] = {}
    assert mask(text, counts) == text
    assert counts == {}


@given(st.text(alphabet="0123456789 +-./()@abc\n,:", max_size=80))
def test_masking_again_changes_nothing(text: str) -> None:
    once = mask(text)
    assert mask(once) == once


@given(st.text(max_size=60).filter(lambda text: "@" not in text and not any(sign.isdigit() for sign in text)))
def test_a_text_without_a_digit_or_an_at_sign_stays(text: str) -> None:
    assert mask(text) == text


@given(st.integers(10**14, 10**15 - 1))
def test_every_visa_number_is_masked_and_no_other_check_digit(digits: int) -> None:
    body = f"4{digits}"[:15]
    good = [digit for digit in "0123456789" if luhn(body + digit)]
    assert len(good) == 1
    assert mask(f"card: {body}{good[0]}") == f"card: {MARKS['card']}"
    assert mask(f"card: {body}{(int(good[0]) + 1) % 10}") != f"card: {MARKS['card']}"


def test_every_kind_has_a_mark() -> None:
    assert set(KINDS) == set(MARKS)


def test_a_text_of_endless_numbers_is_read_at_once() -> None:
    # a pattern that tries each way of dividing these into groups would be at it for hours
    said = ("+" + "1234567890" * 5 + "x ") * 2_000
    assert mask(said) == said
    assert mask("+44 20 7946 0958 5x, +4420794609581x") == "[phone] 5x, +4420794609581x"
