"""What pages give their templates is documented: each template asks only for fields of its page's dataclass."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from jinja2 import nodes

from counterclaim.web import rendering
from tests.web.conftest import Client
from tests.web.visited import addresses


@pytest.fixture
def rendered(client: Client, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What each template was given, over one page of every kind."""
    seen: dict[str, Any] = {}
    real = rendering.Page.render

    def render(self: rendering.Page, template: str, p: Any, **more: Any) -> Any:
        seen[template] = p
        return real(self, template, p, **more)

    monkeypatch.setattr(rendering.Page, "render", render)
    for url in addresses(client.ledger):
        assert client.get(url).status_code == 200, url
    return seen


def asked(name: str, done: set[str]) -> set[str]:
    """Attributes of `p` that a template and those that it includes ask for."""
    if name in done or name == "base.html":
        return set()
    done.add(name)
    environment = rendering._environment()
    assert environment.loader is not None
    source, *_ = environment.loader.get_source(environment, name)
    tree = environment.parse(source)
    found = {
        one.attr
        for one in tree.find_all(nodes.Getattr)
        if isinstance(one.node, nodes.Name) and one.node.name == "p"
    }
    others: list[Any] = [*tree.find_all(nodes.Include), *tree.find_all(nodes.Extends)]
    for one in others:
        if isinstance(one.template, nodes.Const) and one.template.value in environment.list_templates():
            found |= asked(one.template.value, done)
    return found


def test_templates_ask_only_for_what_their_page_documents(rendered: dict[str, Any]) -> None:
    assert len(rendered) >= 12
    for name, given in rendered.items():
        if given is None:
            assert asked(name, set()) == set(), name
            continue
        kind = type(given)
        assert dataclasses.is_dataclass(kind), name
        assert kind.__doc__, name
        assert not kind.__doc__.startswith(f"{kind.__name__}("), f"{kind.__name__} says nothing of its fields"
        known = {field.name for field in dataclasses.fields(kind)} | {
            key for key, value in vars(kind).items() if isinstance(value, property)
        }
        assert asked(name, set()) <= known, name


def test_no_template_holds_a_script_a_style_or_a_handler() -> None:
    import re

    environment = rendering._environment()
    assert environment.loader is not None
    for name in rendering.template_names():
        if name == "report.html":  # a file that stands alone
            continue
        source, *_ = environment.loader.get_source(environment, name)
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|hx-on|\bjs:", source), name
        assert not re.search(r'hx-trigger="[^"]*\[', source), name
        assert "|safe" not in source.replace(" ", ""), name
