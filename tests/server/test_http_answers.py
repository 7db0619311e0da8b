"""What leaves the process: problem documents, languages, the front end's files."""

import gzip
from pathlib import Path

import httpx
import pytest
from fastapi import APIRouter

from dougong.kernel.http.answers import accepted_locale
from dougong.kernel.http.application import Parts, create_application
from dougong.kernel.http.rules import BodyRule, HttpRules
from dougong.kernel.routes import ANONYMOUS, route
from dougong.kernel.workspace import Principal
from dougong.storage.driver.failures import DiskFull, LockTimeout, StorageFailure, Unavailable, UniqueClash
from dougong.storage.refusals import STATUS, storage_refusal
from support.apps import BASE, RunningApp


class Nobody:
    """Never knows anybody."""

    async def authenticate(self, request: object) -> Principal | None:
        return None


def client(
    static: Path | None = None, *, fails_with: Exception | None = None, http: HttpRules | None = None
) -> httpx.AsyncClient:
    routes = APIRouter(prefix="/api")

    @route(routes, "GET", "/fails", ANONYMOUS)
    async def fails() -> None:
        raise fails_with or RuntimeError("secret detail")

    @route(routes, "POST", "/raw", ANONYMOUS)
    async def raw() -> str:
        return "taken"

    parts = Parts(
        version="1",
        authenticator=Nobody(),
        routers=[routes],
        http=http or HttpRules(),
        refusals={StorageFailure: storage_refusal},
        static=static,
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=create_application(parts)), base_url=BASE)


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("", "zh-CN"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("fr, en;q=0.5, zh;q=0.4", "en"),
        ("en;q=0.1, zh-CN;q=0.2", "zh-CN"),
        ("fr", "zh-CN"),
        ("en;q=x, ;;,", "zh-CN"),
    ],
)
def test_the_language_is_the_first_that_both_sides_speak(header: str, locale: str) -> None:
    assert accepted_locale(header) == locale


async def test_a_failure_says_nothing_but_its_trace_number() -> None:
    answer = await client().get("/api/fails", headers={"accept-language": "en"})
    assert answer.status_code == 500
    body = answer.json()
    assert body["code"] == "server.failed"
    assert body["trace"] == answer.headers["x-trace"]
    assert "secret detail" not in answer.text


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (UniqueClash("uq_x", "x"), 409),
        (Unavailable("pool"), 503),
        (LockTimeout("row"), 503),
        (DiskFull("disk"), 507),
        (StorageFailure("odd"), 500),
    ],
)
async def test_failures_of_the_database_are_honest_and_quiet(failure: StorageFailure, status: int) -> None:
    answer = await client(fails_with=failure).get("/api/fails")
    assert (answer.status_code, answer.json()["code"]) == (status, failure.code)
    assert str(failure) not in answer.text
    assert ("retry-after" in answer.headers) is (status == 503)


def test_every_kind_of_storage_failure_has_a_status() -> None:
    def below(kind: type[StorageFailure]) -> list[type[StorageFailure]]:
        return [kind, *(deeper for one in kind.__subclasses__() for deeper in below(one))]

    for kind in below(StorageFailure):
        assert any(issubclass(kind, known) for known in STATUS)


async def test_refusals_carry_path_params_and_a_sentence_in_the_callers_language(running: RunningApp) -> None:
    body = {"name": "x" * 101, "nmae": "secret value"}
    assert (await running.admin.patch("/api/me", json={"locale": "en"})).status_code == 200
    answer = await running.admin.post("/api/people", json=body, headers={"accept-language": "zh-CN"})
    problems = {tuple(one["path"]): one for one in answer.json()["problems"]}
    assert problems[("name",)]["code"] == "input.long"
    assert problems[("name",)]["params"] == {"most": 100}
    assert problems[("name",)]["message"].startswith("It must not be longer than 100")
    assert problems[("nmae",)]["code"] == "input.unknown"
    assert "secret value" not in answer.text
    choice = (await running.admin.get("/api/tasks", params={"tab": "x"})).json()["problems"][0]
    assert (choice["code"], choice["params"]) == ("input.choice", {"expected": "todo, started, cc, done"})
    nobody = await running.anonymous().get("/api/me", headers={"accept-language": "zh-CN"})
    assert nobody.json()["title"] == "请先登录。"


async def test_unknown_addresses_and_methods_are_problems_too() -> None:
    async with client() as asking:
        missing = await asking.get("/api/none")
        wrong = await asking.delete("/api/raw")
    assert (missing.status_code, missing.json()["code"]) == (404, "http.not_found")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "http.method")
    assert wrong.headers["allow"] == "POST"


async def test_a_route_may_take_other_bodies_by_rule() -> None:
    rules = HttpRules(bodies=(BodyRule("/api/raw", 10, frozenset({"text/plain"})),))
    async with client(http=rules) as asking:
        taken = await asking.post("/api/raw", content=b"x" * 10, headers={"content-type": "text/plain"})
        large = await asking.post("/api/raw", content=b"x" * 11, headers={"content-type": "text/plain"})
        other = await asking.post("/api/raw", json={})
    assert [one.status_code for one in (taken, large, other)] == [200, 413, 415]


async def test_https_installations_ask_browsers_to_stay_on_https() -> None:
    async with client(http=HttpRules(base_url="https://dougong.example.org")) as asking:
        assert "strict-transport-security" in (await asking.get("/api/health")).headers
    async with client() as asking:
        assert "strict-transport-security" not in (await asking.get("/api/health")).headers


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A front end as the build leaves it."""
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / ".vite").mkdir()
    (folder / ".vite" / "manifest.json").write_text("{}")
    (folder / "index.html").write_text("<title>desktop</title>")
    (folder / "m.html").write_text("<title>phone</title>")
    (folder / "f.html").write_text("<title>public</title>")
    (folder / "assets" / "main-1a2b.js").write_text("main()")
    (folder / "assets" / "main-1a2b.js.gz").write_bytes(gzip.compress(b"main()"))
    (tmp_path / "secret.key").write_text("secret")
    return folder


async def test_hashed_assets_stay_and_pages_are_asked_for_again(built: Path) -> None:
    async with client(built) as asking:
        asset = await asking.get("/assets/main-1a2b.js", headers={"accept-encoding": "gzip"})
        page = await asking.get("/")
        again = await asking.get("/", headers={"if-none-match": page.headers["etag"]})
    assert asset.text == "main()"
    assert asset.headers["content-encoding"] == "gzip"
    assert "immutable" in asset.headers["cache-control"]
    assert asset.headers["content-type"].startswith(("text/javascript", "application/javascript"))
    assert page.headers["cache-control"] == "no-cache"
    assert (again.status_code, again.content) == (304, b"")


async def test_without_a_compressed_form_asked_for_the_plain_one_comes(built: Path) -> None:
    async with client(built) as asking:
        asset = await asking.get("/assets/main-1a2b.js", headers={"accept-encoding": "identity"})
    assert asset.text == "main()"
    assert "content-encoding" not in asset.headers
    assert asset.headers["vary"] == "accept-encoding"


@pytest.mark.parametrize(
    ("path", "shell"),
    [
        ("/", "desktop"),
        ("/apps/crm/orders", "desktop"),
        ("/m", "phone"),
        ("/m/tasks/7", "phone"),
        ("/f/a-token_1", "public"),
        ("/f", "desktop"),
        ("/flows", "desktop"),
        ("/market", "desktop"),
    ],
)
async def test_addresses_of_pages_get_the_shell(built: Path, path: str, shell: str) -> None:
    async with client(built) as asking:
        answer = await asking.get(path)
    assert (answer.status_code, answer.text) == (200, f"<title>{shell}</title>")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/assets/none.js",
            "/.vite/manifest.json",
            "/../secret.key",
            "/%2e%2e/secret.key",
            "/assets/..%2f..%2fsecret.key",
        ),
        *("/assets/main-1a2b.js.gz", "/static/../../secret.key", "//etc/passwd.txt", "/api", "/api/", "/api/x.js"),
    ],
)
async def test_no_path_leads_outside_the_front_end(built: Path, path: str) -> None:
    async with client(built) as asking:
        answer = await asking.get(httpx.URL(BASE + path))
    assert answer.status_code == 404
    assert "secret" not in answer.text


async def test_the_front_end_is_read_only(built: Path) -> None:
    async with client(built) as asking:
        assert (await asking.post("/")).status_code == 405
        assert (await asking.head("/")).status_code == 200
