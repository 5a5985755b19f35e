"""Regions inside countries by name and code; a region is told by its ISO 3166-2 code without the country's letters."""

from typing import Final

from jobcenter.kit.folding import fold

_TABLE: Final = {
    "US": """AL Alabama; AK Alaska; AZ Arizona; AR Arkansas; CA California|Calif|SoCal|NorCal|Southern California|
Northern California; CO Colorado; CT Connecticut; DE Delaware; DC District of Columbia; FL Florida; GA Georgia;
HI Hawaii|Hawai'i;
ID Idaho; IL Illinois; IN Indiana; IA Iowa; KS Kansas; KY Kentucky; LA Louisiana; ME Maine; MD Maryland;
MA Massachusetts; MI Michigan; MN Minnesota; MS Mississippi; MO Missouri; MT Montana; NE Nebraska; NV Nevada;
NH New Hampshire; NJ New Jersey; NM New Mexico; NY New York|New York State|Upstate New York; NC North Carolina;
ND North Dakota; OH Ohio; OK Oklahoma; OR Oregon; PA Pennsylvania; RI Rhode Island; SC South Carolina; SD South Dakota;
TN Tennessee; TX Texas; UT Utah; VT Vermont; VA Virginia|Northern Virginia; WA Washington|Washington State;
WV West Virginia; WI Wisconsin; WY Wyoming""",
    "CA": """AB Alberta; BC British Columbia; MB Manitoba; NB New Brunswick; NL Newfoundland and Labrador|Newfoundland;
NS Nova Scotia; NT Northwest Territories; NU Nunavut; ON Ontario; PE Prince Edward Island|PEI; QC Quebec|Québec;
SK Saskatchewan; YT Yukon""",
    "AU": """ACT Australian Capital Territory; NSW New South Wales; NT Northern Territory; QLD Queensland;
SA South Australia; TAS Tasmania; VIC Victoria; WA Western Australia""",
    "GB": """ENG England; NIR Northern Ireland; SCT Scotland; WLS Wales""",
    "DE": """BW Baden-Württemberg|Baden-Wuerttemberg; BY Bavaria|Bayern; BE Land Berlin; BB Brandenburg; HB Bremen;
HH Land Hamburg; HE Hesse|Hessen; MV Mecklenburg-Vorpommern; NI Lower Saxony|Niedersachsen|NDS;
NW North Rhine-Westphalia|Nordrhein-Westfalen|NRW; RP Rhineland-Palatinate|Rheinland-Pfalz; SL Saarland;
SN Saxony|Sachsen; ST Saxony-Anhalt|
Sachsen-Anhalt; SH Schleswig-Holstein; TH Thuringia|Thüringen""",
    "IN": """AP Andhra Pradesh; AS Assam; BR Bihar; CG Chhattisgarh; DL NCT of Delhi; GA Goa; GJ Gujarat; HR Haryana;
HP Himachal Pradesh; JH Jharkhand; KA Karnataka; KL Kerala; MP Madhya Pradesh; MH Maharashtra; OD Odisha|Orissa;
PB Punjab; RJ Rajasthan; TN Tamil Nadu; TG Telangana|Telengana; UP Uttar Pradesh; UK Uttarakhand; WB West Bengal""",
    "BR": """AC Acre; AL Alagoas; AM Amazonas; BA Bahia; CE Ceará; DF Distrito Federal; ES Espírito Santo; GO Goiás;
MA Maranhão; MG Minas Gerais; MS Mato Grosso do Sul; MT Mato Grosso; PA Pará; PB Paraíba; PE Pernambuco; PI Piauí;
PR Paraná; RJ Estado do Rio de Janeiro; RN Rio Grande do Norte; RS Rio Grande do Sul; SC Santa Catarina;
SE Sergipe; SP Estado de São Paulo; TO Tocantins""",
}

REGIONS: dict[str, list[tuple[str, str]]] = {}
"""Folded name to (country, region)."""

REGION_CODES: dict[str, list[tuple[str, str]]] = {}
"""Capital letters to (country, region)."""

for _country, _lines in _TABLE.items():
    for _entry in _lines.replace("\n", " ").split(";"):
        _code, _names = _entry.strip().split(" ", 1)
        REGION_CODES.setdefault(_code, []).append((_country, _code))
        for _name in _names.split("|"):
            REGIONS.setdefault(fold(_name), []).append((_country, _code))
