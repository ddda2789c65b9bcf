"""The self-test: errors are planted where they are said to be, and only what an audit newly says counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from auditor.findings import Finding, Severity, Tie
from auditor.notice import Notice
from auditor.pipeline import audit_source
from auditor.registry import Registry, Rule
from auditor.report import AuditedNotice
from auditor.selftest.plants._ground import Edit, Ground, Plant, chinese, kinds
from auditor.selftest.trials import SelfTest, apply, by_family, describe, recall, selftest
from auditor.source import Source, Span

FAMILIES = "CSRDNTKPEQWUVO"


@pytest.fixture(scope="module")
def clean(own_notices: dict[str, str], registry: Registry) -> SelfTest:
    """The self-test on our clean notice with all rules."""
    return selftest(Source("clean.txt", own_notices["clean_inspection.txt"]), registry.select())


def ground(text: str, registry: Registry) -> Ground:
    source = Source("<test>", text)
    audited = audit_source(source, registry.select())
    assert audited.notice is not None
    return Ground(audited, audited.notice, source)


class TestCleanNotice:
    def test_recall(self, clean: SelfTest) -> None:
        """At least 95 % of the errors planted into the clean notice are noticed."""
        share = recall(clean.trials)
        missed = [(t.kind.name, t.line, t.change) for t in clean.missed]
        assert share is not None
        assert share >= 0.95, missed

    def test_many_kinds_of_all_families(self, clean: SelfTest) -> None:
        """At least 50 kinds apply, and every family has some."""
        assert len({(t.kind.family, t.kind.name) for t in clean.trials}) >= 50
        assert set(by_family(clean.trials)) == set(FAMILIES)

    def test_no_rule_crashes(self, clean: SelfTest) -> None:
        assert not clean.crashes

    def test_places(self, clean: SelfTest, own_notices: dict[str, str]) -> None:
        """Every plant tells its line and what it changes."""
        lines = own_notices["clean_inspection.txt"].count("\n") + 1
        assert all(1 <= t.line <= lines and t.change for t in clean.trials)


class TestKinds:
    def test_names_are_unique(self) -> None:
        names = [(k.family, k.name) for k in kinds()]
        assert len(names) == len(set(names))
        assert len({k.title for k in kinds()}) == len(names)

    def test_plants_change_any_notice(self, own_notices: dict[str, str], registry: Registry) -> None:
        """On every notice of ours: each plant edits within the text, changes it, and comes out the same again."""
        for name, text in own_notices.items():
            where = ground(text, registry)
            for kind in kinds():
                plants = list(islice(kind.plant(where), 3))
                assert plants == list(islice(kind.plant(where), 3))
                for plant in plants:
                    assert all(0 <= e.span.start <= e.span.end <= len(text) for e in plant.edits), (
                        name,
                        kind,
                    )
                    changed, places = apply(text, plant)
                    assert changed != text, (name, kind)
                    assert all(0 <= p.start <= p.end <= len(changed) for p in places), (name, kind)

    def test_nothing_to_plant_into(self, registry: Registry) -> None:
        """An empty text and a text without claims yield no trial that would flatter the recall."""
        test = selftest(Source("<test>", ""), registry.select())
        assert test.trials == ()
        assert recall(test.trials) is None
        assert len(test.inapplicable) == len(kinds())

    def test_total_that_no_reading_gives(self, own_notices: dict[str, str], registry: Registry) -> None:
        """A wrong total is one that no way of counting happens to give."""
        where = ground(own_notices["clean_inspection.txt"], registry)
        (kind,) = [k for k in kinds() if k.name == "total-above" and k.family == "C"]
        changes = [describe(where.source, plant) for plant in kind.plant(where)]
        assert len(changes) == 2
        assert all("→" in change for change in changes)


class TestJudging:
    @staticmethod
    def rule(*words: str, severity: Severity = Severity.ERROR) -> Rule:
        def check(notice: Notice) -> Iterator[Finding | Tie]:
            """出现某词。"""
            for word in words:
                at = notice.text.find(word)
                if at >= 0:
                    yield Finding(f"出现“{word}”", notice.span(at, at + len(word)))

        return Rule("P101", "word", severity, "0.1", check)

    TEXT = "一、情况\n（一）学习方面\n街道党工委认真组织学习上级文件精神和各项工作要求，收到了很好的效果。\n"

    def noticed(self, *rules: Rule) -> list[str]:
        test = selftest(Source("<test>", self.TEXT), rules)
        return [t.kind.name for t in test.trials if t.detected and t.kind.family == "P"]

    def test_new_finding_at_the_place(self) -> None:
        assert self.noticed(self.rule("待补充")) == ["note-left"]

    def test_silent_rules(self) -> None:
        assert self.noticed(self.rule("不会出现")) == []

    def test_what_was_said_before_does_not_count(self) -> None:
        """A finding that the untouched notice has too is not a success, even where the plant stands."""
        assert self.noticed(self.rule("收到了很好的效果", "一")) == []

    def test_hints_do_not_count(self) -> None:
        """An info is not enough for a kind that must be a warning."""
        assert self.noticed(self.rule("待补充", severity=Severity.INFO)) == []

    def test_crashes_are_told(self) -> None:
        def check(notice: Notice) -> Iterator[Finding | Tie]:
            """规则会崩溃。"""
            if "待补充" in notice.text:
                raise ZeroDivisionError("made to fail")
            yield from ()

        test = selftest(Source("<test>", self.TEXT), [Rule("P101", "crash", Severity.ERROR, "0.1", check)])
        assert [crash.rule for crash in test.crashes] == ["P101"]


class TestEdits:
    def test_apply(self) -> None:
        """Edits are applied together; their places and the other sides are told in the new text."""
        plant = Plant((Edit(Span(4, 6), ""), Edit(Span(1, 2), "XYZ")), (Span(7, 8), Span(0, 1)))
        text, places = apply("0123456789", plant)
        assert text == "0XYZ236789"
        assert [text[p.start : p.end] for p in places] == ["XYZ", "", "7", "0"]

    def test_other_side_within_an_edit(self) -> None:
        """A place inside of what was replaced stays inside of it."""
        text, places = apply("0123456789", Plant((Edit(Span(2, 8), "ab"),), (Span(4, 6),)))
        assert text == "01ab89"
        assert 2 <= places[1].start <= places[1].end <= 4

    @pytest.mark.parametrize(
        ("plant", "words"),
        [
            (Plant((Edit(Span(2, 4), "13"),)), "“12个问题”→“13个问题”"),
            (Plant((Edit(Span(2, 4), ""),)), "删去“12”"),
            (Plant((Edit(Span(4, 4), "余"), Edit(Span(2, 2), "约"))), "加上“约”等 2 处"),
        ],
    )
    def test_describe(self, plant: Plant, words: str) -> None:
        assert describe(Source("<test>", "反馈12个问题\n"), plant) == words

    @pytest.mark.parametrize(
        ("value", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九")]
    )
    def test_chinese(self, value: int, words: str) -> None:
        assert chinese(value) == words

    def test_numbers_keep_their_form(self, parsed: Callable[[str], Notice]) -> None:
        """Thousand separators, decimals and Chinese numerals stay what they are."""
        notice = parsed("清理1,527宗、3.48万元、十二个小组。")
        where = Ground(AuditedNotice("<test>", notice.source, notice), notice, notice.source)
        edits = [where.shift(q, 1) for q in notice.claims.quantities]
        assert [e and e.text for e in edits] == ["1,528", "4.48", "十三"]


class TestOccupied:
    TEXT = "联系电话：0555-555012；电子邮箱：liupu@haitong.gov.cn。\n"

    def test_places_with_a_finding_are_left_alone(self) -> None:
        """A number that is short already would be right with one digit more; that would be no error to find."""

        def check(notice: Notice) -> Iterator[Finding | Tie]:
            """号码位数有误。"""
            at = notice.text.find("0555-555012")
            if at >= 0:
                yield Finding("号码位数有误", notice.span(at, at + 11))

        rule = Rule("K199", "short", Severity.WARNING, "0.1", check)
        tested = selftest(Source("a.txt", self.TEXT), [rule])
        assert tested.occupied
        assert not [t for t in tested.trials if "0555" in t.change or "5550" in t.change]

    def test_nothing_is_occupied_in_a_clean_notice(self, clean: SelfTest) -> None:
        assert clean.occupied == 0
