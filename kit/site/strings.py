"""Every fixed string a template may show: its name in `t`, and its English text (the gettext message)."""

from __future__ import annotations

from types import MappingProxyType

from kit.site.speech import Speech

FIXED = MappingProxyType(
    {
        "skip": "Skip to the content",
        "main_menu": "Main menu",
        "more_pages": "More pages",
        "languages": "Languages",
        "you_are_here": "You are here",
        "for_whom": "For",
        "not_for": "Not for",
        "services": "Services and prices",
        "hours": "Opening hours",
        "by_appointment": "By appointment",
        "closed": "Closed",
        "special_days": "Days that differ",
        "areas": "Where we work",
        "proof": "Good to know",
        "quotes": "What customers say",
        "questions": "Questions",
        "all_questions": "All questions and answers",
        "people": "Who you meet",
        "photos": "Pictures",
        "contact": "Contact",
        "phone": "Phone",
        "text_message": "Text message",
        "email": "Email",
        "booking": "Book online",
        "address": "Address",
        "directions": "Directions",
        "optional": "(optional)",
        "leave_empty": "Leave this empty",
        "to_home": "To the front page",
        "not_found_text": "This page is not here. Perhaps the address was mistyped, or the page has moved.",
        "news": "News",
        "all_posts": "All posts",
        "read_more": "Read on",
        "published": "Published",
        "by": "By",
        "events": "Dates",
        "add_to_calendar": "Add to your calendar",
        "register": "Register",
        "options": "The options",
        "leaning": "What we lean to",
        "leaning_i": "What I lean to",
        "answer_us": "Tell us what you think",
        "answer_me": "Tell me what you think",
        "answer_publicly": "Answer publicly",
        "answer_privately": "Answer privately",
        "open_until": "Open until",
        "closed_on": "Closed on",
        "outcome": "What was decided, and why",
        "open_question": "Open question",
        "decided": "Decided",
        "withdrawn": "Withdrawn",
        "find_us_elsewhere": "Elsewhere on the web",
        "save_contact": "Save our details",
        "updated": "Updated",
        "past_events": "Past dates",
        "price": "Price",
        "back_to_services": "All services",
        "topics": "Topics",
        "feed": "Feed",
    }
)


def fixed(speech: Speech) -> dict[str, str]:
    """Give every fixed string in the language of `speech`, under the name templates use."""
    return {name: speech.say(text) for name, text in FIXED.items()}
