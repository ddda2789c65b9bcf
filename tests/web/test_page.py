"""The local page without a browser: what it takes, what it shows, whom it refuses, what it forgets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from auditor.configuration.plan import Setup
from auditor.history.waivers import Waivers
from auditor.inputs import Input
from auditor.profiles import PROFILES
from auditor.web import intake
from auditor.web.app import Desk, application
from auditor.web.shelf import Result, Shelf

HOST = "127.0.0.1:8765"
SHORT = "全区共排查问题5个，其中已整改3个、正在整改4个。"


@pytest.fixture
def desk() -> Desk:
    """A desk with the built-in rules and no configuration."""
    setups = {each: Setup({("profile",): each} if each else {}, isolated=True) for each in ("", *PROFILES)}
    return Desk(setups, "", Waivers(isolated=True))


@pytest.fixture
def client(desk: Desk) -> TestClient:
    """A browser that does not follow where it is led."""
    return TestClient(application(desk, [HOST]), base_url=f"http://{HOST}", follow_redirects=False)


@pytest.fixture
def send(client: TestClient) -> Callable[..., str]:
    """``send(name=bytes, …)``: where the results of some documents are."""

    def run(files: dict[str, bytes], **fields: str) -> str:
        answer = client.post(
            "/audit", files=[("files", (name, data)) for name, data in files.items()], data=fields
        )
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    return run


class TestForm:
    def test_one_document_leads_to_its_report(self, client: TestClient, send: Callable[..., str]) -> None:
        """The report says what was found in it, and under which name."""
        place = send({"通报.txt": SHORT.encode()})
        page = client.get(place).text
        assert re.fullmatch(r"/results/[\w-]{20,}/1", place)
        assert "通报.txt" in page
        assert "S101" in page

    def test_several_documents_are_listed(self, client: TestClient, send: Callable[..., str]) -> None:
        """A row for each, in the order in which they came."""
        page = client.get(send({"乙.txt": SHORT.encode(), "甲.txt": "甲乙丙。".encode()})).text
        assert page.index("乙.txt") < page.index("甲.txt")
        assert "2 份通报" in page

    def test_pasted_text(self, client: TestClient) -> None:
        """A text is audited like a document."""
        answer = client.post("/audit", data={"text": SHORT}, files={"files": ("", b"")})
        page = client.get(answer.headers["location"]).text
        assert intake.PASTED in page
        assert "S101" in page

    def test_nothing_sent(self, client: TestClient) -> None:
        """The form comes back and says so."""
        answer = client.post("/audit", data={"text": "  "}, files={"files": ("", b"")})
        assert answer.status_code == 400
        assert "没有收到文件" in answer.text

    def test_no_form(self, client: TestClient) -> None:
        """Something else than the form is answered in words."""
        answer = client.post("/audit", content=b"x=1", headers={"content-type": "text/plain"})
        assert (answer.status_code, "用页面上的表单" in answer.text) == (400, True)

    def test_broken_form(self, client: TestClient) -> None:
        """A form that ends too early is answered in words."""
        kind = {"content-type": "multipart/form-data"}
        answer = client.post("/audit", content=b"--x\r\n", headers=kind)
        assert (answer.status_code, "读不出来" in answer.text) == (400, True)

    def test_chosen_profile(self, client: TestClient, send: Callable[..., str]) -> None:
        """An inspection notice must be signed, an unknown text need not."""
        text = "关于整改情况的说明\n一、问题\n已整改。\n".encode()
        found = {each: client.get(send({"a.txt": text}, profile=each)).text for each in ("", "inspection")}
        assert ["T102" in page for page in found.values()] == [False, True]

    def test_unknown_profile(self, client: TestClient) -> None:
        """It is refused in words."""
        answer = client.post("/audit", data={"text": SHORT, "profile": "x"}, files={"files": ("", b"")})
        assert (answer.status_code, "没有文种" in answer.text) == (400, True)

    def test_unreadable_document_costs_no_other(self, client: TestClient, send: Callable[..., str]) -> None:
        """It is listed as not checked."""
        page = client.get(send({"坏.pdf": b"%PDF-1.4 broken", "好.txt": SHORT.encode()})).text
        assert "未检查" in page
        assert "好.txt" in page

    def test_archive_is_opened(self, client: TestClient, send: Callable[..., str]) -> None:
        """Each document in it is one of the results; nothing is unpacked to disk."""
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("一.txt", SHORT)
            archive.writestr("二/三.txt", SHORT)
        page = client.get(send({"批.zip": data.getvalue()})).text
        assert "批.zip/一.txt" in page
        assert "批.zip/二/三.txt" in page

    def test_same_names_are_told_apart(self, client: TestClient, send: Callable[..., str]) -> None:
        """The second is numbered."""
        files = [("files", ("a.txt", SHORT.encode())), ("files", ("a.txt", SHORT.encode()))]
        page = client.get(client.post("/audit", files=files).headers["location"]).text
        assert "a（2）.txt" in page

    def test_folders_of_a_name_are_dropped(self, client: TestClient, send: Callable[..., str]) -> None:
        """A configuration of another folder cannot be asked for by a name."""
        page = client.get(send({"../../etc/x.txt": SHORT.encode()})).text
        assert "etc/x.txt" not in page

    def test_markup_stays_text(self, client: TestClient, send: Callable[..., str]) -> None:
        """Names and titles of documents are shown, not run."""
        page = client.get(send({"<b>.txt": b"<script>alert(1)</script>\n", "b.txt": b"x"})).text
        assert "<script>alert" not in page
        assert "&lt;b&gt;.txt" in page


class TestDownloads:
    @pytest.mark.parametrize("kind", ["html", "markdown", "csv", "json"])
    def test_each_format(self, client: TestClient, send: Callable[..., str], kind: str) -> None:
        """Of one notice and of all."""
        place = send({"a.txt": SHORT.encode(), "b.txt": SHORT.encode()})
        for address in (f"{place}/all/{kind}", f"{place}/2/{kind}"):
            answer = client.get(address)
            assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
            assert "S101" in answer.text

    def test_word_with_comments(self, client: TestClient, send: Callable[..., str], word: bytes) -> None:
        """The document comes back with the findings as comments, under a name of its own."""
        place = send({"稿.docx": word})
        assert f"{place}/annotated" in client.get(place).text
        answer = client.get(f"{place}/annotated")
        assert answer.headers["content-disposition"].endswith("%E6%89%B9%E6%B3%A8_%E7%A8%BF.docx")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
            assert "S101" in package.read("word/comments.xml").decode()

    def test_text_takes_no_comments(self, client: TestClient, send: Callable[..., str]) -> None:
        """No such link is shown, and the address says why not."""
        place = send({"a.txt": SHORT.encode()})
        assert "annotated" not in client.get(place).text
        answer = client.get(f"{place}/annotated")
        assert (answer.status_code, "不能写入批注" in answer.text) == (400, True)

    @pytest.mark.parametrize("address", ["/x", "/results/x", "/results/x/1", "/results/x/all/json", "/audit"])
    def test_nothing_there(self, client: TestClient, address: str) -> None:
        """A page says so."""
        answer = client.get(address)
        assert (answer.status_code, "没有这一页" in answer.text) == (404, True)

    @pytest.mark.parametrize("rest", ["/3", "/0", "/1/exe", "/all/exe", "/9/json", "/9/annotated"])
    def test_nothing_there_of_a_result(self, client: TestClient, send: Callable[..., str], rest: str) -> None:
        """Neither a number nor a format that there is not."""
        place = send({"a.txt": SHORT.encode(), "b.txt": SHORT.encode()})
        assert client.get(place + rest).status_code == 404


class TestForgetting:
    def test_on_demand(self, client: TestClient, send: Callable[..., str]) -> None:
        """After a question."""
        place = send({"a.txt": SHORT.encode()}).removesuffix("/1")
        assert "忘掉" in client.get(f"{place}/forget").text
        assert client.post(f"{place}/forget").headers["location"] == "/"
        assert client.get(f"{place}/1").status_code == 404

    def test_after_an_hour(self) -> None:
        """Not a second later."""
        now = [0.0]
        shelf = Shelf(life=3600, clock=lambda: now[0])
        name = shelf.put(_result(1))
        now[0] = 3599.0
        assert shelf.get(name) is not None
        now[0] = 3600.0
        assert shelf.get(name) is None

    def test_oldest_first_when_it_is_too_much(self) -> None:
        """The newest is kept, however large."""
        shelf = Shelf(most=250)
        names = [shelf.put(_result(size)) for size in (100, 100, 100, 1000)]
        assert [shelf.get(name) is not None for name in names] == [False, False, False, True]


class TestGuard:
    def test_other_host(self, client: TestClient) -> None:
        """A name that somebody lets lead here is not ours."""
        assert client.get("/", headers={"host": "evil.example"}).status_code == 421

    def test_other_origin(self, client: TestClient) -> None:
        """A form of another site is refused."""
        headers = {"origin": "http://evil.example"}
        assert client.post("/audit", data={"text": SHORT}, headers=headers).status_code == 403

    def test_opaque_origin(self, client: TestClient) -> None:
        """So is one of a frame without a name."""
        assert client.post("/audit", data={"text": SHORT}, headers={"origin": "null"}).status_code == 403

    @pytest.mark.parametrize(("path", "status"), [("/", 200), ("/results/x", 403), ("/assets/web.css", 403)])
    def test_asked_from_another_site(self, client: TestClient, path: str, status: int) -> None:
        """Only the start may be linked to."""
        assert client.get(path, headers={"sec-fetch-site": "cross-site"}).status_code == status

    def test_too_much_announced(self, client: TestClient) -> None:
        """It is refused before it is read."""
        headers = {"content-length": str(intake.MOST_BYTES + 1)}
        assert client.post("/audit", content=b"", headers=headers).status_code == 413

    def test_too_much_unannounced(self, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is cut off while it is read."""
        monkeypatch.setattr(intake, "MOST_BYTES", 1000)
        answer = client.post("/audit", files={"files": ("a.txt", b"a" * 5000)})
        assert (answer.status_code, "一次最多提交" in answer.text) == (400, True)

    def test_nothing_is_kept_by_the_browser(self, client: TestClient, send: Callable[..., str]) -> None:
        """Drafts are in no cache, and no page may frame ours."""
        for address in ("/", send({"a.txt": SHORT.encode()})):
            headers = client.get(address).headers
            assert headers["cache-control"] == "no-store"
            assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_documents_are_kept_in_memory(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large document is not written to a temporary file, as form parsers like to do."""
    monkeypatch.setattr("tempfile._TemporaryFileWrapper", None)
    monkeypatch.setattr("tempfile.TemporaryFile", _refuse)
    large = b"\x00\x01" * 1_000_000
    assert client.post("/audit", files={"files": ("a.txt", large)}).status_code == 303


def _refuse(*given: object, **more: object) -> None:
    raise AssertionError("a temporary file was asked for")


def _result(size: int) -> Result:
    return Result((Input("a", "a", data=b"x" * size),), (b"",), Setup(isolated=True), ())
