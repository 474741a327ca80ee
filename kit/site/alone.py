"""What somebody who works alone says (`voice: i`), for each fixed string in which a business says "we" or "us"."""

from __future__ import annotations

from types import MappingProxyType

ALONE = MappingProxyType(
    {
        "Where we work": "Where I work",
        "What we offer": "What I offer",
        "Save our details": "Save my details",
        "All our links": "All my links",
        "We look again on": "I look again on",
        "Somebody you trust thought that we might be right for you. Here is what you need to know, and the next step is a small one.": "Somebody you trust thought that I might be right for you. Here is what you need to know, and the next step is a small one.",
        "Tell us who sent you, so that we can say thank you.": "Tell me who sent you, so that I can say thank you.",
        "Your message is on its way to us.": "Your message is on its way to me.",
        "What we aim at": "What I aim at",
        "Is something hard to read or to use? Please tell us; we will help you at once and mend it.": "Is something hard to read or to use? Please tell me; I will help you at once and mend it.",
        "The server is run by {host} for us.": "The server is run by {host} for me.",
        "If you call or write, what you tell us is used to answer you and to do what you ask for. It is given to nobody else, and kept no longer than that and the law require.": "If you call or write, what you tell me is used to answer you and to do what you ask for. It is given to nobody else, and kept no longer than that and the law require.",
        "The form on the contact page sends your answers to us by way of {service}.": "The form on the contact page sends your answers to me by way of {service}.",
        "a script on our own server": "a script on my own server",
        "You may ask what we keep about you, and have it corrected or deleted. A message is enough.": "You may ask what I keep about you, and have it corrected or deleted. A message is enough.",
    }
)
"""The English text (the gettext message) of a business to that of one person; the catalogues know both."""
