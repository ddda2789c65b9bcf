"""E rules on whole notices: one planted slip is found, the sound notice around it stays clean."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.findings import Severity
from auditor.report import AuditedNotice

Audited = Callable[..., AuditedNotice]

NOTICE = """中共东湖区云港街道工作委员会关于五届区委第六轮巡察整改情况的通报
按照区委统一部署，2022年3月1日至4月20日，区委第三巡察组对云港街道党工委开展了巡察，并于6月8日反馈了意见。
一、总体情况
云港街道党工委高度重视区委第三巡察组反馈意见，成立云港街道巡察整改工作领导小组，印发《云港街道巡察反馈意见整改方案》。
二、整改情况
（一）党的建设方面
云港街道党工委逐项整改。柳溪社区、石桥社区、东山社区、南山社区建立台账。柳溪社区公开账目，柳溪社区党委组织学习。
（二）群众身边问题
针对五届四轮巡察反馈的违建问题，云港街道与云山街道党工委联合执法。重温《云港街道巡察反馈意见整改方案》。
学习《东湖区公务用车管理办法》《东湖区公务用车管理细则》，2019年区委第一巡察组反馈的问题已销号。
附件：1.柳溪社区党委反馈问题整改情况台账
2.石桥社区党委反馈问题整改情况台账
3.东山社区党总支反馈问题整改情况台账
欢迎监督，如有意见请及时向云港街工委反映。联系电话：010-12345678。
中共东湖区云港街道工作委员会
2023年5月6日
"""


def test_sound_notice_is_clean(audited: Audited) -> None:
    """Aliases, neighbours, earlier rounds and parallel titles are no findings."""
    assert audited(NOTICE, "E").findings == ()


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("云港街道党工委逐项整改", "云巷街道党工委逐项整改", "E101"),
        ("云港街道党工委逐项整改", "云江街道党工委逐项整改", "E101"),
        ("云港街道与云山", "港云街道与云山", "E101"),
        ("柳溪社区党委组织学习", "柳奚社区党委组织学习", "E101"),
        ("中共东湖区云港街道工作委员会\n2023", "中共东湖区石桥街道工作委员会\n2023", "E102"),
        ("对云港街道党工委开展", "对双桥街道党工委开展", "E102"),
        ("向云港街工委反映", "向石桥街工委反映", "E102"),
        ("高度重视区委第三巡察组", "高度重视区委第二巡察组", "E103"),
        ("第六轮巡察整改情况的通报", "第六轮巡察整改情况的通报\n（五届区委第七轮巡察）", "E103"),
        ("重视区委第三巡察组", "重视市委第三巡察组", "E104"),
        ("重温《云港街道巡察反馈意见整改方案》", "重温《云港街道巡查反馈意见整改方案》", "E105"),
        ("重温《云港街道巡察反馈意见整改方案》", "重温《云港街道巡察反馈意见整改工作方案》", "E105"),
        ("2.石桥社区党委反馈问题整改情况台账", "2.石桥社区党委反馈问题进展情况台账", "E106"),
        ("中共东湖区云港街道工作委员会\n2023", "中共东湖区委云港街道工作委员会\n2023", "E108"),
    ],
)
def test_planted_slip_is_found(audited: Audited, right: str, wrong: str, rule: str) -> None:
    """Each slip is found by its rule, and by nothing else of the family."""
    assert NOTICE.count(right) >= 1
    head, _, tail = NOTICE.rpartition(right)
    assert [f.rule for f in audited(head + wrong + tail, "E").findings] == [rule]


def test_name_slip_inside_a_title_is_one_cause(audited: Audited) -> None:
    """A misspelt unit in a cited title is one finding with the other title as a related place."""
    text = NOTICE.replace("重温《云港街道", "重温《云巷街道")
    (finding,) = audited(text, "E").findings
    assert (finding.rule, finding.severity) == ("E101", Severity.ERROR)
    assert len(finding.related) > 1


def test_other_genres_need_no_issuing_unit(audited: Audited) -> None:
    """A text that is no rectification notice has no title and signature to compare."""
    assert (
        audited("云港街道关于停水的通知\n全体居民：明日停水。\n石桥街道办事处\n2023年5月6日", "E").findings
        == ()
    )


def test_real_notices_have_few_findings(audited: Audited, sample_notices: Path) -> None:
    """On the sample notices the family raises at most three cards of warning or worse in each."""
    for path in sorted(sample_notices.glob("*.txt")):
        found = audited(path.read_text(encoding="utf-8"), "E").findings
        assert sum(f.severity is not Severity.INFO for f in found) <= 3


@pytest.mark.parametrize(
    ("title", "inspected", "signature"),
    [
        ("中共金山市望江区文化和旅游体育局党组", "区文旅体局党组", "中共金山市望江区文化和旅游体育局党组"),
        ("叶桥镇党委", "叶桥镇党委及6个村党组织", "中共东山县叶桥镇委员会"),
        ("中共东山县叶桥镇委员会", "叶桥镇", "中共叶桥镇委员会 叶桥镇人民政府"),
        ("东山县城投公司党委", "县城市建设投资有限公司党委", "东山县城市建设投资（集团）有限公司"),
        ("东山县人民医院党委", "县医院党委", "中共东山县人民医院委员会"),
        ("东山县综合行政执法局党组", "县城管局党组", "东山县综合行政执法局党组"),
        ("清河街道党工委", "清河街道及所辖清河社区、清湖社区", "中共清河街道工作委员会"),
        ("东山县叶桥镇党委", "12个乡镇", "中共东山县叶桥镇委员会"),
    ],
)
def test_short_and_full_names_agree(audited: Audited, title: str, inspected: str, signature: str) -> None:
    """The usual short forms of offices, companies and places are no disagreement."""
    text = (
        f"{title}关于巡察整改情况的通报\n县委第一巡察组对{inspected}开展了巡察。现将整改情况予以公布。\n"
        f"一、总体情况\n认真整改。\n二、整改情况\n逐项整改。\n{signature}\n2023年5月6日\n"
    )
    assert audited(text, "E102").findings == ()
