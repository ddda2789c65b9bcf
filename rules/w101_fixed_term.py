"""W101: a fixed political expression that lost or changed a character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, islice, pairwise

from attrs import field

from auditor.dates.plenums import Plenums, is_of_party, plenums
from auditor.findings import Certainty, Finding, Severity, Tie
from auditor.lexicon import WordFinder, entries
from auditor.names.resemblance import edits
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen
from auditor.registry import rule
from auditor.spelling.words import is_word

MANY = 100  # findings of one text
SHORTEST = 4  # characters of an expression of the configuration whose damaged forms are looked for
_SINGLE = str.maketrans("“”", "‘’")
TERM = 5  # characters of the term of a committee before its session: 二十届
_TERM = compiled(r"[一二三四五六七八九十]{1,3}届\Z")
_JOINTS = compiled(r"[、，,“”‘’\"'·]")
# A series of plenary sessions (二中、三中、四中全会) whose last name is not complete.
_PLENARY = compiled(
    r"[一二三四五六七](?:(?<=届.)|(?<=[一二三四五六]中[、，,和及].)|(?<=中全会[、，,和及].))"
    r"(?:全会议?|中会议?|中全体?(?!会|体)|次中全会|中全会议(?![题程案事]))"
)
# The plenary sessions of a congress are told by its committee: 二十届三中全会, not 二十大三中全会, 党的二十三中全会.
_CONGRESS = compiled(
    r"(?P<term>二十|十[五六七八九])(?:大|次|(?<=党的二十)|(?<=党的十.))(?P<session>[一二三四五六七]中全会)"
)


@frozen
class Term:
    """A fixed expression and what comes close to it without being wrong."""

    form: str
    edits: int
    edges: bool = False
    known: list[str] = field(factory=list)


@frozen
class Damaged:
    """A damaged form that cannot be anything else, unless it has certain neighbours or ``needs`` is missing."""

    wrong: str
    right: str
    unless_after: list[str] = field(factory=list)
    unless_before: list[str] = field(factory=list)
    needs: str = ""


@frozen
class _Lexicon:
    """Whole forms, and their pieces with the terms they are pieces of and where."""

    finder: WordFinder
    pieces: dict[str, list[tuple[Term, int]]]
    whole: frozenset[str]
    damaged: dict[str, Damaged]


@lru_cache(maxsize=8)  # one for each configuration
def _lexicon(house_terms: tuple[str, ...] = ()) -> _Lexicon:
    terms = (*entries("fixed_terms", "terms", Term), *(Term(form, _edits(form)) for form in house_terms))
    damaged = {d.wrong: d for d in entries("fixed_terms", "damaged", Damaged)}
    whole = {form for t in terms for form in (t.form, *t.known)}
    pieces: dict[str, list[tuple[Term, int]]] = {}
    for term in terms:
        # An expression with k wrong characters still has one of its k + 1 parts unharmed.
        parts = term.edits + 1
        cuts = [len(term.form) * i // parts for i in range(parts + 1)]
        for start, end in pairwise(cuts):
            pieces.setdefault(term.form[start:end], []).append((term, start))
    return _Lexicon(
        WordFinder([*whole, *pieces, *damaged], overlapping=True, shared=not house_terms),
        pieces,
        frozenset(whole),
        damaged,
    )


def _edits(form: str) -> int:
    """How many wrong characters make a damaged form of a house's own expression: a short one has other neighbours."""
    return 1 if len(form) >= SHORTEST else 0


@rule("W101", name="fixed-term", severity=Severity.ERROR, since="0.1")
def check_fixed_term(notice: Notice) -> Iterator[Finding | Tie]:
    """固定表述有误。

    检查什么
    党的创新理论、重要会议、党内法规等固定表述是否缺字、多字、错字；历次全会的并列写法是否完整，有没有这一次全会。
    与固定表述相近而本身正确的说法另有列表，不报。

    为什么
    固定表述有误属严重差错，且往往是识别或录入时丢字造成。

    反例
    - 坚持以习近平新时代特色社会主义思想为指导。
    - 深入学习十九届二中、三中、四中、五全会精神。
    - 深入学习党的二十大三中全会精神，坚持以人民为重心，坚定“四个自觉”。
    - 深入学习贯彻党的二大和党的十九届八中全会精神。
    - 持续整治形式主义管僚主义，落实中央八规定精神。
    - 严格落实中央巡视察会议精神。
    - 以习新时代中国特色社会主义思想为指引，抓好整改。
    - 做实审计整改“后半篇”。以案促改写好“下半篇”，推动长效治理。
    - 违反《中华人民共合国预算法》和《中华人民共和会计法》。

    正例
    - 写好“后半篇”文章，做实整改“下半篇文章”，“前半篇”“后半篇”一体谋划。
    - 庆祝中华人民共和国成立七十五周年，学习《中华人民共和国预算法》。
    - 整治形式主义、官僚主义和形式主义、享乐主义等问题，讲授习近平新时代中国特色社会主义经济思想。
    - 深入学习新时代中国特色社会主义思想，开展研习新时代中国特色社会主义思想活动。
    - 学习党的二十大、二十届三中全会精神，坚持功成不必在我，保障公权利益，增强“四个自觉”。
    - 学习党的七届二中全会、十一届三中全会和二十届四中全会精神，部署团十八届九中全会精神学习。
    - 传达十九届四中、五中全会精神，五中全会议题另行学习，市一中、二中、三中学生参加。
    - 坚持全面从严管党治党，开展批评与自我批评，巡视察看整改现场，抓好党风、廉政建设。
    - 召开党委理论学习中心组学习会和专题民主生活会，落实中央八项规定及其实施细则精神。

    依据
    《党政机关公文处理工作条例》第十九条、第二十条：公文内容表述准确，符合党的理论路线方针政策。
    """
    text = notice.text
    lexicon = _lexicon(notice.settings.glossary.fixed_terms)
    found = sorted({*_hits(text, lexicon), *_plenaries(text)}, key=lambda hit: hit[0] - hit[1])
    taken: list[tuple[int, int]] = []
    for start, end, right in found[:MANY]:
        if all(end <= a or b <= start for a, b in taken):
            taken.append((start, end))
            yield _finding(notice, start, end, right)
    for named in islice(plenums(text), MANY):
        if named.never_held and is_of_party(text, named):
            yield _never_held(notice, named)


def _hits(text: str, lexicon: _Lexicon) -> Iterator[tuple[int, int, str]]:
    """Damaged expressions: range and right form; several may overlap."""
    matches = list(lexicon.finder.find(text))
    good = _Cover([(start, end) for start, end, word in matches if word in lexicon.whole])
    for start, end, word in matches:
        each = lexicon.damaged.get(word)
        if (
            each
            and each.needs in text
            and not text.startswith(tuple(each.unless_after), end)
            and text[start - 1 : start] not in each.unless_before
        ):
            yield start, end, each.right
        for term, offset in lexicon.pieces.get(word, ()):
            if (place := _damaged(text, start, end, term, offset)) and not good.holds(*place):
                yield *place, term.form


def _plenaries(text: str) -> Iterator[tuple[int, int, str]]:
    if "全会" in text or "届" in text:
        for match in _PLENARY.finditer(text):
            start = match.start()
            if term := _TERM.search(text, max(0, start - TERM), start):
                start = term.start()
            yield start, match.end(), f"{text[start : match.start()]}{match[0][0]}中全会"
    if "中全会" in text:
        for match in _CONGRESS.finditer(text):
            yield *match.span(), f"{match['term']}届{match['session']}"


class _Cover:
    """Whether a range lies within one of many."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        ranges.sort()
        self._starts = [start for start, _ in ranges]
        self._ends = list(accumulate((end for _, end in ranges), max))

    def holds(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and self._ends[at] >= end


def _damaged(text: str, start: int, end: int, term: Term, offset: int) -> tuple[int, int] | None:
    """The range of a damaged ``term`` of which the characters ``start``…``end`` are left, if there is one."""
    form, edits = term.form, term.edits
    if text.startswith(form, max(0, start - offset)):
        return None
    if not term.edges:  # most places are ruled out by the first or the last character
        if offset and form[0] not in text[max(0, start - offset - edits) : start]:
            return None
        if (
            offset + end - start < len(form)
            and form[-1] not in text[end : start - offset + len(form) + edits]
        ):
            return None
    left = _reach(text, start, form[:offset], term, -1)
    if left is None:
        return None
    right = _reach(text, end, form[offset + end - start :], term, 1)
    if right is None or not 0 < left[0] + right[0] <= edits:
        return None
    place = start - left[1], end + right[1]
    bare = _JOINTS.sub("", text[place[0] : place[1]])
    if len(bare) > len(form) and bare.replace("的", "", 1) == form:
        return None  # 群众身边的不正之风和腐败问题: 的 may always stand there
    if bare == form or bare in term.known or any(bare in known for known in term.known):
        return None
    if left[0] and is_word(text[place[0] - 1 : place[0] + 1]):
        return None  # 学|习贯彻新时代…
    longer = text[max(0, place[0] - 4) : place[1] + 4]
    return None if any(known in longer for known in term.known) else place


def _reach(text: str, at: int, wanted: str, term: Term, side: int) -> tuple[int, int] | None:
    """Edits and length of the best match for ``wanted`` that ends (side -1) or begins (side 1) at ``at``."""
    if not wanted:
        return 0, 0
    best: tuple[int, int] | None = None
    for length in range(max(1, len(wanted) - term.edits), len(wanted) + term.edits + 1):
        start, end = (at - length, at) if side < 0 else (at, at + length)
        if start < 0 or end > len(text):
            break
        there = text[start:end]
        edge = there[0] == wanted[0] if side < 0 else there[-1] == wanted[-1]
        if "\n" in there or not (edge or (term.edges and len(there) == len(wanted))):
            continue
        if len(set(wanted).difference(there)) > term.edits:
            continue  # each character that is not there is an edit
        needed = edits(there, wanted)
        if needed <= term.edits and (best is None or needed < best[0]):
            best = needed, length
    return best


def _finding(notice: Notice, start: int, end: int, right: str) -> Finding:
    proved = right in notice.text
    said = notice.text[start:end]
    quoted = said.find("“") + 1  # W109 finds the numbered terms in marks by resemblance too
    odd, usual = _shown(said, right)
    return Finding(
        f"“{odd}”疑为固定表述“{usual}”之误，请核实",
        notice.span(start, end),
        certainty=Certainty.CERTAIN if proved else Certainty.LIKELY,
        suggestion=f"本文别处写作“{right}”" if proved else None,
        cause=f"term:{start + quoted}",
    )


def _never_held(notice: Notice, named: Plenums) -> Finding:
    sessions = "、".join(f"第{number}次" for number in named.never_held)
    return Finding(
        f"第{named.committee}中央委员会没有{sessions}全体会议，届次或者次数有误，请核实",
        notice.span(named.start, named.end),
        cause=f"term:{named.start}",
    )


def _shown(said: str, right: str) -> tuple[str, str]:
    """A damaged expression and the right one to be quoted: of 坚定“四个自觉” what stands in the marks, if that is odd."""
    (lead, _, inner), (same, _, meant) = said.partition("“"), right.partition("“")
    if inner[-1:] == meant[-1:] == "”" and lead == same:
        said, right = inner, meant
    return _paired(said), _paired(right)


def _paired(words: str) -> str:
    """Words without the marks around them; marks within them become single ones, in pairs."""
    bare = words.strip("“”")
    if "“" not in bare and "”" not in bare:
        return bare
    unclosed = words.count("“") - words.count("”")
    return ("“" * -unclosed + words + "”" * unclosed).translate(_SINGLE)
