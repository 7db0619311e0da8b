"""Another system that listens for webhooks, beside a server in a process of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread

WAIT_SECONDS = 30


@dataclass
class Listener:
    """What came in, in order; `status` is what it answers from now on."""

    port: int
    status: int = 200
    came: "Queue[tuple[dict[str, str], bytes]]" = field(default_factory=Queue)

    @property
    def place(self) -> str:
        """host:port."""
        return f"127.0.0.1:{self.port}"

    def next(self) -> tuple[dict[str, str], bytes]:
        """The next message as headers (names in lower case) and body; waits for it."""
        return self.came.get(timeout=WAIT_SECONDS)


@contextmanager
def listening() -> Iterator[Listener]:
    """A listener on a free port of the loopback."""

    class Hear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            listener.came.put(({name.lower(): value for name, value in self.headers.items()}, body))
            words = b"thank you" if listener.status == 200 else b"out of order"
            self.send_response(listener.status)
            self.send_header("content-length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, format: str, *args: object) -> None:
            """Silence: the test tells what came."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hear)
    listener = Listener(server.server_port)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
