"""The blog: posts, subjects, open questions (decisions), and the Atom feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from kit.site.contents import Decision, Post
from kit.site.frame import Frame, Head, page_record
from kit.site.markdown import plain_text
from kit.site.offer import slug
from kit.site.structured import identity, person
from kit.site.things import Shelf, Thing

ON_THE_FRONT_PAGE = 3
IN_THE_FEED = 20


def posts(shelf: Shelf) -> list[dict[str, Any]]:
    """Give the posts of this language, newest first, as lists show them."""
    frame = shelf.frame
    return [_listed(frame, post) for post in _in(shelf)]


def post_pages(shelf: Shelf, ways: list[dict[str, str]]) -> list[Thing]:
    """Give a page for each post; `ways` are the private ways to answer an open question."""
    languages: dict[str, list[str]] = {}
    for post in shelf.content.posts:
        languages.setdefault(post.name, []).append(post.language)
    return [_post_page(shelf, post, ways, tuple(languages[post.name])) for post in _in(shelf)]


def subjects(shelf: Shelf) -> list[dict[str, Any]]:
    """Give the subjects of the posts, by name."""
    found: dict[str, dict[str, Any]] = {}
    for post in _in(shelf):
        for category in post.categories:
            href = subject_href(category)
            found.setdefault(href, {"name": category, "href": href, "count": 0})["count"] += 1
    return [
        {**each, "count": str(each["count"])}
        for each in sorted(found.values(), key=lambda each: each["name"].casefold())
    ]


def subject_pages(shelf: Shelf) -> list[Thing]:
    """Give a page for each subject, with its posts."""
    frame, all_posts = shelf.frame, _in(shelf)
    found = []
    for subject in subjects(shelf):
        chosen = [
            post for post in all_posts if subject["href"] in {subject_href(each) for each in post.categories}
        ]
        head = Head(
            "subject",
            subject["href"],
            subject["name"],
            description=f"{subject['name']}: {', '.join(post.title for post in chosen)}",
            crumbs=((frame.speech.say("News"), "blog.html"),),
            languages=(frame.speech.language,),
        )
        value = {"name": subject["name"], "posts": [_listed(frame, post) for post in chosen]}
        found.append(Thing("subject", page_record(frame, head), value, chosen[0].body.file))
    return found


def subject_href(category: str) -> str:
    """Give the address of a subject's page, below the front page."""
    return f"blog/about-{slug(category, f'{sum(category.encode()):x}')}.html"


def feed(shelf: Shelf) -> str:
    """Give the Atom feed (RFC 4287) of this language, its newest posts in full; needs the site's address."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    frame = shelf.frame
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": frame.speech.language})
    chosen = _in(shelf)[:IN_THE_FEED]
    SubElement(root, "title").text = frame.business.name
    SubElement(root, "id").text = frame.absolute("blog.html")
    SubElement(root, "updated").text = _instant(max(post.updated or post.date for post in chosen))
    SubElement(root, "link", {"rel": "self", "href": frame.absolute("feed.xml")})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": frame.absolute("blog.html")})
    SubElement(SubElement(root, "author"), "name").text = frame.business.name
    for post in chosen:
        _entry(SubElement(root, "entry"), shelf, post)
    indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _entry(entry: Any, shelf: Shelf, post: Post) -> None:
    from xml.etree.ElementTree import SubElement

    address = shelf.frame.absolute(_href(post))
    SubElement(entry, "title").text = post.title
    SubElement(entry, "id").text = address
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    SubElement(entry, "published").text = _instant(post.date)
    SubElement(entry, "updated").text = _instant(post.updated or post.date)
    if post.by:
        SubElement(SubElement(entry, "author"), "name").text = post.by
    for category in post.categories:
        SubElement(entry, "category", {"term": category})
    SubElement(entry, "summary").text = _summary(post)
    html = shelf.html(post.body, _href(post))
    content = SubElement(entry, "content", {"type": "html", "xml:base": address})
    content.text = html


def _instant(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _in(shelf: Shelf) -> list[Post]:
    return [post for post in shelf.content.posts if post.language == shelf.frame.speech.language]


def _href(post: Post) -> str:
    return f"blog/{post.name}.html"


def _listed(frame: Frame, post: Post) -> dict[str, Any]:
    decision = post.decision
    return {
        "title": post.title,
        "href": _href(post),
        "date": frame.speech.day(post.date),
        "iso": post.date.isoformat(),
        "summary": _summary(post),
        "kind": "decision" if decision else "post",
        "status": decision.status if decision else "",
        "label": _status(frame, decision) if decision else "",
        "categories": [{"name": each, "href": subject_href(each)} for each in post.categories],
    }


def _post_page(shelf: Shelf, post: Post, ways: list[dict[str, str]], languages: tuple[str, ...]) -> Thing:
    frame = shelf.frame
    head = Head(
        "post",
        _href(post),
        post.title,
        description=_summary(post),
        og_type="article",
        crumbs=((frame.speech.say("News"), "blog.html"),),
        languages=languages,
        data=(_data(frame, post),),
    )
    value = {
        **_listed(frame, post),
        "by": post.by,
        "updated": frame.speech.day(post.updated) if post.updated else "",
        "updated_iso": post.updated.isoformat() if post.updated else "",
        "html": shelf.html(post.body, _href(post)),
        "photo": shelf.photo(post.photo, post.photo_alt, post.body.file, post.photo_line),
        "decision": _decision(frame, post.decision, ways, post.title) if post.decision else None,
    }
    return Thing("post", page_record(frame, head), value, post.body.file)


def _decision(frame: Frame, decision: Decision, ways: list[dict[str, str]], title: str) -> dict[str, Any]:
    """Give dates and the ways to answer; a question that is no longer open takes no answers."""
    day = frame.speech.day
    private = [
        {"label": frame.speech.say("Answer privately"), "href": decision.answer_privately, "outside": True}
    ]
    open_now = decision.status == "open"
    return {
        "status": decision.status,
        "label": _status(frame, decision),
        "open": open_now,
        "opened": day(decision.opened),
        "closes": day(decision.closes) if decision.closes else "",
        "decided_on": day(decision.decided_on) if decision.decided_on else "",
        "review_on": day(decision.review_on) if decision.review_on else "",
        "publicly": decision.answer_publicly if open_now else "",
        "privately": (private if decision.answer_privately else _with_subject(ways, title))
        if open_now
        else [],
    }


def _with_subject(ways: list[dict[str, str]], title: str) -> list[dict[str, str]]:
    return [
        {**way, "href": f"{way['href']}?subject={quote(title)}"} if way["href"].startswith("mailto:") else way
        for way in ways
    ]


def _status(frame: Frame, decision: Decision) -> str:
    say = frame.speech.say
    words = {"open": say("Open question"), "decided": say("Decided"), "withdrawn": say("Withdrawn")}
    return words[decision.status]


def _summary(post: Post) -> str:
    return post.summary or plain_text(post.body)


def _data(frame: Frame, post: Post) -> dict[str, Any]:
    publisher: dict[str, Any] = {"@type": "Organization", "name": frame.business.name}
    if identity(frame.business):
        publisher["@id"] = identity(frame.business)
    return {
        "@type": "BlogPosting",
        "headline": post.title,
        "description": _summary(post),
        "datePublished": post.date.isoformat(),
        "dateModified": (post.updated or post.date).isoformat(),
        "inLanguage": frame.speech.language,
        "author": person(post.by) if post.by else publisher,
        "publisher": publisher,
        "articleSection": list(post.categories),
        "mainEntityOfPage": frame.absolute(_href(post)),
    }


def newest(items: Iterable[dict[str, Any]], count: int = ON_THE_FRONT_PAGE) -> list[dict[str, Any]]:
    """Give the few newest for the front page."""
    return list(items)[:count]
