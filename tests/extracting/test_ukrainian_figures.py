"""Ukrainian figures and times: numerals and nouns in every case, bounds, running totals, days."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.extracting import quantities, times
from counterclaim.language import load
from counterclaim.model import ClaimType, Quantity, Span, When

DAY = date(2020, 10, 27)  # a Tuesday
BEFORE = When(None, None, "2020-10-20", "2020-10-20", "day")
WAR = date(2020, 9, 27)


def quantity(phrase: str, around: str = "{}.", claim_type: ClaimType = "loss", trigger: str = "") -> Quantity:
    """The one quantity that the marked `phrase` gives in the sentence `around`."""
    text = around.format(phrase)
    start = text.index(phrase)
    begin = text.find(trigger)
    (found,) = quantities.read(
        text,
        [Span(start, start + len(phrase))],
        claim_type=claim_type,
        trigger=Span(begin, begin + len(trigger)),
        sentence=Span(0, len(text)),
        pack=load("uk"),
    )
    return found


@pytest.mark.parametrize(
    ("phrase", "low", "high", "word", "item"),
    [
        ("щонайменше 40 військових", 40, None, None, "soldier"),
        ("близько півтори тисячі людей", 1500, 1500, None, "person"),
        ("десятки повстанців", 20, None, "десятки", "militant"),
        ("кількома сотнями бійців", 300, None, "кількома сотнями", "soldier"),
        ("троє цивільних", 3, 3, None, "civilian"),
        ("п’ятьма бронетранспортерами", 5, 5, None, "armoured_vehicle"),
        ("п’ять БпЛА", 5, 5, None, "drone"),
        ("120–150 мешканців", 120, 150, None, "civilian"),
        ("від двадцяти до тридцяти найманців", 20, 30, None, "militant"),
        ("до трьохсот родин", None, 300, None, "civilian"),
        ("понад дві тисячі сімсот осіб", 2700, None, None, "person"),
        ("сорока сімома прикордонниками", 47, 47, None, "soldier"),
        ("7 840 осіб", 7840, 7840, None, "person"),
        ("14 артилерійських систем", 14, 14, None, "artillery"),
        ("чотирьох військових літаків", 4, 4, None, "aircraft"),
        ("60 тис. мешканців", 60_000, 60_000, None, "civilian"),
        ("два з половиною мільйони людей", 2_500_000, 2_500_000, None, "person"),
        ("шість одиниць бронетехніки", 6, 6, None, "armoured_vehicle"),
        ("обидва гвинтокрили", 2, 2, None, "helicopter"),
        ("дев’ятеро людей щонайменше", 9, None, None, "person"),
        ("сторожа складу", 1, 1, None, "person"),
    ],
)
def test_bounds_and_items(
    phrase: str, low: int | None, high: int | None, word: str | None, item: str
) -> None:
    found = quantity(phrase)
    assert (found.low, found.high, found.word, found.item) == (low, high, word, item)


@pytest.mark.parametrize(
    ("phrase", "group"),
    [
        ("двох дітей", "child"),
        ("восьмеро підлітків", "child"),
        ("трьома жінками", "woman"),
        ("двоє медсестер", "medic"),
        ("п’ятьох журналістів", "journalist"),
        ("чотирьох волонтерів", "aid_worker"),
    ],
)
def test_groups(phrase: str, group: str) -> None:
    assert quantity(phrase).group == group


@pytest.mark.parametrize(
    ("around", "phrase", "effect"),
    [
        ("Від вибуху {} загинули.", "двоє сторожів", "killed"),
        ("Поранено {}, усі вони в лікарні.", "шістьох водіїв", "wounded"),
        ("Ще {} дістали поранення.", "дванадцятеро", "wounded"),
        ("У полон потрапили {}.", "восьмеро матросів", "captured"),
        ("Над лісом збито {}.", "три безпілотники", "shot_down"),
        ("Знищено {} та склад.", "два танки", "destroyed"),
        ("Уламками пошкоджено {}.", "сім будинків", "damaged"),
        ("Безвісти зникли {}.", "четверо рибалок", "missing"),
    ],
)
def test_effects(around: str, phrase: str, effect: str) -> None:
    assert quantity(phrase, around).effect == effect


def test_part_of_a_figure() -> None:
    text = "Загинули 14 людей, серед них п’ятеро дітей."
    spans = [Span(text.index(p), text.index(p) + len(p)) for p in ("14 людей", "п’ятеро дітей")]
    whole, part = quantities.read(
        text, spans, claim_type="loss", trigger=Span(0, 8), sentence=Span(0, len(text)), pack=load("uk")
    )
    assert (whole.part_of, part.part_of, part.effect) == (None, 0, "killed")


@pytest.mark.parametrize(
    ("around", "since"),
    [
        ("Від початку повномасштабного вторгнення загинули {}.", "початку повномасштабного вторгнення"),
        ("За добу втрачено {}.", "За добу"),
        ("З початку року поранено {}.", "початку року"),
    ],
)
def test_running_totals(around: str, since: str) -> None:
    found = quantity("870 осіб", around)
    assert found.cumulative
    assert found.since == since


@pytest.mark.parametrize(
    ("phrase", "start", "end", "precision"),
    [
        ("12 березня", "2020-03-12", "2020-03-12", "day"),
        ("у ніч на 3 жовтня", "2020-10-03", "2020-10-03", "day"),
        ("у ніч з 7 на 8 вересня", "2020-09-07", "2020-09-08", "days"),
        ("від 28 вересня до 3 жовтня", "2020-09-28", "2020-10-03", "days"),
        ("12 березня 2019 року", "2019-03-12", "2019-03-12", "day"),
        ("учора ввечері", "2020-10-26", "2020-10-26", "day"),
        ("позавчора", "2020-10-25", "2020-10-25", "day"),
        ("сьогодні вранці", "2020-10-27", "2020-10-27", "day"),
        ("вночі", "2020-10-26", "2020-10-27", "days"),
        ("минулої середи", "2020-10-21", "2020-10-21", "day"),
        ("у п’ятницю вдень", "2020-10-23", "2020-10-23", "day"),
        ("минулого тижня", "2020-10-19", "2020-10-25", "week"),
        ("три дні тому", "2020-10-24", "2020-10-24", "day"),
        ("тиждень тому", "2020-10-17", "2020-10-23", "week"),
        ("торік", "2019-01-01", "2019-12-31", "year"),
        ("у липні торік", "2019-07-01", "2019-07-31", "month"),
        ("торішнього листопада", "2019-11-01", "2019-11-30", "month"),
        ("у вересні", "2020-09-01", "2020-09-30", "month"),
        ("наприкінці вересня", "2020-09-21", "2020-09-30", "month"),
        ("з вересня", "2020-09-01", "2020-10-27", "year"),
        ("влітку 2018 року", "2018-06-01", "2018-08-31", "year"),
        ("за минулу добу", "2020-10-26", "2020-10-27", "days"),
        ("від початку війни", "2020-09-27", "2020-10-27", "month"),
        ("до 5 листопада", "2020-10-27", "2020-11-05", "month"),
        ("того ж дня", "2020-10-20", "2020-10-20", "day"),
        ("наступного дня", "2020-10-21", "2020-10-21", "day"),
        ("через два дні", "2020-10-22", "2020-10-22", "day"),
        ("24.10.2020", "2020-10-24", "2020-10-24", "day"),
        ("9-го", "2020-10-09", "2020-10-09", "day"),
    ],
)
def test_days(phrase: str, start: str, end: str, precision: str) -> None:
    found = times.resolve(
        phrase, Span(0, len(phrase)), anchor=DAY, previous=BEFORE, pack=load("uk"), began=WAR
    )
    assert found is not None
    assert (found.start, found.end, found.precision) == (start, end, precision)


@pytest.mark.parametrize("phrase", ["о 17:00", "дванадцять годин", "згодом", "щодня"])
def test_words_that_tell_no_day(phrase: str) -> None:
    assert times.resolve(phrase, Span(0, len(phrase)), anchor=DAY, pack=load("uk")) is None
