"""Wording: every interior slip in every fixed expression, evidence in the document, repeats of any length."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import field, frozen

from auditor.characters.repeats import immediate_repeats
from auditor.findings import Certainty, Severity
from auditor.lexicon import entries
from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]


@frozen
class Term:
    """A fixed expression of the data file."""

    form: str
    edits: int
    edges: bool = False
    known: list[str] = field(factory=list)


TERMS = entries("fixed_terms", "terms", Term)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.form)
def test_fixed_terms_are_not_accused(audited: Audited, term: Term) -> None:
    """The right form and all that is known to be near it stay silent, also between quotes and with 、."""
    for form in (term.form, *term.known):
        text = f"要认真贯彻“{form}”的要求，抓好{form}落实，{form[:4]}、{form[4:]}。"
        assert not audited(text, "W101").findings


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.form)
def test_a_lost_character_is_found(audited: Audited, term: Term) -> None:
    """Any character but the first and the last may be missing, unless what is left is another expression."""
    for at in range(1, len(term.form) - 1):
        damaged = term.form[:at] + term.form[at + 1 :]
        if any(damaged in known or known in damaged for known in term.known):
            continue
        found = audited(f"要认真贯彻{damaged}的要求，抓好落实。", "W101").findings
        assert len(found) == 1, damaged


def test_a_damaged_term_is_certain_only_if_the_right_form_stands_elsewhere(audited: Audited) -> None:
    """The suggestion comes from the document."""
    alone = audited("落实全面从治党责任。", "W101").findings[0]
    proved = audited("落实全面从治党责任，坚持全面从严治党。", "W101").findings[0]
    assert (alone.certainty, alone.suggestion) == (Certainty.LIKELY, None)
    assert proved.certainty is Certainty.CERTAIN
    assert "全面从严治党" in (proved.suggestion or "")


@pytest.mark.parametrize("text", ["", "一", "创文", "创文创", "\U00020000\U00020000"])
def test_short_texts_repeat_nothing(text: str) -> None:
    """Nothing is found where a word of two characters cannot stand twice."""
    assert not list(immediate_repeats(text, range(2, 5)))


def test_repeats_are_found_with_code_point_offsets() -> None:
    """Also beyond U+FFFF and with a lone surrogate; three times is one range."""
    assert list(immediate_repeats("\U00020000的创文创文", range(2, 3))) == [(2, 6, 2)]
    assert list(immediate_repeats("\ud800工作工作工作。", range(2, 3))) == [(1, 7, 2)]


def test_spelling_is_counted(audited: Audited) -> None:
    """One finding for all places of a wrong form, with both counts."""
    (finding,) = audited("建立台帐，更新台帐。完善台账，核对台账，归档台账。", "W105").findings
    assert finding.severity is Severity.WARNING
    assert "“台帐”2 处，“台账”3 处" in finding.message
    assert len(finding.related) == 1


@pytest.mark.parametrize("text", ["科学按排整改资金", "会议按排了三项任务", "对弄虚做假的严肃处理"])
def test_confused_words_are_found(audited: Audited, text: str) -> None:
    """按排 for 安排, 做假 for 作假."""
    assert len(audited(f"{text}，抓好落实。", "W105").findings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "按排名先后约谈", "按排序公示", "按排放标准执行", "按排队顺序办理", "按排期推进", "按排查结果整改", "按排水方案施工", "逐座落实管护责任",
        "3座落地罩棚已拆除", "将责任逐一座落实到人",
    ],
)  # fmt: skip
def test_words_that_only_meet_are_not_confused(audited: Audited, text: str) -> None:
    """按 and a word with 排, a measure word and 落."""
    assert not audited(f"{text}，抓好整改。", "W105").findings


@pytest.mark.parametrize("words", ["超过50万元以上", "超过1.2亿元以上", "超过三个月以上", "达到80家以上余"])
def test_more_than_is_said_once(audited: Audited, words: str) -> None:
    """超过 before a number and 以上 behind it."""
    assert len(audited(f"单项支出{words}的须经集体研究。", "W102").findings) == 1


@pytest.mark.parametrize(
    "words", ["50万元以上", "超过50万元", "不超过50万元", "达到50万元以上", "超过三级以上医院平均水平"]
)
def test_one_word_for_more_is_enough(audited: Audited, words: str) -> None:
    """One of the two, or a grade that 以上 belongs to."""
    assert not audited(f"单项支出{words}的须经集体研究。", "W102").findings


@pytest.mark.parametrize(
    "text", ["深刻领悟“两个确定”的决定性意义", "捍卫“两个确定”、做到“两个维护”", "执行“四议三公开”工作法"]
)
def test_a_fixed_term_with_another_number_or_word_is_found(audited: Audited, text: str) -> None:
    """两个确立 and 四议两公开."""
    assert len(audited(f"{text}，抓好落实。", "W101").findings) == 1


@pytest.mark.parametrize(
    "text", ["确定两个重点项目", "执行“五议两公开”工作法", "做到“两个确定”：确定人员、确定时限"]
)
def test_local_forms_and_plain_words_are_no_damaged_terms(audited: Audited, text: str) -> None:
    """A local way of working, and words that happen to be the same."""
    assert not audited(f"{text}，抓好落实。", "W101").findings


@pytest.mark.parametrize("words", ["更换消防器材", "修订完善村规民约", "完成整改任务"])
def test_a_longer_run_said_twice_is_found(audited: Audited, words: str) -> None:
    """More than a word, directly one after the other."""
    assert len(audited(f"街道指导社区{words}{words}6次。", "W103").findings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "该改的改，该改的马上改。", "问题整改与整改问题销号同步推进。", "一个问题一个问题地过。", "心往一处想，心往一处想。",
        "健全完善规章制度 健全完善规章制度", "健全完善规章制度\n健全完善规章制度，抓好落实。",
    ],
)  # fmt: skip
def test_what_is_said_again_on_purpose_is_no_doubled_run(audited: Audited, text: str) -> None:
    """Set phrases, one after another, marks or blanks between."""
    assert not audited(text, "W103").findings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("加强日常监管力度。", "加强日常监管力度"),
        ("强化排查整改力度，杜绝隐患。", "强化排查整改力度"),
        ("提升了重点项目的步伐。", "提升了重点项目的步伐"),
        ("充分履行了带头作用。", "履行了带头作用"),
        ("制定长效机制，堵塞漏洞。", "制定长效机制"),
        ("对账目中的漏洞立即改正。", "漏洞立即改正"),
        ("群众满意度明显增多。", "满意度明显增多"),
    ],
)
def test_a_verb_with_a_noun_of_others_is_found(audited: Audited, text: str, said: str) -> None:
    """The verb is the last one in front of the noun that is not itself part of its name."""
    (finding,) = audited(text, "W112").findings
    assert text[finding.span.start : finding.span.end] == said
    assert "通常作" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "加强监督检查和加大处罚力度。",
        "提高认识、加快步伐。",
        "提高监管、服务水平。",
        "召开会议研究专项行动。",
        "开展业务培训和片区例会。",
        "提高信息处理技术的条件。",
        "加快和提高办事效率。",
        "发挥责任部门作用。",
        "加强能力建设，加强力度不够的环节。",
        "大面积提高。",
    ],
)
def test_a_noun_of_another_verb_is_not_accused(audited: Audited, text: str) -> None:
    """Another verb, a mark, a longer noun or a clause between a verb and a noun keeps them apart."""
    assert not audited(text, "W112").findings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("各村必须务必办结。", "必须务必"),
        ("逐渐逐步推开。", "逐渐逐步"),
        ("截止6月底为止已办结。", "截止6月底为止"),
        ("参训人员至少12人以上。", "至少12人以上"),
        ("大约近20户受益。", "大约近"),
        ("涉及到3个村。", "涉及到"),
    ],
)
def test_a_thing_said_twice_is_found(audited: Audited, text: str, said: str) -> None:
    """Synonyms side by side in any order, or a word that holds the other one."""
    (finding,) = audited(text, "W113").findings
    assert text[finding.span.start : finding.span.end] == said
    assert finding.severity is not Severity.ERROR


@pytest.mark.parametrize(
    ("text", "said", "right"),
    [
        ("责任扛的不实。", "的", "得"),
        ("制度落实地不够到位，需加强。", "地", "得"),
        ("不断的完善制度。", "的", "地"),
        ("要严格的执行财务制度。", "的", "地"),
        ("积极的参加了培训。", "的", "地"),
        ("切实得解决困难。", "得", "地"),
        ("发生了明显地变化。", "地", "的"),
        ("对存在得问题逐条分析。", "得", "的"),
        ("这些做法值的推广。", "的", "得"),
    ],
)
def test_wrong_particles_are_found(audited: Audited, text: str, said: str, right: str) -> None:
    """The message tells the particle that stands there and the one meant."""
    (finding,) = audited(text, "W114").findings
    assert f"“{said}”疑为“{right}”" in finding.message
