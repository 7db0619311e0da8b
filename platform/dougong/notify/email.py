"""Mail over SMTP, in a thread, with TLS as the operator says."""

import asyncio
import hashlib
import smtplib
import ssl
from dataclasses import dataclass
from datetime import timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from typing import Literal
from urllib.parse import urlsplit

from dougong.kernel.settings import Settings
from dougong.notify.message import BODY_CHARACTERS, TITLE_CHARACTERS, GiveUp, Message, Recipient, Retry
from dougong.notify.templates import page

AT_ONCE = 4
SLOW_DOWN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail goes out. `security`: tls from the start, starttls, or none on a trusted network.

    `sender` is what mail comes from, as `Name <address>`; `base_url` is the configured address of this Dougong, never a
    request's Host header.
    """

    host: str
    port: int
    sender: str
    base_url: str
    security: Literal["tls", "starttls", "none"] = "starttls"
    username: str = ""
    password: str = ""
    timeout_seconds: float = 10.0
    certificates: ssl.SSLContext | None = None


def mail_server(settings: Settings) -> MailServer | None:
    """The operator's mail server; None where no host is set, and then there is no mail channel."""
    if settings.smtp_host is None:
        return None
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.smtp_from,
        base_url=settings.address,
        security=settings.smtp_security,
        username=settings.smtp_user or "",
        password=settings.smtp_password.get_secret_value() if settings.smtp_password else "",
    )


class Email:
    """The channel `mail`. The Message-ID follows from the message's key, so that mail programs show a repeat once."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def send(self, message: Message, to: Recipient) -> None:
        """Hand the mail to the server. GiveUp without a usable address or when the server refuses it for good."""
        if not to.email:
            raise GiveUp("notify.mail.no_address")
        mail = self._compose(message, to, to.email)
        async with self._turns:
            await asyncio.to_thread(self._hand_over, mail)

    def _compose(self, message: Message, to: Recipient, address: str) -> EmailMessage:
        mail = EmailMessage()
        try:
            mail["To"] = Address(_line(to.name), addr_spec=_line(address))
            sender, own = parseaddr(self._server.sender)
            mail["From"] = Address(sender, addr_spec=own)
        except (ValueError, HeaderParseError, IndexError):
            raise GiveUp("notify.mail.bad_address") from None
        host = urlsplit(self._server.base_url).hostname or "localhost"
        digest = hashlib.sha256(f"{message.workspace_id}:{message.person_id}:{message.key}".encode()).hexdigest()
        mail["Message-ID"] = f"<{digest[:40]}@{host}>"
        mail["Subject"] = _line(message.title)[:200]
        mail["Date"] = formatdate()
        mail["Auto-Submitted"] = "auto-generated"
        link, body = self._link(message), message.body[:BODY_CHARACTERS]
        mail.set_content(f"{body}\n\n{link}\n")
        given = {"title": message.title[:TITLE_CHARACTERS], "lines": body.splitlines(), "link": link}
        mail.add_alternative(page("letter", to.locale, given), subtype="html")
        return mail

    def _link(self, message: Message) -> str:
        base = self._server.base_url.rstrip("/")
        match message.link:
            case None:
                return base
            case link if link.task:
                return f"{base}/tasks/{link.task}"
            case link if link.run:
                return f"{base}/runs/{link.run}"
            case link if link.entity and link.record:
                return f"{base}/records/{link.entity}/{link.record}"
            case _:
                return base

    def _hand_over(self, mail: EmailMessage) -> None:
        try:
            with self._connected() as server:
                server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            raise _failure(max(codes, default=450)) from refused
        except smtplib.SMTPResponseException as answer:
            raise _failure(answer.smtp_code) from answer
        except (smtplib.SMTPException, OSError) as failure:
            raise Retry("notify.mail.unreachable") from failure

    def _connected(self) -> smtplib.SMTP:
        at = self._server
        context = at.certificates or ssl.create_default_context()
        server: smtplib.SMTP
        if at.security == "tls":
            server = smtplib.SMTP_SSL(at.host, at.port, timeout=at.timeout_seconds, context=context)
        else:
            server = smtplib.SMTP(at.host, at.port, timeout=at.timeout_seconds)
        try:
            if at.security == "starttls":
                server.starttls(context=context)
            if at.username:
                server.login(at.username, at.password)
        except BaseException:
            server.close()
            raise
        return server


def _failure(code: int) -> Retry | GiveUp:
    """4xx may pass; 535 is our own password, which an operator can mend; other 5xx is about this mail."""
    if code == 535:
        return Retry("notify.mail.sign_in", SLOW_DOWN)
    return Retry("notify.mail.busy") if code < 500 else GiveUp("notify.mail.refused")


def _line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
