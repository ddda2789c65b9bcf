"""Measures: the sequences 一是…二是…, 一要…二要…, 第一，…第二，…, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.notice import Kind, Node, Notice
from auditor.numbers.numerals import ordinal
from auditor.patterns import compiled
from auditor.records import define
from auditor.structure.numbering import BEFORE_MARK, LOOK_BACK, chinese_numeral, mentioned, within
from auditor.structure.sequences import Defect, Flaw, Mark, flaws

_MEASURE = compiled(
    r"(?P<n>[一二三四五六七八九十—–－][一二三四五六七八九十]?)[ ]?(?:(?P<is>是)(?![否非一二])|(?P<must>要)(?![素点件求害闻务事塞道地]))"
)
_NTH = compiled(r"第(?P<nth>[一二三四五六七八九十]{1,2})(?=[,，])")
_FIRST = compiled(
    r"一是|首先|第一|其一|一方面|一要|一则|一来|[（(]一[)）]|一、|1[.、）)]|[（(]1|①|[—–－-]\s?是"
)
_ANEW = compiled(r"一是|其一|首先")
CIRCLED = 6  # the level of ①
_TOLD_BELOW = compiled(r"(?:整改|落实|完成|主要)[^。；;，,：:]{0,8}(?:情况|措施|成效|进展|做法|结果)[：:]")


@define(eq=False)
class Run:
    """Marks that belong to one sequence; ``section`` is where it began."""

    marks: list[Mark]
    section: Node | None = None
    orphan: bool = False


def measures(notice: Notice) -> list[Run]:
    """The sequences 一是…二是…, 一要…二要… and 第一，…第二，…, nested ones too.

    A number continues the innermost open sequence of its form that ends with the number before it; 1 opens a
    new one.  Sequences are closed with the section that they stand in.
    """
    text = notice.text
    stacks: dict[str, list[Run]] = {"is": [], "must": [], "nth": []}
    closed: dict[str, int] = {}
    runs: list[Run] = []
    found = [*_MEASURE.finditer(text), *(_NTH.finditer(text) if "第一" in text else ())]
    for match in sorted(found, key=lambda m: m.start()):
        start = match.start()
        at = start - 1 if start and text[start - 1] == " " else start
        if at and text[at - 1] not in BEFORE_MARK:
            continue
        name = match.lastgroup or "is"
        word = match["nth"] if name == "nth" else match["n"]
        number = ordinal("一" if word in "—–－" else word)
        leaf = notice.leaf_at(start)
        section = leaf.parent if leaf else None
        if not number:
            continue
        stack = stacks[name]
        while stack and not within(section, stack[-1].section):
            closed[name] = stack.pop().marks[-1].number
        mark = Mark(number, start, match.end(), name, match[0])
        if number == 1:
            run = Run([mark], section)
            runs.append(run)
            stack.append(run)
            continue
        fits = next(
            (i for i in range(len(stack) - 1, -1, -1) if stack[i].marks[-1].number == number - 1), None
        )
        if fits is not None:
            del stack[fits + 1 :]
            stack[-1].marks.append(mark)
        elif len(stack) > 1 and len(stack[-1].marks) == 1 and stack[-2].marks[-1].number == number - 2:
            # 一是…一是…三是: the second 一是 should have been 二是.
            stray = stack.pop()
            stack[-1].marks += [*stray.marks, mark]
            stray.marks = []
        elif stack:
            stack[-1].marks.append(mark)
        else:
            run = Run([mark], section, orphan=closed.get(name) != number - 1)
            runs.append(run)
            stack.append(run)
        del stack[:-4]
    return [run for run in runs if run.marks]


def is_circled_measure(section: Node) -> bool:
    """Whether a section ①… is a measure: it stands below words like 整改情况：, behind which the first may stand too."""
    parent = section.parent
    if section.level != CIRCLED or parent is None or parent.kind is not Kind.SECTION:
        return False
    texts = (n.text for n in parent.children if n.kind is not Kind.SECTION and n.start < section.start)
    return any(map(_TOLD_BELOW.match, texts))


def measure_defects(notice: Notice) -> Iterator[Defect]:
    """What is wrong with the sequences of measures."""
    for run in measures(notice):
        for defect in flaws(run.marks, None):
            if defect.flaw is Flaw.START:
                if (
                    not run.orphan
                    or len(run.marks) < 2
                    or run.marks[0].number != 2
                    or _has_first(notice, run)
                ):
                    continue
            elif (
                (defect.flaw is Flaw.GAP and (mentioned(notice, defect) or _is_glued(notice, defect)))
                or (run.orphan and _has_first(notice, run))
                or _begins_anew(notice, defect)
            ):
                continue
            yield defect


def _begins_anew(notice: Notice, defect: Defect) -> bool:
    """Whether 二是 belongs to another sequence, whose beginning stands in the middle of a clause: 我们一是敢想。二是……."""
    before, mark = defect.before, defect.mark
    return (
        before is not None
        and (mark.number == 2 or defect.flaw is Flaw.DUPLICATE)
        and _ANEW.search(notice.text, before.end, mark.start) is not None
    )


def _is_glued(notice: Notice, defect: Defect) -> bool:
    """Whether the missing 二是 is there, with no mark before it: …由教务科定二是更新教学专题."""
    if defect.before is None or len(defect.missing) != 1:
        return False
    glued = f"{chinese_numeral(defect.missing[0])}是"
    return notice.text.find(glued, defect.before.end, defect.mark.start) >= 0


def _has_first(notice: Notice, run: Run) -> bool:
    """Whether the sequence begins in other words: 首先, 第一, 一方面."""
    start = run.marks[0].start
    return (
        _FIRST.search(notice.text, max(run.section.start if run.section else 0, start - LOOK_BACK), start)
        is not None
    )
