"""What a browser would make of a page, and articles whose authors mean harm."""

import pandas as pd
import tinyhtml5.parser

WRITTEN = {
    "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "footer", "section", "article", "h1",
    "h2", "h3", "h4", "h5", "p", "a", "ol", "ul", "li", "dl", "dt", "dd", "div", "span", "strong", "em", "bdi", "mark",
    "blockquote", "figure", "figcaption", "img", "table", "caption", "thead", "tbody", "tr", "th", "td", "details",
    "summary", "pre", "code", "svg", "line", "circle",
}  # fmt: skip
HOSTILE = (
    '"><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">\u202etxt.exe</a><!-- $x_{'
)
MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


class Page:
    """Elements, faults and text of an HTML document."""

    def __init__(self, html: str):
        parser = tinyhtml5.parser.HTMLParser()
        self.root = parser.parse(html)
        self.faults = parser.errors
        self.nodes = list(self.root.iter())
        self.elements = [node for node in self.nodes if isinstance(node.tag, str)]
        self.text = "".join(self.root.itertext())

    def all(self, name: str) -> list:
        return [element for element in self.elements if _name(element) == name]

    def attributes(self) -> list[tuple[str, str]]:
        return [pair for element in self.elements for pair in element.attrib.items()]

    def section(self, anchor: str) -> str:
        [found] = [element for element in self.all("section") if element.get("id") == anchor]
        return " ".join("".join(found.itertext()).split())

    def dangers(self) -> list[str]:
        """Whatever a page of ours never holds."""
        unknown = sorted({_name(element) for element in self.elements} - WRITTEN)
        comments = [f"comment {node.text}" for node in self.nodes if not isinstance(node.tag, str)]
        attributes = [f"{name}={value}" for name, value in self.attributes() if _is_danger(name.lower(), value)]
        return unknown + comments + attributes + [f"mark {ord(mark):x}" for mark in MARKS if mark in self.text]


def _name(element) -> str:
    return element.tag.rpartition("}")[2]


def _is_danger(name: str, value: str) -> bool:
    return (
        name.startswith("on")
        or name == "style"
        or ("href" in name and not value.startswith(("#", "http://", "https://")))
        or (name == "src" and not value.startswith("data:image/svg+xml;base64,"))
    )


def articles(n: int = 8, spoilt: str = "", outlets: tuple[str, str] = ("alpha", "beta")) -> pd.DataFrame:
    """Articles of two outlets that word the same things otherwise; with something in every field, if wanted."""
    worded = {
        outlets[0]: 'The Syrian rebels shelled a depot. "We will never leave this town," Sergey Lavrov said on {}.',
        outlets[1]: 'The Syrian opposition held a depot. "Nobody wants this war," Jim Mattis said on {}.',
    }
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    rows = [
        {
            "outlet": outlet,
            "title": f"Report {i} {spoilt}",
            "author": spoilt or pd.NA,
            "url": f"https://example.org/{i}?{spoilt}" if i % 2 else f"javascript:alert({i})",
            "date": pd.Timestamp("2017-02-03") + pd.Timedelta(days=i),
            "story": f"{outlet}{i}",
            "text": f"{text.format(days[i % 7])} It came from {'the ministry' if i % 3 else 'the harbour'}. {spoilt}",
        }
        for outlet, text in worded.items()
        for i in range(n)
    ]
    table = pd.DataFrame(rows, index=pd.Index([f"d{i:03}" for i in range(len(rows))], name="doc_id"))
    table["n_words"] = table["text"].str.split().str.len()
    table.attrs["corpora"] = {"planted": "0" * 64}
    return table
