//! How a token is written, for a value that a person typed as another program writes it: "12" for "12pt", "Arial" for
//! ["Arial"], "DD/MM/YYYY" for "day/number/year". It never changes a style.

use super::tokens::{Token, is_color, is_length};

/// The line to write for a token: what was typed in the form of the house style's value, else that value.
pub(super) fn how_to_write(key: &str, old: &Token, typed: &Token) -> String {
    let meant = match (old, typed) {
        (Token::Text(old), Token::Number(digits)) if is_length(old) => length(old, digits),
        (Token::Text(old), Token::Text(typed)) if is_length(old) => length(old, typed),
        (Token::Text(old), Token::Text(typed)) if is_color(old) => color(typed),
        (Token::List(items), Token::Text(text))
            if items.iter().all(|item| matches!(item, Token::Text(_))) =>
        {
            Some(Token::List(vec![Token::Text(text.clone())]))
        }
        (Token::Text(_), Token::List(items)) => match items.as_slice() {
            [Token::Text(text)] => Some(Token::Text(text.clone())),
            _ => None,
        },
        (Token::Switch(_), Token::Text(text)) => match text.trim().to_lowercase().as_str() {
            "true" | "yes" | "on" => Some(Token::Switch(true)),
            "false" | "no" | "off" => Some(Token::Switch(false)),
            _ => None,
        },
        (Token::Number(_), Token::Text(text)) => {
            let digits = text.trim();
            digits.parse::<f64>().is_ok().then(|| Token::Number(digits.to_owned()))
        }
        _ => None,
    };
    match meant {
        Some(meant) => format!("write {key} = {}", meant.as_toml()),
        None if matches!(old, Token::Text(old) if is_color(old)) => format!(
            "give the hex code of the colour, which drawing programs show, as in {key} = {}",
            old.as_toml()
        ),
        None => format!("the house style has: {key} = {}", old.as_toml()),
    }
}

/// The length that was typed with a comma, a blank or no unit; a length without a unit has that of the `old` one.
fn length(old: &str, typed: &str) -> Option<Token> {
    let plain: String = typed.trim().to_lowercase().replace(',', ".").split_whitespace().collect();
    let unit = old.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let plain = if plain.ends_with(|c: char| c.is_ascii_digit()) { format!("{plain}{unit}") } else { plain };
    is_length(&plain).then_some(Token::Text(plain))
}

/// Colours that CSS gives a name, with their codes.
const COLORS: [(&str, &str); 24] = [
    ("black", "#000000"),
    ("blue", "#0000ff"),
    ("brown", "#a52a2a"),
    ("crimson", "#dc143c"),
    ("darkblue", "#00008b"),
    ("darkgray", "#a9a9a9"),
    ("darkgreen", "#006400"),
    ("darkred", "#8b0000"),
    ("gold", "#ffd700"),
    ("gray", "#808080"),
    ("green", "#008000"),
    ("indigo", "#4b0082"),
    ("lightblue", "#add8e6"),
    ("maroon", "#800000"),
    ("navy", "#000080"),
    ("navyblue", "#000080"),
    ("orange", "#ffa500"),
    ("pink", "#ffc0cb"),
    ("purple", "#800080"),
    ("red", "#ff0000"),
    ("royalblue", "#4169e1"),
    ("teal", "#008080"),
    ("white", "#ffffff"),
    ("yellow", "#ffff00"),
];

/// The colour that was typed as "dark blue", "5a1a5e", "#abc" or "rgb(90, 26, 94)".
fn color(typed: &str) -> Option<Token> {
    let small = typed.trim().to_lowercase();
    let parts: Option<Vec<u8>> = small
        .strip_prefix("rgb(")
        .and_then(|rest| rest.strip_suffix(')'))
        .map_or(small.as_str(), |inner| inner)
        .split([',', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    if let Some([red, green, blue]) = parts.as_deref() {
        return Some(Token::Text(format!("#{red:02x}{green:02x}{blue:02x}")));
    }
    let name = small.replace([' ', '-'], "").replace("grey", "gray");
    if let Some((_, code)) = COLORS.iter().find(|(known, _)| *known == name) {
        return Some(Token::Text((*code).to_owned()));
    }
    let digits = small.trim_start_matches('#').trim_start_matches("0x");
    let six =
        if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
    let color = format!("#{six}");
    is_color(&color).then_some(Token::Text(color))
}

/// The pattern of dates that other programs write as "DD/MM/YYYY" or "d MMMM yyyy"; `None` where a letter of it means
/// nothing there.
pub(super) fn date_pattern(typed: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = typed.trim();
    while let Some(first) = rest.chars().next() {
        let run = rest.chars().take_while(|c| *c == first).count();
        let word = match (first.to_ascii_lowercase(), run) {
            ('d', 1 | 2) => "day",
            ('d', 4) => "weekday",
            ('m', 1 | 2) => "number",
            ('m', 3) => "short_month",
            ('m', 4) => "month",
            ('y', 2) => "short_year",
            ('y', 4) => "year",
            (letter, _) if letter.is_alphanumeric() => return None,
            _ => "",
        };
        let (typed, after) = rest.split_at(first.len_utf8() * run);
        out.push_str(if word.is_empty() { typed } else { word });
        rest = after;
    }
    Some(out)
}

/// The pattern of numbers that is meant by one with words or with other numbers round it: "1)" for "Para 1)".
pub(super) fn number_pattern(typed: &str) -> Option<String> {
    let is_counter = |part: &str| {
        let inner: String = part.chars().filter(|c| c.is_alphanumeric()).collect();
        matches!(inner.as_str(), "a" | "A" | "i" | "I" | "1")
    };
    let mut counters = typed.split_whitespace().filter(|part| is_counter(part));
    counters.next_back().filter(|part| *part != typed).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_as_other_programs_write_them_are_understood() {
        let text = |text: &str| Token::Text(text.to_owned());
        for (old, typed, wanted) in [
            ("12pt", Token::Number("12".into()), "write x = \"12pt\""),
            ("2.2cm", text("2,5cm"), "write x = \"2.5cm\""),
            ("2.2cm", text("2.5 CM"), "write x = \"2.5cm\""),
            ("2.2cm", text("24px"), "the house style has: x = \"2.2cm\""),
            ("#0b0c0c", text("rgb(90, 26, 94)"), "write x = \"#5a1a5e\""),
            ("#0b0c0c", text("#abc"), "write x = \"#aabbcc\""),
            ("#0b0c0c", text("5A1A5E"), "write x = \"#5a1a5e\""),
            (
                "#0b0c0c",
                text("council purple"),
                "give the hex code of the colour, which drawing programs show, as in x = \"#0b0c0c\"",
            ),
        ] {
            assert_eq!(how_to_write("x", &text(old), &typed), wanted);
        }
        let fonts = Token::List(vec![text("Boardpack Sans")]);
        assert_eq!(how_to_write("text", &fonts, &text("Arial")), "write text = [\"Arial\"]");
        assert_eq!(how_to_write("x", &Token::Switch(true), &text("No")), "write x = false");
    }

    #[test]
    fn patterns_of_other_programs_are_understood() {
        assert_eq!(date_pattern("DD/MM/YYYY").as_deref(), Some("day/number/year"));
        assert_eq!(date_pattern("dddd d MMMM yyyy").as_deref(), Some("weekday day month year"));
        assert_eq!(date_pattern("Date: YYYY"), None);
        assert_eq!(number_pattern("Para 1)").as_deref(), Some("1)"));
        assert_eq!(number_pattern("No. (a)").as_deref(), Some("(a)"));
        assert_eq!(number_pattern("one"), None);
    }
}
