"""The noise an editor does not accept: natural phrases that look like errors, each of which must stay silent.

Twenty-five kinds, from the needs of editors who do the last check before publication.  Nothing of warning or worse may
be said about any of them; where an editor does want a word (mixed widths, one damaged text), it is one word.
"""

from __future__ import annotations

import pytest

import auditor
from auditor.findings import Finding, Severity

LISTED = "问题{n}：针对“{n}号台账更新不及时”，进行了以下整改。已更新台账。\n"

NOISE = {
    "1 what is counted twice": "二、反馈问题整改落实情况\n（一）反馈需持续整改问题3个，与突出问题重复2个，已整改完成3个。\n"
    + LISTED.format(n=8),
    "2 the natural unit of a list": "二、反馈问题整改落实情况\n（一）本轮巡察共反馈突出问题3个。\n1.关于责任落实方面\n"
    + LISTED.format(n=1)
    + LISTED.format(n=2)
    + "2.关于作风建设方面\n"
    + LISTED.format(n=3),
    "3 set phrases with numbers": "落实“四个意识”“三个着力”，坚持三会一课、一岗双责，做好第一议题、第一责任人、第三批、十个100、7个“100%”。",
    "4 approximations": "排查隐患近10处，巡查1800余次，服务2600多人次，线上学习达5.2万余人次。",
    "5 equal numbers": "召开党工委会议67次，开展学习67次，推送图文67篇。",
    "6 a garbled unit in a sum": "处置违建1000㎡，其中商铺400㎡、住宅500㎡、库房100㎡，另有围挡5处。",
    "7 其中 that is not exhaustive": "组织培训20场，其中安全培训3场、业务培训5场。",
    "8 rounding": "共有保洁员180人，其中55岁以上67人，占37%；处置存量2.14036万㎡，占总量15.80042万㎡的13.546%。",
    "9 totals that nobody lists": "制定整改措施30项，完善制度3项，修订办法12个。",
    "10 dates without a year": "按照部署，2022年8月3日至9月17日，区委巡察组开展了巡察，并于10月28日反馈了意见。",
    "11 make-up working days": "整改情况予以公布。\n中共青石街道工作委员会\n2023年5月6日",
    "12 a long time after the feedback": "2022年10月28日反馈了巡察意见。截至2023年5月6日，各项任务按计划推进。",
    "13 half-width marks": "街道高度重视,召开专题会议,研究部署整改;逐项明确责任,确保落实到位.",
    "15 marks across a page break": "组织学习《关于落实巡察整改“回头看”反馈意见\n\n的整改方案》，全面部署整改落实工作，逐条细化措施，层层压实责任。",
    "16 straight quotes within each other": '落实"三会一课"制度,推动"微心愿"认领兑现,做实"四个服务"。',
    "17 letters in names": "完善BTX标准体系，推行“10+N”和“1+1+N”机制，执行AB角双签，建成党群V站，用好手机APP。",
    "18 codes that look like ranges": "对北安高层3-3栋、6-45台账、0431-81170000热线，1-8月份逐一核对，每2—3个网格设一站。",
    "19 legitimate repetition": "针对“机制不健全”问题，健全机制。\n整改落实情况：已健全。\n整改落实情况：已完成。",
    "20 repeats that are Chinese": "办事处主任任副组长，学习中国共产党党和国家机关条例，抓好保企工作队队伍，实实在在，层层落实，逐条逐项，抓紧抓牢。",
    "21 a mailbox that is a street": "欢迎监督。联系电话：0431-81170000；邮政信箱：长春市南关区东岭路36号；邮政编码：130022；电子邮箱：nglz@changchun.gov.cn。",
    "22 words of the inspectors": "针对“责任扛的不实，做的不够”问题，已逐项整改。",
    "23 political style": "逐一落细落实，坚持日巡夜清，纾解堵点难点，扭住关键要害。",
    "24 no total is stated": "二、反馈问题整改落实情况\n（一）关于学习不深入的问题\n已整改。\n（二）关于检查不经常的问题\n已整改。",
    "25 short forms of one unit": "青石街道党工委高度重视。街道工委召开会议，街工委书记负总责，工委班子成员分工负责。",
}


def reported(text: str) -> list[Finding]:
    return [f for f in auditor.audit(text).findings if f.severity and f.severity >= Severity.WARNING]


@pytest.mark.parametrize("name", NOISE)
def test_natural_phrases_stay_silent(name: str) -> None:
    """No warning and no error."""
    assert not [(f.rule, f.message) for f in reported(NOISE[name])]


def test_stray_blanks_are_one_remark() -> None:
    """14: blanks that a scan left between characters are swallowed; they are one remark at most."""
    text = "四 是街道党工委及 时调整联系点, 走访群 众 205 户, 收集意 见 118 个, 迅速 推进整 改。\n" * 5
    assert len([f for f in auditor.audit(text).findings if f.rule.startswith("O")]) <= 1


def test_placeholders_are_one_card() -> None:
    """17: all placeholders of a notice are one finding with all its places."""
    text = "X月X日召开会议X次，组织XX村、X村干部研究，X月底前完成。\n" * 6
    found = [f for f in auditor.audit(text).findings if f.rule == "P101"]
    assert len(found) == 1
    assert len(found[0].related) > 10
