"""Pictures, sounds and links of a foreign text as Markdown, with an account of those that cannot be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from interviewprep.formats.html.markdown_text import escaped, escaped_in_link, with_single_blanks
from interviewprep.formats.media_names import same_name

_REMOTE = re.compile(r"//|(?:https?|ftp):", re.I)
_LINK = re.compile(r"(?:https?://|mailto:).", re.I)
_LONGEST = 500


class MediaLinks:
    """Writes media by our names and keeps an account of those that were not found or not taken.

    `media` has the names by `same_name`, and by the same in small letters where that is not another medium.
    """

    def __init__(self, media: Mapping[str, str]) -> None:
        self._media = media
        self.remote: dict[str, None] = {}
        self.missing: dict[str, None] = {}
        self.dropped: dict[str, None] = {}

    def picture(self, source: str, alt: str) -> str:
        source = source.strip()
        label = escaped_in_link(with_single_blanks(alt).strip())
        if not source:
            return ""
        if source[:5].lower() == "data:":
            self.dropped["picture inside the text"] = None
            return ""
        if _REMOTE.match(source):
            return self._link_to(source, "picture")
        if name := self._found(unquote(source)) or self._found(source):
            return f"![{label}]({name})"
        self.missing[source[:_LONGEST]] = None
        # The viewer says in its place which picture is not there.
        return f"![{label}]({quote(source.replace(chr(92), '/').rpartition('/')[2][:100]) or 'picture'})"

    def sound(self, source: str) -> str:
        source = source.strip()
        if _REMOTE.match(source):
            return self._link_to(source, "sound")
        if name := self._found(source):
            return f"[{escaped_in_link(source)}]({name})"
        self.missing[source[:_LONGEST]] = None
        return escaped(f"({source[:100]})")

    def _found(self, name: str) -> str:
        key = same_name(name)
        return self._media.get(key) or self._media.get(key.casefold(), "")

    def _link_to(self, source: str, what: str) -> str:
        """A link in its place: the reader may follow it, the program never does."""
        address = "https:" + source if source.startswith("//") else source
        self.remote[address[:_LONGEST]] = None
        host = escaped_in_link(address.partition("//")[2].partition("/")[0][:100])
        return f"[{what} at {host}]({quoted_address(address)})"


def link_address(address: str) -> str:
    """The address of a link that the viewer would follow, "" for any other."""
    address = address.strip()
    return quoted_address(address) if _LINK.match(address) else ""


def quoted_address(address: str) -> str:
    return quote(address, safe="!#$%&'*+,-./:;=?@_~")
