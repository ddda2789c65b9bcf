"""Rules respect the configuration."""

from __future__ import annotations

import pytest

from auditor import audit
from auditor.errors import AuditorError
from auditor.findings import Severity
from tests.configuration.conftest import Write

NOTICE = """河阳街道关于巡察整改情况的通报
2023年3月3日，区委巡察组向河阳街道反馈了巡察意见。现将巡察整改情况予以公布。
一、履行整改责任情况
街道高度重视。
二、整改落实情况
已全部落实。
公开期限：2023年8月25日至8月31日。欢迎监督，联系电话：0432-67890123。
中共河阳街道工作委员会
2023年8月25日
"""


class TestRulesRespectIt:
    def found(self, write: Write, config: str, text: str, rule: str) -> list[tuple[Severity | None, str]]:
        file = write("c/auditor.toml", config)
        result = audit(text, select=[rule], config=file)
        assert not result.crashes
        return [(f.severity, f.message) for f in result.findings]

    def test_severity(self, write: Write) -> None:
        """A configured severity replaces the rule's and the finding's own."""
        text = "中共河阳街道工作委员会\n2023年2月30日"
        assert self.found(write, "", text, "D101")[0][0] is Severity.ERROR
        assert self.found(write, 'severity.D101 = "info"', text, "D101")[0][0] is Severity.INFO

    def test_required(self, write: Write) -> None:
        """The list replaces that of the genre: what it leaves out is not demanded, what it adds is."""
        unsigned = NOTICE.replace("中共河阳街道工作委员会\n", "")
        assert self.found(write, "", unsigned, "T102")
        assert not self.found(write, 'required = ["title"]', unsigned, "T102")
        no_contact = NOTICE.replace("巡察", "审计").replace(
            "公开期限：2023年8月25日至8月31日。欢迎监督，联系电话：0432-67890123。\n", ""
        )
        assert not self.found(write, "", no_contact, "T104")
        assert self.found(write, 'required = ["contact"]', no_contact, "T104")[0][0] is Severity.ERROR
        assert not self.found(write, 'required = ["contact"]', "今天天气好。", "T104")

    def test_profile(self, write: Write) -> None:
        write("c/auditor.toml", 'profile = "audit"')
        assert audit("甲", config="c/auditor.toml").profile == "audit"

    def test_units(self, write: Write) -> None:
        """A name of the glossary is no slip."""
        text = "云港街道党工委高度重视。云港街道逐项整改。云港街道召开会议。印发《云巷街道党工委整改方案》。"
        assert self.found(write, "", text, "E101")
        assert not self.found(write, 'glossary.units = ["云巷街道"]', text, "E101")

    def test_short_forms(self, write: Write) -> None:
        """A short form of the glossary is the body it stands for."""
        text = NOTICE.replace("河阳街道关于", "江云街道党工委关于")
        assert self.found(write, "", text, "E102")
        config = 'glossary.short-forms = { "江云街道党工委" = "河阳街道党工委" }'
        assert not self.found(write, config, text, "E102")

    def test_fixed_terms(self, write: Write) -> None:
        """An expression of the house that lost a character."""
        text = "深入开展江河先行动，江河先锋行动已见成效。"
        assert not self.found(write, "", text, "W101")
        found = self.found(write, 'glossary.fixed-terms = ["江河先锋行动"]', text, "W101")
        assert [message for _, message in found] == ["“江河先行动”疑为固定表述“江河先锋行动”之误，请核实"]

    def test_deadlines(self, write: Write) -> None:
        """The least public window and the most time to publish."""
        assert not self.found(write, "", NOTICE, "D104")
        (found,) = self.found(write, "deadlines.public-window = 15", NOTICE, "D104")
        assert "公开期限 5 个工作日，少于规定的 15 个工作日" in found[1]
        assert not self.found(write, "deadlines.public-window = 5", NOTICE, "D104")
        assert not self.found(write, "", NOTICE, "D110")
        (found,) = self.found(write, "deadlines.publish = 90", NOTICE, "D110")
        assert "超过规定的 90 天" in found[1]
        assert not self.found(write, "deadlines.publish = 200", NOTICE, "D110")

    def test_options(self, write: Write) -> None:
        """[rules.U101]: from which length on a repeated paragraph counts."""
        text = (
            "一、甲\n街道党工委研究整改工作并逐项落实到人。\n二、乙\n街道党工委研究整改工作并逐项落实到人。\n"
        )
        assert not self.found(write, "", text, "U101")
        assert self.found(write, "[rules.repeated-text]\nparagraph = 15", text, "U101")

    def test_library(self) -> None:
        """The library reads no file unless it is told to, and knows the profiles."""
        with pytest.raises(AuditorError, match="没有文种"):
            audit("甲", profile="nothing")
