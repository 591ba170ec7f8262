"""Ukrainian names in every case: claimants, parties, places, means and evidence, from tags given by hand."""

from __future__ import annotations

from functools import cache

import pytest

from counterclaim.extracting import means, places
from counterclaim.extracting.claimants import Cast
from counterclaim.extracting.tags import Attribution, Mention, Tags
from counterclaim.extracting.world import World, WorldSpec, open_world
from counterclaim.language import load
from counterclaim.model import Article, Claimant, Passage, Span


@cache
def world() -> World:
    return open_world(WorldSpec())


def cast_of(text: str, *sources: str, mentions: tuple[str, ...] = ()) -> Cast:
    """The cast of a one-passage article with the attributions to `sources`, in order of the text."""
    attributions, at = [], 0
    for source in sources:
        start = text.index(source, at)
        at = start + len(source)
        attributions.append(Attribution((Span(start, at),), (), (Span(at, at + 1),), (Span(at, len(text)),)))
    spans = [Span(text.index(m), text.index(m) + len(m)) for m in mentions]
    whole = Span(0, len(text))
    article = Article(
        "a", whole, None, None, None, "2023-05-19", False, None, "uk", None, None,
        (Passage(whole, "paragraph"),),
    )  # fmt: skip
    tags = Tags(tuple(attributions), mentions=tuple(Mention(span, "party") for span in spans))
    return Cast.read(text, article, tags, world().registry, load("uk"))


def claimant(text: str, *sources: str) -> Claimant:
    """Who claims in the last attribution of `text`."""
    found, _ = cast_of(text, *sources).claimants(len(sources) - 1)
    return found[0]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("За словами речника Міноборони Азербайджану, висоту взято.", "речника Міноборони Азербайджану", "Azerbaijan: Ministry of Defence"),
        ("Про це заявив вірменський омбудсмен, спір триває.", "вірменський омбудсмен", "Armenia: Human Rights Ombudsman"),
        ("У сирійському МЗС відкинули звинувачення.", "сирійському МЗС", "Syria: Ministry of Foreign Affairs"),
        ("Генеральним штабом Збройних сил Туреччини повідомлено про втрати.", "Генеральним штабом Збройних сил Туреччини", "Turkey: General Staff"),
        ("Прем’єр-міністром Вірменії названо дату.", "Прем’єр-міністром Вірменії", "Armenia: Prime Minister"),
        ("Міністр оборони Данії обіцяє гармати.", "Міністр оборони Данії", "Denmark: Minister of Defence"),
        ("В ООН рахують переміщених.", "ООН", "UN"),
        ("За оцінкою Моніторингової місії ООН, загиблих більше.", "Моніторингової місії ООН", "HRMMU"),
        ("Сирійською обсерваторією прав людини підтверджено удар.", "Сирійською обсерваторією прав людини", "SOHR"),
        ("У Тегерані запевнили, що зброї не слали.", "Тегерані", "Iran"),
        ("Влада Нагірного Карабаху просить коридор.", "Влада Нагірного Карабаху", "Artsakh: Government"),
        ("Уряд Верхньоскелії просить коридор.", "Уряд Верхньоскелії", "Верхньоскелії: Government"),
        ("Представник Білого дому додав деталі.", "Представник Білого дому", "United States: Presidency"),
        ("Речник міноборони рф звітує, пише канал.", "Речник міноборони рф", "Russia: Ministry of Defence"),
        ("Прокуратура Харківщини відкрила справу.", "Прокуратура Харківщини", "Ukraine: Prosecutor General"),
        ("Речник угруповання «Хортиця» показав кадри.", "Речник угруповання «Хортиця»", "Ukraine: Military command"),
        ("СБУ звітує про затримання.", "СБУ", "Ukraine: Security Service"),
        ("Держприкордонслужба України повідомила про постріли.", "Держприкордонслужба України", "Ukraine: Border Guard"),
    ],
)  # fmt: skip
def test_offices_and_bodies_in_any_case(text: str, source: str, name: str) -> None:
    assert claimant(text, source).name == name


def test_a_pronoun_and_a_bare_noun_go_back_to_who_spoke() -> None:
    text = "Міноборони Вірменії показало карту. Відомство додало, що бої тривають. Воно просить тиші."
    assert claimant(text, "Міноборони Вірменії", "Відомство").name == "Armenia: Ministry of Defence"
    assert claimant(text, "Міноборони Вірменії", "Воно").name == "Armenia: Ministry of Defence"


def test_he_is_the_person_named_before() -> None:
    text = "Президент Азербайджану виступив увечері. Він назвав угоду мертвою."
    assert claimant(text, "Президент Азербайджану", "Він").name == "Azerbaijan: President"


def test_the_general_staff_alone_is_ukraines_where_russia_is_named_most() -> None:
    text = "Росіяни штурмують ліс, російська авіація кидає бомби. Генштаб спростував прорив росіян."
    assert claimant(text, "Генштаб").name == "Ukraine: General Staff"


def test_it_is_not_ukraines_in_a_war_of_others() -> None:
    text = "Сирійські війська стоять під містом, сирійська авіація мовчить. Генштаб спростував прорив."
    assert claimant(text, "Генштаб").name == "Syria: General Staff"


def test_nor_where_others_are_named_beside_its_enemy() -> None:
    text = "Москва, Анкара й Дамаск погодили тишу, російські літаки сіли, турецькі теж. Генштаб мовчить."
    assert claimant(text, "Генштаб").name != "Ukraine: General Staff"


def test_the_enemy_of_a_bulletin_is_who_fights_it() -> None:
    text = "Українська бригада тримає село. Війська противника відійшли."
    start = text.index("Війська")
    assert cast_of(text, mentions=("Війська противника",)).party(Span(start, start + 18)) == "Russia"


@pytest.mark.parametrize(
    ("text", "mention", "party"),
    [
        ("Росіянами обстріляно порт.", "Росіянами", "Russia"),
        ("Вирок винесли двом азербайджанцям.", "двом азербайджанцям", "Azerbaijan"),
        ("Турецькою артилерією накрито село.", "Турецькою артилерією", "Turkey"),
        ("Хуситів звинуватили в пострілах.", "Хуситів", "Houthis"),
        ("Бійцями ХАМАСу захоплено джип.", "Бійцями ХАМАСу", "Hamas"),
        ("Військами РФ залишено село, Україну вітають.", "Військами РФ", "Russia"),
    ],
)
def test_parties_in_any_case(text: str, mention: str, party: str) -> None:
    start = text.index(mention)
    assert cast_of(text, mentions=(mention,)).party(Span(start, start + len(mention))) == party


REAL = {
    "під Харковом": "Kharkiv",
    "у Бахмуті": "Bakhmut",
    "Авдіївкою": "Avdiivka",
    "Часового Яру": "Chasiv Yar",
    "Кривому Розі": "Kryvyi Rih",
    "Сумах": "Sumy",
    "Бєлгородської області": "Belgorod",
    "Вугледаром": "Vuhledar",
    "Куп’янському напрямку": "Kupiansk",
    "Новій Каховці": "Nova Kakhovka",
    "Рубіжному": "Rubizhne",
    "Степанакерті": "Stepanakert",
    "Гадрута": "Hadrut",
    "Ідлібі": "Idlib",
    "Алеппо": "Aleppo",
    "Дамаском": "Damascus",
    "Хартумі": "Khartoum",
    "Відні": "Vienna",
    "Донеччиною": "Donetsk",
    "Чорному морі": "Black Sea",
}


def located(phrases: list[str]) -> list[str]:
    """The names of the places that `phrases`, each in a sentence of its own, resolve to."""
    text, spans = "", []
    for phrase in phrases:
        spans.append(Span(len(text), len(text) + len(phrase)))
        text += phrase + ". "
    found = places.resolve(
        text, spans, gazetteer=world().gazetteer, conflicts=world().conflicts, language="uk"
    )
    return [mention.name or "" for mention in found]


def test_most_real_places_are_found_in_any_case() -> None:
    names = located(list(REAL))
    missed = [(phrase, name) for phrase, name in zip(REAL, names, strict=True) if REAL[phrase] not in name]
    assert len(missed) <= 1, missed


@pytest.mark.parametrize(
    ("phrase", "name", "precision"),
    [
        ("Харкові", "Kharkiv", "settlement"),
        ("Харківській області", "Kharkiv", "province"),
        ("Харківщиною", "Kharkiv", "province"),
        ("Луганську", "Luhansk", "settlement"),
        ("Луганську область", "Luhansk", "province"),
        ("Курську", "Kursk", "settlement"),
        ("Курською областю", "Kursk Oblast", "province"),
        ("Донецького району", "Donetsk Raion", "district"),
        ("Костянтинівського напрямку", "Kostyantynivka", "region"),
    ],
)
def test_towns_and_what_is_named_after_them(phrase: str, name: str, precision: str) -> None:
    (found,) = places.resolve(
        phrase, [Span(0, len(phrase))],
        gazetteer=world().gazetteer, conflicts=world().conflicts, language="uk",
    )  # fmt: skip
    assert (found.name, found.precision) == (name, precision)


@pytest.mark.parametrize("phrase", ["там", "селищі", "схід", "околиці", "біля річки"])
def test_common_words_are_no_names(phrase: str) -> None:
    assert located([phrase]) == [""]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Село накрили мінометним вогнем.", "shelling"),
        ("Порт атакували ударними безпілотниками.", "drone"),
        ("По місту випустили дві балістичні ракети.", "missile"),
        ("На висоту скинули керовані авіабомби.", "air_strike"),
        ("Фермер підірвався на міні.", "mine"),
        ("Полонених розстріляно біля яру.", "small_arms"),
        ("Проти окопів застосовано хлор.", "chemical"),
        ("Сараї підпалили вночі.", "arson"),
    ],
)
def test_means(text: str, kind: str) -> None:
    assert [mention.kind for mention in means.find_means(text, 0, len(text), load("uk"))] == [kind]


def test_arms_that_were_lost_are_no_means() -> None:
    text = "Над затокою збито два безпілотники."
    assert not means.find_means(text, 0, len(text), load("uk"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Снаряд влучив у дитячу лікарню.", "hospital"),
        ("Дрон ударив по автобусу з людьми.", "convoy"),
        ("Уламками пошкоджено церкву.", "place_of_worship"),
        ("Ракета зруйнувала котельню.", "power"),
        ("Міст підірвано, відступ тривав.", "bridge"),
    ],
)
def test_objects(text: str, kind: str) -> None:
    assert kind in [mention.kind for mention in means.find_objects(text, 0, len(text), load("uk"))]


def test_a_town_is_no_bridge() -> None:
    text = "Вулиці міста обстріляно, у місті пожежі."
    kinds = [mention.kind for mention in means.find_objects(text, 0, len(text), load("uk"))]
    assert "bridge" not in kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("на відеозаписах з дрона", "video"),
        ("супутниковими знімками", "satellite_image"),
        ("списком загиблих", "list"),
        ("свідченнями очевидців", "witness"),
    ],
)
def test_evidence(text: str, kind: str) -> None:
    assert [e.kind for e in means.find_evidence(text, 0, len(text), load("uk"))][:1] == [kind]
