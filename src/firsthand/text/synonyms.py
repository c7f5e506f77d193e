"""Words of news English that one may stand for the other without changing what is said.

A table of groups, general on purpose: a group holds only words whose exchange a desk would wave
through. Kept small: what is missing is told to the reader as a change of low weight, what is
wrongly here hides a distortion.
"""

from __future__ import annotations

from functools import cache

from firsthand.text.lexicon import stem

_GROUPS = """
abandon leave quit | able capable | about around approximately roughly almost nearly some circa |
accident crash mishap | accomplish achieve attain | accord agreement deal pact |
across throughout | act action deed | additional extra further more other |
adolescent teenager teen youth youngster | advertisement ad | advise counsel |
afraid fearful scared | again anew once | aged old | aid assistance help assist support |
aim goal objective purpose | air aerial airborne | aircraft plane airplane aeroplane |
airstrike airstrikes | all every each entire whole | allegedly reportedly purportedly supposedly |
allow permit let authorise authorize | alongside beside | also too likewise |
although though while whereas | ambassador envoy | amid during among amidst |
ammunition munitions | amongst among | amount quantity sum | anger outrage fury rage indignation |
announce declare proclaim | annual yearly | answer reply respond response react reaction |
anybody anyone | apartment flat | appear seem | appoint name nominate | approach near |
area zone region district | argue contend | armed gun-toting | arrest detain apprehend capture |
arrive come reach | ask asked inquire | ask request call demand appeal | assault attack |
assistant aide deputy | attempt try effort endeavour endeavor seek | attend go |
attorney lawyer solicitor | automobile car vehicle | autumn fall | aware conscious |
ban prohibit forbid prohibition | battle fight combat fighting | because since as |
begin start commence launch initiate began begun onset beginning | behavior behaviour conduct |
believe estimate think | believe think feel consider believed | below under beneath underneath |
beneath under | big large great huge major | blast explosion detonation | blaze fire |
boat vessel ship | body corpse | bomb explosive | border frontier | boy lad | brave courageous |
break fracture | broad wide | build construct erect built | building edifice structure |
business company firm enterprise | buy purchase acquire bought | calm quiet | cancel scrap |
candidate contender hopeful | cannot unable | car vehicle | care concern worry |
carry transport bear bring take | cause reason trigger provoke spark prompt raise produce |
cease stop halt end finish conclude terminate | celebration festivity | center centre |
chance opportunity possibility | change alter modify shift alteration modification | chant shout |
chief head leader boss | child children kid kids | choose select pick | citizen national |
city town municipality | clash skirmish confrontation conflict | clear evident obvious plain |
climb rise increase grow | coalition alliance | collapse crumble | collapse crumble fall |
collect gather assemble | combat fight counter | comment remark | committee commission panel |
complete completely entirely fully totally | complete full total whole | complex compound |
compound complex | concern worry fear anxiety | condemn denounce decry | condition state |
conduct carry | confirm verify | connect link tie | consent approval permission |
consequence result outcome effect | continue keep go persist | control command |
conventional regular | conversation talk discussion | cooperation collaboration | cope handle |
corner nook | correct right | corridor hallway passage | cost price expense |
country nation state | couple pair | court tribunal | create make produce |
crime offence offense | criminal offender | crisis emergency | critical severe serious grave |
crowd mass throng mob swarm | cry weep | current present | custom tradition |
customer client guest | damage harm hurt | danger risk peril hazard | danger threat |
dangerous perilous risky hazardous | dawn daybreak sunrise | dead deceased |
deadly fatal lethal mortal | death decease demise | decide determine resolve decision |
deck cover | decline drop fall decrease reduce diminish fell | defend protect | delay postpone |
deliver hand | depart leave | department ministry |
departure exit withdrawal pullout drawdown retreat | describe depict | deserve merit |
destroy demolish wreck ruin | develop evolve | device gadget | devote dedicate | die perish |
different distinct various diverse | difficult hard tough | dinner supper | director manager |
disappear vanish | disaster catastrophe tragedy | disclose reveal | discover find uncover |
discuss debate | disperse scatter | display show exhibit | dissatisfied unhappy | dive plunge |
doctor physician medic | document paper | draw attract | driver motorist | drone unmanned |
drunk intoxicated | due owing | dusk nightfall sunset | duty obligation | each every |
eager keen | earn win gain | east eastern | easy simple | economy economic | elect vote |
election poll vote | employee worker staffer staff personnel | empty vacant | encircle surround |
encircle surround encompass | encounter meet | encourage urge | endanger threaten imperil |
enemy foe adversary | enormous huge massive vast immense giant | enough sufficient |
enraged angry furious irate | ensure guarantee assure | entrance entry | environment atmosphere |
episode instalment | equipment gear | escalate intensify mount worsen heighten | escape flee |
especially particularly notably particular | establish found set | estimate reckon |
evening night | event incident occurrence | eventually finally ultimately | everybody everyone |
everyday daily | evidence proof | exact precise | examine inspect study | example instance |
excellent superb | exchange swap | excursion trip | exhausted tired | expand widen |
expect anticipate await | expel oust | expert specialist | explain clarify | express voice |
extend prolong | facility installation | factory plant | faith belief |
family relatives kin relative | famous renowned known celebrated | fan supporter follower |
fantastic great wonderful | fast quick rapid swift speedy | fate destiny | father dad |
fear dread | final last | find locate | fire shoot shot | firearm gun weapon | fix repair mend |
flag banner | flare outbreak flareup | follow pursue |
force troop forces troops soldier soldiers | foreign overseas |
forever eternal endless everlasting | former ex previous earlier | fortunate lucky |
free release liberate | freedom liberty | frequent often frequently | friend pal |
frighten scare | function work | fund finance | funeral burial | further new additional |
game match | gang band | garbage rubbish trash | gaze look | gift present |
give provide grant offer hand | glad happy pleased | goods merchandise |
government administration cabinet | grab seize | ground land | group organisation organization |
growing increasing rising | guideline standard criterion | gunfire shooting shots |
gunman shooter | happen occur | hardest severely worst badly | hardly barely scarcely |
heal cure | help aid | hide conceal | highly very extremely greatly | highway motorway |
hit strike struck stricken | hoist raise | hold keep grip | holiday vacation |
home house residence | hospital clinic | hostage captive | house dwelling | huge major |
humankind mankind | hurt injure wound injured wounded injury injuries | idea notion | if whether |
illness disease sickness | image picture photo photograph | immediately instantly promptly |
impact effect | important significant major considerable | improve better |
include comprise contain | individual person people persons | inform tell notify |
information details data | inhabitant resident dweller | initial first | inmate prisoner |
inquiry probe investigation enquiry | inside within into in | instead rather | instruct order |
insurgent rebel | intend plan mean | international global | investigate probe |
investigator detective | issue matter problem question | jail prison imprison gaol |
job post work | journalist reporter | journey trip voyage travel | judge justice | jump leap |
just only merely | kickstart start trigger | kill slay | killing slaying | kind type sort |
lack shortage | late later subsequently after afterwards then | latest recent newest last |
law legislation | lawmaker legislator parliamentarian | lay lie put | lead head direct |
legal lawful | licence license permit | license permit | like as | like enjoy |
limit restrict curb constrain limited limitation restriction | link connection tie | listen hear |
little small | live reside | location place site spot scene venue | lost missing |
lot many much numerous plenty several | main chief principal primary major key |
maintain keep preserve | majority most | man guy | many numerous | marry wed |
maybe perhaps possibly | meeting gathering | mention cite | method way manner means |
midday noon | military army | minimum least | minister secretary | missile rocket |
mistake error | mix mingle | mixture combination | moment instant | money cash |
monitor watch observe | mother mom mum | move relocate | movie film | near close |
necessary needed required essential | need require | neighbor neighbour |
neighborhood neighbourhood | new fresh novel | newspaper paper daily | night evening overnight |
nobody none | noise sound | nonessential inessential | nonetheless nevertheless however |
normal usual ordinary | north northern | note letter | obtain get receive gain got |
occur happen | office bureau |
officer official cop policeman policemen police officers officials | oil petroleum | ok okay |
operate run work | opinion view | oppose resist | option choice alternative | order command |
origin source | other another others | outdoors outside alfresco | outside external |
overseas abroad | overturn capsize | overweight overload overloading overloaded | own possess |
owner proprietor | pace speed | pandemic epidemic | particular special |
particular specific certain | passenger traveler traveller | pavement sidewalk |
people persons folk folks individuals | perform carry | perilous dangerous | period time |
permanent lasting | personal private | persuade convince | phase stage | phone telephone |
pistol handgun gun | place put position | plan scheme project | planet world earth globe |
pole post | port harbor harbour | possible potential | possibly potentially |
potent powerful strong | power strength might | practice practise | praise hail laud |
precarious unstable volatile fragile shaky | precipitation rain | predict forecast | press media |
prevent avoid avert | previous prior | prize award | probable likely | probably likely |
problem trouble difficulty | program programme | progress advance | propose suggest |
protect safeguard | protest demonstration rally |
protester demonstrator protestor protesters demonstrators | pull drag | question query |
real true genuine | really truly | rear back | recent new | recently lately | recession downturn |
reckon think believe | recognise recognize | recommendation advice | record register |
relation relationship relations ties | rely depend | remain stay | remember recall | remind urge |
report story article account | rescue save | rescuer saviour | resign quit | response reception |
rest remainder | return back | reveal report | revolt uprising rebellion | rich wealthy |
riot unrest | road street | robber thief | role part | roughly approximately |
route way itinerary | row line | ruling verdict | rumor rumour | safe secure | safety security |
salary wage pay | same identical | say said states stated stating tell told add added declare |
schedule plan | schedule timetable | sea ocean | search look hunt | send dispatch |
senior top leading high | sequence series | several few | several various | shape form |
shelter refuge | shop store | short brief | shut close closed | sick ill | similar alike |
simply just | sink sank sunk | situation status | skipper captain | small tiny little |
smart clever | somebody someone | soon shortly | south southern | spate onslaught series wave |
speak talk | speech address | split divide | spokesman spokesperson | spokesperson spokeswoman |
stand-off standoff | statement declaration release communique | still yet | stone rock |
strange odd weird | student pupil | stuff things | sudden abrupt | suddenly abruptly |
suffer endure | support back | sure certain | surface emerge | survey poll | suspicion suspect |
symptom sign | team side | terrible awful horrible | terrorist extremist militant |
that which who | theater theatre | threat menace | threaten menace | throw hurl | till until |
toddler infant baby | toll tally | toward towards | trade commerce | truck lorry |
tuition fee fees | two both | unconnected unrelated | understand realise realize grasp |
university college | upon on | use utilise utilize employ | usually normally generally |
utilisation use | value worth | victory win triumph | video footage | violate breach |
wake aftermath following after | want request wish | want wish desire | war warfare |
warn alert caution | wave brandish | weak feeble | weapon arm | website site | west western |
wide widespread | wife spouse | withdraw pull | woman lady | writer author | wrong incorrect |
yell scream shout
"""


@cache
def _groups_of() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(_GROUPS.split("|")):
        for word in group.split():
            groups.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


def are_synonyms(a: str, b: str) -> bool:
    """Say whether two English stems may stand for each other in news English.

    Not transitive: "hit" and "strike" are, "strike" and "protest" are not.
    """
    groups = _groups_of()
    return bool(groups.get(a, frozenset()) & groups.get(b, frozenset()))
