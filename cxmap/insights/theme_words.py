"""The words of a text that tell what it is about: without small words, names that were masked, and what every letter says.

Words are compared by a stem, so that “inquiry” and “inquiries” are one; people are shown a word as it stands in the texts.
English and German; other languages keep their small words, and are told apart by what is rare in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_LIST = re.compile(r"\S+")

ENGLISH = frozenset(
    _LIST.findall(
        "a about above across after again against all almost alone along already also although always am among an and another any"
        " anybody anyone anything anyway anywhere are aren't around as ask asked asking at away back be became because become been"
        " before began being below between both but by came can can't cannot come comes could couldn't did didn't do does doesn't"
        " doing don't done down during each either else enough even ever every everyone everything few first for from further gave"
        " get gets getting give given gives go goes going gone got had hadn't has hasn't have haven't having he he's her here hers"
        " herself him himself his how however i i'd i'll i'm i've if in instead into is isn't it it's its itself just keep keeps"
        " kept knew know last later least less let like made make makes making many may maybe me mean might mine more most much"
        " must my myself need needs neither never next no nobody none nor not nothing now of off often on once one ones only or"
        " other others our ours ourselves out over own per perhaps put quite rather really said same say saying says see seem"
        " seems seen several shall she she's should shouldn't simply since so some somebody someone something sometimes soon still"
        " such sure take taken takes tell than that that's the their theirs them themselves then there there's therefore these"
        " they they'd they'll they're they've thing things think this those though through thus till to today together told too"
        " took toward towards tried try trying two under until up upon us use used uses using very via want wanted wants was"
        " wasn't way we we'd we'll we're we've well went were weren't what what's whatever when whenever where whereas whether"
        " which while who whole whom whose why will with within without won't would wouldn't yes yet you you'd you'll you're"
        " you've your yours yourself yourselves able accordance additionally etc furthermore hence herein hereby therein thereof"
        " moreover otherwise regarding concerning pursuant shown following followed follows based matter matters different"
    )
)
GERMAN = frozenset(
    _LIST.findall(
        "ab aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes auch auf aus bei beim bereits"
        " bin bis bist bitte da dabei dadurch dafür dagegen daher dahin damit danach dann daran darauf daraus darf darin darüber"
        " das dass davon dazu dein deine dem demnach den denen denn dennoch der deren derer des deshalb dessen dich die dies"
        " diese diesem diesen dieser dieses dir doch dort du durch durfte ebenso ein eine einem einen einer eines einfach einige"
        " einigen einmal erst es etwa etwas euch euer eure für gab ganz gar gegen geht gemacht genau gewesen gibt ging habe haben"
        " hat hatte hatten hätte hätten her hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja"
        " jede jedem jeden jeder jedes jedoch jemand jetzt kann kannst kein keine keinem keinen keiner kommt können könnte konnte"
        " konnten lassen machen macht mal man manche mehr mein meine meinem meinen meiner mich mir mit mittels möchte muss musste"
        " müssen nach nachdem nämlich neben nein nicht nichts nie niemand noch nun nur ob obwohl oder oft ohne sehr sein seine"
        " seinem seinen seiner seit selbst sich sie sind so sobald sodass sogar solche soll sollen sollte sondern sonst soweit"
        " statt trotz über um und uns unser unsere unserem unseren unserer unter viel viele vielen vom von vor während wann war"
        " waren warum was weder weg wegen weil weiter weitere welche welchem welchen welcher wenig wenn wer werde werden wie"
        " wieder will wir wird wirklich wo wollen wollte worden wurde wurden würde würden zu zudem zum zur zwar zwei zwischen"
    )
)
# What stands in nearly every letter and says nothing of its matter.
LETTER = frozenset(
    _LIST.findall(
        "attach attached attachment best concern dear enclosed hello hereby hi kind kindly madam mister mr mrs ms please re regard"
        " regards respectfully sincerely sir sirs thank thanks truly whom yours"
        " anbei anlage anliegend danke dank damen freundlich freundliche freundlichem freundlichen geehrte geehrten geehrter"
        " gruß grüße grüßen guten hallo herren herr frau liebe lieber mfg tag viele vielen"
    )
)
STOP = ENGLISH | GERMAN | LETTER

# What was taken out of a text, or stands for a name: “XXXX”, “XX/XX/2023”, “[e-mail]”; and what is no word at all.
_GAPS = re.compile(
    r"\[[^\]\n]{1,20}\]"  # [e-mail], [phone], [card]
    r"|https?://\S+|www\.\S+|\S+@\S+"
    r"|(?<![^\W\d_])[Xx]{2,}(?:['’]s)?(?![^\W\d_])"  # names as complaint offices mask them
    r"|\{?[$€£]\s?[\d.,]+\}?"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_ENDINGS = ("ungen", "ments", "ings", "ing", "ies", "ied", "ed", "es", "s")
_SHORTEST, _LONGEST = 3, 40


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word, in small letters, without the ending that its other forms have too: “inquiries” → “inquiry”, “disputed” → “disput”."""
    word = word.replace("’", "'").removesuffix("'s").replace("'", "").replace("ß", "ss")
    word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and not word.endswith(("ss", "us", "is")):
            word = word.removesuffix(ending) + {"ies": "y", "ied": "y", "ungen": "ung", "ments": "ment"}.get(ending, "")
            break
    if len(word) > _SHORTEST + 1 and word[-1] == word[-2]:
        word = word[:-1]  # cancelled, cancel
    return word[:-1] if len(word) > _SHORTEST and word.endswith("e") else word


@lru_cache(maxsize=100_000)
def _telling(word: str) -> str:
    """The stem of a word that may tell what a text is about; "" for another."""
    if not _SHORTEST <= len(word) <= _LONGEST or word in STOP:
        return ""
    short = stem(word)
    return short if len(short) >= _SHORTEST else ""


def without_gaps(text: str) -> str:
    """The text, with a full stop where something was masked, so that no two words meet across it."""
    return _GAPS.sub(" . ", text)


def words(text: str) -> Iterator[tuple[str, str]]:
    """(stem, word in small letters) of each word that may tell what a text is about, in their order."""
    for run in runs(text):
        yield from run


def runs(text: str) -> Iterator[list[tuple[str, str]]]:
    """The same in runs: words of one run follow each other with nothing but small words between them, within one sentence."""
    for part in _SENTENCE.split(without_gaps(text)):
        found = []
        for word in _WORD.findall(part.casefold().replace("’", "'")):
            short = _telling(word)
            if short:
                found.append((short, word))
        if found:
            yield found


_SENTENCE = re.compile(r"[.!?;:\n]+(?:\s|$)|\s-\s|\n")


def sentences(text: str) -> list[str]:
    """The sentences of a text as they stand in it, none longer than 600 characters; line breaks inside a sentence stay."""
    found = []
    for part in re.split(r"(?<=[.!?])[\"”')\]]*\s+|\n\s*\n", text.strip()):
        part = part.strip()
        while len(part) > _MOST:
            cut = part.rfind(" ", 0, _MOST)
            cut = cut if cut > _MOST // 2 else _MOST
            found.append(part[:cut].strip())
            part = part[cut:].strip()
        if part:
            found.append(part)
    return found


_MOST = 600
