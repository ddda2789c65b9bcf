"""The formats of build servers and review bots: well-formed, escaped, with stable fingerprints."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from xml.etree import ElementTree

from attrs import evolve

from auditor.findings import Evidence, Finding, Severity
from auditor.report import Report
from auditor.source import Source, Span

Rendering = Callable[..., str]


def saying(report: Report, message: str, path: str = "a.txt", text: str = "甲乙丙") -> Report:
    """A run with one error that says something."""
    finding = Finding(message, Span(1, 2), "C101", Severity.ERROR)
    notice = evolve(
        report.notices[0],
        path=path,
        source=Source(path, text),
        notice=None,
        findings=(finding,),
        fingerprints=("0123456789abcdef",),
        ledger=(),
    )
    return evolve(report, notices=(notice,))


def test_junit_counts(several: Report, rendering: Rendering) -> None:
    """Errors fail, other findings are skipped, what was not audited is an error, nothing recognised is skipped."""
    root = ElementTree.fromstring(rendering(several, "junit"))
    assert root.tag == "testsuites"
    assert {key: root.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "8",
        "failures": "2",
        "errors": "2",
        "skipped": "4",
    }
    first = root[0]
    assert (first.get("name"), first.get("tests"), first.get("failures")) == ("通报/柳溪.txt", "5", "2")
    failure = first.find("testcase/failure")
    assert failure is not None
    assert failure.get("type") == "C101"
    assert "核算：文中 7，算得 3：2 + 1 = 3" in (failure.text or "")


def test_checkstyle_is_one_error_per_finding(several: Report, rendering: Rendering) -> None:
    """Files, lines, columns, severities and rules."""
    root = ElementTree.fromstring(rendering(several, "checkstyle"))
    errors = root.findall("file[@name='通报/柳溪.txt']/error")
    assert [(e.get("line"), e.get("column"), e.get("severity"), e.get("source")) for e in errors] == [
        ("5", "12", "error", "auditor.C101"),
        ("5", "36", "warning", "auditor.S101"),
        ("5", "59", "error", "auditor.W101"),
        ("7", "1", "info", "auditor.Q105"),
        ("15", "33", "warning", "auditor.K103"),
    ]


def test_xml_takes_any_words(one: Report, rendering: Rendering) -> None:
    """Markup, quotes and characters that XML forbids do no harm."""
    report = saying(one, "<b a='1'>&amp;]]>\x00\x0b\ufffe\ud800", path="<&\"'>.txt")
    for name in ("junit", "checkstyle"):
        root = ElementTree.fromstring(rendering(report, name))
        messages = [element.get("message") for element in root.iter()]
        assert "<b a='1'>&amp;]]>␀␋⟨U+FFFE⟩⟨U+D800⟩" in messages


def test_github_escapes(one: Report, rendering: Rendering) -> None:
    """In a message % and ends of lines, in a property also : and , are escaped; one finding is one line."""
    written = rendering(saying(one, "100%，a:b,c\n::error::伪造", path="甲,乙:丙%.txt"), "github")
    finding = next(line for line in written.split("\n") if "C101" in line)
    assert finding == (
        "::error file=甲%2C乙%3A丙%25.txt,line=1,endLine=1,col=2,endColumn=2,title=C101 条数不符"
        "::100%25，a:b,c⏎::error::伪造"
    )
    assert all(line.startswith(("::error ", "::warning ", "共 ")) for line in written.splitlines())


def test_github_levels(several: Report, rendering: Rendering) -> None:
    """Errors, warnings and notices; the working is a second line of the annotation."""
    lines = rendering(several, "github").split("\n")
    assert [line.split(" ")[0] for line in lines[:5]] == [
        "::error",
        "::warning",
        "::error",
        "::notice",
        "::warning",
    ]
    assert "%0A核算：文中 7，算得 3：2 + 1 = 3" in lines[0]


def test_gitlab_fingerprints(several: Report, rendering: Rendering) -> None:
    """Every entry has its own fingerprint, made of path and finding; it does not depend on the others."""
    entries = json.loads(rendering(several, "gitlab"))
    prints = [entry["fingerprint"] for entry in entries]
    assert len(set(prints)) == len(prints) == 8
    notice = several.notices[0]
    fewer = evolve(notice, findings=notice.findings[2:], fingerprints=notice.fingerprints[2:])
    twin = evolve(notice, path="通报/另一份.txt")
    again = json.loads(rendering(evolve(several, notices=(twin, fewer)), "gitlab"))
    assert [entry["fingerprint"] for entry in again[5:]] == prints[2:5]
    assert not {entry["fingerprint"] for entry in again[:5]} & set(prints)
    assert {entry["severity"] for entry in entries} == {"critical", "minor", "info", "blocker"}
    assert entries[0]["location"] == {"path": "通报/柳溪.txt", "lines": {"begin": 5, "end": 5}}


def test_rdjson_counts_bytes(one: Report, rendering: Rendering) -> None:
    """Reviewdog's columns are UTF-8 bytes from 1."""
    document = json.loads(rendering(one, "rdjson"))
    first = document["diagnostics"][0]
    source = one.notices[0].source
    assert source is not None
    start = first["location"]["range"]["start"]
    assert start["line"] == 5
    whole = source.quote(source.line_span(5)).encode()
    assert whole[start["column"] - 1 :].decode().startswith("7个具体问题")
    assert [d["severity"] for d in document["diagnostics"]] == [
        "ERROR",
        "WARNING",
        "ERROR",
        "INFO",
        "WARNING",
    ]
    assert len(first["relatedLocations"]) == 3


def test_jsonl_is_a_line_per_notice(several: Report, rendering: Rendering) -> None:
    """Each line is a document of its own; the last one counts."""
    *notices, end = map(json.loads, rendering(several, "jsonl").splitlines())
    assert [n["type"] for n in notices] == ["notice"] * 4
    assert (end["type"], end["notices"], end["unchecked"]) == ("summary", 4, 1)


def test_csv_is_a_table(several: Report, rendering: Rendering) -> None:
    """Every row has all columns; a mark at the beginning tells spreadsheets that it is UTF-8."""
    written = rendering(several, "csv")
    assert written.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    assert len(rows) == 8
    assert all(None not in row and None not in row.values() for row in rows)
    assert (rows[0]["行"], rows[0]["位置"], rows[0]["要求"], rows[0]["算式"]) == (
        "5",
        "第一部分",
        "必改",
        "2 + 1 = 3",
    )
    assert rows[-1]["问题"] == "未检查：PDF 没有文字层，请提供文字版"


def test_csv_calls_another_place_by_its_name(one: Report, rendering: Rendering) -> None:
    """What stands elsewhere is in a column of its own, and not the result of a calculation."""
    said = saying(one, "两处不一致")
    evidence = Evidence("46条", "48条", "46条 ≠ 48条", elsewhere=True)
    finding = evolve(said.notices[0].findings[0], evidence=evidence)
    report = evolve(said, notices=(evolve(said.notices[0], findings=(finding,)),))
    row = next(r for r in csv.DictReader(io.StringIO(rendering(report, "csv")[1:])) if r["规则"] == "C101")
    assert (row["文中"], row["算得"], row["另一处"], row["算式"]) == (
        *("46条", "", "48条"),
        "46条 ≠ 48条",
    )


def test_csv_leaves_nothing_out(one: Report, rendering: Rendering) -> None:
    """Not even what the message says already, or what is no bare figure."""
    finding = evolve(
        one.notices[0].findings[0],
        message="反馈早于巡察结束",
        evidence=Evidence("反馈 2022年10月20日", "不早于 2022年11月4日", "10月20日 < 11月4日"),
    )
    report = evolve(one, notices=(evolve(one.notices[0], findings=(finding,), fingerprints=("0" * 16,)),))
    row = next(iter(csv.DictReader(io.StringIO(rendering(report, "csv")[1:]))))
    assert (row["文中"], row["算得"], row["另一处"], row["算式"]) == (
        *("反馈 2022年10月20日", "不早于 2022年11月4日", ""),
        "10月20日 < 11月4日",
    )


def test_overview_is_a_row_for_each_notice(several: Report, rendering: Rendering) -> None:
    """Also for those without findings and those that were not read; with both numbers of the share."""
    written = rendering(several, "overview")
    assert written.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    assert [(row["结论"], row["对得上"], row["可核对"], row["必改"]) for row in rows] == [
        ("退回作者", "3", "4", "2"),
        ("未能审核", "0", "0", "0"),
        ("审核不完整", "0", "0", "0"),
        ("未检查", "", "", ""),
    ]
    assert rows[3]["注意"] == "未检查：PDF 没有文字层，请提供文字版"
    assert all(None not in row and None not in row.values() for row in rows)


def test_csv_runs_no_formula(one: Report, rendering: Rendering) -> None:
    """What a spreadsheet would calculate is text."""
    for formula in ("=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1"):
        (row,) = list(csv.DictReader(io.StringIO(rendering(saying(one, formula), "csv")[1:])))[1:]
        assert row["问题"].startswith("'")


def test_markdown_shows_and_does_nothing(one: Report, rendering: Rendering) -> None:
    """Links, mentions, references, markup and table bars in a notice are only shown."""
    nasty = "<script>[a](http://x)|`c`|@all #1 **b** ~~d~~ ![i](u) www.x.cn\n# 标题"
    written = rendering(saying(one, nasty, path="a|b.txt", text="甲<乙>丙"), "markdown")
    cards = written[written.index("###") :]
    for mark in ("<script", "](", "`", "@", " #1", "**b", "~~", "www.x", "http:", "\n# "):
        assert mark not in cards.replace("### ", "")
    rows = [line for line in written.split("\n") if line.startswith("|")]
    assert {line.count("|") for line in rows} == {9}


def test_markdown_is_bounded(one: Report, rendering: Rendering) -> None:
    """A comment has a limit: the rest is counted."""
    notice = one.notices[0]
    many = evolve(notice, findings=notice.findings[:1] * 500, fingerprints=("0",) * 500)
    written = rendering(evolve(one, notices=(many, many)), "markdown")
    assert len(written) < 65_536
    assert "另有 440 条" in written
    assert "另有 500 条" in written
