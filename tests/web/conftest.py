"""A Word document to send."""

from __future__ import annotations

import io

import pytest


@pytest.fixture
def word() -> bytes:
    """A Word document with an error."""
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    document, data = docx.Document(), io.BytesIO()
    document.add_paragraph("全区共排查问题5个，其中已整改3个、正在整改4个。")
    document.save(data)
    return data.getvalue()
