"""What a deployment says about requests."""

from dataclasses import dataclass
from urllib.parse import urlsplit

JSON_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class BodyRule:
    """Which bodies the routes under `prefix` take: content types and bytes; JSON ones also a depth of nesting.

    Without `types` every type is taken (for routes that check signatures over raw bytes).
    """

    prefix: str
    most: int
    types: frozenset[str] = frozenset({JSON_TYPE})
    depth: int = 32


@dataclass(frozen=True, slots=True)
class HttpRules:
    """`base_url` is where people reach this server; without it the Host header of each request stands for it.

    `bodies` are looked through in order for the longest rules first; `json_bytes` limits all other bodies.
    """

    base_url: str | None = None
    json_bytes: int = 1_000_000
    bodies: tuple[BodyRule, ...] = ()

    @property
    def secure(self) -> bool:
        """Whether people come over https."""
        return self.base_url is not None and self.base_url.startswith("https:")

    def body_rule(self, path: str) -> BodyRule:
        """The rule of a path."""
        for rule in self.bodies:
            if path.startswith(rule.prefix):
                return rule
        return BodyRule("", self.json_bytes)

    def is_own_origin(self, origin: str, host: str) -> bool:
        """Whether a page of `origin` is ours."""
        parts = urlsplit(origin)
        if self.base_url is not None:
            own = urlsplit(self.base_url)
            return (parts.scheme, parts.netloc.lower()) == (own.scheme, own.netloc.lower())
        return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower() != ""
