"""W106: 巡视 where everything else says 巡察, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.findings import Certainty, Finding, Label, Severity, Tie
from auditor.lexicon import PatternFinder, words
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.registry import rule

RATIO = 3  # the other form must stand this many times as often
_EVENT = compiled(
    r"[巡专常机提本此这该一二三四五六七八九十0-9区县市旗]"  # a first character of its own is found fast
    r"(?:(?<=巡)(?P<a>[视察])(?:组|反馈|整改|意见(?!建议征)|“回头看”|\"回头看\")"
    r"|(?:(?<=专)项|(?<=常)规|(?<=机)动|(?<=提)级|(?<=[本该一二三四五六七八九十0-9])轮|(?<=[此这])次|(?<=[区县市旗])委)"
    r"巡(?P<b>[视察])(?:工作)?)"
)
_OFFICES = ("办", "机构", "领导小组")
_OTHER = {"视": "察", "察": "视"}
# A 巡视组 gives 巡视 feedback, a 巡察组 巡察 feedback.
_OWN_WORD = compiled(
    r"巡(?P<a>[视察])组(?:向[^，,。；;、\n]{2,20}?)?(?:集中|正式|书面|现场)?(?:反馈|通报)了?"
    r"(?P<said>(?!巡(?P=a))巡[视察](?!巡[视察])(?:情况|意见|问题|结果))"
)
# The committees of the centre and of a province have 巡视组 and 巡视办, never 巡察组.
_HIGHEST = PatternFinder(
    ("省委", "中央", "自治区党委"),
    r"(?:省委|中央|自治区党委)(?:第[一二三四五六七八九十0-9]{1,3})?(?P<word>(?:专项|机动|常规)?巡察)(?:组|办(?!法))",
)
BEFORE = 16


@rule("W106", name="inspection-level", severity=Severity.WARNING, since="0.1")
def check_inspection_level(notice: Notice) -> Iterator[Finding | Tie]:
    """巡视与巡察混用。

    检查什么
    通篇写“巡察”的文稿里，同一件事个别地方写成“巡视”（专项巡视、巡视组、区委巡视）；通篇写“巡视”的反之。
    “省委巡察组”“中央巡察组”一律指出。
    巡视巡察、中央巡视、省委巡视、领导人关于巡视工作的讲话和书名号里的文件名不查。

    为什么
    巡视由中央和省级党委开展，巡察由市县党委和部门开展，写混就是主体和事件不符。

    反例
    - 区委第二巡察组开展专项巡察，反馈了专项巡察意见，街道传达专项巡察工作精神，对专项巡视工作认识不足。
    - 区委巡察组反馈了意见，针对巡察反馈意见制定巡察整改方案，抓好巡察整改，区委巡视组给予肯定。
    - 2024年1月9日，省委巡视组向学校党委反馈了巡察意见，学校党委召开会议研究巡视整改。

    - 学校落实省委巡察组反馈要求，修订管理制度，并向省委第三巡视组报告。

    正例
    - 县委巡视整改专班会同县委巡察办督办巡视整改，抓好巡视反馈问题整改，落实县委巡视整改方案。
    - 学校向省委、市委巡察组报告，按照省委巡察工作部署和省属企业党委巡察组的要求整改。
    - 省委巡视组反馈后，学校党委结合校内巡察意见，一并整改。省委巡视组向市委反馈了巡视情况。
    - 区委巡察组反馈后，学习习近平总书记关于巡视工作的重要论述，对照中央巡视反馈意见自查。
    - 根据《中国共产党巡视工作条例》和区委巡察安排，抓好巡视巡察整改，巩固巡察整改成果，完成巡察整改。
    - 省委巡视组反馈的巡视意见与区委巡察组反馈的巡察意见一并整改，巡察整改、巡视整改同步推进。

    依据
    《中国共产党巡视工作条例》（2024年2月8日修订）；《关于市县党委建立巡察制度的意见》。
    """
    text = notice.text
    for match in _HIGHEST.find(text):
        yield Finding(
            f"“{match[0]}”应为“{match[0].replace('巡察', '巡视')}”：中央和省级党委开展的是巡视，请核实",
            notice.span(*match.span()),
            certainty=Certainty.LIKELY,
            cause=f"inspection-word:{match.end('word')}",  # E103 compares the names of teams
        )
    if "巡视" not in text or "巡察" not in text:
        return
    for match in _OWN_WORD.finditer(text):
        yield Finding(
            f"巡{match['a']}组反馈的是“{match['said']}”，同一句中“巡视”与“巡察”不一，请核实",
            notice.span(*match.span("said")),
            certainty=Certainty.LIKELY,
            related=(Label(notice.span(match.start(), match.start() + 3), f"巡{match['a']}组"),),
        )
    places: dict[str, list[re.Match[str]]] = {"视": [], "察": []}
    for match in _EVENT.finditer(text):
        if not text.startswith(("巡察", "巡视"), match.end()) and not _is_excused(text, match):
            places[match["a"] or match["b"]].append(match)
    few, many = sorted(places, key=lambda form: len(places[form]))
    if not places[few] or len(places[many]) < RATIO * len(places[few]):
        return
    usual = {match[0] for match in places[many]}
    found = [
        m for m in places[few] if m[0].replace(f"巡{few}", f"巡{_OTHER[few]}") in usual or "工作" in m[0]
    ]
    if not found:
        return
    first, *rest = found
    twin = next(
        (m for m in places[many] if m[0][:4] == first[0][:4].replace(f"巡{few}", f"巡{many}")),
        places[many][0],
    )
    yield Finding(
        f"“{first[0]}”等 {len(found)} 处写“巡{few}”，同类说法另有 {len(places[many])} 处写“巡{many}”，请核实",
        notice.span(*first.span()),
        certainty=Certainty.LIKELY,
        related=(
            Label(notice.span(*twin.span()), f"此处写“巡{many}”"),
            *(Label(notice.span(*m.span()), f"此处也写“巡{few}”") for m in rest[:20]),
        ),
        cause=f"inspection-word:{max(first.end('a'), first.end('b'))}",
    )


def _is_excused(text: str, match: re.Match[str]) -> bool:
    if match["b"] == "察" and text.startswith(_OFFICES, match.end()):
        return True  # 区委巡察办 is the name of an office
    before = text[max(0, match.start() - BEFORE) : match.start()].rsplit("。", 1)[-1]
    if any(word in before for word in words("organisations", "inspecting_above")) or text[
        max(0, match.start() - 2) : match.start()
    ] in ("巡视", "巡察"):
        return True
    around = text[max(0, match.start() - 40) : match.start()]
    return around.rfind("《") > around.rfind("》")
