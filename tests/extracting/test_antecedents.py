"""Words that point back at a source: pronouns, short names, 'the group', 'the ministry'; sentences are invented."""

from __future__ import annotations

from tests.extracting.sources import REGISTRY, claimants, parties, said

from counterclaim.extracting.claimants import Cast
from counterclaim.extracting.tags import Attribution, Tags
from counterclaim.language import load
from counterclaim.model import Article, Passage, Span


def test_a_surname_and_a_pronoun_go_back_to_the_office_given_at_first_mention() -> None:
    assert (
        claimants(
            "[Sudanese Foreign Minister Amin Talha] said the road was open. [Talha] denied a siege. [He] also"
            " praised Cairo. [The minister] left on Monday."
        )
        == [["Sudan: Minister of Foreign Affairs"]] * 4
    )


def test_the_ministry_and_it_go_back_to_their_office() -> None:
    assert claimants(
        "[Azerbaijan's Defence Ministry] reported gains. [It] said two hills fell."
        " Armenia answered. [The Armenian Defence Ministry] denied it. [The ministry] showed a map."
    ) == [
        ["Azerbaijan: Ministry of Defence"],
        ["Azerbaijan: Ministry of Defence"],
        ["Armenia: Ministry of Defence"],
        ["Armenia: Ministry of Defence"],
    ]


def test_the_country_and_his_point_to_the_antecedent() -> None:
    assert claimants("Mali closed the border. [The country's defence ministry] gave no reason.") == [
        ["Mali: Ministry of Defence"]
    ]
    assert parties("Ethiopia said [its forces] had left. Eritrea said [its army] never came.") == [
        "Ethiopia",
        "Eritrea",
    ]


def test_a_leader_a_monitor_and_a_group_are_found_again() -> None:
    assert claimants(
        "Turkish President Kemal Arslan spoke. [The Turkish leader] promised help. A monitor disagreed:"
        " [the Observatory] counted nine dead, [a war monitor] said. Boko Haram came. [The group] claimed it."
    ) == [["Turkey: President"], ["SOHR"], ["SOHR"], ["Boko Haram"]]


def test_we_in_a_quotation_are_who_is_quoted_else_the_outlet() -> None:
    inner = said('"We believe that the fort fell," said Ukraine\'s defence ministry.')
    assert (["Ukraine"], []) in [(party, []) for party, _ in inner]
    assert said("We believe that the fort fell.") == [(["outlet"], [])]


def test_they_are_all_persons_named_together() -> None:
    assert claimants("Sudan's president and Egypt's president met. [They] agreed.") == [
        ["Sudan: President", "Egypt: President"]
    ]


def test_a_word_like_coalition_means_only_who_bears_it() -> None:
    assert claimants("[The Houthis] fired. [The coalition] denied it.")[1] == ["coalition"]
    assert claimants("[The Houthis] fired. [The group] denied it.")[1] == ["Houthis"]


def test_it_of_the_group_is_the_group_s_own_antecedent() -> None:
    assert claimants("[The Syrian Observatory] counted. [The group] added. [It] said.") == [["SOHR"]] * 3
    assert claimants("Putin met Erdogan. [An official at the port] said so. [He] was calm.")[1] == [
        "official at the port"
    ]


def test_an_abbreviation_means_the_name_before_it() -> None:
    assert (
        claimants("[The Valley Liberation Front (VLF)] took Kora. [The VLF] said so. [VLF] channels cheered.")
        == [["Valley Liberation Front"]] * 3
    )


def test_a_short_name_goes_back_to_the_longer_one() -> None:
    assert claimants(
        "The Syrian National Coalition met in Paris. US-led coalition jets flew. [The Coalition] asked for aid."
        " The World Health Organization came. [The organization] counted beds."
    ) == [["Syrian National Coalition"], ["WHO"]]


def test_the_source_is_the_one_that_spoke_before() -> None:
    text = (
        "[A source at the Aleppo police command] said nine had died. [The source] added that ten were hurt."
    )
    first, second = claimants(text)
    assert first == second
    assert claimants("[A local source] said nine had died. [The source] added that ten were hurt.") == [
        ["local source"],
        ["local source"],
    ]


def test_its_spokesman_by_name_speaks_for_its_party() -> None:
    text = "[Hamas] said it had fired rockets. [Its spokesman, Salim Odeh], said nine were hit. [Odeh] added more."
    assert claimants(text) == [["Hamas"], ["Hamas"], ["Hamas"]]


def test_they_are_the_subject_that_their_sentence_names_together() -> None:
    assert claimants(
        "A number of states, including [Chad], called for calm. Nigerien President Issa Bako and Malian Prime"
        " Minister Amadou Keita also held a call, during which [they] asked for a truce."
    ) == [["Chad"], ["Niger: President", "Mali: Prime Minister"]]
    assert claimants("Turkey closed the road. France and Mali met. [They] called for calm.") == [
        ["France", "Mali"]
    ]


def test_they_are_fighters_without_a_name_of_their_own() -> None:
    assert claimants("Chad held the town. Rebel fighters fired rockets as [they] announced an advance.") == [
        ["Rebel fighters"]
    ]


def test_a_pronoun_hardly_means_whom_its_own_words_name() -> None:
    text = 'The Kenyan army reported strikes. "Ethiopian jets hit the camp," it said.'
    said, content = (
        Span(text.index("it said"), text.index("it said") + 2),
        Span(text.index('"'), text.index(" it")),
    )
    passages = (Passage(Span(0, len(text)), "paragraph"),)
    article = Article(
        "a", Span(0, len(text)), None, None, None, "2023-06-01", False, None, "en", None, None, passages
    )  # fmt: skip
    for told, name in (((content,), "Kenya: Armed Forces"), ((), "Ethiopia")):
        tags = Tags(attributions=(Attribution((said,), (), (), told),))
        cast = Cast.read(text, article, tags, REGISTRY, load("en"))
        assert [claimant.name for claimant in cast.claimants(0)[0]] == [name]


def test_a_monitor_with_a_name_of_its_own_is_no_other_one() -> None:
    before = "[The Syrian Observatory for Human Rights] spoke. "
    other = "[The Zor 24 monitoring group] agreed that shells hit Niger. [It] named nobody."
    assert claimants(before + other)[1:] == [["Zor 24 monitoring group"]] * 2
    assert claimants(before + "[The Britain-based monitor] agreed.")[1] == ["SOHR"]
    assert claimants(before + "[A spokesman for the UK-based monitor] agreed.")[1] == ["SOHR"]
    assert claimants(before + "[The Britain-based human rights organisation] agreed.")[1] == ["SOHR"]
