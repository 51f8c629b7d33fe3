"""A shared HTTP cache, as careless as RFC 9111 allows."""

from dataclasses import dataclass

DAY = 86_400  # seconds

# What may be kept without any word on how long: RFC 9110, section 15.1.
KEPT_BY_DEFAULT = {200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501}


@dataclass
class Answer:
    """An answer of a server, its headers by lower-case name."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def directives(self):
        parts = self.headers.get("cache-control", "").lower().split(",")
        pairs = (part.strip().partition("=") for part in parts)
        return {name: value.strip('"') for name, _, value in pairs if name}

    @property
    def lifetime(self):
        """Seconds (section 4.2.1); a day where the cache may choose."""
        for name in ("s-maxage", "max-age"):
            if name in self.directives:
                return int(self.directives[name])
        return DAY

    @property
    def may_be_stored(self):
        """Section 3."""
        if self.directives.keys() & {"no-store", "private"}:
            return False
        is_explicit = self.directives.keys() & {"public", "s-maxage", "max-age"}
        return bool(is_explicit) or self.status in KEPT_BY_DEFAULT


@dataclass
class Stored:
    answer: Answer
    asked_with: dict[str, str]
    at: int

    def is_for(self, headers):
        """Whether the answer suits a request with these headers (section 4.1)."""
        names = self.answer.headers.get("vary", "").lower().split(",")
        names = [name.strip() for name in names if name.strip()]
        return "*" not in names and all(
            headers.get(name, "") == self.asked_with.get(name, "") for name in names
        )


class SharedCache:
    """Answers from what it has, as far as it may, and else by ``ask(path, headers)``.

    Its clock is ``now``, in seconds. Headers of requests have lower-case names.
    """

    def __init__(self, ask):
        self.ask, self.now, self.stored = ask, 0, {}

    def forget(self, path):
        self.stored.pop(path, None)

    def get(self, path, headers):
        known = [kept for kept in self.stored.get(path, []) if kept.is_for(headers)]
        for kept in known:
            if self._may_be_used(kept):
                return kept.answer
        return self._ask(path, headers, known)

    def _may_be_used(self, kept):
        """Whether it needs no word from the server (section 4)."""
        is_fresh = self.now - kept.at < kept.answer.lifetime
        return is_fresh and "no-cache" not in kept.answer.directives

    def _ask(self, path, headers, known):
        """Validate what is known, or get it anew (section 4.3)."""
        tags = [kept.answer.headers["etag"] for kept in known if self._tag(kept)]
        condition = {"if-none-match": ", ".join(tags)} if tags else {}
        answer = self.ask(path, headers | condition)
        if answer.status == 304:
            (kept,) = (k for k in known if self._tag(k) == answer.headers["etag"])
            kept.answer.headers |= answer.headers
            kept.at = self.now
            return kept.answer
        others = [k for k in self.stored.get(path, []) if k not in known]
        self.stored[path] = others
        if answer.may_be_stored:
            others.append(Stored(answer, headers, self.now))
        return answer

    def _tag(self, kept):
        return kept.answer.headers.get("etag")
