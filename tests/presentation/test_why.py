"""``why``: how a figure was read, what it belongs to, what the rules say of it and why the others are silent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.presentation.why import Explanation, Unread, why
from auditor.registry import Registry
from auditor.report import AuditedNotice

Ask = Callable[[str, str], tuple[list[Explanation], list[Unread]]]


@pytest.fixture
def ask(registry: Registry, audited: Callable[..., AuditedNotice]) -> Ask:
    """``ask(text, words)``: what is known of the first place of some words."""

    def run(text: str, words: str) -> tuple[list[Explanation], list[Unread]]:
        at = text.index(words)
        return why(audited(text), registry.select(), at, at + len(words))

    return run


def only(found: tuple[list[Explanation], list[Unread]]) -> Explanation:
    (explanation,), _ = found
    return explanation


class TestReading:
    def test_quantity(self, ask: Ask) -> None:
        """Value, unit, noun, status and exactness are told."""
        reading = "\n".join(only(ask("受理信访举报37件，已办结33件，正在办理4件。", "33件")).reading)
        assert "数值 33，单位“件”" in reading
        assert "确切的数" in reading
        assert "状态：已完成" in reading
        assert "另有 2 个数字" in reading

    def test_scale(self, ask: Ask) -> None:
        assert "数值 34800，单位“万元”" in only(ask("清退资金3.48万元。", "3.48万元")).reading[0]

    def test_approximation(self, ask: Ask) -> None:
        """An approximation is told as such, and that it is compared on one side only."""
        explanation = only(ask("累计巡河2300余次。", "2300余次"))
        assert any("概数" in line for line in explanation.reading)
        assert any("单向比较" in line for line in explanation.silence)

    def test_name(self, ask: Ask) -> None:
        """A number in a name has no verdict and says so."""
        explanation = only(ask("增强“四个意识”，落实到位。", "四个"))
        assert explanation.verdict == "不列入核对"
        assert any("专名" in line for line in explanation.silence)

    def test_inherited_year(self, ask: Ask) -> None:
        found, _ = ask("2023年3月6日，巡察组进驻。6月9日，巡察组反馈了意见。", "6月9日")
        assert any("2023 年由前文推定" in line for line in found[0].reading)


class TestRelations:
    def test_sum(self, ask: Ask) -> None:
        """A part names its whole, the working and the rule that proved it."""
        explanation = only(ask("建立制度15项，其中新建9项、修订6项。", "9项"))
        assert any("9 + 6 = 15，相符" in r.words for r in explanation.relations)
        assert [a.rule.id[0] for a in explanation.answers if a.proved] == ["S"]
        assert explanation.verdict == "证实"

    def test_contradiction(self, ask: Ask) -> None:
        """A contradicted claim shows the finding."""
        explanation = only(ask("建立制度14项，其中新建9项、修订6项。", "14项"))
        assert explanation.verdict == "矛盾"
        assert any(not a.proved and "15" in a.words for a in explanation.answers)

    def test_open_list(self, ask: Ask) -> None:
        """A list after 其中 that is not exhaustive: the reason for the silence is told, if no rule speaks."""
        explanation = only(ask("走访企业214家，其中规上企业12家、重点企业25家。", "214家"))
        assert any("不必列全" in r.silent for r in explanation.relations)

    def test_ratio(self, ask: Ask) -> None:
        explanation = only(ask("排查排口318个，完成整治302个，整治率95.0%。", "95.0%"))
        assert any("302个 ÷ 318个" in r.words for r in explanation.relations)

    def test_unknown_ratio(self, ask: Ask) -> None:
        """A rate without its numbers says that it can't be recomputed."""
        explanation = only(ask("民主测评满意率92.3%。", "92.3%"))
        assert explanation.verdict == "无法核验"
        assert any("没有指明" in line for line in explanation.silence)

    def test_stated_total(self, ask: Ask, own_notices: dict[str, str]) -> None:
        """A total of problems shows the ways to count."""
        explanation = only(ask(own_notices["clean_inspection.txt"], "12个问题细化"))
        assert any("按最小一级标题 12 个" in r.words for r in explanation.relations)

    def test_enumeration(self, ask: Ask) -> None:
        found, _ = ask("明确领学、研讨、督学、考学四个环节。", "四个")
        assert any("列举 4 项，相符" in r.words for e in found for r in e.relations)

    def test_timeline(self, ask: Ask, own_notices: dict[str, str]) -> None:
        found, _ = ask(own_notices["clean_inspection.txt"], "6月9日")
        assert any(r.words == "反馈：2023年6月9日" for r in found[0].relations)


class TestNothing:
    def test_lone_number(self, ask: Ask) -> None:
        """A number with nothing to compare it with says that, with the rules that looked."""
        explanation = only(ask("统筹6支专业队伍。", "6支"))
        assert explanation.verdict == "无法核验"
        assert any(
            "没有与它相加或相比的数" in line and line.startswith("S101") for line in explanation.silence
        )

    def test_no_figures(self, ask: Ask) -> None:
        assert ask("街道党工委高度重视。", "高度重视") == ([], [])

    @pytest.mark.parametrize(
        ("text", "words", "reason"),
        [
            ("拨打12345热线反映。", "12345", "不是认识的量词"),
            ("推行“1+6+N”模式。", "1", "不是认识的量词"),
            ("由第16党支部牵头。", "16", "序数"),
            ("一、情况\n1.甲的问题\n2.乙的问题\n", "2.乙", "序号"),
        ],
    )
    def test_figures_that_are_no_claims(self, ask: Ask, text: str, words: str, reason: str) -> None:
        """A number that is no claim is shown with the reason."""
        found, unread = ask(text, words)
        assert not found
        assert any(reason in one.reason for one in unread)

    def test_unread_notice(self, registry: Registry) -> None:
        with pytest.raises(ValueError, match="not read"):
            why(AuditedNotice("a.txt", reason="too large"), registry.select(), 0, 1)


def test_every_line_of_our_notices(
    own_notices: dict[str, str], audited: Callable[..., AuditedNotice], registry: Registry
) -> None:
    """The whole of every notice of ours can be explained; each claim of the ledger is found with its verdict."""
    rules = registry.select()
    for name, text in own_notices.items():
        result = audited(text)
        found, _ = why(result, rules, 0, len(text))
        explained = [(e.claim.kind, e.span) for e in found if e.entry]
        assert set(explained) >= {(e.kind, e.span) for e in result.ledger if e.kind != "citation"}, name
