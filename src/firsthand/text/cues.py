"""Words that say that somebody speaks: the cues of quotations and of indirect speech."""

from __future__ import annotations

# Cues that stand beside a quotation: "...", she SAID.
QUOTE_CUES = frozenset(
    """said say says saying told tell tells telling added adds adding asked asks asking
    tweeted tweets tweeting wrote writes writing declared declares declaring explained
    explains explaining argued argues arguing announced announces announcing insisted
    insists insisting noted notes noting stated states stating claimed claims claiming
    continued continues replied replies replying responded responds remarked remarks
    recalled recalls recalling warned warns warning acknowledged acknowledges conceded
    concedes admitted admits admitting denied suggested suggests suggesting concluded
    concludes joked jokes quipped predicted predicts predicting boasted promised promises
    vowed vows vowing testified testifies shouted shouting shouts chanted chanting chant
    chants yelled yelling yells screamed screaming cried urged urges urging lamented
    laments complained complains observed observes mused emphasized emphasised stressed
    stresses stressing reiterated reported reports commented comments answered answers
    confirmed confirms posted posts proclaimed countered counters contended asserted
    asserts reading reads read repeated exclaimed whispered interrupted elaborated
    summarized mentioned opined pleaded begged thundered retorted quoted quoting
    cautioned cautions affirmed asserting believes believed thinks thought hopes hoped
    demanded demands sings sang typed""".split()
)
# Cues of calling somebody or something names: called it "...", described him as "...".
NAMING_CUES = frozenset(
    """called calls calling describes described describing labeled labelled branded dubbed termed
    denounced denouncing slammed blasted dismissed dismissing condemned praised hailed decried
    criticized criticised characterized characterised accused""".split()
)
# Further verbs of indirect speech: X BLAMED Y, X CALLED ON Y to ...
INDIRECT_CUES = frozenset(
    """announced announces acknowledged acknowledges admitted admits alleged alleges allege
    argued argues asserted asserts believe believes believed blamed blames claimed claims
    claim cautioned concluded concludes conceded confirmed confirms contended contends
    declared declares denied denies deny disclosed estimated estimates estimate explained
    explains indicated indicates insisted insists maintained maintains noted notes
    pledged predicted predicts promised promises proposed recalled reiterated reported
    reports report revealed reveals said say says saying stated states stressed stresses
    suggested suggests testified told tells tell thinks thought tweeted urged urges vowed
    vows warned warns warn wrote writes accused accuses criticized criticised condemned
    denounced decried praised hoped hopes hope expects expected emphasized emphasizes
    identified added adds demanded asked describes described threatened fear fears feared
    decided agreed considers considered complained specified clarified speculated
    reasoned recommended rejected dismissed adding arguing claiming noting insisting
    warning telling suggesting stating calling urging denying explaining stressing
    asserting alleging tweeting writing asks asking called calls suggest argue contend
    maintain insist predict""".split()
)
# Nouns that a passage can be quoted from or told by.
DOCUMENT_NOUNS = frozenset(
    """statement statements report release letter memo memorandum documents document affidavit
    complaint indictment filing filings lawsuit records data survey poll study email bulletin
    transcript communique testimony review assessment article editorial story post posts tweet
    press-release sign banner placard poster ruling order video footage log logs investigation
    inquiry""".split()
)
