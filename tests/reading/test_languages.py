from __future__ import annotations

import pytest

from counterclaim.reading.languages import detect, script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said that its troops had entered the village after two days.", "en"),
        ("قال وزير الدفاع إن القوات سيطرت على المدينة بعد اشتباكات عنيفة", "ar"),
        ("ارتش ایران می‌گوید که این حمله موشکی بوده است و پاسخ خواهد داد", "fa"),
        ("Войска заняли город после тяжелых боев, сообщили в министерстве", "ru"),
        ("Війська звільнили місто після важких боїв", "uk"),
        ("Ordu şehri ele geçirdi ve çatışmalar devam ediyor", "tr"),
        ("כוחות צה״ל נכנסו אל הכפר לאחר יומיים של קרבות", "he"),
        ("В Orma вошли войска (the army said) после двух дней боев за село", "ru"),
        ("12 345 - 678", None), ("", None), ("Orma", None),
    ],
)  # fmt: skip
def test_language_of_a_text(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_script_is_that_of_most_letters() -> None:
    assert script("مردة (Marda) بلدة صغيرة في الوادي") == "arabic"
    assert script("12:30 – 14") is None
