"""E105: one document cited under two titles."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from auditor.claims import Citation
from auditor.findings import Certainty, Evidence, Finding, Label, Severity, Tie
from auditor.names.citations import bare, near_titles, numbered
from auditor.names.renamed import renamed
from auditor.names.variants import name_variants
from auditor.notice import Notice
from auditor.registry import rule

LONG = 10  # two titles this long that differ by a look-alike character are one title


@rule("E105", name="cited-title", severity=Severity.WARNING, up_to=Severity.ERROR, since="0.1")
def cited_title(notice: Notice) -> Iterator[Finding | Tie]:
    """同一文件引用了两种名称。

    检查什么
    全文书名号内的文件名称，如两处仅差一个形近、音近的字，或字序颠倒、重字，或只多（少）“工作”“落实”“的”等不改变
    所指的字，或一处称“办法”一处称“方法”，提示核对是否同一文件。前文修订、制定了《…办法》，后文“新修订的”“上述”指回而作《…规定》的，或者同一段里说“对《…规定》执行情况开展检查”而两个名称各只一处的，同样提出。前加“中国共产党”等全称、略称不算；并列列举的（《甲》《乙》）视为不同文件；
    年份、序数、方位等不同视为不同文件。

    为什么
    引用公文应当先引标题，名称前后不一会使读者误以为是两份文件。

    反例
    - 印发《云港街道公务接待管理办法》。会议学习了《云港街道公务接侍管理办法》。
    - 制定《石桥街道巡察反馈意见整改方案》。会议传达了《石桥街道巡察反馈意见整改工作方案》。
    - 修订《石桥区农村道路建设养护办法》。按照《石桥区农村道路养护建设办法》开展抽查。
    - 修订《石桥街道公务接待管理办法》《石桥街道公务接侍管理办法》。规范公务接待，公示接待清单，压减接待费用。

    - 修订《云港街道公车租用管理办法》。依据新修订的《云港街道公车租用管理方法》开展抽查。
    - 修订《云港街道会议费报销办法》。执行新修订的《云港街道会议费报销规定》，按月抽查。
    - 修订《云港街道会议费报销办法》，明确标准。纪工委对《云港街道会议费报销规定》执行情况开展检查。

    正例
    - 修订《云港街道会议费报销办法》《云港街道会议费报销规定》。纪工委对《云港街道会议费报销规定》执行情况开展检查。
    - 修订《云港街道会议费报销办法》，制定《云港街道会议费报销规定》。执行新制定的《云港街道会议费报销规定》。
    - 修订《云港街道会议费报销办法》。对照新出台的《云港街道会议费报销细则》自查。对照《云港街道会议费报销规定》自查。
    - 印发《云港街道网格评价办法》《云港街道网格评价方法》，一并执行。
    - 学习《云港区公务用车管理办法》和《云港区公务用车管理细则》。
    - 印发《2021年学习计划安排》。随后印发《2022年学习计划安排》。
    - 学习《中国共产党纪律处分条例》，对照《纪律处分条例》自查。
    - 修订《石桥街道财务管理制度》《石桥街道财物管理制度》。
    - 对照《云港街道检查员管理办法》《云港街道网格员管理办法》《云港街道监察员管理办法》，逐项修订。
    - 印发《云港南社区议事规则》。印发《云港北社区议事规则》。

    依据
    《党政机关公文处理工作条例》第十九条：引用公文应当先引标题，后引发文字号。
    """
    counts = Counter(bare(c.title) for c in notice.claims.citations)
    contradicted: set[str] = set()
    names = sorted(v.start for v in name_variants(notice))
    for pair in near_titles(notice):
        # The rarer one is shown against the more frequent one; of equals the later against the earlier.
        odd, usual = sorted((pair.one, pair.other), key=lambda c: (counts[bare(c.title)], -c.start))
        contradicted |= {bare(odd.title), bare(usual.title)}
        sure = pair.reason not in ("增减字", "近义")
        name = min(filter(None, (_name_in(names, c) for c in (odd, usual))), default=None)
        yield Finding(
            f"疑为同一文件而名称不一（{pair.reason}）：“{pair.odd.ours or '无'}”与“{pair.odd.theirs or '无'}”，请核实",
            notice.span(odd.start, odd.end),
            severity=Severity.ERROR if sure and len(odd.title) >= LONG else Severity.WARNING,
            certainty=Certainty.LIKELY if sure else Certainty.QUERY,
            related=(Label(notice.span(usual.start, usual.end), f"《{usual.title}》"),),
            evidence=Evidence(
                f"《{odd.title}》", f"《{usual.title}》", f"两处名称仅{pair.reason}", elsewhere=True
            ),
            cause=f"name:{name}" if name else None,
            claims=(odd,),
        )
    yield from _renamed(notice, contradicted)
    several = {title for title, found in numbered(notice).items() if len({n.words for n in found}) > 1}
    for citation in notice.claims.citations:
        title = bare(citation.title)
        if counts[title] > 1 and title not in contradicted and title not in several:
            yield Tie((citation,), working=f"全文 {counts[title]} 处引用同名")


def _renamed(notice: Notice, told: set[str]) -> Iterator[Finding]:
    """修订《…办法》 and then 新修订的《…规定》."""
    for each in renamed(notice):
        odd, usual = each.odd, each.usual
        if bare(odd.title) in told:
            continue
        yield Finding(
            f"此处所指应为前文的文件，而名称不一：“{each.kinds[0]}”与“{each.kinds[1]}”，请核实",
            notice.span(odd.start, odd.end),
            severity=Severity.WARNING,
            certainty=Certainty.QUERY,
            related=(Label(notice.span(usual.start, usual.end), f"《{usual.title}》"),),
            evidence=Evidence(
                f"《{odd.title}》", f"《{usual.title}》", "名称只有文种不同，前有指回的词语", elsewhere=True
            ),
            claims=(odd,),
        )
        told |= {bare(odd.title), bare(usual.title)}


def _name_in(starts: list[int], citation: Citation) -> int | None:
    """Where the first of some places stands in a title."""
    at = bisect_left(starts, citation.start)
    return starts[at] if at < len(starts) and starts[at] < citation.end else None
