"""Cities that postings name without their country, and what else they are called."""

from typing import Final

from jobcenter.kit.folding import fold

# By country, or country and region; other names of a city behind "=". A city that stands in two lines is told apart by
# the words beside it, or not at all.
_TABLE: Final = """
AE: Dubai, Abu Dhabi, Sharjah
AR: Buenos Aires=CABA=Ciudad Autónoma de Buenos Aires, Córdoba, Rosario, Mendoza
AT: Vienna=Wien=Viena, Graz, Linz, Salzburg, Innsbruck
AU/NSW: Sydney, North Sydney, Parramatta, Newcastle
AU/VIC: Melbourne, Geelong
AU/QLD: Brisbane, Gold Coast
AU/WA: Perth
AU/SA: Adelaide
AU/ACT: Canberra
BD: Dhaka, Chittagong
BE: Brussels=Bruxelles=Brussel, Antwerp=Antwerpen=Anvers, Ghent=Gent, Leuven, Liège
BG: Sofia, Plovdiv, Varna
BR: Brasília
BR/SP: São Paulo, Campinas, São José dos Campos
BR/RJ: Rio de Janeiro
BR/MG: Belo Horizonte
BR/PR: Curitiba
BR/SC: Florianópolis, Joinville
BR/RS: Porto Alegre
BR/PE: Recife
CA/ON: Toronto=Greater Toronto=GTA=Toronto Metro, Ottawa, Mississauga, Waterloo, Kitchener, Hamilton, London
CA/ON: Markham, Brampton
CA/QC: Montreal=Montréal, Quebec City=Québec City=Ville de Québec, Laval, Gatineau
CA/BC: Vancouver=Greater Vancouver, Victoria, Burnaby, Surrey, Kelowna
CA/AB: Calgary, Edmonton
CA/MB: Winnipeg
CA/NS: Halifax
CA/SK: Regina, Saskatoon
CH: Zurich=Zürich, Geneva=Genève=Genf=Ginevra, Basel=Basle, Bern=Berne, Lausanne, Lugano, Zug
CH: Winterthur, Lucerne=Luzern
CL: Santiago=Santiago de Chile
CN: Beijing=北京, Shanghai=上海, Shenzhen=深圳, Guangzhou=广州, Hangzhou=杭州, Suzhou, Chengdu=成都, Wuhan, Nanjing
CN: Dalian, Tianjin, Xi'an, Chongqing, Qingdao, Wuxi, Changsha, Changzhou, Zhuhai, Ningbo, Hefei
CO: Bogotá=Bogota D.C., Medellín, Cali, Barranquilla
CR: San Jose, Heredia, Escazu, Alajuela
CY: Nicosia, Limassol, Larnaca
CZ: Prague=Praha=Prag=Praga, Brno, Ostrava, Plzeň
DE/BE: Berlin
DE/HH: Hamburg
DE/BY: Munich=München=Landeshauptstadt München=Monaco di Baviera, Nuremberg=Nürnberg, Augsburg, Regensburg
DE/BY: Ingolstadt, Erlangen
DE/NW: Cologne=Köln, Düsseldorf, Dortmund, Essen, Bonn, Münster, Aachen, Bielefeld
DE/HE: Frankfurt=Frankfurt am Main=Frankfurt a.M., Darmstadt, Wiesbaden, Eschborn
DE/BW: Stuttgart, Karlsruhe, Mannheim, Heidelberg, Freiburg, Ulm, Walldorf, Reutlingen
DE/SN: Leipzig, Dresden
DE/NI: Hannover=Hanover, Wolfsburg, Braunschweig, Hildesheim
DE/HB: Bremen
DK: Copenhagen=København=Kobenhavn=Kopenhagen=Köpenhamn, Aarhus=Århus, Odense, Aalborg
DO: Santo Domingo
EC: Quito, Guayaquil
EE: Tallinn, Tartu
EG: Cairo=Kairo, Giza
ES: Madrid, Barcelona, Valencia, Seville=Sevilla, Málaga, Bilbao, Zaragoza, Palma de Mallorca
FI: Helsinki, Espoo, Tampere, Oulu, Turku, Vantaa
FR: Paris=Ville de Paris=Région parisienne, Lyon, Marseille, Toulouse, Bordeaux, Lille, Nantes, Nice
FR: Strasbourg=Straßburg, Grenoble, Montpellier, Rennes, Sophia Antipolis, La Défense
GB/ENG: London=Greater London=City of London=City of London Corporation=Central London, Manchester, Birmingham
GB/ENG: Leeds, Liverpool, Bristol, Cambridge, Oxford, Reading, Sheffield, Nottingham, Newcastle upon Tyne=Newcastle
GB/ENG: Brighton, Milton Keynes, Southampton, Leicester, Slough
GB/SCT: Edinburgh, Glasgow, Aberdeen
GB/WLS: Cardiff, Swansea
GB/NIR: Belfast
GE: Tbilisi, Batumi
GH: Accra
GR: Athens=Αθήνα=Athen, Thessaloniki
HK: Hong Kong=香港=Kowloon
HR: Zagreb, Split
HU: Budapest, Debrecen, Miskolc
ID: Jakarta, Bandung, Surabaya, Bali
IE: Dublin, Cork, Galway, Limerick, Waterford, Leixlip
IL: Tel Aviv=Tel Aviv-Yafo=Tel-Aviv=Tel Aviv-Yafo Municipality, Haifa, Jerusalem, Herzliya, Petah Tikva, Ra'anana
IN/KA: Bengaluru=Bangalore=BLR, Mysuru=Mysore
IN/TG: Hyderabad
IN/MH: Mumbai=Bombay, Pune, Nagpur
IN/TN: Chennai=Madras, Coimbatore
IN/HR: Gurugram=Gurgaon
IN/UP: Noida, Lucknow
IN/DL: Delhi, New Delhi
IN/WB: Kolkata=Calcutta
IN/GJ: Ahmedabad
IN/PB: Mohali
IN/RJ: Jaipur
IN/KL: Kochi=Cochin, Thiruvananthapuram=Trivandrum
IN/MP: Indore
IN: Chandigarh
IS: Reykjavik=Reykjavík
IT: Milan=Milano=Mailand, Rome=Roma=Rom, Turin=Torino, Bologna, Florence=Firenze=Florenz, Naples=Napoli=Neapel
IT: Padua=Padova, Verona, Genoa=Genova=Genua, Venice=Venezia=Venedig
JO: Amman
JP: Tokyo=東京=東京都, Osaka=大阪, Kyoto=京都, Yokohama, Nagoya=名古屋, Fukuoka=福岡, Hiroshima, Sapporo, Kobe
KE: Nairobi, Mombasa
KR: Seoul=서울, Busan, Pangyo, Incheon
KZ: Almaty, Astana
LB: Beirut
LK: Colombo
LT: Vilnius, Kaunas
LU: Luxembourg City
LV: Riga
MA: Casablanca, Rabat
MC: Monaco
MO: Macau
MT: Valletta, Sliema
MX: Mexico City=CDMX=Ciudad de México=Mexico D.F.=México City, Guadalajara, Monterrey, Tijuana, Querétaro
MX: Juárez=Ciudad Juárez, Puebla, Mérida
MY: Kuala Lumpur=KL, Penang=Pulau Pinang, Petaling Jaya, Cyberjaya, Johor Bahru, Kulim
NG: Lagos, Abuja
NL: Amsterdam, Rotterdam, The Hague=Den Haag, Utrecht, Eindhoven, Delft, Groningen, Haarlem, Leiden, Arnhem, Nijmegen
NO: Oslo, Bergen, Trondheim, Stavanger
NZ: Auckland, Wellington, Christchurch
PA: Panama City
PE: Lima
PH: Manila=Metro Manila, Makati, Cebu=Cebu City, Taguig=BGC, Quezon City, Pasig
PK: Karachi, Lahore, Islamabad
PL: Warsaw=Warszawa=Warschau, Kraków=Cracow=Krakau, Wrocław, Gdańsk, Poznań, Łódź, Katowice
PT: Lisbon=Lisboa=Lissabon, Porto, Braga, Aveiro, Coimbra
QA: Doha
RO: Bucharest=București=Bukarest, Cluj-Napoca=Cluj, Iași, Timișoara
RS: Belgrade=Beograd=Belgrad, Novi Sad
RU: Moscow=Москва=Moskau=Moskva, Saint Petersburg
SA: Riyadh, Jeddah, Dammam
SE: Stockholm, Gothenburg=Göteborg, Malmö, Uppsala, Linköping, Lund
SG: Singapore
SI: Ljubljana, Maribor
SK: Bratislava, Košice
TH: Bangkok
TN: Tunis
TR: Istanbul=İstanbul, Ankara, Izmir=İzmir
TW: Taipei=Taipei City=台北, Hsinchu, Taichung=Taichung City, Kaohsiung, Tainan
UA: Kyiv=Kiev=Київ=Kiew, Lviv, Kharkiv, Odesa
US/AL: Birmingham, Huntsville
US/AZ: Phoenix, Scottsdale, Tempe, Tucson
US/CA: San Francisco=SF=San Fransisco=San Francisco Bay Area=SF Bay Area=Bay Area
US/CA: Los Angeles=Greater Los Angeles=Los Angeles Area, San Diego, San Jose, Oakland, Palo Alto, Mountain View
US/CA: Menlo Park, Sunnyvale, Santa Clara, San Mateo, Redwood City, Cupertino, Fremont, Irvine, Sacramento
US/CA: South San Francisco, Santa Monica, Foster City, Culver City, Berkeley, Long Beach, Burbank, Pleasanton
US/CA: El Segundo, Pasadena
US/CO: Denver, Boulder, Colorado Springs
US/CT: Stamford
US/DC: Washington DC=Washington D.C.=D.C.=Washington DC Metro=DC Metro
US/DE: Wilmington, Dover, Newark
US/FL: Miami, Tampa, Orlando, Jacksonville, Fort Lauderdale, Boca Raton
US/GA: Atlanta=ATL, Alpharetta
US/HI: Honolulu
US/ID: Boise
US/IL: Chicago=Chicagoland, Springfield
US/IN: Indianapolis, Fort Wayne, South Bend, Bloomington, Carmel
US/KY: Louisville
US/LA: New Orleans
US/MA: Boston=Greater Boston, Cambridge, Waltham, Somerville, Springfield
US/MD: Baltimore, Bethesda, Rockville
US/ME: Portland
US/MI: Detroit, Ann Arbor, Grand Rapids
US/MN: Minneapolis, Saint Paul
US/MO: Kansas City, Saint Louis, Springfield
US/NC: Charlotte, Raleigh, Durham, Raleigh-Durham, Wilmington
US/NE: Omaha
US/NJ: Newark, Jersey City, Hoboken, Princeton
US/NV: Las Vegas, Reno
US/NY: New York=New York City=NYC=Manhattan NY=New York Metro, Brooklyn, Buffalo, Rochester
US/OH: Columbus, Cleveland, Cincinnati, Dublin
US/OK: Oklahoma City, Tulsa
US/OR: Portland, Hillsboro, Beaverton
US/PA: Philadelphia=Philly, Pittsburgh=PGH
US/RI: Providence
US/TN: Nashville, Memphis, Knoxville
US/TX: Austin, Dallas, Houston, San Antonio, Fort Worth, Plano, Irving, Frisco
US/UT: Salt Lake City, Lehi, Provo
US/VA: Arlington, McLean, Reston, Richmond, Herndon, Tysons
US/WA: Seattle=Greater Seattle, Bellevue, Redmond, Spokane, Kirkland, Vancouver
US/WI: Milwaukee, Madison
UY: Montevideo
VN: Ho Chi Minh City=Ho Chi Minh=HCMC=Saigon=Thành phố Hồ Chí Minh, Hanoi=Hà Nội, Da Nang
ZA: Cape Town, Johannesburg, Pretoria, Durban, Midrand
"""

# Short forms that mean the city only when written in capitals.
SHORT: Final = {
    "NY": ("New York", "US", "NY"),
    "LA": ("Los Angeles", "US", "CA"),
    "SEA": ("Seattle", "US", "WA"),
    "CHI": ("Chicago", "US", "IL"),
    "DUB": ("Dublin", "IE", None),
    "HK": ("Hong Kong", "HK", None),
}

CITIES: dict[str, list[tuple[str, str, str | None]]] = {}
"""Folded name to each (city, country, region) that bears it."""

MEANT: Final = {"london": "GB", "dublin": "IE", "vancouver": "CA"}
"""Folded name to the country meant where nothing else is said, though the name is also another city's."""


_WITHOUT_DOTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
"""How letters with dots are written where there are none: "Zürich" as "Zuerich"."""


def _read() -> None:
    for line in _TABLE.strip().splitlines():
        where, names = line.split(": ", 1)
        country, _, region = where.partition("/")
        for entry in names.split(","):
            spellings = [name.strip() for name in entry.split("=")]
            for name in spellings + [name.translate(_WITHOUT_DOTS) for name in spellings]:
                found = CITIES.setdefault(fold(name), [])
                one = (spellings[0].removesuffix(" DC"), country, region or None)
                if one not in found:
                    found.append(one)


_read()
