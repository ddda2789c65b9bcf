"""What is said to be wholly done, with a part of the same that is said to be open right beside it.

闲置车辆11辆，…待过户2辆，闲置车辆已全部处置完毕; 补偿款已全部发放到位，尚有36万元未发放.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.characters.pauses import CLAUSE_END, STATEMENT_END, last_end
from auditor.claims import Quantity
from auditor.completion.place import Pair, Place
from auditor.lexicon import any_of
from auditor.notice import Notice
from auditor.patterns import compiled

BEFORE = 160  # characters before 全部 in which its sentence must begin
TWO = 2  # characters of one verb; more are two of them: 更换安装

_ALL_DONE = compiled(
    rf"已(?:经)?(?:均|都)?全部(?:(?P<verb>[\u4e00-\u9fff]{{2}}(?:[\u4e00-\u9fff]{{2}})??)(?:完毕|到位|完成|结束|(?<=追回|收回|退回|退还|清退|上缴|退缴|追缴|归还))|(?P<bare>{any_of('statuses', 'all_handled')})|办结|销号|化解|结案|清零)(?=[，,。；;])"
)
_LAST_CLAUSE = compiled(r"[，,、]")
# of a part, of another time, or of what came of the open part: 应拨部分, 9月底前, 经评估, 其余车辆, 除…外
_PARTIAL = compiled(
    r"[除其另余0-9年月日季批期部应可已前后经现至该此以上]|目前|条件|当|首|督促|通过|随|最终|这"
)
# between the two: nothing, or the parts of what is done
_THEN = compiled(
    r"[，,。；;](?:其中[^。；;\n]{0,60}[，,。；;])?(?:但|目前|现|截至目前)?[，,]?(?:(?:尚|仍|还)有|剩余|其余|余下)"
)
_LEFT = compiled(
    r"(?:正在|待|尚未|仍未|未)[^，,。；;、\n]{0,12}?(?P<verb>[\u4e00-\u9fff]{2})(?:的|完毕|到位|完成)?(?=[，,。；;\n])"
)
_REFERRING = compiled(
    r"(?:目前|现)?(?:上述|以上|该|此)(?:问题)?(?:资金|款项|补贴|费用|资产|房屋|车辆|土地)"
)  # what was told before
_WAITING = compiled(r"待[\u4e00-\u9fff]{2,6}\Z")


def left_beside(notice: Notice) -> Iterator[Pair]:
    """Where all is said to be done, with the place of what is left of it."""
    text = notice.text
    for done in _ALL_DONE.finditer(text):
        begin = last_end(STATEMENT_END, text, max(0, done.start() - BEFORE), done.start())
        told = notice.claims.quantities_in(begin, done.start())
        end = begin + len(text[begin : done.start()].rstrip("均都"))
        if told and told[-1].end == end:
            end = told[-1].start  # 信访事项64件已全部办结
        subject = _LAST_CLAUSE.split(text[begin:end])[-1]
        if _REFERRING.fullmatch(subject):
            if not done["bare"] and (left := _of_the_only_sum(notice, done, begin)):
                yield (end - len(subject), done.end()), left
            continue
        if "除" in text[begin : done.start()] or _PARTIAL.search(subject) or subject.endswith(("问题", "的")):
            continue
        place = (end - len(subject), done.end())
        left = _after(notice, done, subject, told)
        if left is None and not done["bare"]:
            left = _before(notice, place[0], subject, told)
        if left is not None:
            yield place, left


def _after(notice: Notice, done: re.Match[str], subject: str, told: list[Quantity]) -> Place | None:
    """…，尚有2辆待过户: the part that is left, told next."""
    then = _THEN.match(notice.text, done.end())
    number = _quantity_at(notice, then.end()) if then else None
    left = _LEFT.match(notice.text, number.end) if number else None
    if then is None or number is None or left is None:
        return None
    verb = done["verb"] or done["bare"]
    same_verb = bool(subject) and left["verb"] == verb and not _wholes(number, told)
    if done["bare"] and left["verb"] != verb:
        return None
    if len(verb or "") > TWO and left["verb"] not in verb:
        return None  # 已全部登记造册到位，其余2处待更换
    if not same_verb and not _is_part(notice, number, subject, told):
        return None
    return number.start - 2, left.end()


def _of_the_only_sum(notice: Notice, done: re.Match[str], begin: int) -> Place | None:
    """上述资金已全部追回，剩余3.2万元…, where the paragraph has told one sum of that unit before, and a larger one."""
    leaf = notice.leaf_at(begin)
    then = _THEN.match(notice.text, done.end())
    number = _quantity_at(notice, then.end()) if then else None
    left = _LEFT.match(notice.text, number.end) if number else None
    if leaf is None or number is None or left is None:
        return None
    told = notice.claims.quantities_in(leaf.start, done.start())
    sums = [q for q in told if q.unit.kind == number.unit.kind and not q.named]
    return (number.start - 2, left.end()) if len(sums) == 1 and sums[0].base > number.base else None


def _before(notice: Notice, start: int, subject: str, told: list[Quantity]) -> Place | None:
    """…、待过户2辆，闲置车辆…: the part that is left, the last of those told before."""
    last = told[-1] if told else None
    if last is None or not subject or not CLAUSE_END.fullmatch(notice.text, last.end, start):
        return None
    waiting = _WAITING.search(notice.text, max(0, last.start - 7), last.start)
    if waiting is None or notice.text[waiting.start() - 1] not in "，,、；;：:":
        return None
    return (waiting.start(), last.end) if _is_part(notice, last, subject, told[:-1]) else None


def _is_part(notice: Notice, number: Quantity, subject: str, told: list[Quantity]) -> bool:
    """Whether a number may be of the whole that was told before: 闲置车辆11辆, of which 2辆."""
    wholes = _wholes(number, told)
    if not subject:
        return len(wholes) == 1 and len(told) == 1
    return any(notice.text.endswith(subject, 0, q.start) or q.tail.startswith(subject) for q in wholes)


def _wholes(number: Quantity, told: list[Quantity]) -> list[Quantity]:
    """The numbers told before of which another one may be a part."""
    return [q for q in told if q.unit_text == number.unit_text and q.base > number.base]


def _quantity_at(notice: Notice, at: int) -> Quantity | None:
    return next(iter(notice.claims.quantities_in(at, at + 1)), None)
