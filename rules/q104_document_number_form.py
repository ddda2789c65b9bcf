"""Q104: document numbers that are not written in the form of official documents."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.marks import BRACKETED_YEARS
from auditor.findings import Certainty, Finding, Label, Severity
from auditor.lexicon import PatternFinder
from auditor.notice import Notice
from auditor.registry import rule

SHOWN = 20
_NUMBER = PatternFinder(
    BRACKETED_YEARS,
    r"(?P<open>[\[【〔（(])(?<=[\u4e00-\u9fff].)(?:19|20)[0-9]{2}(?P<year>年)?(?P<close>[\]】〕）)])"
    r"(?P<ordinal>第)?(?P<zero>0)?[0-9]{1,4}号",
)
_FAULTS = {
    "open": "年份应当用六角括号“〔〕”",
    "year": "括号内不写“年”字",
    "ordinal": "序号前不加“第”字",
    "zero": "序号不编虚位（1 不写作 01）",
}


@rule("Q104", name="document-number-form", severity=Severity.INFO, since="0.1")
def check_document_number_form(notice: Notice) -> Iterator[Finding]:
    """发文字号的写法。

    检查什么
    “机关代字+年份+序号”的发文字号，年份是否用六角括号“〔〕”括起、是否只写四位数字，序号前是否多了“第”字或者虚位的 0。
    全文合为一条。裁判文书的案号（括号与序号之间有文字）和部门令的“第……号”不在此列；年份两边括号不同形的由 Q103 报告。

    为什么
    发文字号有规定的写法；方括号、圆括号多是输入或者转换时用来代替六角括号的。

    反例
    - 根据《溪山县公务用车管理办法》（溪办发[2023]11号）修订了制度。
    - 落实溪政发（2022）第8号文件要求，按溪财〔2021〕06号文件清退。

    正例
    - 根据《溪山县公务用车管理办法》（溪办发〔2023〕11号）修订了制度。
    - 依据（2023）溪0102民初215号判决收回租金，执行县政府令第12号。
    - 合同（2022年签订）共11份，审计项目（2021）已办结。

    依据
    《党政机关公文格式》（GB/T 9704—2012）7.2.5：年份、发文顺序号用阿拉伯数字标注；年份应标全称，用六角括号“〔〕”括入；
    发文顺序号不加“第”字，不编虚位（即1不编为01），在阿拉伯数字后加“号”字。
    """
    found = []
    faults: set[str] = set()
    for match in _NUMBER.find(notice.text):
        if (match["open"] == "〔") is not (match["close"] == "〕"):
            continue  # Q103
        own = {name for name in _FAULTS if match[name]}
        if match["open"] == "〔":
            own.discard("open")
        if own:
            found.append(notice.span(match.start(), match.end()))
            faults |= own
    if found:
        said = "；".join(_FAULTS[name] for name in _FAULTS if name in faults)
        yield Finding(
            f"有 {len(found)} 处发文字号写法不合公文格式：{said}",
            found[0],
            certainty=Certainty.LIKELY,
            related=tuple(Label(span, "同类") for span in found[1:SHOWN]),
        )
