"""Countries by their names, native names and codes."""

from typing import Final

from jobcenter.kit.folding import fold

# Two letters, three letters, then every name that stands for the country, the English one first.
_TABLE: Final = """
AD AND Andorra; AE ARE United Arab Emirates|UAE|Emirates|الإمارات; AF AFG Afghanistan; AG ATG Antigua and Barbuda;
AL ALB Albania|Shqipëria; AM ARM Armenia; AO AGO Angola; AR ARG Argentina; AT AUT Austria|Österreich|Autriche;
AU AUS Australia; AZ AZE Azerbaijan; BA BIH Bosnia and Herzegovina|Bosnia|Bosnia-Herzegovina|Bosna i Hercegovina;
BB BRB Barbados; BD BGD Bangladesh; BE BEL Belgium|België|Belgique|Belgien; BF BFA Burkina Faso;
BG BGR Bulgaria|България; BH BHR Bahrain; BI BDI Burundi; BJ BEN Benin; BM BMU Bermuda; BN BRN Brunei;
BO BOL Bolivia; BR BRA Brazil|Brasil|Brasilien|Brésil; BS BHS Bahamas|The Bahamas; BT BTN Bhutan; BW BWA Botswana;
BY BLR Belarus; BZ BLZ Belize; CA CAN Canada|Kanada|Cananda; CD COD Democratic Republic of the Congo|DR Congo;
CF CAF Central African Republic; CG COG Republic of the Congo; CH CHE Switzerland|Schweiz|Suisse|Svizzera|Swiss;
CI CIV Ivory Coast|Côte d'Ivoire; CL CHL Chile; CM CMR Cameroon|Cameroun;
CN CHN China|PRC|People's Republic of China|Mainland China|中国|中國; CO COL Colombia; CR CRI Costa Rica; CU CUB Cuba;
CV CPV Cape Verde|Cabo Verde; CY CYP Cyprus|Κύπρος;
CZ CZE Czech Republic|Czechia|Česko|Česká republika|Tschechien|Czech; DE DEU Germany|Deutschland|Allemagne|Alemania|
Germania|Duitsland|Niemcy; DJ DJI Djibouti; DK DNK Denmark|Danmark|Dänemark; DM DMA Dominica;
DO DOM Dominican Republic|República Dominicana; DZ DZA Algeria|Algérie; EC ECU Ecuador; EE EST Estonia|Eesti|Estland;
EG EGY Egypt|مصر; ER ERI Eritrea; ES ESP Spain|España|Spanien|Espagne|Spagna; ET ETH Ethiopia; FI FIN Finland|Suomi|
Finnland; FJ FJI Fiji; FM FSM Micronesia; FO FRO Faroe Islands; FR FRA France|Frankreich|Francia|Frankrijk;
GA GAB Gabon;
GB GBR United Kingdom|UK|Great Britain|Britain|The United Kingdom|Vereinigtes Königreich|Royaume-Uni|Reino Unido|
Großbritannien|UNITED KINGDOM of Great Britain and Northern Ireland; GD GRD Grenada; GE GEO Georgia|Sakartvelo;
GG GGY Guernsey; GH GHA Ghana; GI GIB Gibraltar; GL GRL Greenland; GM GMB Gambia; GN GIN Guinea; GP GLP Guadeloupe;
GQ GNQ Equatorial Guinea; GR GRC Greece|Ελλάδα|Hellas|Griechenland; GT GTM Guatemala; GU GUM Guam;
GW GNB Guinea-Bissau; GY GUY Guyana; HK HKG Hong Kong SAR|Hong Kong S.A.R.; HN HND Honduras; HR HRV Croatia|Hrvatska|
Kroatien; HT HTI Haiti; HU HUN Hungary|Magyarország|Ungarn; ID IDN Indonesia; IE IRL Ireland|Éire|Republic of Ireland|
Irland|Irlande; IL ISR Israel|ישראל; IM IMN Isle of Man; IN IND India|Bharat|भारत|Indien; IQ IRQ Iraq; IR IRN Iran;
IS ISL Iceland|Ísland; IT ITA Italy|Italia|Italien|Italie; JE JEY Jersey (Channel Islands)|Jersey Channel Islands;
JM JAM Jamaica; JO JOR Jordan|الأردن; JP JPN Japan|日本|Nippon; KE KEN Kenya; KG KGZ Kyrgyzstan; KH KHM Cambodia;
KM COM Comoros; KP PRK North Korea; KR KOR South Korea|Korea|Republic of Korea|Korea South|Korea Republic of|
대한민국|한국;
KW KWT Kuwait|الكويت; KY CYM Cayman Islands; KZ KAZ Kazakhstan|Казахстан; LA LAO Laos; LB LBN Lebanon;
LI LIE Liechtenstein; LK LKA Sri Lanka; LR LBR Liberia; LS LSO Lesotho; LT LTU Lithuania|Lietuva|Litauen;
LU LUX Luxembourg|Luxemburg|Lëtzebuerg; LV LVA Latvia|Latvija; LY LBY Libya; MA MAR Morocco|Maroc|المغرب;
MC MCO Monaco; MD MDA Moldova; ME MNE Montenegro|Crna Gora; MG MDG Madagascar;
MK MKD North Macedonia|Macedonia|Republic of North Macedonia; ML MLI Mali; MM MMR Myanmar|Burma; MN MNG Mongolia;
MO MAC Macau|Macao; MQ MTQ Martinique; MR MRT Mauritania; MT MLT Malta; MU MUS Mauritius; MV MDV Maldives;
MW MWI Malawi; MX MEX Mexico|México|Mexiko|Mexique; MY MYS Malaysia; MZ MOZ Mozambique|Moçambique; NA NAM Namibia;
NE NER Niger; NG NGA Nigeria; NI NIC Nicaragua; NL NLD Netherlands|The Netherlands|Nederland|Holland|Niederlande|
Pays-Bas; NO NOR Norway|Norge|Norwegen; NP NPL Nepal; NZ NZL New Zealand|Aotearoa; OM OMN Oman; PA PAN Panama|Panamá;
PE PER Peru|Perú; PG PNG Papua New Guinea; PH PHL Philippines|Pilipinas|The Philippines; PK PAK Pakistan;
PL POL Poland|Polska|Polen|Pologne; PR PRI Puerto Rico; PS PSE Palestine; PT PRT Portugal; PY PRY Paraguay;
QA QAT Qatar|قطر; RE REU Réunion; RO ROU Romania|România|Rumänien; RS SRB Serbia|Srbija|Србија;
RU RUS Russia|Russian Federation|Россия; RW RWA Rwanda; SA SAU Saudi Arabia|KSA|Kingdom of Saudi Arabia|السعودية;
SB SLB Solomon Islands; SC SYC Seychelles; SD SDN Sudan; SE SWE Sweden|Sverige|Schweden|Suède; SG SGP Singapore|新加坡;
SI SVN Slovenia|Slovenija; SK SVK Slovakia|Slovensko|Slovak Republic|Slowakei; SL SLE Sierra Leone; SM SMR San Marino;
SN SEN Senegal|Sénégal; SO SOM Somalia; SR SUR Suriname; SS SSD South Sudan; SV SLV El Salvador; SY SYR Syria;
SZ SWZ Eswatini|Swaziland; TD TCD Chad; TG TGO Togo; TH THA Thailand|ประเทศไทย; TJ TJK Tajikistan; TL TLS Timor-Leste;
TM TKM Turkmenistan; TN TUN Tunisia|Tunisie; TO TON Tonga; TR TUR Turkey|Türkiye|Türkei; TT TTO Trinidad and Tobago|
Trinidad; TW TWN Taiwan|Taiwan R.O.C.|台灣|臺灣|Taiwan Province of China; TZ TZA Tanzania; UA UKR Ukraine|Україна;
UG UGA Uganda; US USA United States|United States of America|US|USA|U.S. of A.|The United States|The US|The USA|
Estados Unidos|Vereinigte Staaten|États-Unis|EE.UU.|EUA|Stati Uniti|Etats Unis; UY URY Uruguay; UZ UZB Uzbekistan;
VA VAT Vatican City; VE VEN Venezuela; VG VGB British Virgin Islands; VI VIR US Virgin Islands; VN VNM Vietnam|Viet Nam|
Việt Nam; VU VUT Vanuatu; WS WSM Samoa; XK XKX Kosovo; YE YEM Yemen; ZA ZAF South Africa|RSA; ZM ZMB Zambia;
ZW ZWE Zimbabwe
"""

COUNTRIES: dict[str, str] = {}
"""Folded name to two letters."""

COUNTRY_CODES: dict[str, str] = {}
"""Two or three capital letters to two letters."""

COMMON: Final = frozenset(
    [
        "AE",
        "AR",
        "AT",
        "AU",
        "BE",
        "BG",
        "BR",
        "CA",
        "CH",
        "CL",
        "CN",
        "CO",
        "CR",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "EG",
        "ES",
        "FI",
        "FR",
        "GB",
        "GR",
        "HK",
        "HR",
        "HU",
        "ID",
        "IE",
        "IL",
        "IN",
        "IT",
        "JP",
        "KE",
        "KR",
        "LT",
        "LU",
        "LV",
        "MT",
        "MX",
        "MY",
        "NG",
        "NL",
        "NO",
        "NZ",
        "PE",
        "PH",
        "PK",
        "PL",
        "PT",
        "RO",
        "RS",
        "SA",
        "SE",
        "SG",
        "SI",
        "SK",
        "TH",
        "TR",
        "TW",
        "UA",
        "US",
        "UY",
        "VN",
        "ZA",
    ]
)
"""Countries whose two letters behind a city mean them; those of others more often mean a region or a word."""

for _entry in _TABLE.replace("\n", " ").split(";"):
    _two, _three, _names = _entry.strip().split(" ", 2)
    COUNTRY_CODES[_two] = COUNTRY_CODES[_three] = _two
    for _name in _names.split("|"):
        COUNTRIES[fold(_name)] = _two
COUNTRY_CODES["UK"] = "GB"

WIDER: Final = frozenset(
    fold(name)
    for name in [
        "EMEA",
        "APAC",
        "APJ",
        "AMER",
        "AMERS",
        "LATAM",
        "NAMER",
        "NAM",
        "NA",
        "EU",
        "EEA",
        "EU/EEA",
        "Europe",
        "European Union",
        "North America",
        "South America",
        "Latin America",
        "Central America",
        "Americas",
        "The Americas",
        "Asia",
        "Asia Pacific",
        "Africa",
        "Oceania",
        "Middle East",
        "MENA",
        "META",
        "DACH",
        "D-A-CH",
        "Nordics",
        "Nordic",
        "Scandinavia",
        "Baltics",
        "Benelux",
        "Balkans",
        "CEE",
        "CIS",
        "ANZ",
        "SEA region",
        "Southeast Asia",
        "South East Asia",
        "GCC",
        "Iberia",
        "Western Europe",
        "Eastern Europe",
        "Central Europe",
        "Northern Europe",
        "Southern Europe",
        "UKI",
        "Caribbean",
        "Gulf",
        "USCA",
        "JAPAC",
        "Europa",
        "Global",
        "Globally",
        "Worldwide",
        "International",
        "World",
        "East Coast",
        "West Coast",
        "Midwest",
        "Northeast",
        "Southeast",
        "Southwest",
        "Northwest",
        "Central",
        "East",
        "West",
        "North",
        "South",
        "Mountain",
        "Pacific",
    ]
)
"""Parts of the world that are no country."""
