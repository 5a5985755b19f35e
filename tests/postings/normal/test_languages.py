# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is tested

import pytest

from jobcenter.postings.normal.languages import language

TEXTS = {
    "en": (
        "We are looking for an experienced nurse to join our team. You will care for patients and work with "
        "doctors every day."
    ),
    "de": (
        "Wir suchen eine erfahrene Pflegekraft für unser Team. Du arbeitest mit Ärzten zusammen und bist für "
        "die Patienten da."
    ),
    "fr": (
        "Nous recherchons une infirmière expérimentée pour rejoindre notre équipe. Vous travaillez avec les "
        "médecins et les patients."
    ),
    "es": (
        "Buscamos una enfermera con experiencia para nuestro equipo. Trabajarás con los médicos y cuidarás "
        "de los pacientes del hospital."
    ),
    "it": (
        "Cerchiamo un infermiere con esperienza per il nostro gruppo. Lavorerai con i medici e ti prenderai "
        "cura dei pazienti della clinica."
    ),
    "pt": (
        "Procuramos uma enfermeira com experiência para a nossa equipe. Você vai trabalhar com os médicos e "
        "cuidar dos pacientes do hospital."
    ),
    "nl": (
        "Wij zoeken een ervaren verpleegkundige voor ons team. Je werkt samen met artsen en zorgt voor de "
        "patiënten in het ziekenhuis."
    ),
    "pl": (
        "Szukamy doświadczonej pielęgniarki do naszego zespołu. Będziesz pracować z lekarzami oraz opiekować "
        "się pacjentami w szpitalu i nie tylko."
    ),
    "sv": (
        "Vi söker en erfaren sjuksköterska till vårt team. Du arbetar med läkare och tar hand om patienter "
        "på vår avdelning, och är en del av oss."
    ),
    "da": (
        "Vi søger en erfaren sygeplejerske til vores afdeling. Du arbejder sammen med læger og tager dig af "
        "patienterne, og du bliver en del af os."
    ),
    "nb": (
        "Vi søker en erfaren sykepleier til vår avdeling. Du jobber sammen med leger og tar deg av "
        "pasientene, og du blir en del av oss."
    ),
    "fi": (
        "Etsimme kokenutta sairaanhoitajaa ja hänen tiimiinsä. Työskentelet lääkäreiden kanssa sekä hoidat "
        "potilaita, jotka ovat sairaalassa. Olet myös osa meidän työtä."
    ),
    "cs": (
        "Hledáme zkušenou sestru do našeho týmu. Budeš pracovat s lékaři a starat se o pacienty, kteří jsou "
        "v nemocnici nebo na ambulanci."
    ),
    "tr": (
        "Ekibimize deneyimli bir hemşire arıyoruz. Doktorlar ile birlikte çalışma ve hastalar için bakım "
        "konusunda deneyim sahibi olmak gerekir."
    ),
    "ja": "私たちは経験豊富な看護師を募集しています。医師と協力して患者さんのケアを行います。",
    "zh": "我们正在寻找一位经验丰富的护士加入我们的团队，与医生合作照顾病人。",
    "ko": "저희 팀에 합류할 경험 많은 간호사를 찾고 있습니다. 의사들과 함께 환자를 돌봅니다.",
    "ar": "نبحث عن ممرضة ذات خبرة للانضمام إلى فريقنا والعمل مع الأطباء لرعاية المرضى كل يوم.",
}


@pytest.mark.parametrize(("told", "text"), TEXTS.items())
def test_a_few_sentences_are_enough(told, text):
    assert language(text) == told
    assert language(text * 40) == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nurse",
        "Senior Software Engineer, Berlin",
        "Python SQL AWS Docker Kubernetes Terraform Kafka Spark Airflow Git Linux",
        "1234 " * 50,
        "Мы ищем опытную медсестру в нашу команду, чтобы работать с врачами и заботиться о пациентах.",
        "東京",
        "!!! ??? --- +++",
    ],
)
def test_what_is_too_short_or_not_known_is_none(text):
    assert language(text) is None


def test_a_text_half_in_one_and_half_in_another_is_neither_or_one_of_them():
    assert language(TEXTS["en"] + " " + TEXTS["de"]) in {None, "en", "de"}
