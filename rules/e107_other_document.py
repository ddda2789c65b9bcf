"""E107: the response answers with another place's document than the problem names."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.findings import Certainty, Evidence, Finding, Label, Severity
from auditor.lexicon import words
from auditor.names.citations import bare
from auditor.notice import Kind, Node, Notice
from auditor.patterns import compiled
from auditor.registry import rule

_PLACE_AND_SUBJECT = compiled(
    r"(?P<place>[\u4e00-\u9fffXx×]{1,8}?[省市区县州旗](?![省市区县州]))(?P<subject>[\u4e00-\u9fff]{4,30})\Z"
)
_PLACE_BEFORE = compiled(r"[\u4e00-\u9fff]{1,8}[省市区县州旗]\Z")
REACH = 4000  # characters of a response that are read


@rule("E107", name="other-document", severity=Severity.WARNING, since="0.1")
def other_document(notice: Notice) -> Iterator[Finding]:
    """问题与整改所指文件不同。

    检查什么
    问题标题指明某地的法规文件（《甲省……条例》），而本条整改只提到另一地的同名文件（“乙市……条例”），全条不再提问题
    所指文件的，提示核对。

    为什么
    以另一文件的学习、落实作答，问题本身可能没有整改。

    反例
    - 一、整改情况
      （1）针对《甲州省物业管理条例》宣传不到位问题。组织召开“江州市物业管理条例培训会”，邀请律师解读。
    - 一、整改情况
      （1）针对《东山县河道管理办法》落实不力问题。
      整改情况：印发《柳溪市河道管理办法》宣传册。

    正例
    - 一、整改情况
      （1）针对《甲州省物业管理条例》宣传不到位问题。组织学习《甲州省物业管理条例》和《江州市物业管理条例》。
    - 一、整改情况
      （1）针对《甲州省物业管理条例》宣传不到位问题。组织召开条例培训会，邀请律师解读。
    - 一、整改情况
      （1）针对《甲州省物业管理条例》宣传不到位问题。建立物业联席会议制度。
      （2）针对培训不足问题。组织学习《江州市物业管理条例》。

    依据
    《关于加强巡视整改和成果运用的意见》：逐条对照反馈意见整改，问题与措施一一对应。
    """
    kinds = (*words("document_kinds", "kinds"), *words("document_kinds", "others"))
    for citation in notice.claims.citations:
        parts = _PLACE_AND_SUBJECT.match(bare(citation.title))
        if parts is None or not parts["subject"].endswith(kinds):
            continue
        leaf = notice.leaf_at(citation.start)
        if leaf is None or leaf.kind is not Kind.HEADING or leaf.parent is None:
            continue
        end = min(_own_end(leaf.parent), citation.end + REACH)
        answer = notice.text[citation.end : end]
        if parts[0] in answer:
            continue
        at = answer.find(parts["subject"])
        other = _PLACE_BEFORE.search(answer[max(0, at - 10) : at]) if at >= 0 else None
        if other is None or other[0].endswith(parts["place"]):
            continue
        start = citation.end + at - len(other[0])
        stop = citation.end + at + len(parts["subject"])
        yield Finding(
            f"问题所指为《{citation.title}》，整改提到的是“{notice.text[start:stop]}”，请核实是否对应",
            notice.span(start, stop),
            certainty=Certainty.QUERY,
            related=(Label(notice.span(citation.start, citation.end), f"问题所指：《{citation.title}》"),),
            evidence=Evidence(
                notice.text[start:stop], citation.title, "问题与整改所指文件不同", elsewhere=True
            ),
            claims=(citation,),
        )


def _own_end(section: Node) -> int:
    """Where a section's own text ends and its first sub-section begins."""
    first = next((child for child in section.children if child.kind is Kind.SECTION), None)
    return first.start if first else section.end
