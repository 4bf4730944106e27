//! The words of generated papers, and the dice that join them to sentences. Nothing here is random:
//! the same paper has the same words on every machine.

use std::fmt::Write as _;

/// The ids and full names of the boards.
pub(super) const BOARDS: [(&str, &str); 3] = [
    ("scrutiny", "Environment and Communities Scrutiny Committee"),
    ("wellbeing", "Wolds Health and Wellbeing Partnership"),
    ("places", "Places and Growth Committee"),
];

/// The ids and names of the posts that papers name as contacts.
pub(super) const POSTS: [(&str, &str); 5] = [
    ("transport", "Head of Passenger Transport"),
    ("libraries", "Libraries and Archives Manager"),
    ("housing", "Housing Needs Manager"),
    ("public_health", "Consultant in Public Health"),
    ("performance", "Performance and Insight Officer"),
];

/// The indicators: id, name, measure with its keys, and a usual value in hundredths.
pub(super) const INDICATORS: [(&str, &str, &str, u64); 12] = [
    (
        "bus_journeys",
        "Bus journeys",
        "measure = \"rate\"\nper = 1000\nunit = \"journeys per 1,000 residents\"",
        41260,
    ),
    (
        "potholes",
        "Potholes reported",
        "measure = \"rate\"\nper = 1000\nunit = \"reports per 1,000 residents\"",
        1940,
    ),
    (
        "library_loans",
        "Library loans",
        "measure = \"rate\"\nper = 1000\nunit = \"loans per 1,000 residents\"",
        88610,
    ),
    ("recycling", "Household waste recycled", "measure = \"percent\"", 4480),
    ("school_places", "First choices of school met", "measure = \"percent\"", 9120),
    ("home_care", "Care at home begun within a week", "measure = \"percent\"", 7730),
    (
        "temporary_homes",
        "Households in temporary accommodation",
        "measure = \"rate\"\nper = 1000\nunit = \"per 1,000 households\"",
        210,
    ),
    (
        "road_injuries",
        "People killed or seriously injured on roads",
        "measure = \"rate\"\nper = 100000\nunit = \"per 100,000 residents\"",
        3170,
    ),
    ("health_checks", "Health checks taken up", "measure = \"percent\"", 5240),
    ("planning_time", "Planning applications decided in time", "measure = \"percent\"", 8660),
    ("contact_wait", "Calls answered within a minute", "measure = \"percent\"", 6890),
    ("satisfaction", "Residents content with their council", "measure = \"percent\"", 6150),
];

pub(super) const SERVICES: [&str; 14] = [
    "passenger transport",
    "the library service",
    "home care",
    "the housing register",
    "highways maintenance",
    "waste collection",
    "school admissions",
    "adult learning",
    "the contact centre",
    "planning enforcement",
    "flood management",
    "the records service",
    "street lighting",
    "family support",
];
pub(super) const PARTNERS: [&str; 10] = [
    "the district councils",
    "the integrated care board",
    "parish and town councils",
    "the fire and rescue authority",
    "local bus operators",
    "registered housing providers",
    "the voluntary sector forum",
    "neighbouring authorities",
    "the combined authority",
    "head teachers",
];
pub(super) const THINGS: [&str; 16] = [
    "delivery plan",
    "service specification",
    "register of risks",
    "forward programme",
    "grant agreement",
    "shared data standard",
    "workforce plan",
    "programme of inspections",
    "contract for maintenance",
    "public consultation",
    "business case",
    "capital programme",
    "travel survey",
    "equality assessment",
    "communications plan",
    "scheme of charges",
];
pub(super) const PLACES: [&str; 12] = [
    "Ashby Magna",
    "Barrow Wold",
    "Coldbrook",
    "Denholme",
    "Easterby",
    "Foxley Vale",
    "Great Marton",
    "Hallowdale",
    "Ingleford",
    "Kirkstow",
    "Lower Wenham",
    "Northmere",
];
pub(super) const VERBS: [&str; 10] = [
    "reviewed",
    "agreed",
    "tested",
    "published",
    "costed",
    "extended",
    "redrawn",
    "begun",
    "completed",
    "brought forward",
];
pub(super) const RESULTS: [&str; 12] = [
    "the first results are expected before the summer recess",
    "no further funding is needed this year",
    "the change has been welcomed by those who use it",
    "waiting times have begun to shorten",
    "two vacancies remain to be filled",
    "the saving assumed in the budget will be made in full",
    "members will receive a further report once the figures are settled",
    "demand still varies a good deal between localities",
    "the remaining work passes to next year's programme",
    "complaints have fallen to their lowest level for some years",
    "the arrangement will be looked at again after twelve months",
    "early signs point to a lasting improvement",
];
pub(super) const REASONS: [&str; 8] = [
    "because the cost of materials has risen faster than was allowed for",
    "in line with what residents asked for during the consultation",
    "so that rural localities are served as well as the market towns",
    "following the recommendations of the external review",
    "where the present agreement allows for it",
    "as the statutory guidance now requires",
    "before the next financial year begins",
    "without any reduction in opening hours",
];
pub(super) const TOPICS: [&str; 14] = [
    "Progress since the last report",
    "What residents have said",
    "Demand and capacity",
    "Partnership working",
    "Value for money",
    "Workforce",
    "Data and digital services",
    "Rural access",
    "Prevention and early help",
    "Buildings and equipment",
    "Contracts",
    "Timetable",
    "Local variation",
    "Lessons from other authorities",
];

/// A source of numbers that look like chance and are the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }

    pub(super) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    pub(super) fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        usize::try_from(self.below(words.len() as u64)).ok().and_then(|n| words.get(n)).copied().unwrap_or("")
    }

    /// Makes a sentence; some hold a figure of their own.
    pub(super) fn sentence(&mut self) -> String {
        let (service, partner, thing, place) =
            (self.pick(&SERVICES), self.pick(&PARTNERS), self.pick(&THINGS), self.pick(&PLACES));
        let (verb, result, reason) = (self.pick(&VERBS), self.pick(&RESULTS), self.pick(&REASONS));
        let (few, many) = (self.between(3, 60), self.between(61, 940));
        match self.below(9) {
            0 => format!(
                "Officers responsible for {service} have {verb} the {thing} with {partner}, and {result}."
            ),
            1 => format!("In {place} the {thing} was {verb} {reason}, and {result}."),
            2 => format!(
                "Of the {many} responses received, {few} came from {place}, which is more than {service} had expected."
            ),
            3 => format!(
                "The cost is put at £{few},{many:03}, to be met from the budget for {service} {reason}."
            ),
            4 => format!("Although {result}, {partner} have asked that the {thing} be {verb} {reason}."),
            5 => format!(
                "The {thing} covers {service} in {place} and {few} other localities, and was last {verb} by {partner}."
            ),
            6 => format!(
                "Spending on {service} is {}.{}% of the budget for the year; {result}.",
                self.between(88, 104),
                self.below(10)
            ),
            7 => format!("It is proposed that {partner} and the Council share the {thing}, {reason}."),
            _ => format!(
                "A visit to {place} showed how far {service} has come: the {thing} has been {verb}, and {result}."
            ),
        }
    }

    pub(super) fn sentences(&mut self, low: u64, high: u64) -> String {
        let count = self.between(low, high);
        (0..count).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }

    /// Makes a sentence with the figures of an indicator: that of the index `only`, or any.
    pub(super) fn figures(&mut self, only: Option<usize>) -> String {
        let at = only.unwrap_or_else(|| usize::try_from(self.below(INDICATORS.len() as u64)).unwrap_or(0));
        let (id, name, ..) = INDICATORS[at % INDICATORS.len()];
        match self.below(3) {
            0 => format!(
                "**{name}**: {{{{ {id}.now }}}} at the end of {{{{ period.long }}}}, compared with {{{{ {id}.year_ago.bare }}}} a year earlier."
            ),
            1 => format!(
                "**{name}** stood at {{{{ {id}.previous.bare }}}} in the quarter before, and is now {{{{ {id}.now }}}}. {}",
                self.sentence()
            ),
            _ => format!(
                "**{name}**: the figure for {{{{ {id}.year_ago.period.short }}}} was {{{{ {id}.year_ago.bare }}}}; it is now {{{{ {id}.now.bare }}}}, and {}.",
                self.pick(&RESULTS)
            ),
        }
    }

    /// Writes paragraphs, which a house style numbers.
    pub(super) fn paragraphs(&mut self, out: &mut String, count: usize) {
        for _ in 0..count {
            let text = self.sentences(2, 4);
            let _ = writeln!(out, "{text}\n");
        }
    }

    /// Writes a list: a stem, (a) to (c) or (d), and i. to iii. below one of them.
    pub(super) fn lettered(&mut self, out: &mut String) {
        let _ = writeln!(out, "{} The main points are as follows:\n", self.sentence());
        let count = self.between(3, 4);
        let nested = self.below(count);
        for n in 0..count {
            let _ = writeln!(out, "1. {}", self.sentence());
            for _ in 0..if n == nested { 3 } else { 0 } {
                let _ = writeln!(out, "   1. {}", self.figures(None));
            }
        }
        out.push('\n');
    }

    pub(super) fn bullets(&mut self, out: &mut String, count: usize) {
        let _ = writeln!(out, "{}\n", self.sentence());
        for n in 0..count {
            let text = if n % 2 == 0 { self.sentence() } else { self.figures(None) };
            let _ = writeln!(out, "- {text}");
        }
        out.push('\n');
    }
}
