"""Words of a made-up agency: people's names, firms, trades, places, and what is written in mails and notes."""

import itertools
import random
from dataclasses import dataclass
from typing import Final


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


# Capitals stand only on ASCII letters: PostgreSQL and Python then agree on lower case under every locale.


@dataclass(frozen=True)
class Tongue:
    """Parts of names that sound like one language: of first names two, of family names three, put together freely."""

    firsts: tuple[str, ...]
    families: tuple[str, ...]


# A "-" among the parts stands for none.
def _tongue(given: str, given_ends: str, family: str, family_middles: str, family_ends: str) -> Tongue:
    first_parts = itertools.product(given.split(), given_ends.split())
    family_parts = itertools.product(family.split(), family_middles.split(), family_ends.split())
    return Tongue(
        tuple("".join(parts).replace("-", "") for parts in first_parts),
        tuple("".join(parts).replace("-", "") for parts in family_parts),
    )


TONGUES: Final = (
    _tongue(
        "Ast Eilv Frej Hald Ingr Jorv Kels Linn Mard Norr Sigv Torv Vard Yls",
        "a e rik une vin dis jar mund øra ild",
        "Bjerk Dalv Ekl Fjell Grön Hols Kvist Lind Myr Nyk Strøm Vik",
        "- en er by e or",
        "sen strand vang dahl gård mark hagen rud",
    ),
    _tongue(
        "Ald Bert Dietl Eckm Fried Gerw Hild Irmt Konr Ludm Mechth Ottm Reinw Wilt",
        "a e rud hard lind mar bert wig ine olf",
        "Ahren Brück Dorn Eichel Falken Grün Hasel Kessel Linden Moos Rosen Stein",
        "- en er s ober nieder",
        "bach feld hauer mann thal moser rieder kamp",
    ),
    _tongue(
        "Aurél Béran Clar Delph Florim Gaél Hélois Josél Lucin Maréch Noém Odil Rémin Solen",
        "a e ine ette ien is ane on ie or",
        "Bel Cham Dur Fon Gran Haut Lam Mont Per Roch Ver Vill",
        "a e ou i er au",
        "bois champ court font lieu mont neau rive",
    ),
    _tongue(
        "Alb Brun Cand Dari Elv Ferm Gius Ilar Lored Marz Nerin Ottav Rosal Silv",
        "a o ia io ina ino etta etto ana ano",
        "Bald Carn Dell Ferr Gamb Lomb Mor Nard Pasq Rov Sant Tass",
        "a e i o in ar",
        "celli dani gino letti nelli rossi tini zzaro",
    ),
    _tongue(
        "Bog Dob Jar Kaz Lub Mil Rad Slav Stan Tom Vlad Woj Zden Zor",
        "a ek ena imir ka mila o omir oslav un",
        "Bar Cern Dobr Hlav Jel Kov Mal Nov Pol Sok Vav Zel",
        "- a e i o ov",
        "cek dský kov licki nek pan rak witz",
    ),
    _tongue(
        "Aar Bhav Chitr Dev Esh Gaur Hars Jay Kav Lak Nir Prav Rit Sur",
        "a an ani esh i ika in it una ya",
        "Adhi Bhatt Chand Dhar Ganga Iyan Kulk Mad Nara Patil Raj Vasu",
        "- a ar e i u",
        "kar lal mani nath pura rao van wal",
    ),
    _tongue(
        "Abi Chid Efe Fola Ife Kele Mako Nala Oba Sade Temi Uzo Yewa Zuri",
        "- di ka ko la le mi na ra ya",
        "Ade Bala Chuk Dibo Eze Kama Lumu Mba Nwo Oko Sefu Tanda",
        "- ba ka le mo wu",
        "bu desi gwe kwu mba nga su yemi",
    ),
    _tongue(
        "林 美 和 千 真 光 直 春 由 清",
        "一 子 花 樹 香 人",
        "森 石 川 山 白 青 高 中 西 北",
        "- の 上",
        "田 原 野 崎 沢 島",
    ),
)
OF_TONGUE: Final = (0.14, 0.18, 0.14, 0.14, 0.12, 0.15, 0.11, 0.02)
MIXED: Final = 0.15
"""How many people have a first name of one language and a family name of another."""

FIRM_FIRSTS: Final = _listed(
    "Amber|Birch|Copper|Delta|Ember|Fern|Granite|Harbor|Indigo|Juniper|Kestrel|Larch|Marble|Nettle|Ochre|Pebble|"
    "Quartz|Rowan|Saffron|Thistle|Umber|Velvet|Willow|Yarrow|Zephyr|Alder|Basalt|Cobalt|Drift|Elder|Flint|Gorse|"
    "Hazel|Ivory|Jasper|Knoll|Lantern|Meadow|North|Otter|Pewter|Quill|Reed|Sable|Tundra|Upland|Vesper|Wren"
)
FIRM_SECONDS: Final = _listed(
    "Analytics|Logistics|Robotics|Health|Foods|Energy|Mobility|Payments|Studios|Instruments|Textiles|Rail|"
    "Diagnostics|Timber|Optics|Insurance|Bakeries|Clinics|Shipping|Software|Networks|Waterworks|Machines|Press|"
    "Pharma|Aerospace|Hotels|Retail|Batteries|Turbines|Seeds|Glass|Security|Learning|Mining|Dairy|Couriers|Care|"
    "Interiors|Elevators|Packaging|Semiconductors|Vehicles|Farms|Media|Games|Airports|Bank|Construction|Laboratories"
)
LEGAL_FORMS: Final = ("", "", " GmbH", " AG", " Ltd", " Inc", " SA", " AB", " B.V.", " S.p.A.")

LEVELS: Final = ("", "", "Junior ", "Senior ", "Senior ", "Lead ", "Principal ", "Head ")
TRADES: Final = (
    ("Software Engineer", ("Python", "PostgreSQL", "Distributed systems", "Go", "Kubernetes", "TypeScript")),
    ("Data Engineer", ("Spark", "Airflow", "dbt", "Kafka", "SQL")),
    ("Site Reliability Engineer", ("Linux", "Terraform", "Observability", "On-call")),
    ("Machine Learning Engineer", ("PyTorch", "MLOps", "Vision", "Language models")),
    ("Product Manager", ("Discovery", "B2B", "Roadmaps", "Pricing")),
    ("Product Designer", ("Figma", "Research", "Design systems")),
    ("Account Executive", ("Enterprise sales", "SaaS", "Negotiation")),
    ("Customer Success Manager", ("Onboarding", "Renewals", "Retention")),
    ("Financial Analyst", ("Modelling", "IFRS", "FP&A")),
    ("Accountant", ("Month-end", "Audit", "VAT")),
    ("Registered Nurse", ("Intensive care", "Geriatrics", "Night shifts")),
    ("Physiotherapist", ("Orthopaedics", "Rehabilitation", "Sports")),
    ("Pharmacist", ("Clinical", "Hospital", "GMP")),
    ("Electrical Engineer", ("PLC", "Power electronics", "EPLAN")),
    ("Mechanical Engineer", ("CAD", "FEM", "Tolerances")),
    ("Maintenance Technician", ("Hydraulics", "Shift work", "SPS")),
    ("Welder", ("TIG", "MAG", "Pipelines")),
    ("Logistics Planner", ("SAP", "Customs", "Warehousing")),
    ("Warehouse Supervisor", ("Lean", "Forklift", "Teams of 20")),
    ("Purchasing Specialist", ("Tenders", "Contracts", "Metals")),
    ("Human Resources Partner", ("Labour law", "Onboarding", "Works council")),
    ("Marketing Specialist", ("SEO", "Content", "Events")),
    ("Lawyer", ("Contracts", "Data protection", "M&A")),
    ("Civil Engineer", ("Bridges", "Site management", "BIM")),
)
FIELDS: Final = (range(4), range(4, 8), range(8, 10), range(10, 13), range(13, 17), range(17, 20), range(20, 24))
"""Trades that people change between, by their numbers; together all of them."""

FIELD_OF: Final = tuple(field for field, trades in enumerate(FIELDS) for _ in trades)
PLACES: Final = _listed(
    "Berlin, Germany|Munich, Germany|Hamburg, Germany|Cologne, Germany|Zürich, Switzerland|Basel, Switzerland|"
    "Vienna, Austria|Graz, Austria|Paris, France|Lyon, France|Nantes, France|London, United Kingdom|"
    "Manchester, United Kingdom|Leeds, United Kingdom|Dublin, Ireland|Amsterdam, Netherlands|Utrecht, Netherlands|"
    "Ghent, Belgium|Copenhagen, Denmark|Aarhus, Denmark|Stockholm, Sweden|Göteborg, Sweden|Oslo, Norway|"
    "Bergen, Norway|Helsinki, Finland|Milan, Italy|Turin, Italy|Bologna, Italy|Madrid, Spain|Valencia, Spain|"
    "Lisbon, Portugal|Porto, Portugal|Prague, Czechia|Brno, Czechia|Warsaw, Poland|Kraków, Poland|Gdańsk, Poland|"
    "Bengaluru, India|Pune, India|Lagos, Nigeria|Nairobi, Kenya|Toronto, Canada|Boston, MA|Austin, TX|"
    "Remote (EU)|東京, Japan"
)
TAGS: Final = _listed(
    "speaks german|speaks french|speaks spanish|relocates|remote only|part-time|night shifts|driving licence|"
    "security clearance|leads teams|freelance|notice 3 months|notice 1 month|available now|top profile|met in person|"
    "conference 2025|referred|returner|graduate|expert|career changer|salary high|salary fits|call after 17:00|"
    "prefers e-mail|works council|on-site|travels|no agencies"
)
REASONS: Final = (
    "Not interested at present",
    "Salary expectation above the range",
    "Wants to work remotely only",
    "Not enough experience for this role",
    "Client preferred another applicant",
    "No answer after three mails",
    "Took another offer",
    "Would not relocate",
)
STEP_NOTES: Final = (
    "Looked at the profile again.",
    "Agreed in the Monday round.",
    "As discussed with the client.",
    "Salary checked.",
    "Location confirmed.",
)
SUBJECTS: Final = (
    "{trade} in {place}: would it interest you?",
    "A role as {trade} with a client of ours",
    "{given}, a short question about your next step",
)
REMINDERS: Final = ("Once more: {trade} in {place}", "Did my mail reach you, {given}?", "Still open: {trade}")
BODIES: Final = (
    "Hello {given}, we look for a {trade} in {place} for a client that we have known for years. May I tell you more?",
    "Hello {given}, your profile fits a role as {trade} in {place}. Would you have a quarter of an hour this week?",
    "Hello {given}, our client in {place} needs a {trade}. The team is small and calm. Shall I send the description?",
)
ANSWERS: Final = (
    "Thank you, that sounds interesting. Could you send me the description?",
    "Hello, I am happy where I am, but keep me in mind for next year.",
    "Yes, please call me tomorrow after five.",
    "What is the salary range, and how many days a week are on site?",
    "Thanks for asking; I have just signed somewhere else.",
)
NOTES: Final = (
    "Called: open for a change within six months, three months' notice.",
    "Salary expectation 10 % above the last one; would come down for fewer days on site.",
    "Very clear in conversation, asked good questions about the team.",
    "Does not want to work for the former employer again.",
    "Prefers mails in the evening. Two children, part-time for now.",
    "References checked, both warm.",
    "Met at the fair in spring; wants to move closer to the family.",
)
WHY_OFF_LIMITS: Final = (
    "Client: no approaches to its people during the contract",
    "Sister company of the client, named in the contract",
    "Agreed pause after the last placement",
)
ROUNDS: Final = (
    ("Telephone", "Team", "Management"),
    ("First interview", "Second interview"),
    ("Screening", "Technical interview", "On site", "Final"),
    ("Trial day",),
)


def firm_names(count: int, dice: random.Random) -> list[str]:
    """That many different names of firms, at most 2,400, without legal forms."""
    names = [f"{first} {second}" for first in FIRM_FIRSTS for second in FIRM_SECONDS]
    dice.shuffle(names)
    return names[:count]


def person_name(dice: random.Random) -> tuple[str, str]:
    """A first and a family name."""
    mine = _TONGUE_OF[int(dice.random() * len(_TONGUE_OF))]
    other = _TONGUE_OF[int(dice.random() * len(_TONGUE_OF))] if dice.random() < MIXED else mine
    return mine.firsts[int(dice.random() * len(mine.firsts))], other.families[int(dice.random() * len(other.families))]


_TONGUE_OF: Final = [
    tongue for tongue, share in zip(TONGUES, OF_TONGUE, strict=True) for _ in range(round(share * 100))
]
