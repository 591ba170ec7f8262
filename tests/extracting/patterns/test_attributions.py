import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.extracting.patterns.attributions import cue_flags, find
from counterclaim.extracting.tags import Attribution
from counterclaim.language import load
from counterclaim.model import Passage, Span

ENGLISH = load("en")


def passages(text: str) -> list[Passage]:
    return [Passage(Span(*m.span()), "paragraph") for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def read(text: str) -> list[tuple[str, str, str, str]]:
    """Source, via, cue and content of each attribution, pieces joined by ' | '."""

    def words(spans: tuple[Span, ...]) -> str:
        return " | ".join(span.of(text) for span in spans)

    return [
        (words(a.source), words(a.via), words(a.cue), words(a.content))
        for a in find(text, passages(text), ENGLISH)
    ]


def only(text: str) -> Attribution:
    (found,) = find(text, passages(text), ENGLISH)
    return found


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The ministry in Lorva said that its troops had entered Sarn.",
            "The ministry in Lorva",
            "said",
            "its troops had entered Sarn",
        ),
        (
            "The ministry said on Monday its troops had entered Sarn.",
            "The ministry",
            "said",
            "its troops had entered Sarn",
        ),
        ("The bridge has fallen, the army said.", "the army", "said", "The bridge has fallen"),
        (
            "The bridge has fallen, said Olek Brant, a farmer from the next village.",
            "Olek Brant, a farmer from the next village",
            "said",
            "The bridge has fallen",
        ),
        (
            '"The bridge has fallen," the mayor told reporters on Monday.',
            "the mayor",
            "told",
            '"The bridge has fallen,"',
        ),
        (
            "Mara Toll, a top adviser to the president, told parliament that the war was over.",
            "Mara Toll, a top adviser to the president",
            "told",
            "the war was over",
        ),
        (
            "According to the Norvan Red Cross, at least 12 people were killed.",
            "the Norvan Red Cross",
            "According to",
            "at least 12 people were killed",
        ),
        (
            "At least 12 people were killed, according to the Norvan Red Cross.",
            "the Norvan Red Cross",
            "according to",
            "At least 12 people were killed",
        ),
        (
            "Lorva accused Estmark of shelling the village.",
            "Lorva",
            "accused",
            "Estmark of shelling the village",
        ),
        ("Estmark denied that its guns had fired.", "Estmark", "denied", "its guns had fired"),
        (
            "The envoy called on both sides to lay down their arms.",
            "The envoy",
            "called on",
            "both sides to lay down their arms",
        ),
        (
            "The general vowed to retake the town.",
            "The general",
            "vowed",
            "to retake the town",
        ),
        (
            "The town, the governor said, had fallen at dawn.",
            "the governor",
            "said",
            "The town | had fallen at dawn",
        ),
        (
            "The town, says the mission's report, was empty.",
            "the mission's report",
            "says",
            "The town | was empty",
        ),
        ("As the army announced, the town had fallen.", "the army", "announced", "the town had fallen"),
        (
            "Two drones were shot down over the bay the army said.",
            "the army",
            "said",
            "Two drones were shot down over the bay",
        ),
        ("It was reported that the dam had burst.", "", "reported", "the dam had burst"),
        ("The dam had reportedly burst.", "", "reportedly", "The dam had | burst"),
        ("The cargo is believed to hold grain.", "", "believed", "The cargo | to hold grain"),
        (
            "Kenya, Uganda and Rwanda condemned the raid.",
            "Kenya, Uganda and Rwanda",
            "condemned",
            "the raid",
        ),
        (
            "The port fell as its mayor and deputies were blaming the army.",
            "its mayor and deputies",
            "blaming",
            "the army",
        ),
        (
            "Although a truce was signed, Estmark and Kestria continue to accuse each other of fraud.",
            "Estmark and Kestria",
            "accuse",
            "each other of fraud",
        ),
        (
            "The bridge, which the governor announced to have been lost, stands.",
            "the governor",
            "announced",
            "to have been lost, stands",
        ),
        ("He sated that the men had left.", "He", "sated", "the men had left"),
        (
            "Unconfirmed reports suggest that the fort fell.",
            "Unconfirmed reports",
            "suggest",
            "the fort fell",
        ),
        (
            "According to Kestrian estimates, 40 men died.",
            "Kestrian estimates",
            "According to",
            "40 men died",
        ),
        (
            "Reports emerged overnight that the fort had fallen.",
            "Reports",
            "Reports",
            "the fort had fallen",
        ),
        (
            "Shelling is being reported across the valley.",
            "",
            "reported",
            "Shelling | across the valley",
        ),
        (
            "The army and the mayor said at least ten men died.",
            "The army and the mayor",
            "said",
            "at least ten men died",
        ),
        (
            "Two men were shot on Sunday in the hills security sources said.",
            "security sources",
            "said",
            "Two men were shot on Sunday in the hills",
        ),
        (
            "Residents of Orvel say gunmen burned the mill.",
            "Residents of Orvel",
            "say",
            "gunmen burned the mill",
        ),
        (
            "The convoy was hit in what the mission described as a drone strike.",
            "the mission",
            "described",
            "a drone strike",
        ),
    ],
)
def test_a_frame_gives_source_cue_and_content(text: str, source: str, cue: str, content: str) -> None:
    assert read(text) == [(source, "", cue, content)]


def test_a_second_verb_shares_the_subject() -> None:
    found = read("The army acknowledged the loss of two hills but said the rest had been retaken.")
    assert [row[0] for row in found] == ["The army", "The army"]
    assert found[0][3] == "the loss of two hills"
    assert found[1][3] == "the rest had been retaken"


def test_a_participle_shares_the_source_of_its_clause() -> None:
    found = read("The mayor said the road was cut, adding that food was running out.")
    assert found == [
        ("The mayor", "", "said", "the road was cut"),
        ("The mayor", "", "adding", "food was running out"),
    ]


def test_a_pronoun_is_its_own_source() -> None:
    assert read("It also said that two soldiers were missing.") == [
        ("It", "", "said", "two soldiers were missing")
    ]


def test_a_quotation_that_goes_on_belongs_to_its_speaker() -> None:
    text = '"They came at five," said Olek Brant. "We burned two carriers."'
    assert read(text) == [("Olek Brant", "", "said", '"They came at five," | "We burned two carriers."')]


def test_a_quotation_alone_goes_to_the_speaker_before_it() -> None:
    text = 'The widow said soldiers had taken the rice.\n"We have only what we are wearing."'
    said, carried = find(text, passages(text), ENGLISH)
    assert not said.carried
    assert carried.carried
    assert carried.source[0].of(text) == "The widow"


def test_a_quotation_runs_over_paragraphs() -> None:
    text = "“We came by night,” the scout said. “The river was high.\n“Nobody saw us.”"
    assert only(text).content[-1].of(text) == "“Nobody saw us.”"


def test_a_source_that_is_cited_is_the_source_and_its_agency_relays() -> None:
    assert read("RIA, citing its own sources, reported that the port was closed.") == [
        ("its own sources", "RIA", "reported", "the port was closed")
    ]
    assert read("The port was closed, the agency reported, citing its own sources.") == [
        ("its own sources", "the agency", "reported", "The port was closed")
    ]
    assert read("The agency quoted a docker as saying that the port was closed.") == [
        ("a docker", "The agency", "quoted", "the port was closed")
    ]


def test_who_cites_relays_wherever_the_citation_stands() -> None:
    agency = [("two colonels", "The agency", "said", "the brigade had left")]
    assert read("The agency said, citing two colonels, the brigade had left.") == agency
    assert read("The agency, which quoted two colonels, said the brigade had left.")[-1:] == agency
    assert read('"We hold the dam," the captain was quoted as saying by a Kyiv daily.') == [
        ("the captain", "a Kyiv daily", "quoted", '"We hold the dam,"')
    ]
    assert read("A sheikh, cited by the Orvel channel, claims that thirty lorries were stopped.") == [
        ("A sheikh", "the Orvel channel", "claims", "thirty lorries were stopped")
    ]


def test_hearsay_inside_a_named_source_s_words_is_that_source_s() -> None:
    assert [cue for _, _, cue, _ in read("The army said the men had allegedly fled.")] == ["said"]
    assert [cue for _, _, cue, _ in read("The army said that shelling was reported in the hills.")] == [
        "said"
    ]
    assert [content for *_, content in read("Two jets were lost, allegedly to a missile.")] == [
        "to a missile"
    ]


def test_what_claims_lives_or_stands_beside_it_says_nothing() -> None:
    assert read("The blast claimed the lives of ten men.") == []
    assert read("It is hard to claim victory.") == []


def test_a_turn_of_an_interview_is_given_to_its_speaker() -> None:
    text = "Q: Who fired first?\nA: They did, at noon.\nQ: And then?\nA: We answered."
    assert [row[0] for row in read(text)] == ["A", "A"]
    text = "Ana Brandt: Who fired?\nGeneral Orlo: They did. We know it.\nAna Brandt: When?\nOrlo: At noon."
    assert ("General Orlo", "", ":", "They did. We know it") in read(text)


def test_a_place_before_a_colon_is_no_speaker() -> None:
    assert read("Lorvia: two killed in night shelling") == []


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("The ministry denied it.", True),
        ('The spokesman dismissed the claims as "complete nonsense".', True),
        ("Lorva called the report a lie.", True),
        ("Lorva denied the shooting down of two jets.", False),
        ("Lorva said the bridge was a ruin.", False),
    ],
)
def test_a_bare_denial_only_names_what_it_rejects(text: str, bare: bool) -> None:
    assert only(text).bare_denial is bare


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Lorva denied that it had fired.", "denies"),
        ("Lorva accused Estmark of firing.", "accuses"),
        ("The envoy urged both sides to stop.", "demands"),
        ("The general vowed to retake the town.", "intention"),
        ("Analysts believe the town has fallen.", "belief"),
        ("The dam had reportedly burst.", "probable"),
        ("The dam had allegedly burst.", "possible"),
        ("The dam had allegedly burst.", "unsourced"),
    ],
)
def test_the_cue_tells_its_flags(text: str, flag: str) -> None:
    assert flag in cue_flags(text, only(text), ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on the suburb for a third night.",
        "The latest claims were of no use to anybody.",
        "Turkish-backed fighters left the town.",
        "A state of calm held on the border.",
        "Rain fell, and the shell craters filled.",
    ],
)
def test_where_nobody_is_quoted_there_is_no_attribution(text: str) -> None:
    assert read(text) == []


words = st.sampled_from(
    ["the", "army", "said", "that", "it", ",", ".", '"', "“", "”", "Lorva", "denied", "according to", ":", "and",
     "accusing", "who", "\n", "٢٣", "1,200", "U.S.", "—", "(", ")", "had", "fallen", "is believed to", "citing", "’s"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(words | st.text(max_size=6), max_size=60).map(" ".join))
def test_spans_lie_in_passages_and_hold_text(text: str) -> None:
    blocks = passages(text)
    for attribution in find(text, blocks, ENGLISH):
        spans = (*attribution.source, *attribution.via, *attribution.cue, *attribution.content)
        assert attribution.content
        for span in spans:
            assert span.start < span.end
            assert any(block.span.holds(span) for block in blocks)
            assert span.of(text).strip() == span.of(text)


def test_the_same_text_gives_the_same_attributions() -> None:
    text = 'The army said "no". Lorva denied that, according to Reuters.'
    assert find(text, passages(text), ENGLISH) == find(text, passages(text), ENGLISH)
