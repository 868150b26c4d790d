"""A real browser, driven by keys: Chromium without a window, over its debugging protocol."""

import asyncio
import json
import os
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tornado.websocket import WebSocketClientConnection, websocket_connect

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 60.0
KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, "Home": 36, "End": 35} | {
    f"Arrow{way}": code for way, code in (("Left", 37), ("Up", 38), ("Right", 39), ("Down", 40))
}


def chromium() -> str:
    """Return the program, or skip the test."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("Chromium is not installed")
    return found


class Tab:
    """A page that is open.

    Attributes
    ----------
    complaints
        Errors of scripts and of the policy, and whatever was logged.
    requests
        Addresses that were asked for.
    """

    def __init__(self, address: str):
        self.loop = asyncio.new_event_loop()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.number = 0
        self.socket: WebSocketClientConnection = self.loop.run_until_complete(self._connected(address))
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    async def _connected(self, address: str) -> WebSocketClientConnection:
        return await websocket_connect(address, max_message_size=1 << 28)

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and return its answer."""
        self.number += 1
        message = json.dumps({"id": self.number, "method": method, "params": params})
        return self.loop.run_until_complete(asyncio.wait_for(self._answer(message, self.number), PATIENCE))

    async def _answer(self, message: str, number: int) -> dict[str, Any]:
        await self.socket.write_message(message)
        while True:
            told = json.loads(await self.socket.read_message() or "{}")
            if told.get("id") == number:
                assert "error" not in told, told
                return told["result"]  # type: ignore[no-any-return]
            self._note(told)

    def _note(self, told: dict[str, Any]) -> None:
        method, params = told.get("method"), told.get("params", {})
        if method in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"):
            self.complaints.append(json.dumps(params)[:500])
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])

    def open(self, address: str) -> None:
        """Open a page and wait until its script has run."""
        self.ask("Page.navigate", url="about:blank")
        self.requests.clear()
        self.ask("Page.navigate", url=address)
        self.wait("document.readyState === 'complete' && document.querySelector('h2')")

    def wait(self, script: str) -> None:
        """Wait until an expression holds."""
        until = time.monotonic() + PATIENCE
        while not self.run(f"!!({script})"):
            assert time.monotonic() < until, self.complaints
            time.sleep(0.05)

    def run(self, script: str) -> Any:
        """Return the value of an expression."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as a person would."""
        for key in keys:
            code = KEYS[key]
            text = {"text": "\r"} if key == "Enter" else {}
            common = {"key": key, "code": key, "windowsVirtualKeyCode": code}
            self.ask("Input.dispatchKeyEvent", type="keyDown", **common, **text)
            self.ask("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text: str) -> None:
        """Type text where the focus is."""
        self.ask("Input.insertText", text=text)

    @property
    def focus(self) -> str:
        """The text, label or value of what has the focus."""
        script = "(e => e.getAttribute('aria-label') || e.value || e.textContent)(document.activeElement)"
        return str(self.run(script))


@contextmanager
def opened(profile: Path) -> Iterator[Tab]:
    """Start the browser, and end it with the ``with`` block."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    process = subprocess.Popen(
        [
            chromium(),
            *("--headless", "--disable-gpu", "--remote-debugging-port=0", "--lang=fr", *root),
            *("--no-first-run", f"--user-data-dir={profile}", "about:blank"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        port = _port(profile / "DevToolsActivePort", process)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=PATIENCE) as answer:
            (page,) = [x for x in json.load(answer) if x["type"] == "page"]
        yield Tab(page["webSocketDebuggerUrl"])
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _port(path: Path, process: "subprocess.Popen[bytes]") -> str:
    until = time.monotonic() + PATIENCE
    while not (path.exists() and path.read_text()):
        if process.poll() is not None or time.monotonic() > until:
            pytest.skip("Chromium does not start here")
        time.sleep(0.05)
    return path.read_text().splitlines()[0]
