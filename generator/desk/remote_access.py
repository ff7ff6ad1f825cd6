"""Who may use the desk from another machine: whoever knows the code that the console shows. Only with `serve --meja`."""

from __future__ import annotations

import hmac
import secrets

MOST_WRONG = 10  # codes tried; after that the desk stays closed to other machines until it begins again
SESSION = "meja"  # the cookie


class RemoteAccess:
    """The code, and the browsers that have shown it."""

    def __init__(self) -> None:
        self.code = f"{secrets.randbelow(1_000_000):06}"
        self._sessions: set[str] = set()
        self._wrong = 0

    @property
    def is_closed(self) -> bool:
        """True after too many wrong codes."""
        return self._wrong >= MOST_WRONG

    def admits(self, session: str) -> bool:
        """Whether a browser has shown the code."""
        return any(hmac.compare_digest(session.encode(), one.encode()) for one in self._sessions)

    def session_for(self, code: str) -> str:
        """A session for who shows the code; empty for a wrong one."""
        digits = "".join(code.split())
        if self.is_closed or not hmac.compare_digest(digits.encode(), self.code.encode()):
            self._wrong += 1
            return ""
        session = secrets.token_urlsafe(32)
        self._sessions.add(session)
        return session
