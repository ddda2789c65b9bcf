"""Rules that are a list of words: a TOML file instead of a program.

::

    id = "X101"
    name = "renamed-places"
    title = "使用了已更名的地名"
    severity = "warning"
    why = "更名后应使用新名称。"
    basis = "区民政局地名公告（2021年第3号）。"
    allow = ["原云巷街道"]
    bad = ["云巷街道召开会议。"]
    good = ["原云巷街道的遗留问题已办结。"]

    [[term]]
    word = "云巷街道"
    suggestion = "云港街道"
    note = "2021年更名"

All words of a list are found in one pass over the text, however many there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from auditor.configuration.mistakes import ConfigError, Mistake
from auditor.configuration.reading import Document, in_order, read, structure
from auditor.findings import Certainty, Finding, Label, Severity
from auditor.lexicon import WordFinder
from auditor.notice import Notice
from auditor.patterns import compiled
from auditor.profiles import PROFILES
from auditor.records import frozen
from auditor.registry import ID, Check, Rule

PLACES = 50  # places of one word that a finding lists
_LISTED = 12  # words that the documentation lists
_BRACES = compiled(r"\{[^{}]*\}")


@frozen
class Term:
    """A word that is looked for, what should stand there instead, and a remark for the editor.

    ``message`` and ``severity`` go before those of the list.
    """

    word: str
    suggestion: str | None = None
    note: str = ""
    message: str | None = None
    severity: Severity | None = None


@frozen
class WordList:
    """What a word-list file says.

    In ``message`` the signs {word}, {suggestion} and {note} are replaced; ``allow`` are contexts in which the words
    are right (longer texts that contain them).
    """

    id: str
    name: str
    title: str
    term: tuple[Term, ...]
    severity: Severity = Severity.WARNING
    since: str = "0.1"
    message: str | None = None
    what: str = ""
    why: str = ""
    basis: str = ""
    allow: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()

    @property
    def doc(self) -> str:
        """The documentation, with the sections of a rule that is a program."""
        sections = (
            ("检查什么", self.what or self._listed()),
            ("为什么", self.why),
            ("反例", _items(self.bad)),
            ("正例", _items(self.good)),
            ("依据", self.basis),
        )
        body = "\n\n".join(f"{head}\n{text}" for head, text in sections if text)
        return f"{self.title.rstrip('。')}。\n\n{body}"

    def _listed(self) -> str:
        words = [
            f"“{t.word}”" + (f"（“{t.suggestion}”）" if t.suggestion else "") for t in self.term[:_LISTED]
        ]
        more = f"等 {len(self.term)} 个词语" if len(self.term) > _LISTED else ""
        return f"文中是否出现{'、'.join(words)}{more}。"


def load(path: str) -> Rule:
    """The rule in a word-list file; raises ConfigError with everything that is wrong in it."""
    document = read(path)
    words, mistakes = structure(document, document.data, WordList)
    mistakes += _wrong(document, words)
    if mistakes:
        raise ConfigError(in_order(mistakes))
    return Rule(words.id, words.name, words.severity, words.since, _check(words), words.profiles, path=path)


def _wrong(document: Document, words: WordList) -> Iterator[Mistake]:
    """What is wrong although all types are right."""
    if not ID.fullmatch(words.id):
        yield document.mistake(("id",), f"规则编号 {words.id!r} 无效：应为一个大写字母加三位数字，例如 X101")
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", words.name):
        yield document.mistake(
            ("name",), f"名称 {words.name!r} 无效：应为小写英文，用连字符连接，例如 local-names"
        )
    if not words.title.strip("。 "):
        yield document.mistake(("title",), "title 不能为空")
    for i, profile in enumerate(words.profiles):
        if profile not in PROFILES:
            yield document.mistake(("profiles", i), f"没有文种 {profile!r}；可用的有 {'、'.join(PROFILES)}")
    if not words.term and "term" not in document.data:
        yield document.mistake(("term",), "没有词语：应有 [[term]] 一节")
    seen: dict[str, int] = {}
    for i, term in enumerate(words.term):
        if not term.word.strip():
            yield document.mistake(("term", i, "word"), "word 不能为空")
        elif term.word in seen:
            yield document.mistake(("term", i, "word"), f"“{term.word}”写了两次")
        seen[term.word] = i
    for path, message in (
        (("message",), words.message),
        *((("term", i, "message"), t.message) for i, t in enumerate(words.term)),
    ):
        for sign in set(_BRACES.findall(message or "")) - {"{word}", "{suggestion}", "{note}"}:
            yield document.mistake(
                path, f"message 中的 {sign} 不认识；可用的有 {{word}}、{{suggestion}}、{{note}}"
            )


def _check(words: WordList) -> Check:
    """The check of a word list: one finding for each word that occurs, with its places."""
    terms = {term.word: term for term in words.term}
    finder = WordFinder(terms)
    contexts = WordFinder(filter(None, words.allow), overlapping=True)

    def check(notice: Notice) -> Iterator[Finding]:
        found: dict[str, list[tuple[int, int]]] = {}
        counts: Counter[str] = Counter()
        for start, end, word in _outside(list(finder.find(notice.text)), contexts, notice.text):
            counts[word] += 1
            if counts[word] <= PLACES:
                found.setdefault(word, []).append((start, end))
        for word, places in found.items():
            yield _finding(notice, words, terms[word], places, counts[word])

    check.__doc__ = words.doc
    return check


def _outside(
    matches: list[tuple[int, int, str]], contexts: WordFinder, text: str
) -> Iterator[tuple[int, int, str]]:
    """The matches that do not lie within one of the contexts."""
    allowed = iter(sorted((start, end) for start, end, _ in contexts.find(text))) if matches else iter(())
    begin, furthest = next(allowed, (len(text), 0))
    reached = 0
    for start, end, word in matches:
        while begin <= start:
            reached = max(reached, furthest)
            begin, furthest = next(allowed, (len(text), 0))
        if end > reached:
            yield start, end, word


def _finding(
    notice: Notice, words: WordList, term: Term, places: list[tuple[int, int]], count: int
) -> Finding:
    note = f"（{term.note}）" if term.note else ""
    message = term.message or words.message
    if message is not None:
        signs = {"{word}": term.word, "{suggestion}": term.suggestion or "", "{note}": term.note}
        message = _BRACES.sub(lambda sign: signs[sign[0]], message)
    elif term.suggestion is not None:
        message = f"“{term.word}”按词表应为“{term.suggestion}”{note}，请核实"
    else:
        message = f"出现词表中的“{term.word}”{note}，请核实"
    first, *others = (notice.span(start, end) for start, end in places)
    return Finding(
        f"{message}（共 {count} 处）" if count > 1 else message,
        first,
        severity=term.severity or words.severity,
        certainty=Certainty.LIKELY,
        related=tuple(Label(span, f"“{term.word}”") for span in others),
        suggestion=term.suggestion,
    )


def _items(examples: Iterable[str]) -> str:
    """Examples as the sections of a docstring have them."""
    return "\n".join("- " + "\n  ".join(example.strip().split("\n")) for example in examples)
