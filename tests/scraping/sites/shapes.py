"""How each vendor's page is made of items, for the tests that treat all vendors alike."""

import json
from dataclasses import dataclass
from pathlib import Path

from jobcenter.demo.sites.markup import feed_of
from jobcenter.scraping.sites.reading_xml import xml_items

HERE = Path(__file__).parent


@dataclass(frozen=True)
class JsonShape:
    """A page is `{key: [items]}`, or the bare list where `key` is None."""

    key: str | None = "jobs"
    id_key: str = "id"
    title_key: str = "title"

    def page(self, *items):
        """A page's body, from items as JSON texts."""
        inner = "[" + ",".join(items) + "]"
        return (inner if self.key is None else f'{{"{self.key}":{inner}}}').encode("utf-8", "surrogatepass")

    def item(self, vendor_id, title, odd='"plain"'):
        """An item as a JSON text; `odd` is one too, however damaged."""
        return f'{{"{self.id_key}":{json.dumps(vendor_id)},"{self.title_key}":{json.dumps(title)},"odd":{odd}}}'

    def fixture(self, name):
        """The fixture's body."""
        return HERE.joinpath(f"{name}.json").read_bytes()

    def items_of(self, body):
        """A body's items, as plain values."""
        document = json.loads(body)
        return document if self.key is None else document[self.key]

    def page_of(self, items):
        """A page's body, from items as plain values."""
        return self.page(*map(json.dumps, items))


@dataclass(frozen=True)
class XmlShape:
    """A page is a document with its items at the end of `path`."""

    path: tuple[str, ...]
    id_key: str
    title_key: str

    def page(self, *items):
        """A page's body, from items as XML texts or bytes."""
        *around, _ = self.path
        inner = "".join(item if isinstance(item, str) else item.decode() for item in items)
        for tag in reversed(around):
            inner = f"<{tag}>{inner}</{tag}>"
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{inner}\n'.encode("utf-8", "surrogatepass")

    def item(self, vendor_id, title, odd="plain"):
        """An item as an XML text; `odd` is one too, however damaged."""
        id_, title_, item = self.id_key, self.title_key, self.path[-1]
        return f"<{item}><{id_}>{vendor_id}</{id_}><{title_}>{title}</{title_}><odd>{odd}</odd></{item}>"

    def fixture(self, name):
        """The fixture's body."""
        return HERE.joinpath(f"{name}.xml").read_bytes()

    def items_of(self, body):
        """A body's items, as plain values."""
        return xml_items(body, "fixture", self.path)[0]

    def page_of(self, items):
        """A page's body, from items as plain values; a list of values is an item with one element for each."""
        write = feed_of(self.path[-1], "").encode
        return self.page(*(write(self._inside({"value": item} if isinstance(item, list) else item)) for item in items))

    def _inside(self, value):
        """The value without elements of an item's name in it: in a broken document they would count as items."""
        if isinstance(value, list):
            return [self._inside(one) for one in value]
        if isinstance(value, dict):
            return {name.replace(self.path[-1], "thing"): self._inside(one) for name, one in value.items()}
        return value


class ChildShape(JsonShape):
    """What the child of a job board answers, the same for all of them."""

    def __init__(self):
        super().__init__("rows")

    def fixture(self, name):  # noqa: ARG002 - one for all
        """The fixture's body."""
        return HERE.joinpath("jobspy.json").read_bytes()


JSON_SHAPES = {
    "greenhouse": JsonShape(),
    "lever": JsonShape(key=None, title_key="text"),
    "ashby": JsonShape(),
    "smartrecruiters": JsonShape("content", title_key="name"),
    "workday": JsonShape("jobPostings", id_key="externalPath"),
    "workable": JsonShape(id_key="shortcode"),
    "recruitee": JsonShape("offers"),
    "bamboohr": JsonShape("result", title_key="jobOpeningName"),
}
XML_SHAPES = {
    "personio": XmlShape(("workzag-jobs", "position"), "id", "name"),
    "teamtailor": XmlShape(("rss", "channel", "item"), "guid", "title"),
}
SHAPES = {**JSON_SHAPES, **XML_SHAPES, "indeed": ChildShape()}
