"""Latin letters: whether they are English, another language, or only names inside Korean.

A word tells by being in a list: *strong* words (2 points) stand in one language and not in English, *weak* ones
(1 point) also in English names, loans and abbreviations, so that they count in small letters only. A word in small
letters with an accent that English does not borrow gives 1 point to no language in particular.
"""

import re
from collections.abc import Sequence

STRONG, WEAK = 2, 1
FOREIGN_FROM = 2
"""Points from which a text is in another language, if its English words have fewer."""

LOWER_WORDS = 3
"""Words in small letters beside Hangul from which they are read as English, even where none of them is known."""

ENGLISH = frozenset(
    # function words
    "the and of to is it's its it that this these those with for you your i'm i've you're they're we're have "
    "has had are were not but they them their my our she he his her been being would could should can't "
    "don't didn't doesn't isn't wasn't won't what when which who why how there here from at by if than then "
    "because about after before again very really just only also too even ever never always often some any "
    "all much many more most other another every each will was be do does did get got make made take took "
    "give gave go went come came see saw say said think thought know want need like love hate hope feel felt "
    "use used buy bought try tried work works worked yes please thanks thank "
    # what reviews say
    "good great nice best better bad worse worst awesome amazing excellent perfect fantastic wonderful "
    "terrible horrible awful poor cheap expensive fast slow quick late early happy sad angry sorry "
    "disappointed disappointing satisfied recommend recommended recommends quality price service delivery "
    "shipping product order ordered refund return customer support staff app update easy hard simple useful "
    "useless helpful friendly rude kind clean dirty broken damaged wrong missing problem issue issues error "
    "errors crash crashes waste money worth value beautiful pretty cute cool fun boring funny comfortable "
    "uncomfortable delicious tasty yummy fresh cold hot big small size fit fits color colour design well "
    "fine okay ok wow lol omg wtf thx nope yeah yep super so no pls never cancel cancelled delay delayed "
    "arrived received package box worked working stopped still annoying annoyed frustrating frustrated "
    "confusing confused worried scared surprised impressed excited love loved loves liked enjoy enjoyed "
    "favorite favourite".split()
)
"""Everyday English words."""

SHARED = frozenset(
    "of to is it with for my be at by was will are were he his her had do does me so no on in an a all if "
    "who what her super app fan hot hat fit fast arm hard design box service product order support error "
    "simple late service see use kind fine ok okay well war value box by make big dull go get came take come "
    "rude most some more saw most delivery shipping hate gave many were cool fun want when here each not "
    "ever size even most color also".split()
)
"""English words that are words or loans elsewhere too: WEAK signs that a text is English; the others are STRONG."""

_STRONG = {
    "es": "que muy pero porque gracias está estoy estaba también malo mala buena buenas buenos excelente "
    "servicio mucha muchas todos más esta esto ser tiene tengo hola calidad precio envío llegó recomiendo "
    "gusta encanta peor mejor nunca siempre cuando donde qué cómo así según años después sólo una unos ellos "
    "ustedes nuestro nuestra hacer puede fue pésimo compré entrega rápido rapido llego atención producto",
    "pt": "não nao muito obrigado obrigada você voce uma são ótimo otimo péssimo péssima produto qualidade "
    "entrega atendimento meu minha isso gostei chegou também foi mais ainda amei adorei recomendo rápida "
    "depois então até pela pelo",
    "fr": "très une mais avec dans vous nous je suis merci bonjour mauvais mauvaise produit livraison "
    "qualité déçu déçue trop beaucoup être été sont pourquoi toujours jamais rien aussi cette leur "
    "excellente décevant délicieux délicieuse sympa elle ils même après où donc tout tous fait peut avait "
    "c'est aux je",
    "de": "und nicht ist sehr ich ein eine einen guter gute guten gutes schlecht schlechte schön schöne "
    "danke auch aber auf für zum zur haben habe wird wurde kein keine leider immer noch schnell schnelle "
    "lieferung qualität wir mich dass oder wenn bei nach gerne empfehlen empfehlung enttäuscht zufrieden "
    "teuer bitte mehr ganz wirklich einfach sind diese dieser unser",
    "it": "molto grazie sono delle degli nella perché però anche ottimo ottima prodotto servizio qualità "
    "questo questa buono buona consiglio pessimo pessima bellissimo bellissima stato troppo arrivato "
    "spedizione veloce consegna più è",
    "nl": "niet het een goed goede maar voor zijn ook naar bij geen wordt werd mooi leuk slecht slechte "
    "bedankt snel snelle kwaliteit levering lekker teleurgesteld aanrader jullie deze veel meer hebben heeft "
    "heel",
    "sv": "och att inte jag är för på mycket jättebra också också ett hej dålig från bättre snabb leverans",
    "da": "ikke jeg på og det meget veldig takk dårlig dårligt også fra hurtig levering kvalitet tusind",
    "pl": "nie się że bardzo dziękuję dziekuje dobry dobra dobre polecam jakość już tylko przez oraz czy "
    "szybko dostawa jestem świetny słaba",
    "tr": "çok cok bir için icin değil degil iyi güzel guzel kötü kotu teşekkürler tesekkurler teşekkür "
    "ederim ürün urun hızlı hizli gibi daha kadar olarak tavsiye geldi kalite",
    "vi": "không khong rất của tôi này những một người với các tốt hàng đẹp sản phẩm ơn được và là có nhanh",
    "id": "tidak dengan untuk ini sangat bagus terima kasih pengiriman cepat saya kami anda dari pada akan "
    "juga sudah bisa banget mantap jelek kurang dalam oleh tapi karena produk sesuai harga murah bukan saja "
    "suka baik barang",
    "tl": "mga ako salamat maganda naman kasi siya talaga masarap magandang kayo ganda sobrang pangit mabilis po hindi",
    "ko-Latn": "gamsahamnida kamsahamnida gomawo gomawoyo joayo jinjja neomu masisseoyo mashisseoyo "
    "annyeonghaseyo saranghae saranghaeyo choego baesong byeollo byeolloyeyo silmang jjajeung isseoyo "
    "eopseoyo yeppeoyo ppallayo neujeoyo",
    "ja-Latn": "arigatou gozaimasu totemo sugoi oishii kawaii",
}
_WEAK = {
    "es": "para por el la los las lo del de en es con como un mi yo se te y no mucho todo bueno nada amigo adios este",
    "pt": "para por com mas eu da ao bom boa tem em na nem se os de e o que",
    "fr": "est les des pas pour bien bon sur ce et le la du de un mon ma plus sans nul parfait magnifique "
    "qui en se ne sa ses par au",
    "de": "das der von zu gut mit mir toll alles nie nur wie den im es sie",
    "it": "non che della gli il ma di con tutto mio sempre bello ciao un la le del una per ho mi si da al",
    "nl": "ik erg dit dat van wel te en de aan dank om als uit",
    "sv": "som med tack en den har var kan vi det av men",
    "da": "som med af en til den har tak kan vi der",
    "pl": "jest na tak jak co od za ze po produkt",
    "tr": "ve bu ama kargo ile ne de da en var",
    "vi": "cho giao trong khi ra",
    "id": "yang dan itu ada lagi ke di",
    "tl": "ang ng sa na ko lang yung ito pero",
    "ko-Latn": "daebak oppa unnie",
    "ja-Latn": "arigato desu",
}
"""Language -> words; ``da`` stands for Danish and Norwegian, ``-Latn`` for a language written in Latin letters."""

_LOANS = frozenset(
    "café cafés naïve naïvely résumé résumés cliché clichés fiancé fiancée façade décor entrée purée crème "
    "brûlée über déjà jalapeño jalapeños piñata señor señora née protégé touché exposé rosé sauté sautéed "
    "soufflé à pâté voilà blasé passé pokémon matinée ménage coup crêpe crêpes cortège papier mâché niño "
    "mañana doppelgänger smörgåsbord".split()
)
_VIETNAMESE = re.compile("[\u01a0\u01a1\u01af\u01b0\u0110\u0111\u1ea0-\u1ef9]")


def _points() -> dict[str, dict[str, int]]:
    """Word -> language -> points, for words that are not English."""
    points: dict[str, dict[str, int]] = {}
    for lists, value in ((_WEAK, WEAK), (_STRONG, STRONG)):
        for language, words in lists.items():
            for word in set(words.split()) - ENGLISH - SHARED:
                points.setdefault(word, {})[language] = value
    return points


_POINTS = _points()
_KNOWN = frozenset(_POINTS)
_ENGLISH_POINTS = {word: WEAK if word in SHARED else STRONG for word in ENGLISH | SHARED}


def foreign(words: Sequence[str]) -> str | None:
    """Code of the language other than English that Latin words are in, '' for an unknown one, None for English."""
    lowered = {word.lower() for word in words}
    hits = lowered & _KNOWN
    if not hits and "".join(words).isascii():
        return None
    accents = _accents(words) - hits
    language, points = _most_points(words, hits, accents)
    points += WEAK * len(accents)
    if points < FOREIGN_FROM:
        return None
    against = sum(map(_ENGLISH_POINTS.__getitem__, lowered & _ENGLISH_POINTS.keys()))
    return language if points > against else None


def _most_points(words: Sequence[str], hits: set[str], accents: set[str]) -> tuple[str, int]:
    """The language that most of the ``hits`` are in, and its points; weak hits count in small letters only."""
    totals = {"vi": STRONG} if accents and any(map(_VIETNAMESE.search, accents)) else {}
    for word in hits:
        for language, points in _POINTS[word].items():
            if points == STRONG or word in words:
                totals[language] = totals.get(language, 0) + points
    return min(totals.items(), key=_first, default=("", 0))


def _first(item: tuple[str, int]) -> tuple[int, str]:
    """Most points first, then by name."""
    return -item[1], item[0]


def _accents(words: Sequence[str]) -> set[str]:
    """The distinct words in small letters with an accent that English does not borrow."""
    return {word for word in words if not word.isascii() and word[0].islower() and word not in _LOANS}


def has_english(words: Sequence[str]) -> bool:
    """Whether Latin words beside Hangul are English, not only names: one everyday word, or LOWER_WORDS small ones."""
    return any(word.lower() in ENGLISH for word in words) or sum(map(str.islower, words)) >= LOWER_WORDS
