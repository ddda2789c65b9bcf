"""The heads of a body whose names stand right behind their post: 院长周文博, 党委书记周文博.

Elsewhere the name alone may stand, before 同志 or before the post: 周文博同志到会, 周文博院长.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from auditor.characters.pauses import SENTENCE_PART_END
from auditor.lexicon import PatternFinder, WordFinder, alternatives, any_of, words
from auditor.names.persons import given, surname
from auditor.names.resemblance import difference, resemblance
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.records import frozen

BEFORE = 14  # characters before a post that say of what body it is
TWICE = 2  # a head is told so often, before a name like it without a post is odd
_DEPUTY = "副"
_COMRADE = "同志"
AROUND = 30  # characters around a name in which a change of persons would be told
_LEADS_IN = compiled(r"[^\u4e00-\u9fff]|[由经和与及以对向]|成立")


@frozen
class Head:
    """A post and the name behind it; ``body`` is what stands before the post, often nothing.

    ``only`` says that the post has one holder: a deputy (副院长) may be one of several; None if no post is said.
    """

    start: int
    end: int
    body: str
    post: str
    name: str
    only: bool | None


@frozen
class Namesake:
    """A name that stands once, one character off the name of who has the same post elsewhere.

    ``stranger`` says that it is the only name of the text behind which stands 同志 without any post being told.
    """

    odd: Head
    usual: Head
    count: int
    reason: str
    stranger: bool = False


def namesakes(notice: Notice) -> Iterator[Namesake]:
    """The heads who are named in two ways, unless there may be two of them."""
    names = {head.name: head for head in reversed(list(_heads(notice)))}
    strangers: set[str] = set()
    if names:
        addressed = {head.name: head for head in reversed(list(_addressed(notice)))}
        strangers = addressed.keys() - names.keys()
        names = addressed | names
    if len(names) < 2:
        return
    counts = Counter(name for _, _, name in WordFinder(names, overlapping=True).find(notice.text))
    alike: dict[str, list[Head]] = {}
    for head in names.values():
        for key in _wildcards(head.name):
            alike.setdefault(key, []).append(head)
    for same in alike.values():
        # the rarest name is the odd one, of two that stand as often the later one
        usual, *others = sorted(same, key=lambda head: (-counts[head.name], head.start))
        for odd in others[-1:]:
            differ = difference(odd.name, usual.name)
            reason = resemblance(differ.ours, differ.theirs)
            stranger = strangers == {odd.name} and odd.post == _COMRADE and counts[usual.name] >= TWICE
            alike_ = (bool(reason) or (stranger and usual.only is True)) and len(same) == 2
            if counts[odd.name] == 1 and _may_be_one(notice, odd, usual, alike=alike_):
                yield Namesake(odd, usual, counts[usual.name], reason, stranger)


def _wildcards(name: str) -> tuple[str, str]:
    """Keys under which names one character of the given name off meet."""
    return name[:-2] + "?" + name[-1], name[:-1] + "?"


def _heads(notice: Notice) -> Iterator[Head]:
    text, organs, others = notice.text, words("persons", "heads.organs"), words("persons", "heads.others")
    for match in _pattern().find(text):
        body = _LEADS_IN.split(text[max(0, match.start() - BEFORE) : match.start()])[-1]
        post = match["post"]
        if any(word in body for word in others) or (
            post in words("persons", "heads.of_organ") and not body.endswith(organs)
        ):
            continue
        around = text[max(0, match.start() - AROUND) : match.end() + AROUND]
        if any(word in around for word in words("persons", "heads.succeeded")):
            continue
        yield Head(match.start(), match.end(), body, post, match["name"], only=_DEPUTY not in body)


def _addressed(notice: Notice) -> Iterator[Head]:
    """Who is named without a full post before the name: 周文博同志, 周文博院长, 书记周文博, 由周文博牵头; the place is that of the name."""
    for match in _by_name().finditer(notice.text):
        around = notice.text[max(0, match.start() - AROUND) : match.end() + AROUND]
        if not any(word in around for word in words("persons", "heads.succeeded")):
            yield Head(*match.span("name"), "", match["post"] or "", match["name"], only=None)


@cache
def _by_name() -> re.Pattern[str]:
    """The word behind a name comes first, so that the search can hop from one to the next."""
    name = f"{surname()}{given()}{{2}}"
    posts, bare = any_of("persons", "heads.posts"), any_of("persons", "heads.bare")
    return compiled(
        f"(?:[\\n，。；：、,;:”]|[由经对向和与及])(?P<before>{bare})?(?P<name>{name})"
        f"(?:(?P<post>{_COMRADE}|{posts}|书记|主任)|(?(before)(?={any_of('persons', 'heads.after')})|(?={any_of('persons', 'heads.duties')})))"
    )


@cache
def _pattern() -> PatternFinder:
    posts = [
        post for key in ("posts", "subordinate", "of_organ") for post in words("persons", f"heads.{key}")
    ]
    return PatternFinder(
        posts,
        f"(?P<post>{alternatives(posts)})(?P<name>{surname()}{given()}{{2}})(?={any_of('persons', 'heads.after')}|\\n)",
    )


def _may_be_one(notice: Notice, one: Head, other: Head, *, alike: bool) -> bool:
    """Whether two heads named in different sentences may be one person.

    Names that look or sound alike may be told with different posts: 党组书记、局长周维平, 党组书记周维萍.
    """
    start, end = sorted((one.end, other.end))
    if SENTENCE_PART_END.search(notice.text, start, end) is None or one.only is other.only is None:
        return False
    if None not in (one.only, other.only) and one.only is not other.only:
        return False
    if one.post != other.post and {one.post, other.post} & set(words("persons", "heads.subordinate")):
        return False
    same_body = one.body.endswith(other.body) or other.body.endswith(one.body)  # one may be the longer name
    return same_body and (alike or (one.only is True and one.post == other.post))
