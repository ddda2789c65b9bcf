"""Groups that are none: their whole is a member of the row, or they fit only because they pass over a member of it: 甲类9个、乙类5个、丙类3个、丁类4个 are not 9 = 5 + 4."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from auditor.claims import Quantity, Rate
from auditor.figures.flows import flow, is_stock_before, is_stock_now, net_change
from auditor.groups.brought_over import brought_over
from auditor.groups.finders.members import of_them
from auditor.groups.finders.row import Row, ends_list
from auditor.groups.group import Cue, Group, goes_on, is_more, left_over, nearly_makes, total_of
from auditor.groups.siblings import CHANCE, is_sibling, joint
from auditor.patterns import says

# 最多的是甲市，达707件；其次为…: members of a list, each told in a clause
_is_ranked = says(r"(?:最多|最高|最大|居首|首位|其次|再次)[^。；;]{0,12}\Z")
_all_of_them = says(r"\A(?:[，,]?(?:全部|全都|悉数|均|都))")
_is_grown = says(r"[增减升降](?:加|少|长)?[至到为]\Z")
_in_a_time = says(r"[年月]内|[当本]年|年度|期间|以来")
_is_there_now = says(r"目前(?!已)|现(?!已)|剩|尚余")
_sums_up_some = says(r"(?:上述|以上|前述|前)[^，,。；;、]{0,10}(?:合计|共计|总计|共)\Z")
_ANNOUNCED = frozenset((Cue.AMONG, Cue.SPLIT, Cue.COLON, Cue.BRACKET))


def is_no_group(row: Row, group: Group) -> bool:
    """Whether what a finder has found ties nothing: its whole is ranked in a list of others, or it passes over one.

    What there was and what there is now are no parts of what came or went between: 增设18个（原有24个，现为42个）.
    """
    ranked_among_others = _is_ranked(group.whole.gap) and group.total != group.whole.base
    no_parts = (
        _are_stocks(group)
        or _is_account(row, group)
        or _are_told_alike(group)
        or _is_rest_of_itself(group)
        or _came_and_went(group)
        or _is_of_account(row, group)
        or _is_left_of_more(group)
        or _is_rest_beside_sum(group)
        or _sums_up_whole(row, group)
    )
    return ranked_among_others or no_parts or _passes_over(row, group)


def _are_told_alike(group: Group) -> bool:
    """Whether the whole and the only part are two numbers of which all is told: 9人全部合格，6人均已调岗."""
    (part, *others), whole = group.parts, group.whole
    return not others and not part.lead and _all_of_them(part.tail) and _all_of_them(whole.tail)


def _is_rest_of_itself(group: Group) -> bool:
    """Whether what is left would be all there was: 免职2名，…，尚有2名 are others."""
    (part, *others), whole = group.parts, group.whole
    return not others and left_over(part.lead) and part.base == whole.base


def _are_stocks(group: Group) -> bool:
    """Whether the numbers in a bracket begin with how many there were: 增设18个（原有24个，现为42个）, 7人（原处室8人，1人退休）."""
    return (
        group.cue is Cue.BRACKET and is_stock_before(group.parts[0].lead) and group.total != group.whole.base
    )


def _is_account(row: Row, group: Group) -> bool:
    """Whether a stock is told with what came or went and what is left: 年初120户，新增6户，退出10户，目前116户."""
    said = row.said
    leads = [said.get(id(p), p.lead) for p in group.parts]
    told = (
        is_stock_before(said.get(id(group.whole), group.whole.lead))
        and any(map(is_stock_now, leads))
        and (any(map(flow, leads)) or _leaves_out(row, group))
    )
    return told and group.total != group.whole.base


def _leaves_out(row: Row, group: Group) -> bool:
    """Whether a number in the unit of a whole stands between it and its parts: 214户，识别31户，销号98户，年末147户."""
    after = _beside(row, group.whole, 1)
    return after is not None and after.unit.name == group.whole.unit.name and after not in group.parts


def _came_and_went(group: Group) -> bool:
    """Whether what came to a stock and what went from it would be parts of it: 增至241名（转入4名，转出6名）."""
    flows = {flow(p.lead) for p in group.parts}
    if not {1, -1} <= flows or group.total == group.whole.base:
        return False
    far = group.total < group.whole.base and not nearly_makes(group.total, group.whole)
    untold = _in_a_time(group.parts[0].gap) and group.cue not in _ANNOUNCED
    return far or untold or is_stock_now(group.whole.lead) or _is_grown(group.whole.lead)


def _is_of_account(row: Row, group: Group) -> bool:
    """Whether what came is one of several numbers of an account, so that what went and what is there is not of it alone.

    转入16名，转出11名，去世5名，净增24名. 年初1260吨，入库3480吨，出库3120吨，年末1620吨.
    """
    whole, parts = group.whole, group.parts
    if flow(whole.lead) < 0:
        return any(net_change(p.lead) for p in parts)
    if not flow(whole.lead) or brought_over(group):
        return False
    mixed = {1, -1} <= {flow(p.lead) for p in parts} and group.total != whole.base
    if mixed or any(net_change(p.lead) for p in parts):
        return True
    before = _beside(row, whole, -1)
    if before is None or before.unit.name != whole.unit.name:
        return False
    goes_on = is_stock_before(before.lead) or flow(before.lead) > 0
    return goes_on and all(flow(p.lead) < 0 or is_stock_now(p.lead) for p in parts)


def _is_left_of_more(group: Group) -> bool:
    """Whether what is still there is told behind what came last, of which it need not be: 新增6处，目前仅剩5处."""
    part, whole = group.parts[-1], group.whole
    behind = len(group.parts) == 1 and whole.start < part.start and flow(whole.lead) > 0
    return behind and _is_there_now(part.lead)


def _is_rest_beside_sum(group: Group) -> bool:
    """Whether what is left is told beside a sum of some: 上述三类共80个，占93%，其余6个."""
    part, whole = group.parts[-1], group.whole
    if len(group.parts) > 1 or not left_over(part.lead) or is_more(part.lead):
        return False
    after = whole.following
    share = isinstance(after, Rate) and after.start < part.start and after.lead.startswith("占")
    return share or _sums_up_some(whole.gap)


def _sums_up_whole(row: Row, group: Group) -> bool:
    """Whether a part is told as the sum of the whole and of others: 500万元与上述700万元两项合计1200万元未整改."""
    return any(id(p) in row.totals and p.base > group.whole.base for p in group.parts)


def _passes_over(row: Row, group: Group) -> bool:
    """Whether a whole is the sum of the first (or, standing behind them, of the last) members of a row.

    9个，有沟渠5个、机耕路4个、泵站3个 is neither proved nor wrong: the last may be counted within the others.  A list joined
    by 、 that the text announces (其中…, 分别为…) stays, to be judged with all its members.
    """
    parts, whole = group.parts, group.whole
    if len(parts) < 2 or whole.base >= CHANCE * whole.unit.factor:
        return False
    if whole.start > parts[-1].start:
        before = _beside(row, parts[0], -1)
        if before is None or group.total != whole.base or any(ends_list(p, p.gap) for p in parts):
            return False
        return is_sibling([before, *parts[:-1]], parts[-1], row.text)
    made = next((k for k in range(2, len(parts) + 1) if total_of(parts[:k]) == whole.base), 0)
    after = parts[made] if made < len(parts) else _beside(row, parts[-1], 1)
    if not made or after is None or goes_on(parts[:made], after):
        return False
    if ends_list(after, after.gap) or of_them(after):
        return False
    judged = after in parts and group.cue in _ANNOUNCED and joint(parts) == ("、",)
    return not judged and is_sibling(parts[:made], after, row.text)


def _beside(row: Row, q: Quantity, step: int) -> Quantity | None:
    """The counted number of a sentence before (-1) or behind (1) another one."""
    at = bisect_left(row.numbers, q.start, key=attrgetter("start")) + step
    return row.numbers[at] if 0 <= at < len(row.numbers) else None
