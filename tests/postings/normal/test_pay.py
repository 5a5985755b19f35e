# ruff: noqa: RUF001 - letters of other scripts, and dashes, are what is tested

from decimal import Decimal

import pytest

from jobcenter.postings.normal.pay import Pay, pay, period_of

READ = {
    "The salary is $120,000 - $150,000 a year.": (120_000, 150_000, "USD", "year"),
    "Pay: €60k–80k": (60_000, 80_000, "EUR", "year"),
    "€60k–80k": (60_000, 80_000, "EUR", "year"),
    "£25/hour": (25, 25, "GBP", "hour"),
    "45.000 € brutto/Jahr": (45_000, 45_000, "EUR", "year"),
    "Gehalt: 45.000 € – 55.000 € brutto im Jahr": (45_000, 55_000, "EUR", "year"),
    "45.000,00 € jährlich": (45_000, 45_000, "EUR", "year"),
    "CHF 100'000 per annum": (100_000, 100_000, "CHF", "year"),
    "$150,000 OTE": (150_000, 150_000, "USD", "year"),
    "OTE: $150,000 - $200,000": (150_000, 200_000, "USD", "year"),
    "Base salary $120k + $30k bonus": (120_000, 120_000, "USD", "year"),
    "The base salary range is $120,000 - $150,000 plus equity.": (120_000, 150_000, "USD", "year"),
    "$22.50 per hour": (Decimal("22.50"), Decimal("22.50"), "USD", "hour"),
    "$17.00 - $28.46 hourly": (17, Decimal("28.46"), "USD", "hour"),
    "Pay: USD 120,000 to 150,000": (120_000, 150_000, "USD", "year"),
    "Salary 120-150k EUR": (120_000, 150_000, "EUR", "year"),
    "up to $150,000 per year": (None, 150_000, "USD", "year"),
    "bis zu 70.000 € Jahresgehalt": (None, 70_000, "EUR", "year"),
    "from £30,000 per annum": (30_000, None, "GBP", "year"),
    "Salary: $90,000+ per year": (90_000, None, "USD", "year"),
    "Starting at $18/hr": (18, None, "USD", "hour"),
    "PLN 15 000 - 20 000 miesięcznie": (15_000, 20_000, "PLN", "month"),
    "15 000 - 20 000 zł brutto / miesiąc": (15_000, 20_000, "PLN", "month"),
    "SEK 45 000 per month": (45_000, 45_000, "SEK", "month"),
    "₹12 LPA": (1_200_000, 1_200_000, "INR", "year"),
    "12-15 lakhs per annum": (1_200_000, 1_500_000, "INR", "year"),
    "R$ 8.000 por mês": (8_000, 8_000, "BRL", "month"),
    "C$90,000–C$110,000 annually": (90_000, 110_000, "CAD", "year"),
    "A$140,000 per year": (140_000, 140_000, "AUD", "year"),
    "Salaire : 45 000 € - 55 000 € brut annuel": (45_000, 55_000, "EUR", "year"),
    "45k€ - 55k€ par an": (45_000, 55_000, "EUR", "year"),
    "entre 45 000 et 55 000 euros par an": (45_000, 55_000, "EUR", "year"),
    "between $90,000 and $110,000 annually": (90_000, 110_000, "USD", "year"),
    "$90,000.00/yr - $110,000.00/yr": (90_000, 110_000, "USD", "year"),
    "The annual base salary range is $173,000 — $259,000 USD": (173_000, 259_000, "USD", "year"),
    "Stundenlohn: 15,50 €": (Decimal("15.50"), Decimal("15.50"), "EUR", "hour"),
    "2.500 € brutto im Monat": (2_500, 2_500, "EUR", "month"),
    "50.000€ - 60.000€ brutos anuales": (50_000, 60_000, "EUR", "year"),
    "RAL 35.000 - 40.000 €": (35_000, 40_000, "EUR", "year"),
    "Day rate: £450 - £500 per day": (450, 500, "GBP", "day"),
    "€ 3.200 per maand": (3_200, 3_200, "EUR", "month"),
    "$1,200 per week": (1_200, 1_200, "USD", "week"),
    "We give a $5,000 sign-on bonus. Salary: $80,000 - $95,000 a year.": (80_000, 95_000, "USD", "year"),
    "Founded 2015, raised $40M. You earn €70,000 - €90,000 per year.": (70_000, 90_000, "EUR", "year"),
    "$130,000 - $160,000 base, OTE $200,000 - $260,000": (130_000, 160_000, "USD", "year"),
}

NONE = [
    "We raised $40M in Series B funding.",
    "We are backed by $120 million from our investors.",
    "Valued at $2.5B, with $300,000,000 in revenue a year.",
    "We offer a 401k and a 401(k) match.",
    "401k match up to $5,000 per year",
    "a $5,000 sign-on bonus",
    "Signing bonus: $10,000",
    "employee referral bonus of $2,000",
    "an annual bonus of $20,000",
    "a $1,000 annual learning stipend",
    "€500 per month mobility budget",
    "$1,500 per year for professional development",
    "Home office budget of €1.000",
    "Wellness stipend: $100 per month",
    "$75 monthly phone allowance",
    "manage a $3M budget and a team of 40",
    "responsible for a revenue of $500,000 per year",
    "Deals of $50,000 - $100,000 ACV",
    "carry a quota of $900,000 per year",
    "we process $10,000,000 a year in payments",
    "a market worth $500,000 per year",
    "raised $120,000 per year",
    "Call us at +1 415 555 0100 or (415) 555-0199.",
    "We serve 120,000 customers in 40 countries.",
    "a team of 150 - 200 people",
    "120,000 - 150,000 a year",
    "24/7 support, 365 days a year",
    "4.5 out of 5 stars",
    "Fines of $250,000",
    "tuition of up to $5,250 per year is reimbursed: tuition reimbursement $5,250",
    "$0 - $0 per year",
    "$1 per year",
    "salary of $9,999,999,999 per year",
    "$150,000 - $10,000,000 a year",
    "$200,000 - $100,000 a year",
    "$",
    "$ - $ per year",
    "€,€.€",
    "",
]


@pytest.mark.parametrize(("text", "told"), READ.items())
def test_what_is_paid(text, told):
    read = pay({}, text)
    assert (read.low, read.high, read.currency, read.period) == told
    assert read.evidence
    assert read.evidence in " ".join(text.split())


@pytest.mark.parametrize("text", NONE)
def test_money_that_is_no_pay(text):
    assert pay({}, text) == Pay()
    assert pay({}, f"You will like it here. {text} We look forward to hearing from you.") == Pay()


@pytest.mark.parametrize(
    ("salary", "told"),
    [
        (
            {"min": 90_000, "max": 120_000, "currency": "USD", "interval": "per-year-salary"},
            (90_000, 120_000, "USD", "year"),
        ),
        ({"min": 20, "max": 25.5, "currency": "usd", "interval": "1 HOUR"}, (20, Decimal("25.50"), "USD", "hour")),
        ({"min": 120_000, "max": 90_000, "currency": "EUR"}, (90_000, 120_000, "EUR", "year")),
        ({"max": 5_000, "currency": "EUR", "interval": "MONTH"}, (None, 5_000, "EUR", "month")),
        ({"min": 5_000, "max": 7_000, "currency": "SGD"}, (5_000, 7_000, "SGD", None)),
        ({"min": 50_000, "max": 60_000}, (50_000, 60_000, None, None)),
        ({"text": "£30k - £35k"}, (30_000, 35_000, "GBP", "year")),
        ({"text": "Competitive"}, (None, None, None, None)),
        ({"min": 0, "max": 0, "currency": "USD", "interval": "year"}, (None, None, None, None)),
        ({"min": 12, "max": 15, "currency": "USD", "interval": "year"}, (None, None, None, None)),
        ({"min": True, "max": [], "currency": 3, "interval": {}}, (None, None, None, None)),
        ({"min": "nan", "max": "Infinity"}, (None, None, None, None)),
    ],
)
def test_the_vendors_own(salary, told):
    read = pay(salary, "")
    assert (read.low, read.high, read.currency, read.period) == told


def test_the_vendors_figures_come_before_the_text():
    read = pay({"min": 90_000, "max": 95_000, "currency": "USD", "interval": "year"}, "Salary: $50,000 a year")
    assert (read.low, read.high, read.evidence) == (90_000, 95_000, "90000.00 - 95000.00 USD year")


def test_places_and_language_tell_whose_dollars_and_crowns():
    def currency(text, *, countries=(), language=None):
        return pay({}, text, countries=frozenset(countries), language=language).currency

    dollars, crowns, yens = "Salary: $90,000 a year", "35 000 kr i månaden", "年収 ¥6,000,000 - ¥9,000,000"
    assert currency(dollars) == "USD"
    assert currency(dollars, countries=["CA"]) == "CAD"
    assert currency(dollars, countries=["CA", "US"]) == "USD"
    assert currency(dollars, countries=["CA", "AU"]) is None
    assert currency(crowns) is None
    assert currency(crowns, countries=["SE"]) == currency(crowns, language="sv") == "SEK"
    assert currency(yens, countries=["JP"]) == "JPY"


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("per-year-salary", "year"),
        ("1 YEAR", "year"),
        ("annually", "year"),
        ("HOURLY", "hour"),
        ("per-hour-wage", "hour"),
        ("month", "month"),
        ("Monat", "month"),
        ("weekly", "week"),
        ("day", "day"),
        ("an hour", "hour"),
        ("one-time", None),
        ("bi-week-salary", None),
        ("", None),
    ],
)
def test_periods(words, period):
    assert period_of(words) == period


def test_a_long_text_without_gaps_is_read_as_any_other():
    assert pay({}, "$1,234" * 20_000) == Pay()
    assert pay({}, "9" * 100_000 + "€") == Pay()
    assert pay({}, "$100,000 - " * 5_000 + "a year").currency in {"USD", None}
