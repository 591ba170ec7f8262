"""Web pages, made up in the forms that real ones take."""

from __future__ import annotations

from counterclaim.model import Article, Document
from counterclaim.reading import Item, Overrides, read_item

TAKEN = (
    "The army said on Tuesday that its troops had entered the village of Orma after two days of fighting, "
    "and that eleven fighters had been captured near the mill."
)
DENIED = (
    "A spokesman for the rebels denied the report and said that the village was still held by his men, "
    "who had lost only two outposts on the eastern slope."
)
FLED = (
    "Aid workers in the valley said that four hundred families had left since the weekend and were sleeping "
    "in schools along the coast road."
)
NAV = '<nav><a href="/">Home</a> <a href="/world">World</a></nav>'
FOOT = "<footer>© 2024 Valley Courier</footer>"


def read(body: str, head: str = "", lang: str = "en") -> Document:
    page = f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    document = read_item(Item("page.html", "bytes", page.encode()), Overrides())
    assert isinstance(document, Document), document
    return document


def paragraphs(document: Document, article: Article, kind: str = "paragraph") -> list[str]:
    return [p.span.of(document.text) for p in article.passages if p.kind == kind]


def boilerplate(document: Document) -> list[str]:
    return [span.of(document.text) for span in document.boilerplate]


def test_one_article_with_its_furniture() -> None:
    document = read(
        f"""{NAV}<main><article><h1>Army enters Orma</h1>
        <div class="meta">By <a rel="author" href="/ann">Ann Miller</a> | <time datetime="2024-03-03">3 March 2024</time></div>
        <div class="share-bar"><a href="/f">Share on Post</a></div><p>{TAKEN}</p><h2>Losses</h2>
        <ul><li>12 tanks</li><li>3 drones</li></ul><p>{DENIED}</p><p>Follow us on Telegram: https://t.example/vc</p>
        <p>{FLED}</p><div class="related"><h3>Related</h3><a href="/m">Mayor flees to the coast</a></div></article>
        <aside><article><h4><a href="/r">Rain floods the valley</a></h4><p>Three days of rain.</p></article></aside>
        </main>{FOOT}"""
    )
    [article] = document.articles
    assert (article.title, article.author, article.published) == (
        "Army enters Orma",
        "Ann Miller",
        "2024-03-03",
    )
    assert paragraphs(document, article) == [TAKEN, "12 tanks", "3 drones", DENIED, FLED]
    assert paragraphs(document, article, "heading") == ["Army enters Orma", "Losses"]
    assert {"Home World", "Mayor flees to the coast", "Rain floods the valley", "Three days of rain."} <= set(
        boilerplate(document)
    )
    assert article.published_span is not None
    assert article.published_span.of(document.text) == "3 March 2024"


def test_links_images_and_embeds_have_spans_and_absolute_addresses() -> None:
    document = read(
        f"""{NAV}<article><h1>Army enters Orma</h1><p>{TAKEN} <a href="../earlier?x=1">An earlier   report</a> said so.</p>
        <figure><img src="/i/mill.jpg" alt="The mill  at dusk"><figcaption>The mill on Monday</figcaption></figure>
        <iframe src="//video.example/embed/3" title="Clip"></iframe><p>{DENIED}</p>
        <video><source src="clip.mp4" type="video/mp4">Your browser cannot play this.</video>
        <script async src="https://t.example/w.js" data-telegram-post="orma/12"></script>
        <blockquote class="tweet" cite="https://post.example/9"><p>{FLED}</p></blockquote>
        <p class="share"><a href="https://share.example/">Share</a></p></article>""",
        '<base href="https://courier.example/news/2024/">',
    )
    [article] = document.articles
    links = [(link.kind, link.span.of(document.text), link.url, link.label) for link in article.links]
    assert links == [
        ("link", "An earlier report", "https://courier.example/news/earlier?x=1", None),
        ("image", "", "https://courier.example/i/mill.jpg", "The mill at dusk"),
        ("embed", "", "https://video.example/embed/3", "Clip"),
        ("video", "", "https://courier.example/news/2024/clip.mp4", None),
        ("embed", "", "https://t.me/orma/12", None),
        ("embed", "", "https://post.example/9", None),
    ]
    assert paragraphs(document, article, "caption") == ["The mill on Monday"]
    assert "Your browser cannot play this." in boilerplate(document)
    assert "The mill at dusk" not in document.text
    position = article.links[1].span.start
    assert document.text[:position].rstrip().endswith("said so.")


def test_blog_archive_holds_many_articles_each_with_its_own_head() -> None:
    posts = [
        f"""<div class="post hentry"><h2><a href="/p1">Army enters Orma</a></h2>
        <p class="meta">Posted by <span class="author">Ann Miller</span> <time datetime="2024-03-03T10:00Z">3 March</time></p>
        <p>{TAKEN}</p><p>{DENIED}</p><p>Originally published by Orma Herald</p></div>""",
        f"""<div class="post hentry tag-related"><h2><a href="/p2">Families flee</a></h2><p>Al Jazeera</p>
        <p>2 March 2024</p><p>{FLED}</p><p>{DENIED}</p></div>""",
    ]
    document = read(
        f'<div id="menu">{NAV}</div><h1>The Ford</h1>{"".join(posts)}<div class="sidebar"><h3>Recent posts</h3></div>',
        '<meta property="og:site_name" content="The Ford"><base href="https://ford.example/">',
    )
    first, second = document.articles
    assert (first.title, first.outlet, first.author, first.published, first.credit, first.url) == (
        "Army enters Orma", "The Ford", "Ann Miller", "2024-03-03", "Orma Herald", "https://ford.example/p1",
    )  # fmt: skip
    assert (second.title, second.outlet, second.published) == ("Families flee", "Al Jazeera", "2024-03-02")
    assert second.url == "https://ford.example/p2"
    assert paragraphs(document, second) == [FLED, DENIED]
    assert {"The Ford", "Recent posts", "Al Jazeera", "Originally published by Orma Herald"} <= set(
        boilerplate(document)
    )


def test_teasers_beside_and_inside_an_article_are_no_articles() -> None:
    card = '<article class="card"><h3><a href="/{0}">Other story {0}</a></h3><p>A short summary of it, number {0}.</p></article>'
    cards = "".join(card.format(number) for number in range(6))
    document = read(
        f"<article><h1>Army enters Orma</h1><p>{TAKEN}</p>{card.format(9)}<p>{DENIED}</p><p>{FLED}</p></article>"
        f"<section><h2>More</h2>{cards}</section>"
    )
    [article] = document.articles
    assert paragraphs(document, article) == [TAKEN, DENIED, FLED]


def test_articles_nested_in_one_wrapper_are_found() -> None:
    inner = "".join(
        f"<article><h2>Report number {n} of the day</h2><p>{TAKEN}</p><p>{FLED}</p></article>"
        for n in (1, 2, 3)
    )
    document = read(f'<article class="page"><h1>Archive</h1>{inner}</article>')
    assert [a.title for a in document.articles] == [f"Report number {n} of the day" for n in (1, 2, 3)]


def test_page_without_article_elements_is_cut_at_its_seams() -> None:
    document = read(
        f"""<table><tr><td><a href="/">Start</a></td><td><p><b>Army Enters Orma</b></p><p>Valley Courier, 3 March 2024</p>
        <p>{TAKEN}</p><p>{DENIED}</p><hr><p><b>Families Flee Toward the Coast</b></p><p>By Bo Lund</p><p>2 March 2024</p>
        <p>{FLED}</p><p>{DENIED}</p></td></tr></table>"""
    )
    assert [(a.title, a.outlet, a.author, a.published) for a in document.articles] == [
        ("Army Enters Orma", "Valley Courier", None, "2024-03-03"),
        ("Families Flee Toward the Coast", None, "Bo Lund", "2024-03-02"),
    ]


def test_linked_data_gives_metadata_also_from_a_graph() -> None:
    data = """{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"},
      {"@type": ["NewsArticle"], "headline": "Army enters Orma", "datePublished": "2024-03-03T23:30:00+02:00",
       "author": [{"@type": "Person", "name": "Ann Miller"}, {"name": "Bo Lund"}],
       "publisher": {"@type": "Organization", "name": "Valley Courier"}}]}"""
    document = read(
        f"<h1>Army enters Orma</h1><p>{TAKEN}</p><p>{DENIED}</p>",
        f'<script type="application/ld+json">not json</script><script type="application/ld+json">{data}</script>',
    )
    [article] = document.articles
    assert (article.title, article.outlet, article.author, article.published) == (
        "Army enters Orma", "Valley Courier", "Ann Miller, Bo Lund", "2024-03-03",
    )  # fmt: skip


def test_meta_elements_give_metadata_and_the_address() -> None:
    document = read(
        f"{NAV}<div><p>{TAKEN}</p><p>{DENIED}</p><p>{FLED}</p></div>",
        """<title>Army enters Orma in the east | Valley Courier</title><meta name="author" content="Ann Miller">
        <meta property="article:published_time" content="2024-03-03T10:00:00Z">
        <meta property="og:url" content="https://m.courier.example/orma?utm_source=x">""",
    )
    [article] = document.articles
    assert (article.title, article.author, article.published) == (
        "Army enters Orma in the east", "Ann Miller", "2024-03-03",
    )  # fmt: skip
    assert article.outlet == "courier.example"
    assert document.url == "https://courier.example/orma"


def test_agency_that_signs_a_page_is_its_credit_not_its_outlet() -> None:
    document = read(
        f"<article><h1>Army enters Orma</h1><p>Reuters</p><p>{TAKEN}</p><p>{DENIED}</p></article>",
        '<meta property="og:site_name" content="Valley Courier">',
    )
    [article] = document.articles
    assert (article.outlet, article.credit) == ("Valley Courier", "Reuters")


def test_page_language_is_that_of_the_text_not_of_the_declaration() -> None:
    [article] = read(
        f"<article><h1>Army enters Orma</h1><p>{TAKEN}</p><p>{DENIED}</p></article>", lang="ar"
    ).articles
    assert article.language == "en"


def test_hidden_text_and_comments_of_readers_are_boilerplate() -> None:
    document = read(
        f"""<article><h1>Army enters Orma</h1><p>{TAKEN}</p><p style="display: none">Hidden words of the page.</p>
        <p>{DENIED}</p></article><div id="comments"><p>They shelled the road again, says a reader who was there.</p></div>"""
    )
    [article] = document.articles
    assert paragraphs(document, article) == [TAKEN, DENIED]


def test_page_of_links_only_still_gives_a_document() -> None:
    document = read('<a href="/a">One</a> <a href="/b">Two</a>')
    assert document.text.split() == ["One", "Two"]
    assert len(document.articles) == 1


def test_deep_nesting_is_read_in_reasonable_time() -> None:
    document = read("<div>" * 20_000 + f"<p>{TAKEN}</p>")
    assert TAKEN in document.text


def test_broken_markup_is_read() -> None:
    document = read(f'<p>{TAKEN} <b>said <i>that</b> it </div></table><td>was</p><a href="<<">so<p>{DENIED}')
    assert DENIED in document.text
