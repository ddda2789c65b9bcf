"""Scan damage: measured over the whole text, and single places only where the document proves them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]
DAMAGED = "街道 党工委坚持 问题导 向，认真研 究整改 方案，细 化整改举 措，明 确任务 时限，压实 工作责任，推动 整改落 实见到 成效。"


def test_one_finding_for_all_blanks(audited: Audited) -> None:
    """Hundreds of stray blanks are one card."""
    assert len(audited(DAMAGED * 20, "O101").findings) == 1


@pytest.mark.parametrize(
    ("place", "rule"), [("对停车难问题——记录，逐项解决。", "O102"), ("占违法建设 6 量及新增违建。", "O103")]
)
def test_places_are_judged_by_the_whole(audited: Audited, place: str, rule: str) -> None:
    """A dash before a verb and a number that counts nothing are damage only in a damaged text."""
    assert [f.rule for f in audited(DAMAGED + place, rule).findings] == [rule]
    assert not audited(place, rule).findings


def test_a_number_with_a_measure_word_is_no_page_number(audited: Audited) -> None:
    """Figures set apart by blanks are usual in scanned texts."""
    assert not audited(DAMAGED + "走访群众 205 户，召开会议 3 次，排查隐患 25 处。", "O103").findings


def test_lookalikes_need_evidence(audited: Audited) -> None:
    """兔 is accused because 免 stands in the same words twice; alone it is an animal."""
    usual = "对主动整改的免予考核扣分。对按期整改的免予考核扣分。"
    assert audited(usual + "对首次违规的兔予考核扣分。", "O102").findings
    assert not audited("对首次违规的兔予考核扣分。", "O102").findings


def test_listed_misspellings_are_reported_once(audited: Audited) -> None:
    """杜区 is in the list of W105; O102 does not say it again."""
    text = "指导各社区党组织建立台账。督促各社区党组织定期检查。要求各杜区党组织落实责任。"
    assert [f.rule for f in audited(text, "O102", "W105").findings] == ["W105"]


@pytest.mark.parametrize(
    "number",
    [
        "l4个", "7O户", "2O个", "l6次", "2OO人", "5l3份", "8O%", "1O8项",
        "2O天", "2O年", "3O分钟", "1.O5小时", "5.O公里", "O.5亩", "2O0平方米", "1,2OO元", "2O余万元", "1O日", "lO个月",
    ],
)  # fmt: skip
def test_letters_among_the_digits_of_a_count_are_found(audited: Audited, number: str) -> None:
    """l and O read for 1 and 0."""
    result = audited(f"街道先后走访、核查{number}，逐条登记。", "O104")
    assert result.source is not None
    assert [result.source.quote(f.span) for f in result.findings] == [number]


@pytest.mark.parametrize(
    "words",
    [
        "O2O商户5家", "LED路灯26盏", "PM2.5均值", "5G基站6座", "A1地块2个", "l号楼", "H2O个案", "3O项目", "1O家庭", "V2l个版本", "I2个小项",
        "O2O个性化服务", "100ml2个批次", "“1+O”模式3处", "5l桶装水2桶", "VOCs企业3家", "4G信号5处", "K12机构6家", "CO2减排3吨", "H5页面3个",
        "3D打印机2台", "2O架构3套", "3O方案4个", "I级响应2次", "Al2O3含量", "V2.O平台3个", "A4纸20箱", "3O号楼",
    ],
)  # fmt: skip
def test_names_with_letters_and_digits_are_no_counts(audited: Audited, words: str) -> None:
    """Models, units, abbreviations, and words that only begin like a measure word."""
    assert not audited(f"街道先后走访、核查{words}，逐条登记。", "O104").findings


def _over_a_page(before: str, after: str) -> str:
    return f"一、整改情况\n街道会同民政办逐户核对救助档案，约谈相关人员，{before}\n- 3 -\n{after}，逐条登记。"


def test_words_on_both_sides_of_a_page_number_are_found(audited: Audited) -> None:
    """The end of a page stands again at the head of the next."""
    text = _over_a_page("已经补齐低保档案", "低保档案14份")
    assert [f.span.start for f in audited(text, "O103").findings] == [
        text.index("- 3 -"),
        text.rindex("低保档案"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("已经补齐低保", "档案14份"),
        ("成立整改领导小组", "领导小组办公室设在农经站"),
        ("抽查档案的收录内容", "容易遗漏的逐条登记"),
    ],
)
def test_a_sentence_that_goes_on_over_a_page_repeats_nothing(
    audited: Audited, before: str, after: str
) -> None:
    """A sentence cut by a page, two words that may meet, a single character."""
    assert len(audited(_over_a_page(before, after), "O103").findings) == 1
