"""The genre is recognised from title and preamble, and only a real notice is asked for its elements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.findings import Severity
from auditor.notice import Notice
from auditor.profiles import recognise, required

Parsed = Callable[[str], Notice]

BODY = "\n一、履行整改责任情况\n街道高度重视。\n二、整改落实情况\n已全部落实。\n"
PREAMBLE = (
    "根据区委统一部署，2023年3月1日至4月20日，区委第二巡察组对河阳街道开展了巡察。现将巡察整改情况予以公布。"
)


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("河阳街道党工委关于巡察整改进展情况的通报\n" + PREAMBLE + BODY, "inspection"),
        (PREAMBLE + BODY, "inspection"),
        ("中共河阳集团委员会关于巡视反馈意见整改情况的通报（公开稿）\n各位职工：" + BODY, "inspection"),
        ("河阳区2022年度预算执行审计整改情况的报告\n现将审计查出问题整改情况报告如下。" + BODY, "audit"),
        ("河阳县关于环保督察反馈问题整改情况的公示\n现将整改情况公示如下。" + BODY, "supervision"),
        ("河阳区水务局关于集中整治整改情况的公示\n现将整改情况公示如下。" + BODY, "supervision"),
        ("河阳区水务局主题教育检视问题整改情况报告\n现将整改情况报告如下。" + BODY, "supervision"),
        ("河阳区水务局主题教育工作总结\n现将整改情况总结如下。" + BODY, "general"),
        ("中共河阳区委第三巡察组向区教育局反馈巡察情况\n近日，区委第三巡察组反馈了情况。" + BODY, "feedback"),
        ("关于区委第一巡察组进驻河阳街道开展巡察的公告\n巡察组受理来信来电。" + BODY, "feedback"),
        ("河阳街道巡察反馈意见整改方案\n根据要求，制定本方案。" + BODY, "general"),
        ("在巡察整改动员部署会上的讲话\n同志们：今天召开会议。" + BODY, "general"),
        ("河阳区扎实推进巡察整改见实效\n近日，记者获悉，整改有力。" + BODY, "general"),
        ("春季运动会通知\n各单位：\n一、时间\n二、地点", "general"),
        ("街道对巡察反馈的7个问题进行了整改。", "general"),
        (PREAMBLE, "general"),
        ("", "general"),
    ],
)
def test_recognised(parsed: Parsed, text: str, profile: str) -> None:
    """Title first, then preamble; a text without sections, a plan, a speech and a news article are general."""
    assert recognise(parsed(text)) == profile


def test_contact_only_of_what_is_made_public(parsed: Parsed) -> None:
    """A report to the level above need not name a telephone for the public."""
    notice = parsed("河阳街道关于巡察整改情况的报告\n区委巡察办：现将巡察整改情况报告如下。" + BODY)
    notice.profile = recognise(notice)
    assert notice.profile == "inspection"
    assert required(notice, "contact") is None
    assert required(notice, "signature") is Severity.ERROR


def test_general_text_need_not_have_anything(parsed: Parsed) -> None:
    """No element is demanded of a text that is no notice."""
    notice = parsed("河阳区举办读书会。")
    assert all(required(notice, e) is None for e in ("title", "signature", "date", "contact"))
