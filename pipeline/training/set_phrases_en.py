"""As ``set_phrases_ko``, for English."""

from collections.abc import Iterator, Sequence
from itertools import product

from pipeline.training.made import BAD, GOOD, NEITHER, Made, phrases

SAID_GROUPS = 20


def styled(place: int, text: str) -> str:
    """As people type: with a capital and a stop, without them, or in lower case."""
    if place % 3 == 0:
        return text[0].upper() + text[1:] + ("" if text[-1] in "!?.)" or not text[-1].isascii() else ".")
    return text[0].upper() + text[1:] if place % 3 == 1 else text.lower()


PEOPLE = phrases(
    """the driver | the agent | the lady at the desk | the manager | the waiter | the gentleman on the phone | the nurse | their technician |
a member of staff | she | he | the crew"""
)
UNKIND = [
    ("hung up on me", "frustration anger?"), ("ignored us", "frustration anger?"), ("gave me the wrong size", "frustration"), ("rolled her eyes at me", "frustration anger?"), ("told me to come back tomorrow", "frustration"),
    ("kindly informed me there was no refund", "frustration disappointment?"), ("left the parcel in the rain", "frustration"), ("never called back", "frustration disappointment?"), ("kept us waiting for an hour", "frustration"),
    ("blamed me for it", "frustration anger?"), ("walked off without a word", "frustration anger?"), ("would not listen", "frustration"), ("lied to my face", "anger"), ("shouted at my mother", "anger"), ("forgot half of my order", "frustration"),
    ("promised to ring and did not", "frustration disappointment?"), ("threw the box over the fence", "frustration anger?"), ("was on the phone the whole time", "frustration"), ("charged me twice", "frustration"), ("just watched and did nothing", "frustration disappointment?"),
]  # fmt: skip
KIND = [
    ("called back within the hour", "satisfaction"), ("sorted it out straight away", "satisfaction"), ("carried the boxes upstairs", "satisfaction gratitude?"), ("explained everything patiently", "satisfaction trust?"), ("kept every promise", "trust satisfaction?"),
    ("listened and found a solution", "satisfaction trust?"), ("greeted us with a smile", "satisfaction joy?"), ("went out of the way to help", "satisfaction gratitude? delight?"), ("gave me the right size at once", "satisfaction"), ("replaced it on the spot", "satisfaction"),
    ("never made me wait", "satisfaction"), ("did not forget a thing", "satisfaction"),
]  # fmt: skip
THANKS = phrases(
    """thank you for the answer | thanks for the quick reply | I appreciate the apology | thanks for your help so far | thank you for trying |
I'm grateful for the voucher | thanks for everything over the years"""
)
STILL = phrases(
    """but nothing has changed | but it still doesn't work | yet my account is still locked | however the parcel never came | but I am leaving |
but the fault is back | but I want my money back | but the food was cold | yet nobody has fixed it"""
)
IRONIC = phrases(
    """Great, {}. | Oh wonderful, {}. | Brilliant, {}. | Thanks for nothing, {}. | Well done, {}. | Fantastic, {}! | Just what I needed: {}. |
I just love it when {}. | So impressive how {}. | Lovely, {}. | Nice job, {}."""
)
FAILURES = phrases(
    """another two hours in the queue | it froze again | my bag is in another city | the card was charged twice | the lift is out of order again |
no one picks up the phone | it broke on the second day | the flight is delayed again | the update deleted my photos | you sent the wrong colour twice"""
)
TROUBLE = phrases(
    """the first one was faulty | my order was wrong | it arrived broken | I had a problem with the bill | the booking got lost | a part was missing |
I bought the wrong size | the app wouldn't open"""
)
MENDED = phrases(
    """but they replaced it the next day | and support solved it in minutes | but it was put right at once | and I got a refund without any fuss |
but now it works perfectly | and a new one came within a day"""
)
UNMENDED = phrases(
    """and nobody cares | and the replacement is broken too | and they refuse to refund it | and they say it's my fault | and a month later it still is |
and they want me to pay for it | and it happened again"""
)
REQUESTS = phrases(
    """please add a dark theme | could you add Google Pay? | I'd like more sizes | a shop in Bristol would be nice | wish there was a student discount |
would love to see more vegan options | please open on Sundays | hope you bring back the old menu | it would be great to have a widget |
could we have later opening hours | please let us choose the delivery time | more benches outside please | I wish there were more flavours |
hoping for a family plan | it would be good to see the queue number | can you make the font bigger | shorter queues would be good |
I'd prefer a paper receipt | please consider a smaller pack | wish the shop opened earlier | I hope you will offer this in green"""
)
FACTS = phrases(
    """I ordered it on Monday | it's the grey one in medium | second visit | the branch is next to the post office | bought it for my brother |
I paid with my phone | two adults and a baby | we sat near the window | it arrives tomorrow | I'm 5 foot 9 and took a large | booked through the app |
I joined in March | flying from Oslo to Rome on the 3rd | if there is a problem I will call | if it fits I'll take another |
tell me if you are going to be late | can I send it back if it's too small? | what time do you open? | which platform is it? |
when is it back in stock? | is it machine washable? | do you gift wrap? | how long is the warranty | does it come with a cable? |
checking the flight status for 1432 | is the 6pm flight on time? | see the link for the new timetable | where can I find my booking number? |
it depends what you need it for"""
)
MOVED_BY = phrases(
    """simply amazing | absolutely blown away | this is outstanding work | awesome awesome awesome | I'm in awe of what they do | superb from start to finish
| the view took my breath away | above and beyond, truly remarkable | phenomenal team | what an incredible experience |
brilliant app, the best out there | magnificent hotel | exceptional service, hats off | a masterpiece of a meal | moved to tears by their kindness |
wow, just wow | stunning, I have no words | mind-blowing sound | extraordinary care, I was touched | fantastic, I'm so impressed | world class |
spectacular show | I'm amazed by how good this is | genuinely impressive piece of engineering | they exceeded every expectation |
the most beautiful store I have ever seen | unbelievable value, wow | marvellous people"""
)
OUTRAGES = phrases(
    """bunch of crooks | you people are liars and thieves | I am absolutely furious | go to hell | worst company on earth, shame on you |
this is a scam, avoid | disgusting, there was a cockroach | how dare you treat people like this | what a joke of a company |
stealing from pensioners, disgraceful | pathetic garbage | zero stars if I could | I will see you in court | complete idiots run this place |
outrageous, never again | you ruined our honeymoon and you laugh about it | f*** this app | absolute trash, shut it down |
never flying with you again, appalling | I'm livid | screw you | piece of crap | you suck | my lawyer will be in touch | unacceptable and insulting |
everyone will hear about this | what a bunch of clowns | fire that man | so angry right now"""
)
LIKED = phrases(
    """I love it! | love love love | so happy with this | my kids adore it | we had so much fun | best day ever :) | can't stop smiling | loved every minute
| yay, it's here! | this makes me so happy | it's so much fun to use | I really love this speaker | made my day | haha the jokes are great |
my new favourite thing | love the colour | I'm in love with these shoes | enjoying it every day | such a treat | delicious, we licked the plates |
hooray, new phone day | had a blast | the kids can't get enough of it | what a lovely flight, made friends"""
)
CONTENT = phrases(
    """works as it should | does the job | good app | very good product | no complaints | easy to use | recommended | highly recommend it | would buy again |
good value for money | nice phone | happy with the purchase | it fits well | as described | convenient and quick | user friendly | sounds good |
battery lasts long | well made | I use it daily | works great | better than the old one | everything went smoothly | on time | useful features |
reliable so far | I can rely on it | simple and good | a good buy | it does what I need | comfortable to wear | clear calls"""
)
FAULTS = phrases(
    """doesn't work | keeps crashing | won't connect | the screen froze | it stopped working after a week | can't log in | the battery dies in two hours |
it drops the call | no signal | takes forever to load | the code never arrives | still waiting for my refund | on hold for an hour |
my flight was cancelled | lost my luggage | nobody answers | the button does nothing | it disconnects by itself | wrong item again |
stuck on the runway | error after error | the update broke it | doesn't pair with my phone | had to reset it three times | the strap keeps slipping |
misses words all the time"""
)
LET_DOWNS = phrases(
    """waste of money | had to return it | not worth it | poor quality | broke after a week | not as described | very average | I regret buying it |
expected more | the sound is tinny | cheaply made | it looks nothing like the photo | sent it back | don't buy this | the food was bland | fell apart
| a let-down | the worst phone I have owned | the case cracked | not impressed | I had to buy another one | doesn't live up to the name | mediocre"""
)
WORRIES = phrases(
    """will we miss our connection? | is my money safe? | I'm worried about my data | afraid we won't make it | I don't feel safe |
nervous about the storm, will the flight leave? | scared of losing my savings | not sure I can trust this site"""
)
HOPES = phrases(
    """can't wait for the trip | looking forward to the next one | so excited for my flight tomorrow | excited to try the new menu | counting down the days |
I'll be back next month, can't wait"""
)

FAINT = phrases(
    """so-so | it's fine I suppose | could be worse | nothing special | it's alright | ok for the money | passable | neither good nor bad | bit average |
it gets you from a to b | not bad, not great | I've had worse | does the bare minimum | acceptable | edible I guess | middling |
better than no app at all | fine if you are in a hurry"""
)


def set_phrases(nouns: Sequence[str]) -> Iterator[Made]:
    """All of them, and ``nouns``, which say nothing of what somebody feels."""
    for verbs, sign in ((UNKIND, BAD), (KIND, GOOD)):
        for place, (who, (verb, emotions)) in enumerate(product(PEOPLE, verbs)):
            yield Made(f"everyday-en-person-{place % SAID_GROUPS}", sign, emotions, styled(place, f"{who} {verb}"))
    pairs = (
        (THANKS, STILL, BAD, "frustration disappointment? gratitude?"),
        (TROUBLE, MENDED, GOOD, "satisfaction frustration? gratitude?"),
        (TROUBLE, UNMENDED, BAD, "frustration anger? disappointment?"),
    )
    for first, second, sign, emotions in pairs:
        for place, (one, two) in enumerate(product(first, second)):
            yield Made(f"everyday-en-said-{place % SAID_GROUPS}", sign, emotions, styled(place, f"{one} {two}"))
    for place, (form, failure) in enumerate(product(IRONIC, FAILURES)):
        yield Made(
            f"everyday-en-said-{place % SAID_GROUPS}", BAD, "frustration anger? disappointment?", form.format(failure)
        )
    for texts, sign, emotions in (
        (REQUESTS, NEITHER, ""), (FACTS, NEITHER, "curiosity?"), (MOVED_BY, GOOD, "delight joy?"), (OUTRAGES, BAD, "anger frustration? disappointment?"), (LIKED, GOOD, "joy satisfaction? delight?"),
        (CONTENT, GOOD, "satisfaction"), (FAULTS, BAD, "frustration"), (LET_DOWNS, BAD, "disappointment"), (WORRIES, BAD, "anxiety"), (HOPES, GOOD, "anticipation joy?"),
        (FAINT, NEITHER, "satisfaction? disappointment?"), (nouns, NEITHER, ""),
    ):  # fmt: skip
        for place, text in enumerate(texts):
            for style in range(2):
                yield Made(f"everyday-en-said-{place % SAID_GROUPS}", sign, emotions, styled(place + style, text))
