"""Fitting -> Nearness: which field of the brief a sentence is about, shown by the rare words that both hold; or none.

A model finds something nearest to whatever it is asked, and its log-odds for a whole problem differ more from brief to
brief than from sentence to sentence. So a sentence is said to be near only where words of the field stand in it that
tell a topic (few sentences of the sources hold them), and where its own nearness agrees. Else nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from assistant.drafting.fitting import Fitting, Matter
from assistant.drafting.place_names import names_in, place_names, without_common_end
from assistant.retrieval.passages import sentence
from assistant.text import NUMBER_WORDS, STOP_WORDS, words
from assistant.types import Document, Unit

# Words of every project in health and care, which make no two alike.
EVERYONES = frozenset(
    """project people team want work working area year health care service system local staff support many need help
    more often make take month other others including integrated integration use used using new across first last time
    together place problem day week small large most mostly every someone anyone everyone nobody come going elsewhere
    room taken answer know known think feel asked told given keep kept stop stopped ended end without long term
    condition resident carer patient adult child children family parent employer worker provider practice centre
    admission assessment housing scheme visit link call data cost budget measure measurement wellbeing district
    independent voluntary education council board clinician clinical professional manager community neighbourhood
    partner partnership organisation hospital meeting decision group role post job young younger
    older elderly men women mental peer sector""".split()
)
# They tell a topic only beside another word: what is done, when, how, and what has many senses.
_NOT_ALONE = frozenset(
    """access adjust adjustment agree allow allowed almost alone already although alway answer appear arrive
    aware away back balance based basically become begin believe best better book break bring broken build busy
    call called carry case catch chance change check choose class clear close closed coming common complain count
    county course cover current daily deal decide deep despite different difficult disability down drive drop
    early east eastern easy enough entry even evening event except expect experience face fact fail fair fast
    fear fewer field fill find fine finish fixed floor follow force form formal found free friday front full fund
    gain general good great grow habit half hand happen hard head hear heard high hold home hope hour however
    huge idea ignore ignored important improve include increase information instead issue join lack late later
    lead learn leave left less letter level life likely limit line list little live living look lose loss lost
    main manage managed managing market matter mean meanwhile meet middle mind minute miss missed moment monday
    morning move name near never next night none normal north northern note nothing notice number nurse nursing
    offer officer one open order otherwise outside paper part pass pattern person piece plan point poor possible
    pressure prevent process promise provide push quick quite raise rather reach reached read ready real reason
    receive recommend reduce refer regular rely remain request response rest result return review reviewed rise
    risk route rule rush saturday save seat second seek seem seen seldom send sense sent serious serve several
    shape share short show side sign simple simply since site sitting something soon sooner sort south southern
    space speak spend spot stand start state stay steady step story strange strength strong struggle sudden
    suffer sunday supported supporting supportive talk test therefore though thought thursday title total train
    trained training travel treat tried tuesday turn twice type unable understand upset useful usual value view
    wait walk ward watch weak wednesday weekday weekend west western whereas whole wide wish word worn worry
    worse worst write wrong""".split()
)
_SHORTEST, _LONG = 4, 6
# A word or a pair that so few of the sentences hold tells a topic, of which they hardly speak below the last.
_FEW, _RARE, _SELDOM = 3, 0.02, 0.003
# A point for a rare word; two for a long one that the brief says again, or for two words that stand together in both.
_ENOUGH, _ONCE, _TWICE = 2, 1, 2
# In standard deviations from the mean of all sentences.
_AGREES = 1.2
# What a brief says of its subject; organisations are much the same everywhere, and those affected stand by the problem.
_FIELDS = ("problem", "known", "worries", "team")


@dataclass(frozen=True, slots=True)
class Near:
    """The field of the brief that a sentence is about, and the words of the brief that it shares; none: it is not."""

    field: str = ""
    words: tuple[str, ...] = ()
    weight: int = 0


NOT_NEAR = Near()


@dataclass(frozen=True, slots=True, eq=False)
class Nearness:
    """How rare each word and pair of words is in the sources, and which words the brief says more than once."""

    fitting: Fitting
    held: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    often: frozenset[str]
    _known: dict[int, Near] = field(default_factory=dict)

    @classmethod
    def of(cls, fitting: Fitting) -> Nearness:
        """Return it for a brief and the sources."""
        held: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for chunk, unit in fitting.units:
            read = [_folded(word) for word in words(sentence(fitting.documents[chunk.document_id], unit))]
            held.update(set(read))
            pairs.update(set(pairwise(read)))
        # The first matter is the whole problem, which is told again sentence by sentence.
        stories = [each for each in fitting.matters if each.field in ("known", "worries")] + [*fitting.matters[:1]]
        said = Counter(_folded(word) for matter in stories for word in words(matter.text))
        return cls(fitting, held, pairs, frozenset(word for word, times in said.items() if times > 1))

    def at(self, place: int) -> Near:
        """Return what the sentence at a place of the fitting is near to: the field with the most words in common."""
        if place not in self._known:
            self._known[place] = self._nearest(place)
        return self._known[place]

    def _nearest(self, place: int) -> Near:
        chunk, unit = self.fitting.units[place]
        document = self.fitting.documents[chunk.document_id]
        text = _whole(self.fitting, document, unit)
        found = (self._shared(matter, row, place, text, document) for row, matter in enumerate(self.fitting.matters))
        return max(found, key=lambda near: near.weight, default=NOT_NEAR)

    def common(self, text: str) -> tuple[tuple[str, ...], bool]:
        """Return the words that tell a topic and stand both in a text and in the problem, and whether they are enough.

        A short word has to stand in the text twice. One word by itself is enough where the text or the brief says it
        again.
        """
        read = Counter(map(_folded, words(text)))
        found = {
            word: points + (read[_folded(word)] > 1)
            for word, points in self._words(self.fitting.matters[0].text, text)
            if len(_folded(word)) >= _LONG or read[_folded(word)] > 1
        }
        return tuple(found), sum(found.values()) >= _ENOUGH

    def is_seldom(self, word: str) -> bool:
        """Say whether a word tells a topic by itself of which the sources hardly speak."""
        one = _folded(word)
        return _tells((one,)) and self.held.get(one, 0) <= _SELDOM * len(self.fitting.units)

    def _shared(self, matter: Matter, row: int, place: int, text: str, document: Document) -> Near:
        if matter.field == "place":
            told = (without_common_end(name, document.text) for name in place_names(matter.text))
            names = tuple(names_in(tuple(filter(None, told)), text))
            return Near("place", names, _ENOUGH) if names else NOT_NEAR
        if matter.field not in _FIELDS or self.fitting.to_matters[row, place] < _AGREES:
            return NOT_NEAR
        found = dict(self._words(matter.text, text))
        weight = sum(found.values())
        return Near(matter.field, tuple(found), weight) if weight >= _ENOUGH else NOT_NEAR

    def _words(self, told: str, text: str) -> Iterator[tuple[str, int]]:
        """Yield the rare words that two texts share, as the first has them, each with its points."""
        own, read = words(told), [_folded(word) for word in words(text)]
        together, taken = set(pairwise(read)), set[str]()
        for one, other in pairwise(own):
            pair = (_folded(one), _folded(other))
            if pair in together and _tells(pair) and self._is_rare(self.pairs[pair]) and not {*pair} <= taken:
                taken |= {*pair}
                yield f"{one} {other}", _TWICE
        for word in own:
            one = _folded(word)
            if one in read and one not in taken and _tells((one,)) and self._is_rare(self.held[one]):
                taken.add(one)
                yield word, _TWICE if one in self.often and len(one) >= _LONG else _ONCE

    def _is_rare(self, times: int) -> bool:
        return times <= max(_FEW, _RARE * len(self.fitting.units))


def _whole(fitting: Fitting, document: Document, unit: Unit) -> str:
    """Return a sentence below the heading of the case that it tells of."""
    block = document.block_at(unit.start)
    heading = block.section[-1] if block and fitting.case_of(document, unit) else ""
    return f"{heading} | {sentence(document, unit)}"


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    """Return a word without the end of a plural: another form of it, as of a verb, often means another thing."""
    bare = re.sub(r"['’]s$", "", word)
    return re.sub(r"(?<=[^su])s$", "", re.sub(r"ies$", "y", bare))


def _tells(found: tuple[str, ...]) -> bool:
    """Say whether words may tell a topic: none is short or joins others, and not all are of every project."""
    joins = any(word in STOP_WORDS or word in NUMBER_WORDS or len(word) < _SHORTEST or word.isdigit() for word in found)
    return not joins and not EVERYONES.issuperset(found) and not (len(found) == 1 and found[0] in _NOT_ALONE)
