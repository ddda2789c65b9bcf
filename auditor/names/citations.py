"""Cited titles 《…》: which of them are meant to be one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.claims import Citation
from auditor.memo import per_notice
from auditor.names.resemblance import Difference, difference, resemblance
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

SHORTEST = 6  # shorter titles differ by one character too easily
AGREE = 5  # so many characters at one end of two titles must agree before they are compared
WORD = 2  # characters of a word
LONGEST = 4  # characters by which one of two titles may be longer
COMMON = 4  # a word that stands so often is this document's way of writing it
MOST = 8  # titles compared with one title

_MARKS = compiled(r"[\s“”\"'‘’〈〉《》（）()·、，,—-]+")
_FILLERS = compiled(r"(?:关于|落实|工作|情况|意见|问题|反馈|的|和|及|与|中国共产党|中共|等|方案)+")
_KINDS = {"办法", "方法"}  # a regulation is a 办法; one that is otherwise called the same is hardly a 方法
LISTED = 8  # titles of one list that are passed over
_BETWEEN = compiled(r"[\s、，,和与及以]{0,3}")
_LISTED = compiled(r"《[^《》\n]{1,60}》")


@frozen
class Pair:
    """Two citations whose titles differ in one place, and how: 形近, 音近, 字序颠倒, 近义 or 增减字."""

    one: Citation
    other: Citation
    odd: Difference
    reason: str


_NUMBER = compiled(
    r"[（(](?P<series>[\u4e00-\u9fff]{1,12}[〔\[【（(](?:19|20)[0-9]{2}[〕\]】)）])第?(?P<serial>[0-9]{1,4})号[，,；;）)]"
)


@frozen
class Numbered:
    """A citation with the number of its document behind it: 《审计决定书》（溪审决〔2025〕12号）.

    ``series`` is what stands before the serial number, with one form of brackets; ``number`` is where the bracket's
    words begin.
    """

    title: str
    series: str
    serial: int
    start: int
    number: int
    end: int

    @property
    def words(self) -> str:
        """The number in one form of brackets."""
        return f"{self.series}{self.serial}号"


@per_notice
def numbered(notice: Notice) -> dict[str, list[Numbered]]:
    """The citations with a number, by their titles."""
    found: dict[str, list[Numbered]] = {}
    for citation in notice.claims.citations:
        if match := _NUMBER.match(notice.text, citation.end):
            series = match["series"][:-6] + f"〔{match['series'][-5:-1]}〕"
            places = (citation.start, match.start("series"), match.end() - 1)
            found.setdefault(bare(citation.title), []).append(
                Numbered(citation.title, series, int(match["serial"]), *places)
            )
    return found


def bare(title: str) -> str:
    """A title without blanks, quotes and brackets, in which typists differ without meaning it."""
    return _MARKS.sub("", title)


def near_titles(notice: Notice) -> Iterator[Pair]:
    """Pairs of citations of what seems to be one document under two titles, each pair of titles once.

    Titles meet if they agree at the start or at the end, so that this takes linear time.  Titles that stand
    in one list (《甲》、《乙》、《丙》) are different documents.
    """
    first: dict[str, Citation] = {}
    places: dict[str, list[Citation]] = {}
    for citation in notice.claims.citations:
        title = bare(citation.title)
        if len(title) >= SHORTEST:
            first.setdefault(title, citation)
            places.setdefault(title, []).append(citation)
    if len(first) < 2:
        return
    buckets: dict[tuple[str, str], list[str]] = {}
    for title in first:
        met: dict[str, None] = {}
        for key in (("start", title[:AGREE]), ("end", title[-AGREE:])):
            bucket = buckets.setdefault(key, [])
            met.update(dict.fromkeys(bucket))
            if len(bucket) < MOST:
                bucket.append(title)
        for other in met:
            if abs(len(other) - len(title)) > LONGEST:
                continue
            odd = difference(title, other)
            reason = _reason(title, other, odd)
            if reason and (
                not _side_by_side(notice, places[title], places[other])
                or (reason == "形近" and _is_slip(_pairs(notice), title, other, odd))
            ):
                yield Pair(first[title], first[other], odd, reason)


def _reason(title: str, other: str, odd: Difference) -> str:
    """Why two titles seem to be one document's; "" if they are two documents."""
    if odd.is_swap and len(odd.ours) == 2:
        return "字序颠倒"
    if len(odd.ours) == len(odd.theirs) >= 2 * WORD and odd.theirs in 2 * odd.ours:
        return "词序颠倒"  # 公路养护|建设 and 公路建设|养护
    if len(odd.ours) == len(odd.theirs) == 1:
        kinds = {title[odd.at :], other[odd.at :]}
        return "近义" if kinds == _KINDS else resemblance(odd.ours, odd.theirs)
    inside = odd.at > 0 and odd.at + max(len(odd.ours), len(odd.theirs)) < max(len(title), len(other))
    if inside and not (odd.ours and odd.theirs):
        added = odd.ours or odd.theirs
        longer, at = (title, odd.at) if odd.ours else (other, odd.at)
        doubled = longer[at : at + len(added)] == longer[at - len(added) : at]
        # An addition at the start is a full title and its short form; inside, words without content are a slip.
        if doubled or (len(added) <= LONGEST and _FILLERS.fullmatch(added)):
            return "增减字"
    return ""


@per_notice
def _pairs(notice: Notice) -> Counter[str]:
    """How often each two characters stand beside each other."""
    return Counter(map("".join, pairwise(notice.text)))


def _is_slip(counts: Counter[str], title: str, other: str, odd: Difference) -> bool:
    """Whether one of two titles has a word that the document writes otherwise everywhere else: 办祛 for 办法."""
    pairs = [(t[odd.at - 1 : odd.at + 1], t[odd.at : odd.at + 2]) for t in (title, other)] if odd.at else []
    times = [max(counts[pair] for pair in two) for two in pairs]
    return bool(times) and min(times) == 1 and max(times) >= COMMON


def _side_by_side(notice: Notice, some: Sequence[Citation], others: Sequence[Citation]) -> bool:
    """Whether two titles stand in one list (《甲》、《乙》、《丙》) at one of their first places."""
    for group, partners in ((some[:MOST], others[:MOST]), (others[:MOST], some[:MOST])):
        starts = {c.start for c in partners}
        for citation in group:
            end = citation.end
            for _ in range(LISTED):
                gap = _BETWEEN.match(notice.text, end)
                if gap and gap.end() in starts:
                    return True
                listed = _LISTED.match(notice.text, gap.end()) if gap else None
                if not listed:
                    break
                end = listed.end()
    return False
