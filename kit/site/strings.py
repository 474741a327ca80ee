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
        "not_found_text": "Perhaps the address was mistyped, or the page has moved.",
        "news": "News",
        "all_posts": "All posts",
        "by": "By",
        "events": "Dates",
        "add_to_calendar": "Add to your calendar",
        "register": "Sign up",
        "answer_us": "Tell us what you think",
        "answer_me": "Tell me what you think",
        "answer_publicly": "Answer publicly",
        "open_until": "Open until",
        "find_us_elsewhere": "Elsewhere on the web",
        "save_contact": "Save our details",
        "updated": "Changed",
        "past_events": "Past dates",
        "coming_events": "Coming up",
        "all_events": "All dates",
        "when": "When",
        "where": "Where",
        "online": "Take part online",
        "decided_on": "Decided on",
        "review_on": "We look again on",
        "answer_private_note": "Or answer privately: what was said may be reported here, never who said it.",
        "referred_text": "Somebody you trust thought that we might be right for you. Here is what you need to know, and the next step is a small one.",
        "referred_thanks": "Tell us who sent you, so that we can say thank you.",
        "price": "Price",
        "topics": "Topics",
        "feed": "Feed",
    }
)


def fixed(speech: Speech) -> dict[str, str]:
    """Give every fixed string in the language of `speech`, under the name templates use."""
    return {name: speech.say(text) for name, text in FIXED.items()}
