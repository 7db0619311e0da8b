"""/api/session and /api/me: signing in and out, the caller's page, password, sessions, tokens."""

from dataclasses import asdict
from datetime import timedelta

from fastapi import APIRouter, Request, Response

from dougong.kernel.routes import ANONYMOUS, BESIDE, READ, WRITE, Caller, route
from dougong.people.directory.service import People
from dougong.people.sign_in.authenticator import COOKIE, SignInAuthenticator
from dougong.people.sign_in.me import Mirror
from dougong.people.sign_in.rules import SignInRules
from dougong.people.sign_in.schemas import (
    Me,
    MyChange,
    NewPassword,
    NewToken,
    SessionOut,
    SessionsOut,
    SignedIn,
    SignIn,
    TokenCreated,
    TokenOut,
    TokensOut,
)
from dougong.people.sign_in.sessions import Device, Opened, Sessions
from dougong.people.tokens.service import TokenRow, Tokens, in_session
from dougong.people.wire import PathId


def session_router(sessions: Sessions, authenticator: SignInAuthenticator, rules: SignInRules) -> APIRouter:
    """Signing in and out."""
    routes = APIRouter(prefix="/api/session", tags=["session"])

    @route(routes, "POST", "", ANONYMOUS)
    async def sign_in(request: Request, response: Response, body: SignIn) -> SignedIn:
        """Open a session; the answer sets its cookie."""
        opened = await sessions.sign_in(body.login, body.password, body.workspace, _device(request))
        return _opened(response, opened, rules)

    @route(routes, "DELETE", "", READ, status_code=204)
    async def sign_out(request: Request, response: Response, principal: Caller) -> None:
        """End the session of this cookie."""
        in_session(principal)
        authenticator.forget(request)
        await sessions.sign_out(principal, request.cookies[COOKIE])
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=rules.secure)

    return routes


def me_router(mirror: Mirror, people: People, sessions: Sessions, tokens: Tokens, rules: SignInRules) -> APIRouter:
    """The caller's own page."""
    routes = APIRouter(prefix="/api/me", tags=["session"])

    @route(routes, "GET", "", BESIDE)
    async def read_me(principal: Caller) -> Me:
        """Who is signed in, where, and with which rights."""
        return await mirror.me(principal)

    @route(routes, "PATCH", "", WRITE)
    async def change_me(principal: Caller, body: MyChange) -> None:
        """Choose the language."""
        await people.set_locale(principal, body.locale)

    @route(routes, "POST", "/password", WRITE)
    async def change_password(request: Request, response: Response, principal: Caller, body: NewPassword) -> SignedIn:
        """Choose a new password; all other sessions end and this one gets a new cookie."""
        in_session(principal)
        opened = await sessions.change_password(principal, body.current_password, body.new_password, _device(request))
        return _opened(response, opened, rules)

    @route(routes, "GET", "/sessions", READ)
    async def list_sessions(request: Request, principal: Caller) -> SessionsOut:
        """Where the caller is signed in."""
        in_session(principal)
        rows = await sessions.own(principal, request.cookies.get(COOKIE))
        return SessionsOut(items=[SessionOut(**asdict(row)) for row in rows])

    @route(routes, "DELETE", "/sessions/{session_id}", WRITE, status_code=204)
    async def end_session(principal: Caller, session_id: PathId) -> None:
        """Sign one of the caller's devices out."""
        in_session(principal)
        await sessions.end_own(principal, session_id)

    @route(routes, "GET", "/tokens", READ)
    async def list_tokens(principal: Caller) -> TokensOut:
        """The caller's API tokens."""
        return TokensOut(items=[_token(row) for row in await tokens.own(principal)])

    @route(routes, "POST", "/tokens", WRITE, status_code=201)
    async def create_token(principal: Caller, body: NewToken) -> TokenCreated:
        """A new API token; its secret is in this answer only."""
        lasts = timedelta(days=body.days) if body.days is not None else None
        secret, row = await tokens.create(principal, body.name, body.scopes, lasts)
        return TokenCreated(secret=secret, token=_token(row))

    @route(routes, "DELETE", "/tokens/{token_id}", WRITE, status_code=204)
    async def revoke_token(principal: Caller, token_id: PathId) -> None:
        """End an API token of the caller."""
        await tokens.revoke(principal, token_id)

    return routes


def _opened(response: Response, opened: Opened, rules: SignInRules) -> SignedIn:
    response.set_cookie(
        COOKIE,
        opened.token,
        max_age=int(rules.session_lasts.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=rules.secure,
    )
    return SignedIn(person_id=opened.person_id, workspace_id=opened.workspace_id, must_change=opened.must_change)


def _device(request: Request) -> Device:
    return Device(request.client.host if request.client else "", request.headers.get("user-agent", ""))


def _token(row: TokenRow) -> TokenOut:
    return TokenOut(**{**asdict(row), "scopes": list(row.scopes)})
