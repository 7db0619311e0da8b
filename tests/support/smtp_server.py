"""A real SMTP server on loopback that keeps the mails it takes, and refuses as the test says."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass(slots=True)
class Postbox:
    """`mails` in order of arrival; `answer` replaces the server's usual reply to a mail."""

    mails: list[EmailMessage] = field(default_factory=list)
    answer: str = "250 OK"
    recipients_answer: str = "250 OK"
    port: int = 0

    async def handle_RCPT(  # noqa: N802  # the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whether a recipient is taken."""
        if self.recipients_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipients_answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail."""
        content = envelope.content
        assert isinstance(content, bytes)
        if self.answer.startswith("250"):
            self.mails.append(message_from_bytes(content, policy=policy.default))
        return self.answer


@contextlib.asynccontextmanager
async def smtp_server(
    *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None, account: tuple[str, str] | None = None
) -> AsyncIterator[Postbox]:
    """A started server on a free port; `account` is the user and password that it asks for."""
    postbox = Postbox()

    def sign_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
        assert isinstance(given, LoginPassword)
        said = given.login.decode(), given.password.decode()
        return AuthResult(success=said == account, handled=False)

    def serve() -> SMTP:
        return SMTP(
            postbox,
            hostname="mail.example.test",
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=sign_in if account else None,
            auth_required=account is not None,
            auth_require_tls=account is not None,
        )

    server = await asyncio.get_running_loop().create_server(serve, "127.0.0.1", 0, ssl=tls)
    postbox.port = server.sockets[0].getsockname()[1]
    try:
        yield postbox
    finally:
        server.close()
        await server.wait_closed()
