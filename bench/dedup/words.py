"""What made-up vacancies are made of: employers, cities as people spell them, trades with their duties."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class City:
    """A city, and how sources spell it."""

    name: str
    region: str
    region_code: str
    country: str
    country_code: str
    postcode: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trade:
    """What one kind of work is called, and what its adverts say."""

    titles: tuple[str, ...]
    field: str
    ladder: str
    teams: tuple[str, ...]
    duties: tuple[str, ...]
    needs: tuple[str, ...]
    kin: tuple[str, ...] = field(default=())


CITIES = (
    City("Berlin", "Berlin", "BE", "Germany", "DE", "10115"),
    City("Munich", "Bavaria", "BY", "Germany", "DE", "80331", ("München", "Muenchen")),
    City("Hamburg", "Hamburg", "HH", "Germany", "DE", "20095"),
    City("Cologne", "North Rhine-Westphalia", "NW", "Germany", "DE", "50667", ("Köln",)),
    City("London", "England", "ENG", "United Kingdom", "GB", "EC1A 1BB", ("Greater London",)),
    City("Manchester", "England", "ENG", "United Kingdom", "GB", "M1 1AE"),
    City("Paris", "Île-de-France", "IDF", "France", "FR", "75001"),
    City("Lyon", "Auvergne-Rhône-Alpes", "ARA", "France", "FR", "69001"),
    City("Amsterdam", "North Holland", "NH", "Netherlands", "NL", "1012"),
    City("Vienna", "Vienna", "W", "Austria", "AT", "1010", ("Wien",)),
    City("Zurich", "Zurich", "ZH", "Switzerland", "CH", "8001", ("Zürich",)),
    City("Madrid", "Madrid", "MD", "Spain", "ES", "28001"),
    City("Toronto", "Ontario", "ON", "Canada", "CA", "M5H 2N2"),
    City("New York", "New York", "NY", "United States", "US", "10001", ("New York City", "NYC")),
    City("San Francisco", "California", "CA", "United States", "US", "94105", ("SF",)),
    City("Austin", "Texas", "TX", "United States", "US", "78701"),
    City("Chicago", "Illinois", "IL", "United States", "US", "60601"),
    City("Seattle", "Washington", "WA", "United States", "US", "98101"),
    City("Denver", "Colorado", "CO", "United States", "US", "80202"),
    City("Boston", "Massachusetts", "MA", "United States", "US", "02108"),
    City("Atlanta", "Georgia", "GA", "United States", "US", "30303"),
    City("Portland", "Oregon", "OR", "United States", "US", "97201"),
)
TWINS = (  # one name, two places
    (CITIES[21], City("Portland", "Maine", "ME", "United States", "US", "04101")),
    (
        City("Cambridge", "England", "ENG", "United Kingdom", "GB", "CB2 1TN"),
        City("Cambridge", "Massachusetts", "MA", "United States", "US", "02139"),
    ),
    (
        City("Birmingham", "England", "ENG", "United Kingdom", "GB", "B1 1AA"),
        City("Birmingham", "Alabama", "AL", "United States", "US", "35203"),
    ),
    (
        City("London", "England", "ENG", "United Kingdom", "GB", "EC1A 1BB"),
        City("London", "Ontario", "ON", "Canada", "CA", "N6A 1A1"),
    ),
    (
        City("Columbus", "Ohio", "OH", "United States", "US", "43215"),
        City("Columbus", "Georgia", "GA", "United States", "US", "31901"),
    ),
)

FIRST_NAMES = (
    "Quillstone", "Harborline", "Tessalune", "Brightmoor", "Oakhollow", "Veldrance", "Palenque", "Corvantis",
    "Lumenfall", "Stratavia", "Greywick", "Ostrava Peak", "Meridale", "Finchley & Rowe", "Kestrelgate", "Norrvik",
    "Sablewood", "Ambergate", "Pinecroft", "Dovetail Ridge", "Halvorsen", "Tidemark", "Copperlane", "Ravensbourne",
    "Silverbirch", "Thistledown", "Wolkenstein", "Ironbark", "Juniper Hale", "Mossgrove", "Larkfield", "Blauwater",
)  # fmt: skip
SECOND_NAMES = (
    "Health", "Energy", "Robotics", "Logistics", "Software", "Analytics", "Foods", "Mobility", "Insurance", "Retail",
    "Pharma", "Networks", "Payments", "Media", "Aerospace", "Hospitality",
)  # fmt: skip
LEGAL_FORMS = {
    "DE": ("GmbH", "AG", "SE", "GmbH & Co. KG"),
    "AT": ("GmbH",),
    "CH": ("AG", "GmbH"),
    "GB": ("Ltd", "Limited", "PLC"),
    "FR": ("SAS", "S.A.", "SARL"),
    "NL": ("B.V.", "N.V."),
    "ES": ("S.L.", "S.A."),
    "CA": ("Inc.", "Ltd."),
    "US": ("Inc.", "LLC", "Corp.", "Corporation", "Inc"),
}
LADDERS = {
    "tech": ("Junior", "", "Senior", "Staff", "Principal", "Lead"),
    "numbers": ("I", "II", "III", "IV"),
    "office": ("Junior", "", "Senior", "Lead", "Head of", "Director of"),
    "plain": ("", "Senior", "Lead"),
}
ABOUT = (
    "{company} was founded in {year} by {founders} and today serves {customers} customers in {countries} countries.",
    "At {company} we believe that {field} should be simple, honest and within reach of everybody who needs it.",
    "We are a team of {staff} people in {offices} offices, and we grow because our customers tell others about us.",
    "Our products are used every day by {customers} people, from family businesses to household names.",
    "{company} is backed by patient owners, profitable since {profit}, and independent in what it decides.",
    "Named one of the best places to work by our own people for the {count}th year in a row, {company} is hiring.",
    "Working at {company} means short ways, open doors, and colleagues who know what they are doing.",
)
BENEFITS = (
    "{days} days of paid holiday, and your birthday off",
    "A pension plan to which we contribute {share} %",
    "Hybrid work: {office} days in the office, the others where you like",
    "A yearly learning budget of {budget} which is yours to spend",
    "Health, dental and vision insurance from your first day",
    "Parental leave of {weeks} weeks at full pay for every parent",
    "A bicycle lease, a transit pass, or a parking space",
    "Stock options for everybody, without a cliff",
    "Fresh lunch every day, cooked in our own kitchen",
    "A sabbatical of {weeks} weeks after every five years",
    "Two volunteer days a year for a cause of your choice",
    "Employee discounts at {count}0 partners",
)
CLOSING = (
    "{company} is an equal opportunity employer. We welcome everybody, whatever their origin, faith, gender or age.",
    "If you need an adjustment during the interviews, tell us, and we will arrange it. We read every application.",
    "Please apply through our careers page; we do not accept applications by mail, nor profiles from agencies.",
    "We process your data as our privacy notice says, and delete it six months after our answer.",
    "Salary depends on experience and location; your recruiter will tell you the range in the first call.",
)
AGGREGATOR_OPENINGS = (
    "This job was posted by one of our premium partners. Sign in to see your match score for this position.",
    "Job description\n\nBe among the first 25 applicants. See who {company} has hired for this role.",
    "Our client is looking for you. Apply in one click with your profile; most candidates answer within a day.",
    "Vollständige Stellenbeschreibung\n\nBewirb dich jetzt mit nur einem Klick.",
    "Save this job and set an alert for similar positions near you. Estimated pay is not given by the employer.",
)
AGGREGATOR_CLOSINGS = (
    "Seniority level: Mid-Senior level. Employment type: Full-time. Job function: Other. Industries: Services.",
    "Report this job. By applying you agree to our terms of use, our cookie policy and our privacy policy.",
    "Job Type: Full-time\n\nWork Location: In person\n\nSchedule: Monday to Friday",
    "Referrals increase your chances of interviewing by 2x. Get notified about new jobs like this one.",
)
