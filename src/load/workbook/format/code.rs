//! `NumberFormat`: a number format as its code says it, in sections of signs. It shows no value.

/// A number format.
#[derive(Debug, Clone)]
pub(in crate::load::workbook) struct NumberFormat {
    sections: Vec<FormatSection>,
}

/// A section of a number format: how some of the values are shown.
#[derive(Debug, Clone)]
pub(super) struct FormatSection {
    /// The numbers that it is for; `None` where its place says that.
    condition: Option<Condition>,
    pub signs: Vec<Sign>,
    pub kind: Kind,
    /// Whether it shows numbers below zero without their sign, since its place or its own signs say it.
    pub drops_sign: bool,
    /// Whether it has a colour of its own, which is not printed.
    colored: bool,
}

/// The kind of what a section shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    General,
    Number,
    Day,
    Text,
    /// Words alone, whatever the number is.
    Words,
    /// A fraction, a power of ten, or a sign that is not known.
    Unknown,
}

/// A sign of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    /// Text that is printed as it stands.
    Literal(String),
    /// A digit: `0`, which is always shown, or `#` and `?`, which only where it is needed.
    Digit {
        always: bool,
    },
    Point,
    /// A comma, which groups thousands or, after the last digit, divides by a thousand.
    Comma,
    Percent,
    /// A part of a day or time, such as `yyyy` or `mm`, in small letters.
    Part(String),
    /// A length of time in hours, minutes or seconds: `[h]`.
    Elapsed(char, usize),
    /// The word for before or after noon.
    Noon {
        short: bool,
    },
    /// The text of the cell.
    At,
    General,
}

/// A comparison with a number.
#[derive(Debug, Clone, Copy)]
struct Condition {
    relation: Relation,
    number: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Below,
    AtMost,
    Above,
    AtLeast,
    Equal,
    Unequal,
}

impl Condition {
    fn holds(self, value: f64) -> bool {
        match self.relation {
            Relation::Below => value < self.number,
            Relation::AtMost => value <= self.number,
            Relation::Above => value > self.number,
            Relation::AtLeast => value >= self.number,
            #[expect(clippy::float_cmp, reason = "Excel compares the number as it is stored")]
            Relation::Equal => value == self.number,
            #[expect(clippy::float_cmp, reason = "Excel compares the number as it is stored")]
            Relation::Unequal => value != self.number,
        }
    }

    /// Whether only numbers below zero meet it, so that nobody needs to see their sign.
    fn is_of_negatives(self) -> bool {
        matches!(self.relation, Relation::Below) && self.number <= 0.0
            || matches!(self.relation, Relation::AtMost | Relation::Equal) && self.number < 0.0
    }
}

/// The most bytes of a code; Excel takes 255 characters.
const LONGEST: usize = 1_024;

impl NumberFormat {
    /// The format General.
    pub(in crate::load::workbook) fn general() -> Self {
        Self::of("General")
    }

    /// The format of a code.
    pub(in crate::load::workbook) fn of(code: &str) -> Self {
        let unknown = || FormatSection {
            condition: None,
            signs: Vec::new(),
            kind: Kind::Unknown,
            drops_sign: false,
            colored: false,
        };
        let code = match code.get(..8).map(str::to_ascii_uppercase).as_deref() {
            // The long date and the time of the system, as they are in the United Kingdom.
            Some("[$-F800]") => "dd mmmm yyyy",
            Some("[$-F400]") => "hh:mm:ss",
            _ => code,
        };
        if code.len() > LONGEST {
            return Self { sections: vec![unknown()] };
        }
        let mut sections: Vec<FormatSection> =
            split(code).into_iter().map(|part| section(part).unwrap_or_else(unknown)).collect();
        let conditions = sections.iter().any(|s| s.condition.is_some());
        let first = sections.first().map(|first| first.signs.clone()).unwrap_or_default();
        if let Some(second) = sections.get_mut(1) {
            // Where colour alone says that a number is below zero, its sign has to.
            let by_color = second.colored && second.signs == first;
            second.drops_sign |= !conditions && second.kind != Kind::Text && !by_color;
        }
        Self { sections }
    }

    /// The section that shows a number; `None` where none does, and Excel shows #.
    pub(super) fn section(&self, value: f64) -> Option<&FormatSection> {
        let all: Vec<&FormatSection> =
            self.sections.iter().take(3).filter(|s| s.kind != Kind::Text).collect();
        let first = *all.first().or(self.sections.first().as_ref())?;
        if all.iter().all(|s| s.condition.is_none()) {
            return match all.len() {
                0 | 1 => Some(first),
                2 => Some(if value < 0.0 { all[1] } else { first }),
                _ if value > 0.0 => Some(first),
                _ if value < 0.0 => Some(all[1]),
                _ => Some(all[2]),
            };
        }
        // What a section without a condition is for follows from the others: the first of three is then for
        // numbers above zero, the last for all that is left.
        let last = all.len() - 1;
        let default = |at: usize| match (at, last) {
            (0, 1..) => value > 0.0,
            (1, 2) => value < 0.0,
            _ => true,
        };
        let holds =
            |(at, s): (usize, &&&FormatSection)| s.condition.map_or_else(|| default(at), |c| c.holds(value));
        all.iter().enumerate().find(|(at, s)| holds((*at, s))).map(|(_, section)| *section)
    }

    /// The section that shows text; `None` where text is shown as it is.
    pub(super) fn text_section(&self) -> Option<&FormatSection> {
        let last = self.sections.last()?;
        (last.kind == Kind::Text || self.sections.len() == 4).then_some(last)
    }
}

impl FormatSection {
    /// The words of the section, without blanks around them.
    pub(super) fn words(&self) -> String {
        self.words_with("")
    }

    /// The words of the section, with a text in place of `@`, without blanks around them.
    pub(super) fn words_with(&self, text: &str) -> String {
        let mut out = String::new();
        for sign in &self.signs {
            match sign {
                Sign::Literal(words) => out.push_str(words),
                Sign::At | Sign::General => out.push_str(text),
                _ => {}
            }
        }
        out.trim().to_owned()
    }
}

/// Parts a code at each `;` that stands in no quotes and no brackets.
fn split(code: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut quoted, mut bracket, mut escaped) = (0, false, false, false);
    for (at, sign) in code.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '"' if !bracket => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' if !bracket => escaped = true,
            '[' => bracket = true,
            ']' => bracket = false,
            ';' if !bracket => {
                parts.push(&code[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&code[from..]);
    parts
}

/// Reads one section; `None` where a sign of it is not known.
fn section(code: &str) -> Option<FormatSection> {
    let mut signs: Vec<Sign> = Vec::new();
    let (mut condition, mut colored) = (None, false);
    let mut rest = code;
    let literal = |signs: &mut Vec<Sign>, text: &str| match signs.last_mut() {
        Some(Sign::Literal(words)) => words.push_str(text),
        _ => signs.push(Sign::Literal(text.to_owned())),
    };
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        let lower = sign.to_ascii_lowercase();
        if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("general")) {
            signs.push(Sign::General);
            rest = &rest[7..];
            continue;
        }
        if let Some((word, short)) = noon(rest) {
            signs.push(Sign::Noon { short });
            rest = &rest[word..];
            continue;
        }
        rest = after;
        match lower {
            '"' => {
                let (text, more) = after.split_once('"')?;
                literal(&mut signs, text);
                rest = more;
            }
            '\\' => {
                let next = after.chars().next()?;
                literal(&mut signs, next.encode_utf8(&mut [0; 4]));
                rest = &after[next.len_utf8()..];
            }
            // The room of a sign, and a sign that fills the cell.
            '_' | '*' => {
                let next = after.chars().next()?;
                if sign == '_' {
                    literal(&mut signs, " ");
                }
                rest = &after[next.len_utf8()..];
            }
            '[' => {
                let (inner, more) = after.split_once(']')?;
                match bracket(inner)? {
                    Bracket::Nothing => {}
                    Bracket::Color => colored = true,
                    Bracket::Currency(text) => literal(&mut signs, &text),
                    Bracket::Elapsed(part, length) => signs.push(Sign::Elapsed(part, length)),
                    Bracket::Condition(own) => condition = Some(own),
                }
                rest = more;
            }
            '0' => signs.push(Sign::Digit { always: true }),
            '#' | '?' => signs.push(Sign::Digit { always: false }),
            '.' => signs.push(Sign::Point),
            ',' => signs.push(Sign::Comma),
            '%' => signs.push(Sign::Percent),
            '@' => signs.push(Sign::At),
            'y' | 'm' | 'd' | 'h' | 's' => {
                let length = rest.chars().take_while(|c| c.to_ascii_lowercase() == lower).count();
                signs.push(Sign::Part(lower.to_string().repeat(length + 1)));
                rest = &rest[length..];
            }
            _ if !sign.is_ascii_alphabetic() => literal(&mut signs, sign.encode_utf8(&mut [0; 4])),
            // Powers of ten, years of other calendars, and letters that mean nothing.
            _ => return None,
        }
    }
    let kind = kind(&signs);
    let drops_sign = condition.is_some_and(Condition::is_of_negatives);
    Some(FormatSection { condition, signs, kind, drops_sign, colored })
}

/// The length of the sign for before and after noon at the beginning of a code, and whether it is one letter.
fn noon(code: &str) -> Option<(usize, bool)> {
    let begins = |word: &str| code.get(..word.len()).is_some_and(|own| own.eq_ignore_ascii_case(word));
    if begins("AM/PM") { Some((5, false)) } else { begins("A/P").then_some((3, true)) }
}

/// The meaning of what stands in brackets.
enum Bracket {
    /// A language, which changes no word.
    Nothing,
    Color,
    Currency(String),
    Elapsed(char, usize),
    Condition(Condition),
}

fn bracket(inner: &str) -> Option<Bracket> {
    let lower = inner.to_ascii_lowercase();
    if let Some(rest) = inner.strip_prefix('$') {
        let text = rest.split_once('-').map_or(rest, |(text, _)| text);
        return Some(if text.is_empty() { Bracket::Nothing } else { Bracket::Currency(text.to_owned()) });
    }
    for (sign, relation) in [
        ("<=", Relation::AtMost),
        (">=", Relation::AtLeast),
        ("<>", Relation::Unequal),
        ("<", Relation::Below),
        (">", Relation::Above),
        ("=", Relation::Equal),
    ] {
        if let Some(number) = inner.strip_prefix(sign) {
            return Some(Bracket::Condition(Condition { relation, number: number.trim().parse().ok()? }));
        }
    }
    let part = lower.chars().next()?;
    if matches!(part, 'h' | 'm' | 's') && lower.chars().all(|c| c == part) {
        return Some(Bracket::Elapsed(part, lower.len()));
    }
    let colors = ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"];
    let is_color = colors.contains(&lower.as_str())
        || lower.strip_prefix("color").is_some_and(|n| n.trim().parse::<u8>().is_ok());
    is_color.then_some(Bracket::Color)
}

fn kind(signs: &[Sign]) -> Kind {
    let has = |test: fn(&Sign) -> bool| signs.iter().any(test);
    let digits = has(|s| matches!(s, Sign::Digit { .. }));
    let parts = has(|s| matches!(s, Sign::Part(_) | Sign::Elapsed(..) | Sign::Noon { .. }));
    let point = has(|s| matches!(s, Sign::Point | Sign::Comma | Sign::Percent));
    let (general, at) = (has(|s| *s == Sign::General), has(|s| *s == Sign::At));
    match (general, at, parts) {
        (true, false, false) if !digits && !point => Kind::General,
        (false, true, false) if !digits => Kind::Text,
        (false, false, true) => Kind::Day,
        (false, false, false) if digits => {
            if is_fraction(signs) {
                Kind::Unknown
            } else {
                Kind::Number
            }
        }
        (false, false, false) if !point => Kind::Words,
        _ => Kind::Unknown,
    }
}

/// Whether digits stand on both sides of a stroke: `# ?/?`, `# ?/8`.
fn is_fraction(signs: &[Sign]) -> bool {
    let flat: String = signs
        .iter()
        .map(|sign| match sign {
            Sign::Digit { .. } => "0",
            Sign::Literal(text) => text,
            _ => "",
        })
        .collect();
    let digit = |c: char| c.is_ascii_digit();
    flat.match_indices('/').any(|(at, _)| {
        flat[..at].trim_end().ends_with(digit) && flat[at + 1..].trim_start().starts_with(digit)
    })
}
