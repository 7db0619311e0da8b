"""Mail goes out once recognisably, over TLS as configured, and says whether trying again makes sense."""

from dataclasses import replace
from pathlib import Path

import pytest

from dougong.kernel.settings import Settings
from dougong.notify.email import Email, MailServer, mail_server
from dougong.notify.message import GiveUp, Link, Message, Recipient, Retry
from support.certificates import certificates
from support.smtp_server import smtp_server

LI = Recipient("p1", "李雷", "li@example.test", "zh-CN")
MESSAGE = Message(
    "w1", "p1", "task", "请审批：华东合同 600,000", "金额 600,000\n请在 24 小时内处理", "run:3:1", Link(task="t1")
)


def at(port: int, **settings: object) -> MailServer:
    plain = MailServer(
        host="127.0.0.1",
        port=port,
        sender="Dougong 通知 <noreply@example.test>",
        base_url="https://dougong.example.test/",
        security="none",
    )
    return replace(plain, **settings)  # type: ignore[arg-type]  # each test names fields of the class


async def test_a_mail_carries_subject_text_and_a_link_to_the_configured_address() -> None:
    async with smtp_server() as postbox:
        await Email(at(postbox.port)).send(MESSAGE, LI)
    (mail,) = postbox.mails
    assert mail["Subject"] == MESSAGE.title
    assert (mail["To"], mail["From"]) == ("李雷 <li@example.test>", "Dougong 通知 <noreply@example.test>")
    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == f"{MESSAGE.body}\n\nhttps://dougong.example.test/tasks/t1\n"
    assert mail["Auto-Submitted"] == "auto-generated"


async def test_the_page_of_a_mail_shows_values_as_text_in_the_readers_language() -> None:
    async with smtp_server() as postbox:
        wild = replace(MESSAGE, title="<b>合同</b>", body="金额 1\n<script>alert(1)</script>")
        await Email(at(postbox.port)).send(wild, replace(LI, locale="en"))
    (mail,) = postbox.mails
    page = mail.get_body(("html",))
    assert page is not None
    html = page.get_content()
    assert "&lt;b&gt;合同&lt;/b&gt;" in html
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in html
    assert '<a href="https://dougong.example.test/tasks/t1">Open in Dougong</a>' in html


async def test_a_second_try_is_recognisable_as_the_same_mail_and_another_message_is_not() -> None:
    async with smtp_server() as postbox:
        email = Email(at(postbox.port))
        for message in (MESSAGE, MESSAGE, replace(MESSAGE, key="run:3:2"), replace(MESSAGE, person_id="p2")):
            await email.send(message, LI)
    ids = [mail["Message-ID"] for mail in postbox.mails]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3
    assert ids[0].endswith("@dougong.example.test>")


@pytest.mark.parametrize("title", ["a\r\nBcc: evil@example.test", "a\nX-Evil: 1\n\nbody", "a\x00b\u2028c"])
async def test_a_title_cannot_add_headers(title: str) -> None:
    async with smtp_server() as postbox:
        await Email(at(postbox.port)).send(replace(MESSAGE, title=title), LI)
    (mail,) = postbox.mails
    assert mail["Bcc"] is None
    assert mail["X-Evil"] is None
    assert len(mail["Subject"].splitlines()) == 1


@pytest.mark.parametrize("address", ["", "no-at", "a@b\r\nBcc: x@y", "a@example.test, b@example.test", "<>", "a b@c"])
async def test_an_address_that_is_none_is_given_up_without_asking_the_server(address: str) -> None:
    async with smtp_server() as postbox:
        with pytest.raises(GiveUp):
            await Email(at(postbox.port)).send(MESSAGE, replace(LI, email=address))
    assert postbox.mails == []


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        ("451 later", Retry, "notify.mail.busy"),
        ("552 too much", GiveUp, "notify.mail.refused"),
        ("554 spam", GiveUp, "notify.mail.refused"),
    ],
)
async def test_the_servers_answer_decides_whether_to_try_again(answer: str, kind: type[Exception], code: str) -> None:
    async with smtp_server() as postbox:
        postbox.answer = answer
        with pytest.raises(kind, match=code):
            await Email(at(postbox.port)).send(MESSAGE, LI)
        postbox.answer, postbox.recipients_answer = "250 OK", answer
        with pytest.raises(kind, match=code):
            await Email(at(postbox.port)).send(MESSAGE, LI)


async def test_a_server_that_is_down_is_tried_again() -> None:
    async with smtp_server() as postbox:
        port = postbox.port
    with pytest.raises(Retry, match="unreachable"):
        await Email(at(port)).send(MESSAGE, LI)


async def test_starttls_and_tls_check_the_certificate_and_sign_in(tmp_path: Path) -> None:
    serving, trusting = certificates(tmp_path, "localhost")
    account = ("dougong", "correct horse")
    known = {"host": "localhost", "certificates": trusting, "username": account[0], "password": account[1]}
    async with smtp_server(starttls=serving, account=account) as postbox:
        await Email(at(postbox.port, security="starttls", **known)).send(MESSAGE, LI)
        with pytest.raises(Retry, match="sign_in"):
            await Email(at(postbox.port, security="starttls", **{**known, "password": "wrong"})).send(MESSAGE, LI)
        untrusted = at(postbox.port, security="starttls", **{**known, "certificates": None})
        with pytest.raises(Retry, match="unreachable"):
            await Email(untrusted).send(MESSAGE, LI)
        with pytest.raises((Retry, GiveUp)):
            await Email(at(postbox.port, security="none", **known)).send(MESSAGE, LI)
    async with smtp_server(tls=serving) as over_tls:
        await Email(at(over_tls.port, security="tls", host="localhost", certificates=trusting)).send(MESSAGE, LI)
    assert (len(postbox.mails), len(over_tls.mails)) == (1, 1)


def test_without_a_host_there_is_no_mail_channel() -> None:
    assert mail_server(Settings(smtp_host=None)) is None
    configured = mail_server(Settings(smtp_host="mail.example.test", smtp_security="tls"))
    assert configured is not None
    assert (configured.host, configured.port, configured.security) == ("mail.example.test", 587, "tls")
