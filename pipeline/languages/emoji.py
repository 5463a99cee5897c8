"""Emoji by what they express, the same in every language; VADER gives many of them 0 and misses those with U+FE0F."""

EMOJI: dict[str, str] = {
    "joy": "😀😃😄😁😆😂🤣😊🙂😋😎☺😸😹🎉🥳😜😝😛🤗😺",
    "love": "❤🧡💛💚💙💜🤍🖤💕💖💗💓💘💝💞💟♥😍🥰😘😻😚😙😗❣",
    "good": "👍👌👏🙌💯✅🏆⭐🌟✨💪🫶🤙🥇👑🆗",
    "thanks": "🙏🙇",
    "moved": "🥹🤩",
    "hope": "🤞🍀",
    "curious": "🤔🧐👀❓❔",
    "surprise": "😮😲😯😳🤯😵😧❗❕🫢",
    "confused": "😕🤷🫤🙃😶🥴🤦",
    "afraid": "😨😱😰😟😥😓🫣😬",
    "sad": "😢😭😞😔☹🙁💔😿😩😫🥺😣😖😪🥲",
    "annoyed": "😒🙄😑😐😤😮‍💨🥱💢",
    "angry": "😡😠🤬👿😾🖕💩🤮🤢",
    "bad": "👎❌🚫⛔",
}
"""Name -> emoji that stand for it (first code points count; skin tones and U+FE0F do not)."""

_NAMES: dict[str, str] = {}
for _name, _members in EMOJI.items():
    for _member in _members:
        if _member not in "\u200d\ufe0f":
            _NAMES.setdefault(_member, _name)

VADER_WORD: dict[str, str] = {
    "joy": "happy",
    "love": "love",
    "good": "great",
    "thanks": "thanks",
    "moved": "amazing",
    "hope": "hope",
    "surprise": "wow",
    "confused": "confused",
    "afraid": "worried",
    "sad": "sad",
    "annoyed": "annoyed",
    "angry": "angry",
    "bad": "bad",
}
"""Name -> the word of VADER's lexicon that stands in for the emoji."""


def emoji_name(text: str) -> str | None:
    """Name of the emoji that ``text`` starts with, or None."""
    return _NAMES.get(text[:1])


def has_emoji(text: str) -> bool:
    """Whether any emoji of EMOJI is in ``text``."""
    return any(letter in _NAMES for letter in text)
