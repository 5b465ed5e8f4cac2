"""Words of customers and of maps that mean the same, and words that tell little: what a suggested match goes by beside the spelling.

English, and the German words for the same, so that a German complaint finds its place on an English map.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log

from cxmap.insights.theme_words import STOP, stem, words

# Each line is one thing. A word stands in one line only.
_SAME = (
    "call called caller phone phoned telephone telephoned rang ring rung hotline dial dialled dialed helpline anruf anrufe anrufen"
    " angerufen telefon telefonisch telefoniert",
    "letter post posted brief briefe schreiben postalisch",
    "email e-mail emailed e-mailed emails e-mails",
    "bill invoice invoiced billing rechnung",
    "charge charged fee surcharge gebühr gebühren",
    "refund refunded reimbursement reimbursed reimburse erstattung erstattet rückerstattung",
    "wait waited queue queued delay delayed warten gewartet wartezeit warteschlange wartet verspätung verzögerung",
    "cancel cancelled termination terminate terminated kündigung gekündigt kündigen storniert",
    "apply applied application applicant antrag beantragt beantragen",
    "appointment visit visited booking book booked termin besuch gebucht buchung buchen",
    "price cost expensive pricing preis preise kosten teuer",
    "quote quotation offer offered angebot angebote",
    "broken defective fault faulty broke breakdown defekt kaputt störung",
    "repair repaired fix fixed reparatur repariert",
    "agent representative advisor adviser mitarbeiter berater beraterin",
    "fitter installer technician engineer monteur monteure techniker installateur",
    "website online webpage internet webseite homepage",
    "portal login log-in logged konto-login",
    "branch shop filiale",
    "delivery delivered deliver shipping shipped shipment parcel lieferung geliefert paket",
    "noise noisy loud louder lärm laut lauter",
    "contract agreement vertrag verträge",
    "sign signed signature unterschrift unterschrieben unterschreiben",
    "pay paid payment bezahlt bezahlen zahlung",
    "answer answered reply replied response responded antwort geantwortet",
    "grant subsidy subsidies funding förderung zuschuss förderantrag",
    "warranty guarantee guaranteed garantie gewährleistung",
    "bought buy purchase purchased gekauft kaufen kauf",
    "send sent geschickt gesendet verschickt",
    "cold freezing froze freeze heating kalt heizung",
    "denied deny rejected declined refused abgelehnt ablehnung",
    "stolen theft thief thieves gestohlen diebstahl",
    "scam scammed scammer fraud fraudulent fraudster betrug betrogen betrüger",
    "wrong incorrect inaccurate error erroneous mistake falsch fehler fehlerhaft",
)
# How long, how many, who in general: two of these in common are no common matter.
_VAGUE = (
    "day days daily week weeks weekly month months year years hour hours minute minutes min mins time times date dates number numbers name"
    " names person people man woman family way lot new old long big small good bad great nice left right start end morning"
    " evening night show shows showed showing shown stop stops stopped switch open opens opened look looks looked"
    " tell tells telling receive received tag tage woche wochen monat monate jahr jahre stunde stunden minute minuten zeit uhr nummer name leute mann frau"
    " neu alt lang groß klein gut schlecht"
)
VAGUE_WEIGHT = 0.5
COMMON = 0.1  # share of the texts up to which a word has its full weight
_LEAST_TEXTS = 20  # fewer do not tell what is common


def _of(listed: str) -> list[str]:
    return [stem(word) for word in listed.split() if word not in STOP]


_FIRST = {short: _of(line)[0] for line in _SAME for short in _of(line)}
_VAGUE_STEMS = frozenset(_of(_VAGUE))


def meaning(short: str) -> str:
    """What a stem is compared by: that of the first word of its line, or itself."""
    return _FIRST.get(short, short)


def vague(short: str) -> bool:
    """Whether a stem tells little."""
    return short in _VAGUE_STEMS


def telling(text: str) -> list[tuple[str, str]]:
    """(what it is compared by, word as it stands in small letters) of each word of a text that may tell what it is about."""
    return [(meaning(short), word) for short, word in words(text)]


class Common:
    """How common words are in the feedback itself: “credit report” tells credit reports apart from nothing.

    A word that stands in a share s of the texts weighs 1 up to s = 0.1, above that ln(1 / s) / ln 10: a half at 0.32, 0 in all.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        counted: dict[str, int] = {}
        whole = 0
        for text in texts:
            whole += 1
            for word in {short for short, _ in telling(text)}:
                counted[word] = counted.get(word, 0) + 1
        self._share: Mapping[str, float] = {}
        if whole >= _LEAST_TEXTS:
            self._share = {word: n / whole for word, n in counted.items() if n > COMMON * whole}

    def weight(self, short: str) -> float:
        """From 0 to 1: what a stem counts for beside its rarity among the targets."""
        share = self._share.get(short, 0.0)
        own = log(1 / share) / log(1 / COMMON) if share > COMMON else 1.0
        return own * (VAGUE_WEIGHT if vague(short) else 1.0)
