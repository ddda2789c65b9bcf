"""What came less what went is the net change: 新增12名、减少5名，净增7名; 出生18人、死亡21人、迁入9人、迁出14人，净减少8人."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from auditor.arithmetic.changes.stocks import OTHER_TIME, Account, plain
from auditor.characters.pauses import SEMICOLON
from auditor.claims import Quantity, Scanned
from auditor.figures.amounts import slack
from auditor.figures.flows import AMONG, Flow, flow, name_of_flow, net_change
from auditor.patterns import compiled

LONGEST = 8  # numbers before a net change that may tell what came and went
NEAR = Fraction(
    1, 2
)  # how far, as a share, a net change may be off and still be meant as that of the numbers before it
_SOME = compiled(r"等(?!级|次|额)|主要|另|此外|分别")
_YEAR = compiled(r"[0-9]年")


def net_changes(text: str, claims: Scanned) -> Iterator[Account]:
    """The net changes before which their sentence tells what came and what went.

    One that does not fit is only wrong if all numbers before it are of one thing and one time.
    """
    for sentence in claims.sentences:
        numbers = [q for q in plain(sentence.quantities) if not q.unit.spans_time]
        for i, net in enumerate(numbers):
            sign = net_change(net.lead)
            flows = _flows(text, numbers[:i], net) if sign else []
            if {one for one, _ in flows} == {1, -1} and not _has_subtotal(flows):
                yield _account(text, flows, net, sign)


def _flows(text: str, before: list[Quantity], net: Quantity) -> list[Flow]:
    """What came and went, told directly before a net change in its unit, the first one first."""
    told: list[Flow] = []
    after = net
    for q in reversed(before[-LONGEST:]):
        between = text[q.end : after.start]
        sign = flow(q.lead)
        alike = q.unit.name == net.unit.name and not net_change(q.lead)
        if not (sign and alike) or AMONG.search(between) or (after is not net and SEMICOLON.search(between)):
            break
        told.append((sign, q))
        after = q
    return told[::-1]


def _has_subtotal(flows: list[Flow]) -> bool:
    """Whether a number only adds up those before it: 迁入34人、迁出51人，机械减少17人，净减少34人 of births and deaths, too."""
    total = Fraction(0)
    for i, (sign, q) in enumerate(flows):
        if i > 1 and abs(total) == q.base:
            return True
        total += sign * q.base
    return False


def _account(text: str, flows: list[Flow], net: Quantity, sign: int) -> Account:
    """What moved in the direction of the net change first, then the rest."""
    turned = sorted(((one * sign, q) for one, q in flows), key=lambda told: -told[0])
    (_, first), *others = turned
    loose = sum((slack(q) for q in (*(q for _, q in flows), net)), Fraction(0))
    told = "净增" if sign > 0 else "净减"
    made = Account(first, tuple(others), net, certain=False, told=told, loose=loose)
    begin = flows[0][1]
    words = text[begin.start - len(begin.lead) : net.start]
    one_time = len(_YEAR.findall(words)) < 2 and OTHER_TIME.search(words[len(begin.lead) :]) is None
    near = abs(made.computed - net.base) <= NEAR * max(made.computed, net.base)
    certain = near and one_time and not _SOME.search(words) and _are_of_one(flows, net)
    return Account(first, tuple(others), net, certain, told, loose)


def _are_of_one(flows: list[Flow], net: Quantity) -> bool:
    """Whether all numbers are named alike, as far as they are named: 新进卫生人员46名，辞职12名，净增卫生人员34名."""
    told = [*(name_of_flow(q.lead) for _, q in flows), name_of_flow(net.lead), *(q.noun for _, q in flows)]
    names = [name for name in told if name]
    return all(one[-2:] in other or other[-2:] in one for one, other in pairwise(names))
