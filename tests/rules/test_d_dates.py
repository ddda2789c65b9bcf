"""Family D on the phrasings of the genre: look-alikes stay silent, planted errors are found by the right rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.report import AuditedNotice

HEAD = (
    "根据区委统一部署，2022年9月5日至11月11日，区委第六巡察组对林溪街道党工委开展了巡察。"
    "2023年3月3日，区委第六巡察组向林溪街道党工委反馈了巡察意见。\n一、整改情况\n"
)
TAIL = "\n中共林溪区林溪街道工作委员会\n2023年11月23日"

CLEAN = [
    "街道与业主签订了租期为2024年1月1日至2026年12月31日的租赁合同。",
    "按照《2024年工作要点》部署，2024年6月底前完成全部结决算。",
    "该项目计划2024年3月20日竣工，已完成主体工程。",
    "整改时限：2024年6月30日。已完成。",
    "2022年8月20日，街道召开专题会议，自查自纠立行立改。",
    "巡察期间，2022年10月8日召开整改推进会，立行立改问题3个。",
    "2020年6月10日，召开上一轮巡察整改部署会。",
    "2019年3月至2021年12月，某社区违规发放补贴2万元，已全部清退。",
    "（2）针对“2022年1月5日至2023年1月10日未召开党员大会”问题，4月11日召开党员大会。",
    "自2023年12月1日起，新制度正式施行。",
    "已于2023年4月20日将2024年度预算报区财政局。",
    "截至2022年底，街道共有党员1200名。",
    "截至10月31日，整改完成率100%。",
    "3月15日，召开党工委会议，研究整改方案；4月6日，印发整改方案。",
    "12月20日，街道召开年终总结会。",
    "1月10日，召开组织生活会。",
    "每年2月29日，没有。",
    "制定了《管理办法》，自2024年1月1日起施行，已印发各社区。",
    "2024年1月1日施行的《管理办法》已组织学习。",
    '围绕"两个维护"，2022年6月曾开展“喜迎党的二十大”宣讲。',
    "2月29日为闰日。",
    "2023年1月1日-12月31日，共受理信访件12件。",
    "7月8日至9日，开展培训。",
    "12月28日至1月5日，开展专项检查。",
    "5月6日周一鸣同志作动员讲话。",
    "工作日周一至周五办公，5月6日起执行。",
    "为期三天的培训于2023年6月26日至6月28日举办。",
    "2023年6月26日至6月30日，组织为期一周的学习。",
    "经过6个月的集中整改，成效明显。",
    "通过2个月的整改，成效明显。",
    "通过近8个月的整改，成效明显。",
    "2023年4月1日至6月30日，开展为期3个月的专项整治。",
    "4月1日至6月30日，利用三个月时间开展专项整治。",
    "2023年5月15日至8月14日，持续3个月开展整治。",
    "公示期5个工作日。",
    "党员发展对象公示时间为2023年5月8日至5月12日，公示期5个工作日。",
    "原区环保局移交材料12份，2017年区国土资源局批准的用地已收回。",
    "喜迎党的二十大召开，2022年7月开展宣讲。",
    "疫情防控期间，新冠肺炎疫情防控物资管理混乱，已整改。",
    "会议通过了《2023—2025年发展规划》，到2025年12月31日全面完成。",
    "2023年4月26日（星期三），召开民主生活会。",
    "合同约定2024年5月1日交付，已督促业主。",
    "该笔款项已于2023年5月12日追缴到账，剩余款项于2024年1月10日前缴清。",
    "街道于2023年4月18日、5月9日、7月12日分别召开三次会议研究巡察整改工作。",
    "2023年3月2日，召开党工委会议，安排配合巡察反馈会有关工作。",
    "2023年3月3日下午，街道召开会议传达巡察反馈意见。",
    "2022年12月，街道召开2022年度民主生活会。",
    "4月28日，向区委巡察办报送整改方案。8月30日向区委巡察组反馈整改情况。",
    "2021年5月10日区委巡察三组反馈的上轮巡察问题已全部整改到位。",
    "2018年区委巡察反馈问题整改情况：已整改。",
    "3月5日，社区向居民反馈了办理情况。",
    "4月3日，区委巡察组向安和社区反馈了巡察意见。",
    "2023年5月6、7日召开会议；2023年5月6，7日召开会议。",
    "2023年5月日常巡查12次，全年365日值守。",
    "电话2023-1234-5678，合同编号20230531，3月31日归档。",
    "2023.4.18、2023.5.09分别召开会议。",
    "1-8月固定资产投资增长31.8%，2023年上半年完成整改20项。",
    "2023年5月、6月、7月分别召开专题会议3次。",
    "2022年、2023年两年共召开会议12次。",
    "3月至5月共3个月，开展排查。",
    "将于12月1日至12月7日开展宣传周。",
    "街道党工委2023年第12次会议研究，预计2024年2月10日前办结。",
    "2023年11月30日前完成验收。",
    "12月中旬将开展“回头看”。",
    "目前，第二批整改任务已启动，2024年3月完成。",
    "有效期至2025年6月30日的资质证书已补办。",
    "自2021年3月8日至2024年3月7日任期内，未发现问题。",
    "2023年7月1日—2024年6月30日服务期的物业合同已重新签订。",
]

PLANTED = [
    ("围绕学习贯彻党的二十届四中全会精神，开展宣讲。", "D106"),
    ("2024年4月18日召开巡察整改专题民主生活会。", "D108"),
    ("2023年12月6日，街道召开了专题会议。", "D108"),
    ("2023年2月17日召开巡察整改专题民主生活会。", "D102"),
    ("2022年12月12日召开巡察反馈意见整改工作部署会。", "D102"),
    ("截至2023年2月20日，已完成整改20个。", "D102"),
    ("截至2023年12月20日，已完成整改20个。", "D102"),
    ("2023年4月31日，召开民主生活会。", "D101"),
    ("2023年2月29日，召开民主生活会。", "D101"),
    ("2023年13月5日，召开民主生活会。", "D101"),
    ("于6月31日前完成。", "D101"),
    ("2023.02.30召开会议。", "D101"),
    ("4月31日至5月3日开展检查。", "D101"),
    ("6月30日至6月31日开展检查。", "D101"),
    ("2023年4月0日开展检查。", "D101"),
    ("2023年4月26日（星期四），召开民主生活会。", "D105"),
    ("2023年4月26日（周二）召开民主生活会。", "D105"),
    ("5月10日至4月20日，开展为期二十天的集中整治。", "D102"),
    ("2023年6月30日至6月26日，组织学习。", "D102"),
    ("2023年6月26日至6月30日，组织为期10天的学习。", "D103"),
    ("2023年6月1日至7月31日，开展为期四个月的专项行动。", "D103"),
    ("通过12个月的整改，成效明显。", "D103"),
    ("公开期限：2023年11月23日至12月14日（20个工作日）", "D104"),
    ("公示期为10个工作日（2023年11月23日至11月30日）。", "D104"),
    ("2023年3月13日巡察反馈会后，街道党工委立即部署。", "D111"),
    (
        "2023年4月26日组织召开巡察整改专题民主生活会。\n2023年4月28日召开的巡察整改专题民主生活会上，各班子成员作检查。",
        "D111",
    ),
    ("2023年426日召开会议。", "D109"),
    ("2023年4月日召开会议。", "D109"),
    ("20234月26日召开会议。", "D109"),
    ("2023月4月26日召开会议。", "D109"),
    ("2023年4月26召开会议。", "D109"),
    ("202年4月26日召开会议。", "D109"),
    ("2023年4月2O日召开会议。", "D109"),
    ("认真学习党的二十届三中全会精神。", "D106"),
    ("扎实开展党纪学习教育。", "D106"),
    ("由区扶贫办牵头。", "D107"),
    ("会同区环保局检查。", "D107"),
    ("5月10日至4月20日，开展检查。", "D102"),
]

FRAME = (
    "根据区委统一部署，{}，区委第六巡察组对林溪街道党工委开展了巡察。{}，区委第六巡察组向林溪街道党工委反馈了巡察意见。\n"
    "一、整改情况\n截至{}，完成整改20项。{}，召开巡察整改专题民主生活会。\n"
    "欢迎监督。公开期限：{}。联系电话：0591-87654321\n中共林溪区林溪街道工作委员会\n{}"
)
DATES = (
    "2022年9月5日至11月11日",
    "2023年3月3日",
    "2023年9月30日",
    "2023年4月26日",
    "2023年11月23日至12月14日",
    "2023年11月23日",
)
VARIED = [
    (0, "2022年11月8日至1月13日"),
    (0, "9月5日至11月11日"),
    (0, "2022年10月—12月"),
    (1, "12月30日"),
    (1, "3月3日"),
    (1, "2023年3月"),
    (2, "9月30日"),
    (2, "2023年9月底"),
    (3, "4月26日"),
    (3, "4月"),
    (4, "11月23日至12月14日"),
    (4, "2023年11月24日至2024年1月14日"),
    (4, "2023年11月23日至12月14日（15个工作日）"),
    (5, "2023年10月23日"),
    (5, "二〇二三年十一月二十三日"),
]
BROKEN = [
    (0, "2022年11月11日至9月5日", "D102"),
    (0, "2022年9月5日至2022年8月11日", "D102"),
    (0, "2023年9月5日至11月11日", "D102"),
    (0, "2022年9月5日至2023年11月11日", "D102"),
    (0, "2022年9月31日至11月11日", "D101"),
    (1, "10月3日", "D102"),
    (1, "2022年3月3日", "D102"),
    (1, "2024年3月3日", "D110"),
    (1, "2023年2月30日", "D101"),
    (2, "2024年9月30日", "D102"),
    (2, "2022年9月30日", "D102"),
    (3, "2024年4月26日", "D108"),
    (3, "2022年4月26日", "D102"),
    (3, "2月26日", "D102"),
    (4, "2023年12月14日至11月23日", "D102"),
    (4, "2022年11月23日至12月14日", "D102"),
    (4, "2023年11月23日至12月14日（12个工作日）", "D104"),
    (5, "2022年11月23日", "D110"),
    (5, "2026年11月23日", "D110"),
    (5, "2023年11月31日", "D101"),
]


def framed(at: int, words: str) -> str:
    """The frame with one date replaced."""
    dates = list(DATES)
    dates[at] = words
    return FRAME.format(*dates)


@pytest.mark.parametrize("body", CLEAN)
def test_lookalikes_are_silent(body: str, audited: Callable[..., AuditedNotice]) -> None:
    """No rule of the family fires on a natural sentence that looks like an error."""
    result = audited(HEAD + body + TAIL, "D1")
    assert not result.crashes
    assert not [f.message for f in result.findings]


@pytest.mark.parametrize(("body", "rule"), PLANTED)
def test_planted_errors_are_found(body: str, rule: str, audited: Callable[..., AuditedNotice]) -> None:
    """A planted error yields exactly one card, of the rule it belongs to."""
    result = audited(HEAD + body + TAIL, "D1")
    assert [f.rule for f in result.findings] == [rule]


@pytest.mark.parametrize(("at", "words"), [(0, DATES[0]), *VARIED])
def test_frames_that_hold(at: int, words: str, audited: Callable[..., AuditedNotice]) -> None:
    """Any order that can be read as right is taken as right, and the fixed points are proved."""
    result = audited(framed(at, words), "D1")
    assert not [f.message for f in result.findings]
    assert any(" ≤ " in entry.working for entry in result.ledger)


@pytest.mark.parametrize(("at", "words", "rule"), BROKEN)
def test_frames_that_break(at: int, words: str, rule: str, audited: Callable[..., AuditedNotice]) -> None:
    """One wrong date in the frame is found by its rule."""
    result = audited(framed(at, words), "D1")
    assert rule in {f.rule for f in result.findings}


def test_no_date_finding_in_the_samples(
    audited: Callable[..., AuditedNotice], sample_notices: object
) -> None:
    """The real sample notices have no wrong date."""
    from pathlib import Path

    assert isinstance(sample_notices, Path)
    for path in sorted(sample_notices.glob("*.txt")):
        found = audited(path.read_text(encoding="utf-8"), "D1").findings
        assert not [f.message for f in found], path.name


PERIOD = "3月6日至5月22日，每周一召开整改调度会，其中5月1日正值劳动节停开。"


def test_both_ends_of_a_period_are_in_the_working(audited: Callable[..., AuditedNotice]) -> None:
    """A period of meetings does not end on a meeting, and its first day is compared as well."""
    told = {entry.working for entry in audited(HEAD + PERIOD + TAIL, "D102").ledger}
    assert any("期间首日 2023年3月6日 ≤ 期间末日 2023年5月22日" in working for working in told)


def test_a_day_without_its_meeting_is_none(audited: Callable[..., AuditedNotice]) -> None:
    """What did not take place is not compared."""
    told = {entry.working for entry in audited(HEAD + PERIOD + TAIL, "D102").ledger}
    assert not any("5月1日" in working for working in told)


AUDITED = (
    "林溪区地质资料馆审计整改结果公告\n"
    "2024年3月4日至4月26日，区审计局派出审计组对林溪区地质资料馆进行了审计，并于2024年6月28日出具审计报告。\n一、整改情况\n"
)
AUDITED_TAIL = "\n林溪区地质资料馆\n2025年1月15日"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("截至2023年12月31日，18个问题已完成整改15个。", "2023年12月31日"),
        ("2023年7月8日，召开审计整改动员部署会。", "2023年7月8日"),
    ],
)
def test_audit_is_put_right_after_its_report(
    body: str, place: str, audited: Callable[..., AuditedNotice]
) -> None:
    """What the auditors found is not put right before they reported it."""
    text = AUDITED + body + AUDITED_TAIL
    found = audited(text, "D102").findings
    assert [text[f.span.start : f.span.end] for f in found] == [place]


@pytest.mark.parametrize(
    "body",
    [
        "审计发现，截至2023年12月31日，上年检查指出的5个问题仅完成整改2个。",
        "截至2023年12月31日，尚有3个项目未完成整改验收。",
        "2024年4月8日，召开审计整改推进会，边审边改问题3个。",
        "2023年11月8日，召开上一年度审计整改推进会。",
        "2024年7月8日，召开审计整改动员部署会。截至2024年12月31日，18个问题已完成整改15个。",
    ],
)
def test_what_the_auditors_found_is_no_answer(body: str, audited: Callable[..., AuditedNotice]) -> None:
    """What they found, what was put right at once and what answers the audit before may be earlier."""
    assert not audited(AUDITED + body + AUDITED_TAIL, "D102").findings


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("2024年6月28日", "2023年6月28日", "2023年6月28日"),
        ("2024年3月4日至4月26日", "2025年3月4日至4月26日", "2025年3月4日至4月26日"),
    ],
)
def test_odd_year_of_audit(old: str, new: str, place: str, audited: Callable[..., AuditedNotice]) -> None:
    """Of an audit and its report the one whose year does not agree with the notice is shown."""
    text = AUDITED.replace(old, new) + "略。" + AUDITED_TAIL
    found = audited(text, "D102").findings
    assert [text[f.span.start : f.span.end] for f in found] == [place]


def test_plan_of_a_supervision_answers_its_feedback(audited: Callable[..., AuditedNotice]) -> None:
    """A plan that names the notice's own supervision is no other matter's."""
    text = (
        "林溪区法院关于专项督察反馈问题整改情况的通报\n2024年10月14日至10月31日，区委政法委督察组对林溪区法院开展了专项督察，"
        "并于11月15日反馈了督察意见。\n一、整改情况\n11月9日印发《专项督察整改方案》。\n林溪区法院\n2025年4月11日"
    )
    assert [f.rule for f in audited(text, "D102").findings] == ["D102"]
    assert not audited(text.replace("11月9日", "11月29日"), "D102").findings


def test_odd_feedback_is_shown(audited: Callable[..., AuditedNotice]) -> None:
    """Where all that was done agrees with the notice, the feedback is the odd one."""
    body = "2023年4月6日，召开巡察整改部署会。截至2023年10月31日，20个问题已完成整改18个。"
    text = HEAD.replace("2023年3月3日", "2024年3月3日") + body + TAIL
    found = audited(text, "D110").findings
    assert [text[f.span.start : f.span.end] for f in found] == ["2024年3月3日"]


@pytest.mark.parametrize(("day", "told"), [("12月31日", "38 天，"), ("12月", "，")])
def test_only_a_day_is_so_many_days_away(day: str, told: str, audited: Callable[..., AuditedNotice]) -> None:
    """From a month without a day no number of days is known."""
    found = audited(HEAD + f"截至2023年{day}，20个问题已完成整改18个。" + TAIL, "D102").findings
    assert [f.message.partition("）早于")[2].partition("）")[2] for f in found] == [f"{told}先后不符，请核实"]
