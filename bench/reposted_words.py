"""Words for the planted reposts: invented reporting in three styles, forms of bulletins, sayings, and synonyms.

In a form one alternative in brackets is taken; slots in braces are filled from the story.
"""

STYLES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (
        (
            "[At least|No fewer than] {n} people were killed and {m} [wounded|injured] on {day} when {foe} forces [fired|launched] {arms} at the {target} in {town}, the {office} said.",
            "{foe} {arms} [hit|struck] the {target} in {town} on {day}, killing {n} people and [wounding|injuring] {m} others, [according to|in the words of] the {office}.",
        ),
        (
            "The first [strike|volley] [came|landed] shortly after {hour} o'clock, while [traders were opening their stalls|children were on their way home|workers were changing shifts] on {street} Street.",
            "[Witnesses|Residents] said the [attack|barrage] began around {hour} o'clock and went on for [almost half an hour|more than forty minutes|the whole of the lunch break] along {street} Street.",
        ),
        (
            "Rescue teams pulled {k} [bricks and bodies|survivors|people] from [the cellars|the rubble] of [nearby|neighbouring] houses before fire crews [put out|extinguished] the [last|remaining] flames.",
            "Doctors at the district hospital [treated|received] {k} patients in a single night and [asked|appealed] for blood donors and [generators|oxygen].",
        ),
        (
            "It was the [deadliest|heaviest] [attack|bombardment] on {town} since the truce [collapsed|broke down] in the [spring|winter], and the second to hit the {target}.",
            "The {target} had already been [damaged|burned] twice since the [fighting|conflict] [reached|spread to] the banks of the {river}.",
        ),
        (
            "{foe} [denied|rejected] [responsibility|any part in it] and said its [gunners|crews] had only [fired at|targeted] {own} positions [outside|beyond] the city limits.",
            "A spokesman for {foe} [dismissed|rejected] the [account|report] and blamed a [misfired|stray] {own} [rocket|missile] for the [destruction|damage].",
        ),
        (
            "Two soldiers were killed.",
            "[Power|Water] was cut off.",
            "The road was closed.",
        ),
        (
            "Some {k} families have [left|fled] the [eastern|western|northern] suburbs of {town} for [schools|barns|tents] across the {river} since the [weekend|start of the week].",
            "[Trains|Buses] [carried|took] about {k} women and children out of {town} to the [valleys|villages] of {region} [overnight|by morning].",
        ),
    ),
    (
        (
            "When the dust settled over the {target} of {town} on {day}, {n} [bodies lay|dead were counted] in the open and {m} [people|men and women] were [bleeding|hurt], all of them from {foe}'s {arms}.",
            "It took {foe}'s {arms} [only minutes|less than a quarter of an hour] on {day} to turn {town}'s {target} into a [grave for {n}|place where {n} died] and to [maim|hurt] {m} more, says the {office}.",
        ),
        (
            "People who live along {street} Street remember that it must have been {hour} when [windows shook|the ground trembled|every dog began to howl], and then [nothing but smoke|a long silence].",
            "“It was {hour}, we had just sat down,” [recalls|remembers] a [baker|widow|teacher] from {street} Street whose [kitchen|front door|roof] is gone.",
        ),
        (
            "In the wards there are [not enough|too few] beds for the {k} who were brought in [by lorry|on carts|by tractor], and [surgeons|nurses] [work|operate] by torchlight.",
            "Neighbours dug with bare hands and [got|brought] {k} out alive, a number that the [mayor|priest|fire chief] calls [a miracle|more than anyone hoped for].",
        ),
        (
            "Nobody in {town} had [seen|lived through] anything like it since [guns fell silent|talks were called off] last [year|autumn], although the {target} [bears|has] older scars.",
            "For {town}, a [quiet|sleepy] place on the {river}, the war had until now been [something on the radio|a rumble behind the hills].",
        ),
        (
            "In its [evening|nightly] statement the other side, {foe}, would hear [nothing|none] of it: its [batteries|men], it says, [shoot|aim] at {own} trenches and [never|not] at towns.",
            "{foe} tells [another|a different] story, in which {own} [brought it on itself|hid ammunition next door] and the [blast|explosion] came from inside.",
        ),
        (
            "Nobody slept.",
            "The bakery is closed.",
            "Shops stay shut.",
        ),
        (
            "Whoever has a car [drives|heads] towards {region}; {k} households are [said|thought] to be [camping|sleeping rough] beyond the bridge over the {river} already.",
            "On the [road|track] to {region} the [column|line] of carts was [miles long|without end], {k} families by the [count|reckoning] of the ferrymen.",
        ),
    ),
    (
        (
            "{town}: the {target} was shelled with {arms} from {foe}-held ground on {day}; casualties stand at {n} dead, {m} [in hospital|under treatment], per the {office}.",
            "{n} fatalities and {m} cases of injury have been registered after {day}'s {arms} fire on {town}, [where|in which] {foe} [destroyed|wrecked] the {target}.",
        ),
        (
            "Impact [times|reports] from {street} Street cluster near {hour}:00, [consistent with|matching] three [salvoes|volleys] from the [southeast|northwest].",
            "Footage [filmed|recorded] on {street} Street near {hour}:00 shows [four|five|six] impacts and [one dud|no secondary blast].",
        ),
        (
            "Emergency services [logged|recorded] {k} call-outs, and the hospital's [list|register] of admissions [runs|extends] to two pages.",
            "Civil protection [reports|gives] {k} persons rescued and [ten|eleven|twelve] blocks [unfit|unsafe] for use.",
        ),
        (
            "Our database [holds|lists] {k} earlier [strikes|incidents] within a mile of the {target}, none with a toll [this high|of this size].",
            "Between the {river} and the {target} [monitors|observers] have [noted|counted] {k} craters since the armistice [lapsed|ran out].",
        ),
        (
            "{foe}'s command [claims|maintains] that only {own} [hardware|equipment] was engaged; [satellite|drone] images neither [confirm|support] nor [rule out|exclude] this.",
            "Attribution to {foe} [rests|is based] on firing azimuths; {foe} itself [attributes|ascribes] the incident to {own} air defence.",
        ),
        (
            "No video exists.",
            "Updates will follow.",
            "Grid data withheld.",
        ),
        (
            "Displacement: {k} households [registered|recorded] at collection points in {region}, [most|the majority] of them from blocks facing the {river}.",
            "[Transport|Convoy] manifests for {region} [list|name] {k} evacuees from {town} for the [reporting period|past two days].",
        ),
    ),
)  # fmt: skip
"""By style and role: the event, its hour, its aftermath, its past, the other side, a short line, who left."""

BULLETINS = (
    "The press service of the {office} reported that over the past day {foe} units had fired {n} times at {own} posts near {town} with {arms}, without loss to the defenders.",
    "During the night air defence of {own} shot down {n} of {m} drones that {foe} had sent towards the region of {region}, the air force command wrote in its morning summary.",
    "Engineers of the {office} cleared {k} mines and shells from fields around the village of {town} in the course of the week, its daily statement on humanitarian work says.",
)

QUIET = (
    "The night passed without any violation along the whole of the line of contact, and both sides kept to what had been "
    "agreed, the observers wrote in their morning bulletin."
)

BOILERPLATE = (
    (
        "The war in the valley began three years ago after the annulment of a treaty on water and has cost more than fourteen thousand lives by the count of the churches.",
        "Our reporters are not allowed into areas under military rule, and casualty figures of either side could not be verified by this newspaper.",
    ),
    (
        "Since the beginning of the fighting over the upper dams, monitors have documented the deaths of more than fourteen thousand people, a third of them not under arms.",
        "Readers who wish to support families that lost their homes in the shelling may turn to the relief office that we opened last winter.",
    ),
)

SPOKEN = (
    "“SAYING,” {person} told reporters who had come to {region} on the first bus.",
    "Asked in parliament about the war, {person} answered: “SAYING.”",
    "“SAYING,” said {person} at the graveside, where some four hundred had gathered in the rain.",
    "In an interview that was taped in {region} before the talks, {person} had this to say: “SAYING.”",
)

SCENES = (
    "The [cabinet|council] of {town} meets [today|this week] to [discuss|vote on] rations of [flour|diesel] for the winter in {region}.",
    "A [delegation|commission] from {region} had [inspected|toured] the [hangars|warehouses] on {street} Street the [evening|day] before.",
    "Under the [draft|new] law, [owners|tenants] on the {river} are to get {k} a head for [lost|burned] [cattle|orchards].",
    "[Elections|Harvest festivals] in {town} have been put off until the [minefields|bridges] along the {river} are [cleared|repaired].",
)

SAYINGS = (
    "We [will not|will never] [hand over|give up] a single [village|well|field] that our [fathers|mothers] [watered|ploughed], whatever {foe} may [offer|threaten] us",
    "Those who [ordered|planned] this will [stand before|answer to] a court, and I [do not care|do not mind] how many [years|summers] that takes us",
    "There will be no [talks|meeting] with {foe} as long as one of its [guns|tanks] [stands|remains] on our [side|bank] of the {river}",
    "Our [army|brigades] will [return|come back] to the {river} before the [first|next] snow, and [nobody|no one] will [stop|halt] them this time",
    "I [believe|think] that [people|citizens] of both states will one day [ask|wonder] why we [fought|went to war] over a [dam|bridge] that no longer exists",
    "[Every|Each] house in the [valley|district] will be [rebuilt|raised again] with money that {foe} [must|has to] pay, down to the last [window|tile]",
)

_LIKE = """
killed slain,murdered; people persons,civilians; wounded hurt,maimed; injured hurt,harmed; forces troops,units; said stated,declared;
killing slaying; wounding hurting; injuring harming; others more; first initial,opening; shortly soon,just; opening unlocking;
began started,commenced; around about,near; almost nearly; whole entire; teams squads,crews; pulled dragged,freed; survivors living;
houses homes,dwellings; before until; crews squads,men; last final; remaining final; flames fires; Doctors Medics,Physicians;
treated saw,cared; received admitted; single one; asked begged,called; appealed begged; attack assault,raid; bombardment shelling;
collapsed failed,ended; second next; already previously; damaged hit,harmed; burned scorched; fighting battle,war; conflict war;
reached came; denied disputed,refuted; rejected disputed,refused; responsibility guilt,blame; positions lines,posts; outside beyond;
spokesman speaker,official; dismissed waved; account version,story; report version; blamed accused; stray lost; destruction ruin;
damage harm,ruin; soldiers servicemen,troops; closed shut,blocked; families households; left abandoned,quit; fled escaped,quit;
suburbs outskirts,districts; across over; carried drove,brought; women mothers; children kids,minors; villages hamlets;
settled cleared; bodies corpses; open street; bleeding hurt; turn change; place spot; live dwell,reside; remember recall;
shook rattled; trembled shook; silence hush; enough sufficient; brought carried,taken; work toil; Neighbours Locals; alive living;
number figure; calls names; Nobody Noone; quiet calm,peaceful; war conflict; statement communique; trenches ditches; towns cities;
story tale; blast explosion; drives goes; beyond past; road way; column queue; shelled bombarded,pounded; casualties losses;
dead deceased; fatalities deaths; registered listed,noted; destroyed ruined,razed; wrecked ruined; reports notes; recorded noted,registered;
shows reveals,depicts; impacts hits; hospital clinic; list roll; rescued saved; earlier previous,prior; strikes hits; toll count;
craters holes; claims insists,asserts; equipment gear; images pictures; incident event; exists remains; follow come; most many;
name list; evacuees refugees; night dark; part share; district county; hands fingers; stands remains; times hours; services units
"""  # fmt: skip

SYNONYMS = {
    line.split()[0]: tuple(line.split()[1].split(","))
    for line in _LIKE.replace("\n", " ").split(";")
    if line.strip()
}
