"""Persons who act for the body and whose given name is hidden: 由副县长陈××包抓, 联系人：李××.

Names are rightly withheld where a case is reported (校长王某某受到处分); who answers for a task is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.characters.pauses import SENTENCE_END
from auditor.lexicon import any_of, words
from auditor.names.persons import surname
from auditor.names.withheld import any_withheld
from auditor.notice import Notice
from auditor.patterns import compiled

NEAR = 100  # characters of a sentence on either side that may tell of a case
_SIGNS = "(?:[×✕]{1,2}|[＊*]{1,2}|[XxＸ]{1,2})"
_WITHHELD = f"(?:某{{1,2}}|{_SIGNS})"  # 联系人：陈某某 withholds the name of a private person on purpose


def hidden_officers(notice: Notice) -> Iterator[tuple[int, int]]:
    """Where the name of somebody with a duty, or of a contact, has signs for the given name; in the order of the text."""
    text = notice.text
    if not any_withheld(notice):
        return
    for match in _pattern().finditer(text):
        start, end = match.span("name") if match["name"] else match.span("labelled")
        before = SENTENCE_END.split(text[max(0, start - NEAR) : start])[-1]
        after = SENTENCE_END.split(text[end : end + NEAR], maxsplit=1)[0]
        if not any(word in before or word in after for word in words("withheld_names", "officers.cases")):
            yield start, end


@cache
def _pattern() -> re.Pattern[str]:
    def any_(key: str) -> str:
        return any_of("withheld_names", f"officers.{key}")

    acts = rf"(?:{any_('posts')})(?P<name>{surname()}{_WITHHELD})(?:同志)?(?={any_('duties')})"
    named = rf"(?:{any_('labels')})[:：为]\s?(?:[\u4e00-\u9fff]{{0,8}}(?:{any_('posts')}))?(?P<labelled>{surname()}{_SIGNS})(?=[，,、；;。（(\s]|\Z)"
    return compiled(f"{acts}|{named}")
