"""``herodotus serve``: the ledger as a page on this machine."""

from __future__ import annotations

import secrets
import sys
import webbrowser
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from herodotus.surfaces.options import HOME, Coder, LedgerAt, login, opened

if TYPE_CHECKING:
    from types import FrameType

    import uvicorn

    from herodotus.surfaces.page.context import Context

PORT = 8642
GRACE = 5
"""Seconds that answers and the job under way have at the end."""


def serve(
    ledger: LedgerAt = HOME,
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.")] = PORT,
    host: Annotated[
        str, typer.Option(help="Where to listen. Anything but this machine alone needs the token that is printed.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option(help="A further name this machine is reached by. May be given again.")
    ] = None,
    coder: Coder = "",
    *,
    read_only: Annotated[bool, typer.Option("--read-only", help="Show, and change nothing.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Show the ledger as a page on this machine: read, compare, correct."""
    import uvicorn

    from herodotus.ledger import open_ledger
    from herodotus.surfaces.page.app import make_app
    from herodotus.surfaces.page.safety import Limits, is_loopback

    token = None if is_loopback(host) else secrets.token_urlsafe(24)
    limits = Limits(host=host, names=tuple(name or ()), token=token, read_only=read_only)
    with opened(ledger) if read_only else open_ledger(ledger) as kept:
        app = make_app(kept, limits, coder=coder or login())
        config = uvicorn.Config(
            app, host=host, port=port, log_level="warning", access_log=False, server_header=False,
            timeout_graceful_shutdown=GRACE,
        )  # fmt: skip
        server = _server(config, app.state.context)
        sock = config.bind_socket()
        sock.listen()  # whoever opens the address we print waits in line until the server is there
        address = _address(host, sock.getsockname()[1], token)
        sys.stderr.write(f"herodotus: {ledger} is at {address}   (Ctrl-C ends it)\n")
        if open_:
            webbrowser.open(address)
        ahead = Thread(target=app.state.context.look_ahead, name="look ahead", daemon=True)
        ahead.start()
        try:
            server.run(sockets=[sock])
        finally:
            app.state.context.rest(GRACE)
            ahead.join(GRACE)


def _server(config: uvicorn.Config, context: Context) -> uvicorn.Server:
    """Return a server that stops its jobs when it is told to go: a page that follows a long reading would else hold it up."""
    import uvicorn

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            context.close()
            super().handle_exit(sig, frame)

    return Server(config)


def _address(host: str, port: int, token: str | None) -> str:
    """
    Return the address to open; the token goes with it where one is needed.

    >>> _address("127.0.0.1", 8642, None), _address("::1", 8642, None)
    ('http://127.0.0.1:8642/', 'http://[::1]:8642/')
    """
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")
