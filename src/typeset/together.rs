//! Words that no line end parts, as "2024/25 Q4", "£5 million" or "co-ordinator", and where addresses break. A
//! compound that was broken at its hyphen is not found: viewers take the hyphen for one of the line end's. It works on text
//! alone: nothing is put into it, so that it can be copied as it was typed.

use std::ops::Range;

/// The words that are kept on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    All,
    /// All but compounds, which may break at their hyphens: for columns that have no room for them.
    NoCompounds,
    Nothing,
}

/// A stretch of a text, in bytes, that stands on one line. Stretches that touch are parts of an address, between
/// which it may break.
pub(super) type Stretch = Range<usize>;

/// The words that a number or a letter belongs to: "paragraph 12", "Appendix A".
const NAMES: [&str; 28] = [
    "appendix",
    "appendices",
    "annex",
    "article",
    "chapter",
    "clause",
    "figure",
    "item",
    "minute",
    "minutes",
    "no.",
    "page",
    "pages",
    "paragraph",
    "paragraphs",
    "part",
    "phase",
    "quarter",
    "regulation",
    "rule",
    "schedule",
    "section",
    "sections",
    "stage",
    "step",
    "table",
    "ward",
    "week",
];

/// The same words in Welsh.
const WELSH_NAMES: [&str; 10] =
    ["adran", "atodiad", "chwarter", "cofnod", "eitem", "ffigur", "paragraff", "rhan", "tabl", "tudalen"];

/// What is counted or measured: a number stands with it.
const UNITS: [&str; 36] = [
    "%",
    "am",
    "billion",
    "bn",
    "cm",
    "dwelling",
    "dwellings",
    "g",
    "gwh",
    "ha",
    "hectares",
    "hours",
    "kg",
    "km",
    "kwh",
    "litres",
    "m",
    "metres",
    "miles",
    "million",
    "minutes",
    "mm",
    "mph",
    "mw",
    "mwh",
    "percent",
    "pm",
    "points",
    "pounds",
    "t",
    "thousand",
    "tonnes",
    "trillion",
    "yb",
    "yh",
    "years",
];

/// The least length in bytes of a part of an address that stands by itself on a line.
const SHORTEST_PART: usize = 4;

/// The stretches of a text that no line end parts, in order. They reach from blank to blank: signs at words stay
/// with them.
pub(super) fn stretches(text: &str, kept: Kept) -> Vec<Stretch> {
    if kept == Kept::Nothing {
        return Vec::new();
    }
    let words: Vec<Stretch> = words(text);
    let mut out: Vec<Stretch> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = &text[words[at].clone()];
        if is_address(word) {
            let first = words[at].start;
            out.extend(parts(word).into_iter().map(|part| first + part.start..first + part.end));
            at += 1;
            continue;
        }
        let mut last = at;
        while last + 1 < words.len() && belongs(text, &words, at, last) {
            last += 1;
        }
        if last > at || is_signed(word) || kept == Kept::All && is_compound(word) {
            out.push(words[at].start..words[last].end);
        }
        at = last + 1;
    }
    out
}

/// The pieces of a text between which a line may end: the stretches, and what stands between them broken at
/// blanks, hyphens and slashes.
pub(super) fn pieces(text: &str, kept: Kept) -> Vec<&str> {
    let mut out = Vec::new();
    let mut done = 0;
    let split = |text| str::split(text, [' ', '-', '\u{2013}', '\u{2014}', '/']);
    for stretch in stretches(text, kept) {
        out.extend(split(&text[done..stretch.start]));
        out.push(&text[stretch.clone()]);
        done = stretch.end;
    }
    out.extend(split(&text[done..]));
    out
}

/// The words of a text, from blank to blank.
fn words(text: &str) -> Vec<Stretch> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), start) {
            (true, Some(from)) => {
                out.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    out.extend(start.map(|from| from..text.len()));
    out
}

/// Whether the word after `last` stands on one line with those from `first` on. One blank parts them.
fn belongs(text: &str, words: &[Stretch], first: usize, last: usize) -> bool {
    let blank = &text[words[last].end..words[last + 1].start];
    let (before, after) = (&text[words[last].clone()], &text[words[last + 1].clone()]);
    if blank != " " || ends_clause(before) {
        return false;
    }
    let (name, next) = (opened(before), closed(after));
    // Three words: "5 per cent", "2024/25 quarter 4".
    if last > first {
        let of_year = is_year(opened(&text[words[first].clone()])) && is_quarter_word(name);
        return name == "per" && next.eq_ignore_ascii_case("cent") || of_year && is_label(next);
    }
    let lower = name.to_lowercase();
    let is_name = NAMES.contains(&lower.as_str()) || WELSH_NAMES.contains(&lower.as_str());
    if is_name && is_label(next) || is_year(name) && is_quarter(next) {
        return true;
    }
    let third = words.get(last + 2).map(|word| closed(&text[word.clone()]));
    if is_year(name) && is_quarter_word(next) && third.is_some_and(is_label) {
        return true;
    }
    let per_cent = next == "per" && third.is_some_and(|third| third.eq_ignore_ascii_case("cent"));
    is_number(name) && (per_cent || UNITS.contains(&next.to_lowercase().as_str()))
}

/// A word without the signs that open before it.
fn opened(word: &str) -> &str {
    word.trim_start_matches(['(', '[', '\u{2018}', '\u{201C}', '"', '\''])
}

/// A word without the signs around it.
fn closed(word: &str) -> &str {
    let signs = [
        ')', ']', '\u{2019}', '\u{201D}', '"', '\'', '.', ',', ';', ':', '?', '!', '*', '\u{2020}',
        '\u{2021}',
    ];
    opened(word).trim_end_matches(signs)
}

/// Whether a word ends a part of a sentence, so that what follows is not its number or unit.
fn ends_clause(word: &str) -> bool {
    word.ends_with([',', ';', ':', ')', ']']) || word.ends_with('.') && !word.eq_ignore_ascii_case("no.")
}

/// Whether a word is the number or the letter of something: "12", "3.1", "(b)", "A", "iv".
fn is_label(word: &str) -> bool {
    let inner = word.trim_matches(['(', ')']);
    let letter = inner.chars().count() == 1 && inner.chars().all(|c| c.is_ascii_uppercase());
    letter || inner.starts_with(|c: char| c.is_ascii_digit()) && inner.len() <= 9
}

/// Whether a word is a year: "2024", "2024/25", "2024-25".
fn is_year(word: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (first, second) = word.split_once(['/', '-', '\u{2013}']).unwrap_or((word, "00"));
    first.len() == 4 && digits(first) && matches!(second.len(), 2 | 4) && digits(second)
}

fn is_quarter_word(word: &str) -> bool {
    matches!(word, "quarter" | "chwarter")
}

fn is_quarter(word: &str) -> bool {
    matches!(word.as_bytes(), [b'Q' | b'C', b'1'..=b'4'])
}

/// Whether a word is a number, with its sign and its currency: "12", "-£2,345.00", "10.30".
fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['-', '+', '\u{2212}', '£', '<', '>', '~']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ':' | '/' | '\u{2013}'))
}

/// Whether a word is an amount with a sign, at which a line could end: "-£2,345.00".
fn is_signed(word: &str) -> bool {
    let word = opened(word);
    let rest = word.trim_start_matches(['-', '+', '\u{2212}']);
    rest.len() < word.len() && rest.starts_with('£') && is_number(closed(rest))
}

/// Whether a word has a hyphen between two letters or digits: "co-ordinator", "2024-25".
fn is_compound(word: &str) -> bool {
    let mut parts = word.split('-').peekable();
    let mut found = false;
    while let Some(part) = parts.next() {
        let ends = part.ends_with(char::is_alphanumeric);
        found |= ends && parts.peek().is_some_and(|next| next.starts_with(char::is_alphanumeric));
    }
    found
}

fn is_address(word: &str) -> bool {
    let word = opened(word);
    word.contains("://") || word.starts_with("www.")
}

/// The parts of an address, between which it breaks: each ends with the slash, or the sign of a query, after it.
/// One of few letters stays with the part before it.
fn parts(address: &str) -> Vec<Stretch> {
    let host = address.find("://").map_or(0, |at| at + 3);
    let mut ends: Vec<usize> = address
        .match_indices(['/', '?', '&'])
        .map(|(at, sign)| at + sign.len())
        .filter(|end| *end > host)
        .collect();
    ends.push(address.len());
    let mut out: Vec<Stretch> = Vec::new();
    let mut from = 0;
    for end in ends {
        if end <= from {
            continue;
        }
        match out.last_mut() {
            Some(last) if end - from < SHORTEST_PART => last.end = end,
            _ => out.push(from..end),
        }
        from = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Vec<&str> {
        stretches(text, Kept::All).into_iter().map(|stretch| &text[stretch]).collect()
    }

    #[test]
    fn labels_periods_amounts_and_times_are_kept() {
        for (text, expected) in [
            ("in 2024/25 Q4, it", vec!["2024/25 Q4,"]),
            ("(see Appendix A) or paragraph 12.", vec!["Appendix A)", "paragraph 12."]),
            ("from 10.00 am to 11.10 am", vec!["10.00 am", "11.10 am"]),
            ("some £5 million, 5 per cent and 12 km", vec!["£5 million,", "5 per cent", "12 km"]),
            ("it was -£2,345.00 and \u{2212}£3", vec!["-£2,345.00", "\u{2212}£3"]),
            ("gweler Atodiad B", vec!["Atodiad B"]),
            ("item 3.1 (b)", vec!["item 3.1"]),
            ("at the end of 2014/15 quarter 1.", vec!["2014/15 quarter 1."]),
        ] {
            assert_eq!(kept(text), expected, "{text}");
        }
    }

    #[test]
    fn other_words_may_be_parted() {
        for text in [
            "In 2024, Q4 was",
            "the table shows 12 wards",
            "paragraph, 12",
            "a part of it",
            "Section heading",
            "5 per person",
            "Figure  2",
            "",
        ] {
            assert_eq!(kept(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn addresses_break_after_a_slash_and_leave_no_letter_over() {
        assert_eq!(
            kept("see https://example.org/plans/2024/a."),
            ["https://example.org/", "plans/", "2024/a."]
        );
        assert_eq!(kept("www.example.org/a/b/c"), ["www.example.org/a/b/c"]);
        assert_eq!(kept("https://example.org"), ["https://example.org"]);
        assert_eq!(
            kept("https://example.org/find?name=one&x=2"),
            ["https://example.org/", "find?", "name=one&x=2"]
        );
    }

    #[test]
    fn pieces_are_what_no_line_end_parts() {
        let text = "the 2024/25 Q4 well-known";
        let pieces =
            |kept| pieces(text, kept).into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>();
        assert_eq!(pieces(Kept::All), ["the", "2024/25 Q4", "well-known"]);
        assert_eq!(pieces(Kept::NoCompounds), ["the", "2024/25 Q4", "well", "known"]);
        assert_eq!(pieces(Kept::Nothing), ["the", "2024", "25", "Q4", "well", "known"]);
    }

    #[test]
    fn compounds_are_kept_whole() {
        assert_eq!(
            kept("the (co-ordinator’s) long- and short-term, 12-month – and - or -5 plans-"),
            ["(co-ordinator’s)", "short-term,", "12-month"]
        );
    }
}
