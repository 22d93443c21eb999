"""Pages as they are kept: compressed once, sent many times."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache

import brotli
from django.http import HttpResponse
from django.utils.http import parse_etags, quote_etag

# Those that tell of one sending, not of the page.
NOT_KEPT = {"content-length", "content-encoding", "date", "set-cookie", "etag", "cache-control", "vary"}
ALWAYS_ASK = "no-cache"
VARY = "Cookie, Accept-Encoding"


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A whole answer, in the two encodings that browsers take."""

    headers: tuple[tuple[str, str], ...]
    etag: str
    br: bytes
    gzip: bytes

    @classmethod
    def of(cls, response) -> "StoredPage":
        body = response.content
        headers = tuple((name, value) for name, value in response.items() if name.lower() not in NOT_KEPT)
        return cls(
            headers=headers,
            etag=f"W/{quote_etag(hashlib.sha256(body).hexdigest()[:24])}",
            br=brotli.compress(body, quality=5, mode=brotli.MODE_TEXT),
            gzip=gzip.compress(body, compresslevel=6, mtime=0),
        )

    def answer(self, request) -> HttpResponse:
        """The page as this browser takes it, or "you have it already"."""
        asked = request.META.get("HTTP_IF_NONE_MATCH")
        if asked and (asked == self.etag or self.etag in parse_etags(asked)):
            return self._with_headers(HttpResponse(status=304), self.headers)
        encoding = accepted_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding == "br":
            body = self.br
        elif encoding == "gzip":
            body = self.gzip
        else:
            body = gzip.decompress(self.gzip)
        response = self._with_headers(HttpResponse(body), self.headers)
        if encoding:
            response.headers["Content-Encoding"] = encoding
        response.headers["Content-Length"] = str(len(body))
        if request.method == "HEAD":
            response.content = b""
        return response

    def _with_headers(self, response, headers):
        for name, value in headers:
            response.headers[name] = value
        response.headers["ETag"] = self.etag
        response.headers["Cache-Control"] = ALWAYS_ASK
        response.headers["Vary"] = VARY
        return response


@lru_cache(maxsize=512)
def accepted_encoding(header: str) -> str:
    """The best of what a browser's Accept-Encoding takes: "br", "gzip" or "" (as it is)."""
    taken = set()
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            taken.add(name.strip())
    return next((name for name in ("br", "gzip") if name in taken), "")
