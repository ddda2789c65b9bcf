"""Posts and seats: how many there are, are filled and are not, or filled beyond them: 编制64名，在编57人，空编7名."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from attrs import field

from auditor.claims import Bound, Quantity
from auditor.groups.finders.row import Row, is_heads, mark
from auditor.groups.group import Cue, Group, nearly_makes, total_of
from auditor.patterns import compiled
from auditor.records import define

_TOLD = compiled(
    r"(?:(?P<posts>(?:(?:编制|定编|核编|员额|职数)(?:总?数|总额|名额)?|应到|应参会|应出席)(?:共|为|是|有)?)"
    r"|(?P<filled>(?:(?:在编|实有|现有|在册|实配)(?:在编|在职|在岗|在册|编制|工作)?|实到|实际到会|实际参会|实际出席)"
    r"(?:人员|干部|职工|人数)?(?:共|为)?)"
    r"|(?P<empty>(?:空编|缺编|空缺|空余编制|缺额|请假|缺席|未到会?|未参会)(?:人员|人数|数)?(?:为|有)?)"
    r"|(?P<beyond>(?:超编|超配)(?:人员|人数)?(?:为|有)?))\Z"
)


@define
class _Account:
    """The numbers told of some posts, by what they are."""

    posts: list[Quantity] = field(factory=list)
    filled: list[Quantity] = field(factory=list)
    empty: list[Quantity] = field(factory=list)
    beyond: list[Quantity] = field(factory=list)

    @property
    def ended(self) -> bool:
        """Whether it is told how many are empty, or too many."""
        return bool(self.empty or self.beyond)


def staff(row: Row) -> Iterator[Group]:
    """The posts as the sum of those filled and empty; those filled as the sum of the posts and those beyond them."""
    account = _Account()
    for q in row.numbers:
        if not is_heads(q) or q.bound is not Bound.EXACT:
            continue
        kind = _kind(q)
        if account.ended and kind not in ("empty", "beyond"):
            yield from _settled(row, account)
            account = _Account()
        if kind:
            getattr(account, kind).append(q)
        elif account.filled and mark(q) == "、":
            account.filled.append(q)  # 实有行政人员18名、事业人员29名
    yield from _settled(row, account)


def _kind(q: Quantity) -> str:
    told = _TOLD.search(q.lead)
    return (told and told.lastgroup) or ("posts" if q.tail.startswith("编制") else "")


def _settled(row: Row, account: _Account) -> Iterator[Group]:
    """The sum of an account; one that is only nearly right is told if no other number could be meant."""
    if not (account.ended and account.posts and account.filled) or (account.empty and account.beyond):
        return
    if account.empty and "职数" in account.posts[0].lead:
        return  # 核定职数18名，实配15名、空缺3名，整改期间选任2名: what is empty is told on
    row.accounts.update(id(q) for q in (*account.filled, *account.empty, *account.beyond))
    wholes, others = (account.posts, account.filled) if account.empty else (account.filled, account.posts)
    rest = account.empty or account.beyond
    pairs = [(whole, [other, *rest]) for whole, other in product(wholes, others)]
    found = next(((whole, parts) for whole, parts in pairs if whole.base == total_of(parts)), None)
    if found is None and len(pairs) == 1 and nearly_makes(total_of(pairs[0][1]), pairs[0][0]):
        found = pairs[0]
    if found:
        seats = "应" in account.posts[0].lead  # of those who should come to a meeting all is told
        yield Group(found[0], found[1], Cue.REST, closed=True, near=seats)
