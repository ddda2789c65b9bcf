"""What came and went, told before the change from one number to the other: 新建17项、废止9项，由204项增至212项."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from auditor.characters.pauses import SEMICOLON
from auditor.claims import Quantity, Scanned
from auditor.figures.change_words import is_from_to
from auditor.figures.flows import AMONG, Flow, flow, words_of
from auditor.patterns import compiled
from auditor.records import frozen

NEAR = Fraction(
    1, 5
)  # how far, as a share, the number at the end may be off and still be the end of the account
_KEPT = compiled(r"(?:修订|修改|完善|保留|沿用|重申|调整|优化|细化)[\u4e00-\u9fff]{0,6}\Z")
OTHER_TIME = compiled(r"近[一二两三四五几0-9]{1,2}年|20[0-9]{2}年|以来|当年|累计|历年|此前|计划|拟|预计|将")
_SUBJECT = compiled(r"(?P<of>[\u4e00-\u9fff]{2})(?:总数|数量?)?(?:由|从)[^，,。；;]{0,6}\Z")
_OF_LIST = compiled(
    r"[，,；;](?P<deed>[\u4e00-\u9fff]{3,6})[\u4e00-\u9fff]{0,8}(?:[、和及与][\u4e00-\u9fff]{2,10}){1,4}\Z"
)
_MERGED = compiled(r"合并|撤并|整合|归并|[净共]")  # five that are merged into one are four less
_VALUES = ("由", "从", "到", "至", "为", "将", "比")  # before what something was or came to be
_NEW = compiled(r"新[增设建立开签招购]")


@frozen
class Account:
    """A number before, what came and went, and the number after; ``certain`` if the text leaves no doubt that this is all.

    ``told`` is how the number after is called (现有, 结余, 净增, 净减), ``loose`` by how much rounding may have moved it, in base units.
    """

    start: Quantity
    flows: tuple[Flow, ...]
    now: Quantity
    certain: bool
    told: str = "现有"
    loose: Fraction = Fraction(0)

    @property
    def computed(self) -> Fraction:
        """What there must be at the end, in base units."""
        return self.start.base + sum((sign * q.base for sign, q in self.flows), Fraction(0))

    @property
    def holds(self) -> bool:
        """Whether that is the number told."""
        return abs(self.computed - self.now.base) <= self.loose


def accounts(text: str, claims: Scanned) -> Iterator[Account]:
    """The changes from one number to another before which it is told what came and went."""
    for index, sentence in enumerate(claims.sentences):
        numbers = plain(sentence.quantities)
        for i, (start, now) in enumerate(pairwise(numbers)):
            if start.unit.name != now.unit.name or start.depth or not is_from_to(start, now):
                continue
            own = [q for q in numbers[:i] if q.unit.name == start.unit.name]
            if not own and index:
                before = claims.sentences[index - 1]
                if "\n" not in text[before.start : start.start].strip("\n"):
                    own = [q for q in plain(before.quantities) if q.unit.name == start.unit.name]
            made = _told_before(text, own, start, now) or _told_behind(start, now, numbers[i + 2 :])
            made = made or _came_and_went(text, start, now, numbers[i + 2 :])
            if made is not None:
                yield made


def _told_behind(start: Quantity, now: Quantity, following: list[Quantity]) -> Account | None:
    """由51辆降至47辆…；处置的4辆: the only difference, if it fits; more may have come or gone, if it does not."""
    for q in following:
        sign = flow(q.lead) if q.unit.name == start.unit.name and q.lead.endswith("的") else 0
        account = Account(start, ((sign, q),), now, certain=False)
        if sign and account.holds:
            return account
    return None


def _came_and_went(text: str, start: Quantity, now: Quantity, following: list[Quantity]) -> Account | None:
    """由36项调整为42项，新增…9项，删除3项: one number that came and one that went, directly behind, and no other of the unit."""
    own = [q for q in following if q.unit.name == start.unit.name]
    if len(own) != 2 or own != following[:2] or any(q.lead.endswith(_VALUES) for q in own):
        return None
    flows = tuple((_sign(q), q) for q in own)
    if {sign for sign, _ in flows} != {1, -1} or any(q.noun not in ("", start.noun, now.noun) for q in own):
        return None
    account = Account(start, flows, now, certain=False)
    between = text[now.end : own[1].start]
    near = abs(account.computed - now.base) <= now.base * NEAR
    plain = not (AMONG.search(between) or OTHER_TIME.search(between) or _MERGED.search(between))
    apart = all(_NEW.search(q.gap) for sign, q in flows if start.base + sign * q.base == now.base)
    return Account(start, flows, now, certain=near and plain and apart)


def _sign(q: Quantity) -> int:
    """Whether a number came or went, by the words before it or before the list that tells of what: 新增并购、担保等9项."""
    listed = _OF_LIST.search(q.gap)
    return flow(listed["deed"]) if listed else flow(q.lead)


def plain(numbers: list[Quantity]) -> list[Quantity]:
    """The numbers outside brackets that are told exactly."""
    return [q for q in numbers if q.is_plain and not q.depth]


def _told_before(text: str, told: list[Quantity], start: Quantity, now: Quantity) -> Account | None:
    """The account that some numbers before make up; what 其中 tells as parts of what came or went is in it already."""
    said = [(q, flow(words)) for q, words in zip(told, words_of(told), strict=True)]
    whole_of = _parts(text, told)
    came_or_went = {id(q) for q, sign in said if sign}
    flows = tuple((sign, q) for q, sign in said if sign and whole_of.get(id(q)) not in came_or_went)
    if {sign for sign, _ in flows} != {1, -1}:
        return None
    account = Account(start, flows, now, certain=False)
    near = abs(account.computed - now.base) <= now.base * NEAR
    alone = any(start.base + sign * q.base == now.base for sign, q in flows)
    certain = near and not alone and _is_all(said, whole_of) and _is_of_same(text, told, start, now)
    return Account(start, flows, now, certain)


def _parts(text: str, told: list[Quantity]) -> dict[int, int]:
    """The numbers that 其中 tells as parts, up to a semicolon, each with the number that it is a part of, by id."""
    found: dict[int, int] = {}
    whole: Quantity | None = None
    for before, q in pairwise(told):
        between = text[before.end : q.start]
        if AMONG.search(between):
            whole = before
        elif SEMICOLON.search(between):
            whole = None
        if whole is not None:
            found[id(q)] = id(whole)
    return found


def _is_all(said: list[tuple[Quantity, int]], whole_of: dict[int, int]) -> bool:
    """Whether every number is told as come, gone or kept, or belongs to such a one as its part or its sum."""
    for q, sign in said:
        if sign or id(q) in whole_of or _KEPT.search(q.lead):
            continue
        if q.base not in _sums([p.base for p, s in said if s and whole_of.get(id(p)) == id(q)]):
            return False
    return True


def _sums(parts: list[Fraction]) -> set[Fraction]:
    """The sums of the first two, three … of some numbers."""
    return {sum(parts[:k], Fraction(0)) for k in range(2, len(parts) + 1)}


def _is_of_same(text: str, told: list[Quantity], start: Quantity, now: Quantity) -> bool:
    """Whether what came and went is of what changed, and no other time is told."""
    subject = _SUBJECT.search(text, max(0, start.start - 24), start.start)
    first = told[0].sentence.start if told[0].sentence else told[0].start
    if subject is None or subject["of"] not in text[first : subject.start()]:
        return False
    return OTHER_TIME.search(text, told[-1].end, now.start) is None
