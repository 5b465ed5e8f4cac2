"""Takes personal data out of what people wrote: e-mail addresses, phone, card and account numbers.

Found by form, so neither names nor street addresses are. Dates, amounts, times and reference numbers stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable

EMAIL, PHONE, CARD, ACCOUNT = "email", "phone", "card", "account"
KINDS = (EMAIL, PHONE, CARD, ACCOUNT)
MARKS = {EMAIL: "[e-mail]", PHONE: "[phone]", CARD: "[card]", ACCOUNT: "[account]"}

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[^\W_][\w-]*(?:\.[\w-]+)*\.[^\W\d_]{2,24}(?![\w-])")
# IBAN (ISO 13616): country, two check digits, up to 30 letters and digits, also in groups of four.
_IBAN = re.compile(r"(?<![\w])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?!\w)", re.I)
# 12 to 19 digits, plain or in groups (ISO/IEC 7812), in no longer number.
_CARD = re.compile(r"(?<![\w.,+])(?<!\d[ -])\d(?:[ -]?\d){11,18}(?![ -]?\d|\w)")
# Visa, Mastercard, American Express, Discover, Diners, JCB, Maestro and UnionPay: how their numbers begin and how long they are.
_ISSUERS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|6(?:011|5\d\d|4[4-9]\d)\d{12,15}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14,17}|(?:50|5[6-8]|6\d)\d{10,17}"
)
_ENOUGH = re.compile(r"\d(?:[\s().\-/]{0,3}\d){6}")
_BEFORE, _AFTER = r"(?<![\w@#$€£.,/+-])(?<!\d )", r"(?![\w@%€$£]|[.,/-]\d)"
_SEP = r"[ .\-/\u00a0]?"
_PHONES = (
    # international: + or 00, country, then groups, each whole: to try every way of dividing fifty digits takes a tenth of a second
    re.compile(
        r"(?<![\w+])(?:\+|(?<![\d.,])(?<!\d )00(?=[1-9]))[ ]?\(?\d{1,3}\)?(?:[ .\-/\u00a0]{0,2}\(?(?>\d{1,6})\)?){1,7}(?!\w)"
    ),
    # North America: (555) 010-0199, 555-010-0199, 1 555.010.0199
    re.compile(_BEFORE + r"(?:1[ .-]?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])\d{3}[ .-]\d{4}" + _AFTER),
    # local, with its leading 0: 030 1234567, 0171/1234567, (020) 7946 0958, 01 23 45 67 89
    re.compile(_BEFORE + r"(?:\(0[1-9]\d{0,4}\)|0[1-9]\d{0,4})(?:[ .\-/\u00a0]{1,2}\d{2,8}){1,5}" + _AFTER),
    # mobile numbers written as one: British and German ones, and French
    re.compile(r"(?<![\w@#$€£.,/+-])(?:01[567]\d{8,9}|07\d{9}|0[67]\d{8})" + _AFTER),
)
_NUMBERED = re.compile(
    r"(?:\b(?:ref\w*|order|invoice|case|ticket|account|id|no|nr|number|nummer|tracking|bestell\w*|kunden\w*)\b|#)[ .:#-]*\Z",
    re.I,
)
# “call me on 5550100199”, “Tel.: 1234567”: a bare number is one when a word says so.
_SAID = re.compile(
    r"\b(tel(?:efon|ephone)?|phone|cell|mobile?|handy|fax|whatsapp|call(?:ed)?(?: me| us)?(?: back)?(?: (?:on|at|under))?|anrufen"
    r"|unter)\b([ .:#]{0,3}(?:number|no\.?|nr\.?|nummer|is|ist)?[ .:]{0,3})(\(?\d(?:[ .\-/()]?\d){6,14})(?![\w%]|[.,]\d)",
    re.I,
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}(?!\d)")


def mask(text: str, counts: dict[str, int] | None = None) -> str:
    """The text with a mark in place of each piece of personal data; `counts` rises by kind.

    Payment cards are told by their issuer's form and Luhn's check digit, accounts by the IBAN's check digits (modulo 97). A text
    that is masked already stays as it is.
    """
    if "@" in text:
        text = _EMAIL.sub(_counted(EMAIL, counts, _is_address), text)
    if not _ENOUGH.search(text):
        return text
    text = _IBAN.sub(_counted(ACCOUNT, counts, _is_iban), text)
    text = _CARD.sub(_counted(CARD, counts, _is_card), text)
    for pattern in _PHONES:
        text = pattern.sub(_counted(PHONE, counts, _is_phone), text)
    return _SAID.sub(lambda found: _said(found, counts), text)


def _counted(kind: str, counts: dict[str, int] | None, good: Callable[[re.Match[str]], bool]) -> Callable[[re.Match[str]], str]:
    def replace(found: re.Match[str]) -> str:
        if not good(found):
            return found[0]
        if counts is not None:
            counts[kind] = counts.get(kind, 0) + 1
        tail = found[0][len(found[0].rstrip(" .-/\u00a0")) :]  # what stands behind the number is no part of it
        return MARKS[kind] + tail

    return replace


def _is_address(found: re.Match[str]) -> bool:
    return bool(found[0].partition("@")[0].strip("xX"))  # made unreadable by somebody already


def _is_iban(found: re.Match[str]) -> bool:
    plain = re.sub(r"[ -]", "", found[0]).upper()
    if not 15 <= len(plain) <= 34:
        return False
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def _is_card(found: re.Match[str]) -> bool:
    plain = re.sub(r"\D", "", found[0])
    return bool(_ISSUERS.fullmatch(plain)) and len(set(plain)) > 1 and luhn(plain)


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it (Luhn 1960, ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_phone(found: re.Match[str]) -> bool:
    said = found[0]
    digits = re.sub(r"\D", "", said)
    if not 8 <= len(digits) <= 15 or _DATE.search(said) or len(set(digits)) < 3:
        return False
    if not said.startswith("+"):
        if digits.startswith("0") and not digits.startswith("00") and len(digits) < 9:
            return False
        return not _NUMBERED.search(found.string[max(0, found.start() - 20) : found.start()])
    return True


def _said(found: re.Match[str], counts: dict[str, int] | None) -> str:
    if _DATE.search(found[3]) or len(set(re.sub(r"\D", "", found[3]))) < 3:
        return found[0]
    if counts is not None:
        counts[PHONE] = counts.get(PHONE, 0) + 1
    return f"{found[1]}{found[2]}{MARKS[PHONE]}"
