"""Placeholders: every kind of sign, and every honest use of the same sign."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.findings import Severity
from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]


@pytest.mark.parametrize(
    "text",
    [
        "2024年X月X日", "区委第XX巡察组", "共整改××个问题", "x月x日反馈", "20XX年6月", "202X年6月", "〔20XX〕3号", "某某街道党工委",
        "某某某同志", "联系电话：________", "中共□□街道工委", "〇〇街道〇〇社区", "＊＊街道", "党工委书记***同志", "【待补充】", "[日期]",
        "{{单位名称}}", "${name}", "（此处填写具体数据）", "2024年    月    日", "印发《》", "整改率#DIV/0!", "见错误！未找到引用源。", "完成??个",
        "XX.X万元", "问题（待核实）", "已追缴null万元",
    ],
)  # fmt: skip
def test_placeholder(audited: Audited, text: str) -> None:
    """Found wherever it stands in a sentence."""
    assert len(audited(f"街道召开会议，{text}，研究整改工作。", "P101").findings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "BTX建设", "手机APP", "“10+N”服务", "1+X证书", "AB角", "V站", "X光检查", "X、Y两类", "“X”型路口", "iPhone X手机", "3×4米", "5米×3米",
        "得分=单价×人数", "二〇〇四年", "一〇〇号", "〇〇后青年", "138****5678", "13××××5678", "张某某", "某公园", "是□否□", "□已整改□未整改",
        "**一、整改情况**", "a_b__c@tj.gov.cn", "为什么？？", "main()", "今年 月度计划", "【日期】：2024年5月6日", "［注］", "当事人张××已检讨",
    ],
)  # fmt: skip
def test_honest_use(audited: Audited, text: str) -> None:
    """Not a placeholder."""
    assert not audited(f"街道召开会议，{text}，研究整改工作。", "P101").findings


def test_one_finding_for_all_places(audited: Audited) -> None:
    """Fifty masks are one card with fifty places."""
    (finding,) = audited("先后召开X次会议。\n" * 50, "P101").findings
    assert len(finding.related) == 49


def test_cited_drafts_are_not_drafts(audited: Audited) -> None:
    """（征求意见稿） within or after 《》 belongs to the cited document."""
    text = "学习《城市更新办法（征求意见稿）》和《物业条例》（送审稿），提出意见。"
    assert not audited(text, "P103").findings


@pytest.mark.parametrize(
    "remark",
    [
        "（此处金额待农经站核定）",
        "（本段人数待民政办核对后补）",
        "（该句请党政办修改）",
        "（此处比例待更新）",
        "（请综治中心再核实）",
        "（数字再核）",
        "（金额请计财科刘会计再核一遍）",
        "（人数再确认一下）",
        "（请老郑定）",
        "（此处待审计定后填）",
        "（上年数字照抄旧稿，付印前请小郑核一下）",
        "（文字套用去年材料）",
        "（请欧阳主任过目）",
    ],
)
def test_a_remark_to_the_writers_is_found(audited: Audited, remark: str) -> None:
    """A bracket that asks somebody to check or fill in a place of the text itself."""
    assert [f.rule for f in audited(f"累计清退补贴3.2万元{remark}，其余按月清退。", "P103").findings] == [
        "P103"
    ]


@pytest.mark.parametrize(
    "bracket",
    [
        "（两条线索待区纪委核实后处置）", "（其余3户待民政办核实）", "（待试水合格后通水）", "（请扫描二维码核实）",
        "（上述问题待核实后处理）", "（此处违建待城管局核实后拆除）", "（此段河道长3公里）", "（以上数据由区统计局提供）", "（请登录政务网核对）",
    ],
)  # fmt: skip
def test_what_is_still_to_be_checked_in_the_world_is_no_remark(audited: Audited, bracket: str) -> None:
    """Clues, works and people that wait for something, and what citizens are asked to do."""
    assert not audited(f"累计清退补贴3.2万元{bracket}，其余按月清退。", "P103").findings


@pytest.mark.parametrize(
    "name",
    ["冯某某（冯启明）", "蒋某（蒋成林）", "沈××（沈文海，原站长）", "欧阳某（欧阳兰）", "邓某(邓学勤)"],
)
def test_a_full_name_beside_its_mask_is_found(audited: Audited, name: str) -> None:
    """The bracket tells the name that the signs withhold."""
    assert len(audited(f"对原仓管员{name}给予警告处分。", "P104").findings) == 1


@pytest.mark.parametrize(
    "name",
    [
        "蒋某（原站长）", "蒋某（化名）", "沈某（另案处理）", "沈某（中共党员）", "邓某（邓家村人）", "张某（张庄）", "石某（石匠）", "江某（江苏）",
        "王某（王老师）", "赵某（男）", "李某（李某某之妻）",
    ],
)  # fmt: skip
def test_what_else_is_told_of_a_withheld_person(audited: Audited, name: str) -> None:
    """Posts, places, kin and remarks beside a withheld name are no leak."""
    assert not audited(f"对原仓管员{name}给予警告处分。", "P104").findings


@pytest.mark.parametrize(
    ("rule", "text", "severity"),
    [
        ("P103", "清退补贴3.2万元（此处金额待农经站核定）。", Severity.ERROR),
        ("P103", "清退补贴3.2万元（付印前请小郑核一下）。", Severity.ERROR),
        ("P103", "清退补贴3.2万元（请综治中心再核实）。", Severity.WARNING),
        ("P103", "街道整改情况通报\n（征求意见稿）\n现予公布。", Severity.WARNING),
        ("P104", "对原仓管员冯某某（冯启明）给予警告处分。", Severity.ERROR),
        ("P104", "对原仓管员冯某某（县三中冯启明）给予警告处分。", Severity.WARNING),
        ("K104", "联系电话：0431-87890123；电子邮箱：heyangdjb@126,com。", Severity.ERROR),
        ("K104", "联系电话：0431-87890123；电子邮箱：heyangdjb@heyang.gov。", Severity.WARNING),
    ],
)
def test_what_must_not_go_to_print_is_an_error(
    audited: Audited, rule: str, text: str, severity: Severity
) -> None:
    """A remark on the text, a name beside its mask and an address that cannot be used; the rest is a question."""
    assert [f.severity for f in audited(text, rule).findings] == [severity]


def test_a_withheld_name_in_the_name_of_its_case_is_found(audited: Audited) -> None:
    """The surname of the person withheld comes again in a case of the same paragraph."""
    text = "原站长冯某某贪污案宣判后，街道以“冯启明案”为镜鉴开展教育。"
    assert [f.span.start for f in audited(text, "P104").findings] == [text.index("“冯启明案”")]


@pytest.mark.parametrize(
    "text",
    [
        "原站长冯某某案宣判后，街道学习省纪委通报的“冯启明案”。",
        "原站长冯某某案宣判后，街道学习“蒋成案”。",
        "原站长冯某某案宣判后，主任冯学文主持学习。",
        "原站长冯某某案宣判后，街道印发“冯庄方案”。",
        "原站长冯某某案已宣判。\n街道学习“冯启明案”。",
    ],
)
def test_other_cases_and_other_people_are_no_leak(audited: Audited, text: str) -> None:
    """A case told of by a higher office, another surname, an office holder, another paragraph."""
    assert not audited(text, "P104").findings


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("居委会已退还多收水费    元，其余按月退还。", ["水费    元"]),
        ("筹措修缮经费   万元；排查隐患\u3000\u3000\u3000处。", ["经费   万元", "隐患\u3000\u3000\u3000处"]),
        ("另有2户多领救助金    元已退回。", ["助金    元"]),
    ],
)
def test_a_number_left_blank_in_a_sentence_is_found(audited: Audited, text: str, quotes: list[str]) -> None:
    """Three blanks or more between a word and a unit."""
    result = audited(text, "P101")
    (finding,) = result.findings
    assert result.source is not None
    spans = [finding.span, *(label.span for label in finding.related)]
    assert [result.source.quote(span) for span in spans] == quotes


@pytest.mark.parametrize(
    "text",
    [
        "单位：   万元\n项目    追缴资金（万元）   件数\n合计    万元，", "追缴资金 32 万元，收回 3 件。", "通   知，姓   名，联系   人。",
        "甲项目    32    元，已收回。", "收回资金  元，已入库。", "项目    金额    元，备注。", "春节、元旦   元旦期间，值班。",
    ],
)  # fmt: skip
def test_gaps_that_are_no_blanks(audited: Audited, text: str) -> None:
    """Heads and columns of tables, letters set apart, stray blanks."""
    assert not audited(text, "P101").findings


def test_a_scan_full_of_blanks_has_no_numbers_left_blank(audited: Audited) -> None:
    """There a gap is damage."""
    damaged = "街道 党工委坚持 问题导 向，认真研 究整改 方案，细 化整改举 措，明 确任务 时限，压实 工作责任，推动 整改落 实见到 成效。"
    assert not audited(damaged * 2 + "清退补贴   元，已入库。", "P101").findings


@pytest.mark.parametrize(
    "text",
    [
        "会计李某到会。随后会计李建国被约谈。",
        "原会计李某到会。原会计李建国被约谈。",
        "柳溪村会计李某到会。会计李建国被约谈。",
        "会计李某和会计李建国到会。随后会计李建国被约谈。",
        "村民王某反映问题。\n会计李某到会。\n会计李建国被约谈。",
    ],
)
def test_a_holder_of_a_post_named_in_full_elsewhere_is_found(audited: Audited, text: str) -> None:
    """The same post and surname in another sentence, with nothing before the post that tells of another person."""
    assert [f.span.start for f in audited(text, "P104").findings] == [text.rindex("李建国")]


@pytest.mark.parametrize(
    "text",
    [
        "会计李某和会计李建国到会。",
        "原会计李某到会。会计李建国被约谈。",
        "会计李某到会。新任会计李建国被约谈。",
        "东坪村会计李某到会。西坪村会计李建国被约谈。",
        "会计李某到会。出纳李建国被约谈。",
        "会计李某到会。会计王建国被约谈。",
    ],
)
def test_two_holders_of_a_post_are_no_leak(audited: Audited, text: str) -> None:
    """One sentence, one after the other, of two villages, of two posts, of two surnames."""
    assert not audited(text, "P104").findings
