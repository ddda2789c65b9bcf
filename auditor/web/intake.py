"""What a form brings: documents and pasted text, in memory only, as inputs of the auditor."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Iterator

from attrs import evolve
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from auditor.errors import AuditorError
from auditor.inputs import Input
from auditor.readers import MAX_SIZE, archive

MOST_FILES = 500
"""Documents of one request."""
MOST_BYTES = 200 * 1024 * 1024
"""Bytes of one request."""
PASTED = "粘贴的正文"
_FIELDS = 8
_FORM = "multipart/form-data"


class _InMemory(MultiPartParser):
    """Keeps documents in memory: a draft is written to no disk, not even for a moment."""

    spool_max_size = MOST_BYTES + 1


async def documents(request: Request) -> tuple[list[Input], str]:
    """The documents of a form, and the profile that was chosen ("" for none).

    Raises AuditorError if the form cannot be read, is too large or holds nothing.
    """
    if not request.headers.get("content-type", "").startswith(_FORM):
        raise AuditorError("没有收到文件：请用页面上的表单提交")
    parser = _InMemory(
        request.headers,
        _limited(request),
        max_files=MOST_FILES,
        max_fields=_FIELDS,
        max_part_size=MOST_BYTES,
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise AuditorError(f"提交的内容读不出来：一次最多 {MOST_FILES} 份文件（{error.message}）") from error
    inputs: list[Input] = []
    for each in form.getlist("files"):
        if isinstance(each, UploadFile) and (each.filename or each.size):
            name = _name(each.filename or "")
            inputs += _opened(name, await each.read())
    text, profile = form.get("text", ""), form.get("profile", "")
    await form.close()
    if isinstance(text, str) and text.strip():
        inputs.append(Input(PASTED, PASTED, data=text.encode("utf-8", "surrogatepass")))
    if not inputs:
        raise AuditorError("没有收到文件，也没有粘贴正文")
    return list(_told_apart(inputs)), profile if isinstance(profile, str) else ""


async def _limited(request: Request) -> AsyncGenerator[bytes, None]:
    """The body piece by piece; raises AuditorError when it grows beyond what may come at once."""
    got = 0
    async for piece in request.stream():
        got += len(piece)
        if got > MOST_BYTES:
            raise AuditorError(f"一次最多提交 {MOST_BYTES // 1024 // 1024} MB")
        yield piece


def _opened(name: str, data: bytes) -> Iterator[Input]:
    """A document; of an archive the documents in it."""
    for at, found in archive.unpack(data, name, MAX_SIZE) or [(name, data)]:
        if isinstance(found, bytes):
            yield Input(at, at, data=found)
        else:
            yield Input(at, at, reason=found)


def _name(given: str) -> str:
    """What a document is called: its file name without folders, which browsers may send along."""
    return given.replace("\\", "/").rsplit("/", 1)[-1].strip() or "未命名"


def _told_apart(inputs: list[Input]) -> Iterator[Input]:
    """The inputs; those of one name are numbered."""
    seen: dict[str, int] = {}
    for each in inputs:
        seen[each.name] = times = seen.get(each.name, 0) + 1
        stem, ending = os.path.splitext(each.name)
        name = each.name if times == 1 else f"{stem}（{times}）{ending}"
        yield evolve(each, path=name, name=name)
