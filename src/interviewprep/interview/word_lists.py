"""Lists of English words that the matcher goes by."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS = _words(
    """
    a about above after again against all almost also although always am among an and another any are aren as
    at away be became because become been before behind being below between both but by came can can't cannot
    could did do does doing done don down during each either else enough even ever every few first for from
    further gave get gets getting give given go goes going got had has have having he her here hers him his
    how however i if in instead into is isn it its itself just keep kind last later least less let like made
    make makes many may me might mine more most much must my myself near need needn neither never next no none
    nor not nothing now of off often on once one only onto or other others our ours out over own per perhaps
    quite rather really s same say see seems several shall she should since so some something soon still such
    t take taken than that the their theirs them then there therefore these they thing things this those
    though through thus till to together too toward under unless until up upon us use used uses using usually
    very via want was way we well went were what whatever when where whether which while who whole whom whose
    why will with within without won would yes yet you your yours yourself d ll m re ve don't doesn't didn't
    isn't aren't won't wouldn't i'd i'm i've i'll we'd we're we've it's that's there's let's they're you'd
    """
)
"""They say nothing of the subject."""

AS_IS = _words(
    """
    during string ring bring spring thing king being wing need feed speed seed weed bed red shed embed bus gas
    bias this his is was us plus thus less across always axis basis status analysis hypothesis matrix latency
    nothing something everything anything morning evening ceiling customer user number server layer order
    other computer never ever over under after water power paper letter matter per tower lower higher early
    only proof choice need loss process class pass access address business express progress success stress
    guess
    """
)
"""Words whose ending is none."""

FORMS = """
    begin: began begun
    break: broke broken
    bring: brought
    build: built
    buy: bought
    catch: caught
    choose: chose chosen
    come: came
    do: did done does
    draw: drew drawn
    drive: drove driven
    fall: fell fallen
    find: found
    get: got gotten
    give: gave given
    go: went gone
    grow: grew grown
    have: had has
    hide: hid hidden
    hold: held
    keep: kept
    know: knew known
    lead: led
    learn: learnt
    leave: left
    lose: lost loss losses
    make: made
    mean: meant
    meet: met
    pay: paid
    rise: rose risen
    run: ran
    say: said
    see: saw seen
    sell: sold
    send: sent
    show: shown
    speak: spoke spoken
    spend: spent
    split: splits
    take: took taken
    teach: taught
    tell: told
    think: thought
    throw: threw thrown
    understand: understood
    write: wrote written
    child: children
    index: indices indexes
    matrix: matrices
    axis: axes
    datum: data
    analyse: analysis analyses analyze analyzes analyzed analyzing analysing analysed
    maths: math
    people: person persons
    criterion: criteria
    run-time: runtime
    speed: sped
    good: better best
    bad: worse worst
    quantity: quantities
    latency: latencies
    proof: prove proved proven proves
    choice: choices
    hypothesis: hypotheses
    customer: custom
    user: users
    number: numbers
    server: servers
    layer: layers
    precise: precision imprecise
    reproduce: reproducible reproducibility
    decide: decision decisions
    accurate: accuracy accuracies
    fuse: fusion fusions
    sync: synchronise synchronize synchronisation synchronization synchronous
    center: centre centres centers
    serve: serving served serves
    string: strings
    ring: rings
"""
IRREGULAR = {
    form: word
    for line in FORMS.split("\n")
    for word, _, forms in [line.strip().partition(":")]
    for form in forms.split()
}
"""Of each irregular form the word."""

AUXILIARIES = _words("is are was were be been does do did has have had can could will would should must need may might")
FINITE = _words("is are was were does did has can could will would should must may might isn't aren't doesn't can't")
"""Verbs by which one sees that a new part of the sentence has begun."""
DENIERS = _words("not never no without neither nor nothing none hardly nobody avoid avoids avoiding nowhere n't")
OBJECT_DENIERS = _words("nothing nowhere")
"""They deny the verb before them, if there is one."""
DENYING_PAIRS = frozenset(
    (("instead", "of"), ("rather", "than"), ("no", "longer"), ("far", "from"), ("unlike", "the"), ("w", "o"))
)
NO_DENIAL = frozenset(
    (denier, word)
    for denier, words in {
        "not": "only just merely free always necessarily all every alone sufficient enough cheap easy trivial sure",
        "never": "free enough alone",
        "no": "doubt wonder matter surprise",
        "nothing": "but",
        "isn't": "free enough sufficient trivial",
        "aren't": "free enough sufficient",
    }.items()
    for word in words.split()
)
UNDENIED_BEHIND = _words("without avoid avoids skip ignore forget fail unless until")
"""A denial of these is none."""
CONDITIONS = _words("if unless whether until when")
RELATIVES = _words("that which who what where whose whom")
PRONOUNS = _words("i we you he she it they one this there")
DETERMINERS = _words("the a an this these those our my your their its every each")
NEGATIVE_CUES = _words(
    """
    few fewer little less lower hardly only unchanged untouched useless meaningless impossible wrong fail fails lack
    lacks stop stops stays same outside lost miss misses remove removed delete deleted drop against prevent prevents
    avoid avoids false unable cannot nor refuse refuses except beyond
    """
)
"""Words that can say a denial without "not"."""
NEITHER_WAY = _words(
    """
    useless unchanged untouched outside fewer avoid avoids avoiding remove removes removing eliminate prevent prevents
    lack lacks missing miss misses refuse refuses except unless idle unused isolation isolate less whether without
    """
)
"""Of a point with one of them one cannot tell by "not" in an answer whether it is denied."""
JOINTS = _words(
    """
    but however because since although though whereas while so therefore instead yet unless which who where when if
    """
)
"""They begin a clause."""
PREFIXES = ("auto", "micro", "multi", "pre", "super", "semi", "cross", "hyper", "intra")
PARTICLES = ("up", "out", "in", "down", "off", "back", "over")
"""Of `autotune` and `warmup` the part that may be left out."""

ROUGH_FACTORS = _words("half halves halved double doubles doubled doubling")
"""Said of much else than the number at hand."""
