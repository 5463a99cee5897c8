"""English words that are no content: kept out of the list of lemmas when a comment is read, and of a search for words."""

STOP_WORDS = frozenset(
    "a an the and or but if then than that this these those there here it its it's i i'm i've i'd i'll me my mine we "
    "our ours us you your yours he him his she her hers they them their theirs is am are was were be been being do "
    "does did done have has had having will would shall should can could may might must to of in on at by for from "
    "with about as into over under so too very just also only not no nor don't doesn't didn't isn't wasn't can't won't "
    "what which who whom whose when where why how all any some each such own same s t".split()
)
"""Lower case, plain apostrophes."""
