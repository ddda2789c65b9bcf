"""Firm statements that a problem, or a rest of it, is not done yet: 该问题尚未完成整改, 待2025年一季度再行办理."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.characters.pauses import COMMA, SENTENCE_PART_END, last_end
from auditor.completion.place import Place
from auditor.lexicon import any_of
from auditor.notice import Kind, Notice
from auditor.patterns import compiled

BEFORE = 80  # characters before a statement in which its sentence must begin

_N = r"(?:[0-9][0-9.,]*|[一二三四五六七八九十两]{1,3})"
LEFT = (
    rf"的?{_N}[^，,。；;\n已新另]{{1,24}}?(?:正在(?:施工|建设|整改|推进|改造|修复|办理)|尚未(?:完成|整改|修复|完工)"
    rf"|(?:{any_of('scopes', 'planned')})[^，,。；;\n]{{0,12}}(?:完成|完工|修复|整改|竣工|建成|到位))"
)
"""What is told of a number of things that are left."""
_YEAR_ON = r"(?:20[0-9]{2}年|明年|下半年|[0-9]{1,2}月)"
_UNDONE = compiled(
    rf"(?:该|此|本)(?:项|类)?问题(?:目前|现|至今)?(?:仍|尚|还)?(?:正在(?:整改|推进|办理)|(?:未|没有)(?:能)?(?:全部|全面|最终)?(?:完成|整改|解决|销号|办结)[^，,。；;\n的]{{0,6}}(?=[，,。；;\n]))"
    rf"|待{_YEAR_ON}[^，,。；;\n]{{0,12}}?再(?:行)?(?:{any_of('statuses', 'deeds')})"
    rf"|(?:目前|现在?|至今)(?:仍|尚|还)在(?:抓紧|加快|有序)?(?:{any_of('statuses', 'deeds')})(?:中|之中)?(?=[，,。；;\n])"
    rf"|待{_YEAR_ON}[^，,。；;\n]{{0,8}}[后时](?:再行?)?(?:{any_of('statuses', 'deeds')})(?=[，,。；;\n])"
    rf"|(?:尚|仍|还|至今)未(?:全部|全面|最终)?(?:{any_of('statuses', 'endings', 'beginnings')})(?:整改|销号|验收)?(?=[，,。；;\n])"
    rf"|(?:尚|仍|还|至今)未(?:全部)?(?:{any_of('statuses', 'deliveries')})(?=[，,。；;\n])"
    rf"|预计20[0-9]{{2}}年[0-9]{{0,2}}月?[底前]{{0,2}}(?:全部|全面)?(?:{any_of('statuses', 'endings')})[^，,。；;\n]{{0,8}}(?=[，,。；;\n])"
    rf"|(?:其余|剩余|余下)[^，,。；;\n]{{1,16}}?(?:预计|计划|力争|将)[^，,。；;\n]{{0,4}}[0-9]{{1,4}}年?[^，,。；;\n]{{0,6}}(?:前|底|内)(?:全部|全面)?(?:{any_of('statuses', 'endings')})(?=[，,。；;\n])"
    rf"|(?:其余|剩余|余下)[^，,。；;\n]{{1,16}}?(?:正在|仍在)(?:抓紧|加快|有序)?(?:{any_of('statuses', 'deeds')})(?:中|之中)?(?=[，,。；;\n])"
    rf"|(?:其余|剩余|余下)[0-9][^，,。；;\n]{{1,14}}?(?:已|正|正在)(?:全部|陆续|全面|抓紧)?(?:开工|启动|动工|施工|招标|立项|实施)[^，,。；;\n]{{0,4}}[，,](?:预计|计划|力争)[^，,。；;\n]{{0,12}}(?:前|底|内)(?:全部|全面)?(?:{any_of('statuses', 'endings')})[^，,。；;\n]{{0,4}}(?=[，,。；;\n])"
    rf"|(?:正|仍|还|尚)在[^，,。；;\n]{{2,24}}[，,](?:预计|计划|力争)[^，,。；;\n]{{0,16}}(?:前|底|内)(?:全部|全面)?(?:{any_of('statuses', 'endings')})(?=[，,。；;\n])"
    rf"|届时(?:方可|方能|才能|才可|才会|可)(?:全部|全面|最终)?(?:{any_of('statuses', 'endings')})(?:整改|销号|验收)?(?=[，,。；;\n])"
)
_OUTLOOK = compiled(
    rf"下一?步|今后|后续|长期|常态|巩固|试点|另外|同时|原|此前|曾|(?:巡[察视]|督[察查]|检查|审计|反馈|当|验收|届)时|时[，,]|{any_of('statuses', 'reproaches')}"
)
_SINCE = compiled(
    rf"(?:(?<![【\[（(])[已现][^，,。；;\n]{{0,8}}|随[后即][^，,。；;\n]{{0,8}})(?:{any_of('statuses', 'endings')})"
)
_OTHERS = compiled(rf"[省市县区]级|{any_of('statuses', 'of_others')}|[二三四远后]期")
_QUOTES = ("“", "”")


def unfinished(notice: Notice) -> Iterator[Place]:
    """Where a notice says of something in an account that it is not done; not what was found, nor a general outlook."""
    text = notice.text
    for found in _UNDONE.finditer(text):
        leaf = notice.leaf_at(found.start())
        if leaf is None or leaf.kind in (Kind.HEADING, Kind.TITLE, Kind.ROW):
            continue
        begin = last_end(SENTENCE_PART_END, text, max(leaf.start, found.start() - BEFORE), found.start())
        before = text[begin : found.start()]
        if _OUTLOOK.search(before) or before.count(_QUOTES[0]) > before.count(_QUOTES[1]):
            continue
        if _OTHERS.search(COMMA.split(before)[-1] + found[0]):
            continue  # 市级验收尚未完成: a step of another body
        if _SINCE.search(text, found.end(), leaf.end):
            continue  # …尚未完工，督促后已于9月完工
        yield found.span()
