"""Russian names of places: in any case, as adjectives, in Latin letters; found in running text."""

from __future__ import annotations

import pytest

from counterclaim.extracting.unmarked import unmarked_places
from counterclaim.gazetteer import Gazetteer, locate
from counterclaim.model import Span
from counterclaim.parties import conflict

DECLINED = """
под Харьковом=Kharkiv; в Степанакерте=Stepanakert; Шушу=Shusha; Шуши=Shusha; Гадрута=Hadrut;
у Физули=Fuzuli; Мартакерте=Martakert; Джебраила=Jabrayil; Гянджи=Ganja; в Бахмуте=Bakhmut;
Артёмовска=Bakhmut; Авдеевкой=Avdiivka; в Часовом Яре=Chasiv Yar; Часова Яра=Chasiv Yar;
Красногоровки=Krasnohorivka; Кривом Роге=Kryvyy Rih; Кривого Рога=Kryvyy Rih; Мариуполя=Mariupol;
Мелитополе=Melitopol; Донецкой области=Donetsk; Запорожье=Zaporizhzhia;
Запорожской области=Zaporizhzhia; Херсоном=Kherson; Одессе=Odesa; Сум=Sumy; Сумах=Sumy;
Курской области=Kursk; Судже=Sudzha; Белгородом=Belgorod; Белгородской областью=Belgorod; Крыму=Crimea;
Крымом=Crimea; Севастополе=Sevastopol; Изюма=Izyum; Лимана=Lyman; Соледара=Soledar; Угледаром=Vuhledar;
Волновахи=Volnovakha; Ирпене=Irpin; Буче=Bucha; Дамаском=Damascus; Алеппо=Aleppo; Хомса=Homs;
Хаме=Hama; Пальмиры=Tadmur; Дейр-эз-Зоре=Deir ez-Zor; Ракки=Raqqa; Дараа=Daraa; Саракиба=Saraqib;
Маарат-эн-Нумане=Ma'arrat; Хан-Шейхуна=Khan Sheikhoun; Африна=Afrin; Идлибе=Idlib; провинции Хама=Hama;
Восточной Гуте=Ghouta; Думе=Douma; Хартуме=Khartoum; Омдурмана=Omdurman; Эль-Фашере=Fasher;
Дарфуре=Darfur; Порт-Судана=Port Sudan; Газе=Gaza; секторе Газа=Gaza; Рафахе=Rafah; Хан-Юнисе=Khan Yunis;
Джабалии=Jabalya; Триполи=Tripoli; Бенгази=Benghazi; Сирте=Sirt; Мисураты=Misrata; Саны=Sana;
Ходейды=Hodeidah; Мариба=Ma'rib; Таизе=Taiz; Адене=Aden; Мандалае=Mandalay; штате Шан=Shan;
Мьявади=Myawaddy; Бамако=Bamako; Тимбукту=Timbuktu; Кидале=Kidal; Менаке=Ménaka; Гоме=Goma; Мекеле=Mekelle;
Тыграе=Tigray; Аддис-Абебе=Addis Ababa; Бейруте=Beirut; Мосула=Mosul; Багдаде=Baghdad; Кабулом=Kabul;
Кандагаре=Kandahar; Нагорном Карабахе=Karabakh; Нагорного Карабаха=Karabakh;
Лачинского коридора=Lachin; Цхинвали=Ts’khinvali; Баткене=Batken; Луганска=Luhansk;
Северодонецка=Sievierodonetsk; Славянском=Slovyansk; Краматорска=Kramatorsk;
Константиновки=Kostyantynivka; Днепре=Dnipro; Николаева=Mykolaiv; Львове=Lviv; Чернигова=Chernihiv;
Никополя=Nikopol; Токмаке=Tokmak; Работино=Robotyne; Гуляйполя=Huliaipole; Энергодара=Enerhodar;
Ростовской области=Rostov; Брянской области=Bryansk; Москве=Moscow; Киевом=Kyiv; Киева=Kyiv;
Минске=Minsk; Анкаре=Ankara; Иране=Iran; Сирии=Syria; Украиной=Ukraine; Россией=Russia;
Армении=Armenia; Азербайджаном=Azerbaijan; Ливане=Lebanon; Израилем=Israel; Йемена=Yemen;
Буркина-Фасо=Burkina; Центральноафриканской Республике=Central; ЦАР=Central; Мали=Mali; Судана=Sudan;
Южном Судане=South Sudan; Сектора Газа=Gaza; Западном берегу=West Bank; Дженине=Jenin;
Рамалле=Ramallah; Голанских высот=Golan; Покровском районе=Pokrovsk; Купянском направлении=Kupiansk;
Торецке=Toretsk; Селидово=Selydove; Волчанска=Vovchansk; Змеином острове=Snake; Каховской ГЭС=Kakhovka;
Ясиноватой=Yasynuvata; Попасной=Popasna; Марьинке=Mar'yinka; Счастье=Shchastia; Рубежном=Rubizhne;
Авдеевском направлении=Avdi
"""
"""Names as reports have them, each with a part of the name of the place that is meant."""
TOGETHER = 8
LEAST = 0.97


def found(gazetteer: Gazetteer, text: str) -> list[str]:
    return [span.of(text) for span in gazetteer.find(text, 0, len(text), "ru")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("под Харьковом", "Kharkiv"),
        ("в Степанакерте", "Stepanakert"),
        ("Шушу", "Shusha"),
        ("у Часова Яра", "Chasiv Yar"),
        ("Дейр-эз-Зора", "Deir ez-Zor"),
        ("Донецкой области", "Donetsk"),
        ("Купянском направлении", "Kupiansk"),
        ("Рубежанском районе", "Rubizhne"),
        ("Южном Судане", "South Sudan"),
        ("Хаме", "Hama"),
        ("Львове", "Lviv"),
    ],
)
def test_a_name_is_known_in_any_case(text: str, name: str) -> None:
    assert [mention.name for mention in locate(text, [(0, len(text))], "ru")] == [name]


def test_names_of_many_wars_are_known_in_their_cases() -> None:
    rows = [row.strip().split("=") for row in DECLINED.replace("\n", " ").split(";")]
    wrong = []
    for first in range(0, len(rows), TOGETHER):
        text, spans = "", []
        for words, _ in (group := rows[first : first + TOGETHER]):
            spans.append((len(text), len(text) + len(words)))
            text += f"{words}: бои. "
        for (words, name), mention in zip(group, locate(text, spans, "ru"), strict=True):
            if name.casefold() not in (mention.name or "").casefold():
                wrong.append((words, name, mention.name))
    assert len(wrong) <= (1 - LEAST) * len(rows), wrong


def test_a_part_of_a_region_is_a_region() -> None:
    text = "Обстрелы в южной части провинции Идлиб, под Идлибом и в Сирии."
    at = text.index("южной")
    (mention, _, _) = locate(
        text,
        [
            (at, text.index(",")),
            (text.index("Идлибом"), text.index(" и в")),
            (text.index("Сирии"), len(text) - 1),
        ],
        "ru",
    )
    assert mention.name == "southern Idlib"
    assert mention.precision == "region"


def test_a_name_that_nothing_has_is_no_place() -> None:
    text = "хутор Верхнебурьяново"
    assert [mention.name for mention in locate(text, [(0, len(text))], "ru")] == [None]


def test_a_place_of_the_user_is_met_in_any_case() -> None:
    own = conflict.loads(
        'title = "Own"\ncountries = ["UA"]\n[[place]]\nname = "Verkhnia Burianivka"\n'
        'spellings = ["Верхняя Бурьяновка"]\nlat = 50.0\nlon = 36.0\nprecision = "settlement"\n',
        name="own",
        where="own.toml",
    )
    text = "Бой шёл у Верхней Бурьяновки и под Сумами."
    found = unmarked_places(text, Span(0, len(text)), [], Gazetteer.open(None, [own]), "ru")
    assert [span.of(text) for span in found] == ["Верхней Бурьяновки"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Бои идут под Авдеевкой и в Бахмуте.", ["Авдеевкой", "Бахмуте"]),
        ("В Идлибской провинции тихо, в Сирии тоже.", ["Идлибской провинции", "Сирии"]),
        ("Снаряды упали в селе Верхний Бурьян.", ["Верхний Бурьян"]),
        ("Министр приехал в Баку из Анкары.", ["Баку", "Анкары"]),
        ("Кому помогли, они не сказали. Того солдата нашли.", []),
        ("Погиб Харьков-младший.", []),
    ],
)
def test_names_are_found_in_running_text(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert found(gazetteer, text) == names
