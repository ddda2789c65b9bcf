"""O103: a place where text was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.characters.damage import damage, lone_numbers, page_numbers
from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.lexicon import words
from auditor.notice import BODY, Kind, Node, Notice
from auditor.patterns import compiled
from auditor.registry import rule
from auditor.source import Span

SHOWN = 30
LEAST = 4  # characters before a page number that stand behind it again
MOST = 16
LONG = 20  # characters of a paragraph that is a sentence
ASK = "此处缺字，请查原件"
_SIGNS = ("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯")
_LOST = compiled("\ufffd++|" + "|".join(_SIGNS[1:]))
# — 7 — in a line of its own
_PAGE_LINE = compiled(
    r"\n[ \t\u3000]{0,20}(?P<page>[—–－-]{1,2} ?[0-9]{1,3} ?[—–－-]{1,2})[ \t\u3000]{0,20}\n"
)
# … and in the middle of one: 围栏破损- 7 -的18处; between hyphens without blanks a number may be a name's: 甲-7-乙
_PAGE_INSIDE = compiled(
    r"[—–－-](?<=[\u4e00-\u9fff，、；。].)(?:(?<=-) [0-9]{1,3} -|(?<=[—–－])[—–－]? ?[0-9]{1,3} ?[—–－]{1,2})(?=[\u4e00-\u9fff])"
)
_WORDS_OR_FIGURES = compiled(r"[\u4e00-\u9fff0-9]++")
_OPEN_ENDS = ("，", ",", "、", "（", "(", "《", "“")


@rule("O103", name="lost-text", severity=Severity.ERROR, since="0.1")
def check_lost_text(notice: Notice) -> Iterator[Finding | Tie]:
    """文字缺失。

    检查什么
    识别文本中句子里混入的页码（- 7 -），页码前的几个字在页码后又重复一遍的；一段话停在逗号、顿号或没有闭合的括号上，下面就是新的标题或落款；无法显示的乱码。

    为什么
    这些地方的文字已经丢失，无法据上下文补出，只能查对原件。

    反例
    - 一、整改情况
      街道党工委坚持问题导向，认真研究整改方案，
      二、下一步打算
      继续抓好整改。
    - 一、整改情况
      街道党工委坚持问题导向，召开专题会议研究整改方案，逐项明确责任领导和责任
      — 3 —
      科室，按月调度，逐条销号。
    - 一、整改情况
      街道会同民政办逐户核对救助档案，约谈相关人员，已经补齐低保档案
      - 3 -
      低保档案14份，更正信息9条。
    - 已完成整改��个，其余正在推进。
    - 街道入户走访205户，解决问题118项，召开会议13次，排查隐患25处，完成整改12个，建立制度13项，培训干部45人，列入整改清单的18户，列入退出清 5 单的13户均已退出。
    - 检查中发现围栏破损- 7 -的18处，护栏松动—8—的6处，均已修复。

    正例
    - 3号楼-2-西侧、路牌A- 5 -B段，气温-5-8度，整改期间（2023—2024年）完成5—8处，比分3—5负，附件—2—3页。
    - 一、整改情况
      街道党工委召开专题会议，研究整改方案。
      — 3 —
      街道纪工委逐条核查销号。
      二、下一步打算
      — 4 —
      继续抓好整改。
    - 一、整改情况
      现将有关情况通报如下：
      （一）提高政治站位
      已落实。
    - 街道共入户走访 205 户，解决问题 118 项，召开会议 3 次。
    - 街道党工委坚持问题导向，认真研究整改方案，
      细化整改举措，逐项落实责任。

    依据
    《党政机关公文处理工作条例》第二十五条：公文印发前应复核。
    """
    yield from _numbers_among_words(notice)
    yield from _page_lines(notice)
    yield from _unreadable(notice)
    yield from _broken_off(notice)


def _numbers_among_words(notice: Notice) -> Iterator[Finding]:
    """Lone numbers between blanks that count nothing: 列入退出清 5 单的13户."""
    for match in _PAGE_INSIDE.finditer(notice.source.text):
        span = Span(*match.span())
        yield Finding(
            f"句中的“{_in_one_line(notice, span)}”疑为混入的页码，请删去并核对前后文字是否相接",
            span,
            severity=Severity.WARNING,
            certainty=Certainty.LIKELY,
        )
    if " " not in notice.source.text:
        return
    if damage(notice).is_bad:
        for span in page_numbers(notice):
            yield Finding(
                f"“{_in_one_line(notice, span)}”中的数字不像数量，疑为混入的页码，前后文字可能缺失",
                span,
                certainty=Certainty.LIKELY,
                suggestion=ASK,
            )
        return
    for span, is_word in lone_numbers(notice):
        yield Finding(
            f"“{_in_one_line(notice, span)}”中的数字不像数量，疑为混入的页码，请核实",
            span,
            severity=Severity.WARNING if is_word else Severity.INFO,
            certainty=Certainty.QUERY,
        )


def _in_one_line(notice: Notice, span: Span) -> str:
    return " ".join(notice.source.quote(span).split())


def _page_lines(notice: Notice) -> Iterator[Finding]:
    """Lines with a page number within a sentence: one finding for all, and one for each that has words said twice."""
    lines = _PAGE_LINE.finditer(notice.source.text)
    cuts = [(line, place) for line in lines if (place := _within_sentence(notice, line))]
    if not cuts:
        return
    yield Finding(
        f"句子中间混入页码（{len(cuts)} 处），请删去并核对前后文字是否相接",
        cuts[0][1],
        related=tuple(Label(place, "同样情况") for _, place in cuts[1:SHOWN]),
        severity=Severity.WARNING,
    )
    for line, _ in cuts[:SHOWN]:
        if again := _again(notice.source.text, line):
            yield Finding(
                f"“{notice.source.quote(again)}”在页码前后各写一遍，疑为分页处文字重复，请查原件",
                again,
                certainty=Certainty.LIKELY,
                severity=Severity.WARNING,
            )


def _unreadable(notice: Notice) -> Iterator[Finding]:
    """Characters that stand for others that could not be read; one finding for all."""
    if not any(sign in notice.text for sign in _SIGNS):
        return
    lost = [notice.span(*m.span()) for m in _LOST.finditer(notice.text)]
    yield Finding(
        f"有 {len(lost)} 处无法显示的乱码",
        lost[0],
        related=tuple(Label(span, "乱码") for span in lost[1:SHOWN]),
        suggestion=ASK,
    )


def _broken_off(notice: Notice) -> Iterator[Finding]:
    """Paragraphs that end within a sentence."""
    for leaf, after in zip(notice.leaves, [*notice.leaves[1:], None], strict=False):
        if leaf.text.endswith(_OPEN_ENDS) and _ends_there(leaf, after):
            yield Finding(
                "这段话没有说完就结束了，后面的文字可能缺失",
                notice.span(max(leaf.start, leaf.end - LONG), leaf.end),
                certainty=Certainty.LIKELY,
                severity=Severity.WARNING,
                suggestion=ASK,
                cause=f"cut:{leaf.end}",
            )


def _within_sentence(notice: Notice, line: re.Match[str]) -> Span | None:
    """Where a page number stands that cuts a sentence in two; None if it stands between two sentences."""
    text = notice.source.text
    before, after = (
        text[max(0, line.start() - 4) : line.start()].rstrip(),
        text[line.end() : line.end() + 4].strip(),
    )
    cut = notice.leaf_at(notice.logical_offset(line.start() - 1)) if line.start() else None
    rest = notice.leaf_at(notice.logical_offset(line.end()))
    if cut is None or rest is None or cut.kind not in BODY or rest.kind not in BODY or len(cut.text) < LONG:
        return None
    goes_on = (
        bool(before and after)
        and (before[-1].isalnum() or before[-1] in "，、”》）")
        and after[0] not in "（(一1"
    )
    return Span(*line.span("page")) if goes_on and not rest.marker else None


def _again(text: str, line: re.Match[str]) -> Span | None:
    """The words behind a page number that already stand before it: 补齐低保档案 — 3 — 低保档案14份."""
    before = text[max(0, line.start() - MOST) : line.start()].rstrip()
    after = text[line.end() : line.end() + 2 * MOST]
    start = line.end() + len(after) - len(after.lstrip())
    after = after.lstrip()
    for length in range(min(MOST, len(before), len(after)), LEAST - 1, -1):
        if _WORDS_OR_FIGURES.fullmatch(after, 0, length) and before.endswith(after[:length]):
            meet = after[:length] in words("repeats", "joints")  # 成立领导小组|领导小组办公室
            return None if meet else Span(start, start + length)
    return None


def _ends_there(leaf: Node, after: Node | None) -> bool:
    """Whether a paragraph is over: a heading, the signature or nothing follows."""
    if leaf.kind not in BODY or leaf.end - leaf.start < LONG:
        return False
    return after is None or (
        not after.joined and after.kind in (Kind.HEADING, Kind.SIGNATURE, Kind.CONTACT, Kind.ISSUED)
    )
