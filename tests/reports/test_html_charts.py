"""The charts of a folder of notices: what is drawn, and that the page reads without its drawings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from auditor import reporting
from auditor.report import AuditedNotice, Report, RuleInfo
from tests.reports.pages import RULES, Page

pytest.importorskip("jinja2", reason="the extra [html] is not installed")

NOTICE = """中共{name}委员会关于巡察整改情况的通报
根据县委统一部署，2023年3月1日至4月10日，县委第二巡察组对{name}党委进行了巡察，2023年{told}反馈了巡察意见。现将整改情况予以公布。
一、总体情况
巡察反馈{stated}个问题，已全部完成整改。
二、问题整改情况
（一）关于学习计划落实不到位的问题
{words}
（二）关于学习记录不规范的问题
已规范记录。
（三）关于台账登记不规范的问题
已补登台账。
中共{name}委员会
2023年9月5日
"""
COPIED = "由镇纪委每季度对各村资金发放情况开展一次抽查并在村务公开栏公示抽查结果接受监督。"

Audited = Callable[..., AuditedNotice]


def charts(notices: Sequence[AuditedNotice], place: Path, rules: tuple[RuleInfo, ...] = RULES) -> str:
    """The page of charts of some notices."""
    fill = reporting.get("html").folder
    assert fill
    fill(Report(tuple(notices), rules), place, reporting.Options())
    return (place / "charts.html").read_text(encoding="utf-8")


def words_of(page: str, part: str) -> str:
    """What a part of the page says, without any markup."""
    found = re.search(rf'<section[^>]*aria-labelledby="{part}".*?</section>', page, re.S)
    assert found
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


def notices(
    audited: Audited, *names: str, stated: int = 3, words: str = "已完成。", told: str = "5月8日"
) -> list[AuditedNotice]:
    """Notices of some bodies, alike but for the name."""
    return [
        audited(NOTICE.format(name=name, stated=stated, words=words, told=told), "C101", "T103")
        for name in names
    ]


def test_the_page_is_whole_and_leads_to_every_notice(audited: Audited, tmp_path: Path) -> None:
    """Its links lead to files of the folder, its ids are its own."""
    page = Page(charts(notices(audited, "柳溪镇", "石桥镇"), tmp_path))
    assert len(page.ids) == len(set(page.ids))
    assert {link for link in page.links if not link.startswith("#")} == {
        "index.html",
        "001-test.html",
        "002-test.html",
    }


def test_the_days_from_feedback_to_publication_are_told(audited: Audited, tmp_path: Path) -> None:
    """May 8 to September 5 are 120 days; what is drawn is told in words as well."""
    words = words_of(charts(notices(audited, "柳溪镇", "石桥镇"), tmp_path), "courses")
    assert re.search(r"柳溪镇党委 120 ", words)
    assert "巡察 2023年3月1日—2023年4月10日" in words


def test_a_notice_without_a_feedback_day_is_not_drawn(audited: Audited, tmp_path: Path) -> None:
    """It is counted instead."""
    given = notices(audited, "柳溪镇") + notices(audited, "石桥镇", told="X月X日")
    words = words_of(charts(given, tmp_path), "courses")
    assert "1 份没有写明反馈日" in words
    assert "石桥镇" not in words


def test_stated_and_listed_problems_stand_side_by_side(audited: Audited, tmp_path: Path) -> None:
    """Five stated, three listed; a unit whose numbers agree is there as well."""
    given = notices(audited, "柳溪镇", stated=5) + notices(audited, "石桥镇")
    words = words_of(charts(given, tmp_path), "stated")
    assert re.search(r"柳溪镇党委 5 3 ", words)
    assert re.search(r"石桥镇党委 3 3 ", words)


def test_a_rule_is_counted_by_notices(audited: Audited, tmp_path: Path) -> None:
    """In how many of the notices that were checked it found something."""
    given = notices(audited, "柳溪镇", stated=5) + notices(audited, "石桥镇")
    assert re.search(r"C101 条数不符 1/2 1 ", words_of(charts(given, tmp_path), "rules"))


def test_shared_text_is_shown_with_its_units(audited: Audited, tmp_path: Path) -> None:
    """The words once, and the units that have them."""
    given = notices(audited, "柳溪镇", "石桥镇", "南坪镇", words=COPIED)
    words = words_of(charts(given, tmp_path), "copied")
    assert words.count(COPIED.rstrip("。")) == 1
    assert "3 份： 柳溪镇党委 、 石桥镇党委 、 南坪镇党委" in words


def test_an_unchecked_input_is_in_no_chart(audited: Audited, tmp_path: Path) -> None:
    """What was not read has nothing to draw."""
    given = [*notices(audited, "柳溪镇"), AuditedNotice("扫描件.pdf", reason="没有文字层")]
    page = charts(given, tmp_path)
    assert "已审 1 份" in page
    assert "扫描件" not in page


def test_one_notice_needs_no_charts(audited: Audited, tmp_path: Path) -> None:
    """There is nothing beside which it could be laid; a page of an earlier run is removed."""
    charts(notices(audited, "柳溪镇", "石桥镇"), tmp_path)
    fill = reporting.get("html").folder
    assert fill
    fill(Report(tuple(notices(audited, "柳溪镇")), RULES), tmp_path, reporting.Options())
    assert not (tmp_path / "charts.html").exists()
    assert "charts.html" not in (tmp_path / "index.html").read_text(encoding="utf-8")
