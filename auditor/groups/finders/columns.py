"""Numbers told in parallel before and behind 其中: 查处问题120起，处理150人。其中，重点领域问题48起，处理64人.

Each number behind the word is of the one before it that has its unit and, if several have it, its verb.  The word may
begin the next sentence (其中，…; 上述问题中，…), and 分别 may tell the numbers row by row.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from auditor.characters.pauses import MEMBER_END, SEMICOLON
from auditor.claims import Quantity, Sentence
from auditor.figures.change_words import COMPARED, is_difference
from auditor.figures.each import RESPECTIVELY
from auditor.groups.finders.row import Row, closing_word, ends_list, may_be_whole
from auditor.groups.group import Cue, Group, left_over, nearly_makes, total_of
from auditor.patterns import compiled, says

_OPENS = compiled(
    r"[ \u3000]{0,4}(?:其中[，,：:]?|(?:在)?(?P<things>[^，,。；;：:、0-9\n]{2,16}?)(?:当|之)?(?<!其)中[，,])"
)
_INSIDE = compiled(r"(?<=[，,；;])其中[，,：:]")
_PAUSE = compiled(r"[，,。；;：:（(]")
_VERB_END = says(r"[\u4e00-\u9fff]{2}\Z")
_FILLERS = "了共数为达到有约计"
_FINDS = says(r"发现|查出|检出|排查出")
_OTHER_TIME = says(r"累计|同期|上年|去年|此前|以来|另|全[国省市县区]\Z")
_OF_MORE = says(r"总|计划|概算|预算|目标|拟|应")
WORD = 2  # characters of a verb
LEAST = 2  # numbers of a row told by 分别


def columns(row: Row) -> Iterator[Group]:
    """The single numbers behind 其中, each with the one before it in its column; rows told by 分别."""
    yield from (group for group in _opened(row) if len(group.parts) == 1 or group.closed)
    sentence = row.sentences[row.index]
    for cue in _INSIDE.finditer(row.text, sentence.start, sentence.end):
        own = [q for q in row.numbers if q.end <= cue.start()]
        since = [q.end for q in own if SEMICOLON.search(row.text, q.end, cue.start())]
        wholes = [q for q in own if q.start >= (since or [0])[-1] and _may_be(q)]
        yield from _beside(row, wholes, _list([q for q in row.numbers if q.start >= cue.end()]))


def column_lists(row: Row) -> Iterator[Group]:
    """The lists behind 其中 over the end of a sentence that nothing else ties: 甲类13件、乙类7件 of 46件."""
    yield from (group for group in _opened(row) if len(group.parts) > 1)


def _opened(row: Row) -> Iterator[Group]:
    """The columns of a sentence that begins with 其中, with the things it is of, or with what divides them."""
    sentence = row.sentences[row.index]
    if opened := _OPENS.match(row.text, sentence.start, sentence.end):
        wholes = _before(row, sentence, opened["things"])
        behind = [q for q in row.numbers if q.start >= opened.end()]
        yield from _columns(row, wholes, behind, named=opened["things"] is not None)
    elif row.announced and row.announced[0].start() - sentence.start < WORD:
        wholes = _before(row, sentence, None)
        yield from _respective(row, wholes, [q for q in row.numbers if q.start >= row.announced[0].end()])


def _may_be(q: Quantity) -> bool:
    """Whether a number can be a whole: told plainly, no difference and nothing that another is compared with."""
    plain = not q.named and not q.depth and may_be_whole(q) and not left_over(q.lead)
    return plain and not is_difference(q) and COMPARED.search(q.gap) is None and not q.unit.spans_time


def _before(row: Row, sentence: Sentence, things: str | None) -> list[Quantity]:
    """The numbers of the sentence directly before; of several things named before 中, those that are told of them."""
    above = row.sentences[row.index - 1] if row.index else None
    if above is None or sentence.start - above.end > 1 or "\n" in row.text[above.end : sentence.start]:
        return []
    found = [q for q in above.quantities if _may_be(q)]
    if things is not None:
        found = [q for q in found if things[-WORD:] in q.lead + q.tail]
    return found if all(id(q) not in row.parts for q in found) else []


def _list(behind: list[Quantity]) -> list[Quantity]:
    """The first numbers behind a cue, up to one that begins something else."""
    if not behind or _OTHER_TIME(behind[0].gap):
        return []
    rest = takewhile(lambda q: not ends_list(q, q.gap) and not _OTHER_TIME(q.lead), behind[1:])
    return [q for q in (behind[0], *rest) if not q.depth]


def _word(q: Quantity) -> str:
    """The last two characters of the words before a number, its verb as a rule."""
    return q.lead.rstrip(_FILLERS)[-WORD:]


def _whole_of(part: Quantity, wholes: list[Quantity]) -> Quantity | None:
    """The only number before that has the unit of a part, or the only one of these with its verb, too."""
    same = [q for q in wholes if q.unit.name == part.unit.name]
    if len(same) > 1:
        same = [q for q in same if _VERB_END(_word(q)) and _word(q) == _word(part)]
    return same[0] if len(same) == 1 else None


def _told_alike(whole: Quantity, part: Quantity) -> bool:
    """Whether the first part is told of the same things, or with the same verb, as its whole."""
    word = _word(part)
    same = (_VERB_END(word) and word in whole.lead) or (whole.noun != "" and whole.noun == part.noun)
    return same and not _OF_MORE(part.lead)


def _is_deed_of(whole: Quantity, part: Quantity) -> bool:
    """Whether a further part says nothing but the deed of its whole: 处理96人 of 批评教育和处理150人."""
    deed = part.lead.rstrip(_FILLERS)
    return len(deed) >= WORD and whole.lead.rstrip(_FILLERS).endswith(deed)


def _words_behind(q: Quantity) -> str:
    """The words behind a number, over 、 as well: 283个省、市重点项目."""
    after = q.following
    return _PAUSE.split(after.gap)[0] if after else q.tail


def _are_others(whole: Quantity, part: Quantity) -> bool:
    """Whether a part plainly counts other things than its whole: 检查点位50个。其中，发现问题35个."""
    other = whole.noun != "" and part.noun != "" and whole.noun != part.noun
    named = part.tail[:1].isalpha() and part.tail[:WORD] not in whole.lead + _words_behind(whole)
    return other or named or left_over(part.lead) or (_FINDS(part.lead) and not _FINDS(whole.lead))


def _by_whole(parts: list[Quantity], wholes: list[Quantity]) -> list[tuple[Quantity, list[Quantity]]]:
    """The parts of each whole, in the order of the wholes."""
    pairs = [(whole, part) for part in parts if (whole := _whole_of(part, wholes)) is not None]
    return [(whole, own) for whole in wholes if (own := [p for q, p in pairs if q is whole])]


def _columns(row: Row, wholes: list[Quantity], behind: list[Quantity], *, named: bool) -> Iterator[Group]:
    """The columns of a sentence that begins with 其中, or names the things (``named``).

    Those whose words agree may also be told as wrong.
    """
    if any(RESPECTIVELY.search(q.gap) for q in behind):
        yield from _respective(row, wholes, behind)
        return
    found = _by_whole(_list(behind), wholes)
    for whole, told_of in found:
        own = _up_to_semicolon(whole, told_of)
        told = _told_alike if own[0] is behind[0] else _is_deed_of
        alike = named or told(whole, own[0])
        if not all(map(row.free, own)) or any(map(closing_word, own[1:])):
            continue
        if not alike and _are_others(whole, own[0]):
            continue
        if len(own) == 1 and (alike or own[0].base <= whole.base):
            yield Group(whole, own, Cue.AMONG, near=alike)
        elif len(own) > 1 and _is_list_of(whole, own, alike=alike):
            yield Group(whole, own, Cue.AMONG, near=False)


def _up_to_semicolon(whole: Quantity, own: list[Quantity]) -> list[Quantity]:
    """The numbers up to the first semicolon if they make up the whole: 10个建成，27个在建；61个省级项目…."""
    first = [own[0], *takewhile(lambda q: not SEMICOLON.search(q.gap), own[1:])]
    return first if len(first) > 1 and total_of(first) == whole.base else own


def _is_list_of(whole: Quantity, own: list[Quantity], *, alike: bool) -> bool:
    """Whether each number of a column begins a member; one that adds up may tell how far some have come."""
    if not all(MEMBER_END.search(q.gap) for q in own[1:]) or any(_FINDS(q.lead) for q in own[1:]):
        return False
    if len({q.status for q in own}) > 1:
        return len(own) > LEAST and total_of(own) == whole.base
    return total_of(own) <= whole.base or (alike and nearly_makes(total_of(own), whole))


def _beside(row: Row, wholes: list[Quantity], parts: list[Quantity]) -> Iterator[Group]:
    """The columns behind 其中 within a sentence; the first is told without this, the others must repeat the verb."""
    found = _by_whole(parts, wholes)
    for whole, own in found[1:]:
        if len(own) == 1 and row.free(own[0]) and _is_deed_of(whole, own[0]):
            yield Group(whole, own, Cue.AMONG)


def _respective(row: Row, wholes: list[Quantity], behind: list[Quantity]) -> Iterator[Group]:
    """问题数、处理人数分别是7起、9人，…分别是3起、4人: row by row the numbers that stand at the place of each whole."""
    starts = [i for i, q in enumerate(behind) if RESPECTIVELY.search(q.gap)]
    units = [q.unit.name for q in wholes]
    rows = (behind[i : i + len(units)] for i in starts)
    table = list(takewhile(lambda told: [q.unit.name for q in told] == units, rows))
    if len(units) < LEAST or starts[:1] != [0] or not table or not _names(table[0][0].gap, wholes):
        return
    if not all(row.free(q) for told in table for q in told):
        return
    for whole, *own in zip(wholes, *table, strict=True):
        yield Group(whole, own, Cue.AMONG, closed=total_of(own) == whole.base, near=len(own) == 1)


def _names(words: str, wholes: list[Quantity]) -> bool:
    """Whether the words before a row name the numbers before it, in their order: 问题数、处理人数和处分人数."""
    at = 0
    for whole in wholes:
        names = [n for n in (_word(whole), whole.noun) if n]
        found = [place for n in names if (place := words.find(n, at)) >= 0]
        if not found:
            return False
        at = min(found) + WORD
    return True
