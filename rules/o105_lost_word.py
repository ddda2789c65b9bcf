"""O105: a word that was filtered out or lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from auditor.characters.blanks import blanks
from auditor.characters.masks import masks
from auditor.findings import Certainty, Finding, Severity
from auditor.notice import Notice
from auditor.registry import rule
from auditor.spelling.lost import lost_words

MANY = 50  # findings of one text


@rule("O105", name="lost-word", severity=Severity.WARNING, up_to=Severity.ERROR, since="0.1")
def check_lost_word(notice: Notice) -> Iterator[Finding]:
    """词语被过滤或脱漏。

    检查什么
    领导人姓名被过滤后剩下的话（在以为核心的党中央、贯彻落实习关于、学习贯彻对某地重要讲话精神），丢了届次、序数、人数、
    年份的说法（市届人大、第次全会、给予党纪处分人、发现问题个），少了成分的固定格式（按照的部署、坚持以为指导），分句开头丢了字的词（；关单位、，报告日已整改、，步完善）。
    同一段前面写明讲话、指示的作者的，不报。

    为什么
    网站过滤敏感词、网页转换、复制粘贴时常整词丢失，句子仍读得通，最难看出；丢的又常是最不能错的姓名和数字。

    反例
    - 在以为核心的党中央坚强领导下，全镇认真贯彻落实习关于防汛工作的重要指示精神。
    - 认真学习贯彻对云川重要讲话和重要指示精神，坚持以新时代中国特色社会主义思想为指导。
    - 在市届人大常委会第三次会议上作了报告，给予党纪政务处分人。
    - 按照的统一部署，坚持以为指导，印发《关于的通知》，发现问题个，召开专题会议次，整改率达到%。
    - 街道逐条研究；关单位和部门按月报送，报告日已整改12项。

    正例
    - 在以习近平同志为核心的党中央坚强领导下，认真贯彻落实习近平总书记关于防汛工作的重要指示精神。
    - 习近平总书记十分关心防汛工作，全镇认真学习贯彻关于防汛工作的重要论述。
    - 坚持以习近平新时代中国特色社会主义思想为指导，坚定不移走新时代中国特色社会主义道路。
    - 在市五届人大常委会第三次会议上作了报告，换届人大代表12名，给予党纪政务处分3人，受处分人均已谈话。
    - 相关单位和部门按月报送，截至报告日已整改12项，关爱老人，关停企业2家，逐步完善制度。
    - 按照上级的统一部署，坚持以人民为中心，以此为契机，由任组长的王某牵头，剖析问题个案，提高检查频次。
    - 学习关于防汛工作的通知，落实对口帮扶重要举措，自以为核心任务已经完成。

    依据
    《党政机关公文处理工作条例》第二十条：人名、地名、时间、数字、段落顺序、引文等准确。
    """
    for place in islice(lost_words(notice), MANY):
        if any(start < place.end and place.start < end for start, end in (*masks(notice), *blanks(notice))):
            continue  # told as a placeholder
        words = notice.text[place.start : place.end].rstrip("，")
        yield Finding(
            f"“{words}”疑缺{place.row.lost}，请核实是否被过滤或脱漏",
            notice.span(place.start, place.end),
            severity=Severity[place.row.severity.upper()],
            certainty=Certainty.LIKELY,
            suggestion="此处缺字，请查原件",
        )
