//! Whether the tokens of a style can be used together: its order of parts, patterns, sizes, dates and
//! colours. It changes none.

use super::contrast::contrast;
use super::date;
use super::time;
use super::tokens::{Token, Tokens, points};
use crate::finding::{Finding, Findings, Place};
use crate::load::node::Node;

/// Finds what cannot be printed or read. A style was asked for at `asked`; `overrides` are the
/// board's own tokens.
pub(super) fn check(tokens: &Tokens, overrides: Option<&Node>, asked: Place, findings: &mut Findings) {
    let place = overrides.map_or(asked, |n| n.place);
    check_order(tokens, "order", "a report", &PARTS, place, findings);
    check_order(tokens, "agenda.order", "an agenda", &PARTS_OF_AGENDA, place, findings);
    check_columns(tokens, overrides, asked, findings);
    check_patterns(tokens, place, findings);
    check_sections(tokens, place, findings);
    for (path, words) in CHOICES {
        check_choice(tokens, path, words, overrides, asked, findings);
    }
    check_dates(tokens, overrides, asked, findings);
    check_times(tokens, overrides, asked, findings);
    check_colors(tokens, overrides, asked, findings);
}

/// The parts of a report.
const PARTS: [&str; 7] =
    ["front", "sections", "recommendations", "closing", "background_papers", "contacts", "appendices"];

/// The parts of an agenda below its title.
const PARTS_OF_AGENDA: [&str; 6] = ["facts", "summons", "members", "quorum", "items", "access"];

/// Every part of a paper is printed once: one left out of the order would be lost.
fn check_order(
    tokens: &Tokens,
    path: &str,
    paper: &str,
    parts: &[&str],
    place: Place,
    findings: &mut Findings,
) {
    let order = tokens.list(path);
    let once = |part: &&str| order.iter().filter(|o| *o == part).count() == 1;
    if order.len() != parts.len() || !parts.iter().all(once) {
        let message = format!("the token `{path}` does not name every part of {paper} once");
        let list = parts.join(", ");
        findings.push(
            Finding::error("style-token", place, message).hint(format!("put these in your order: {list}")),
        );
    }
}

/// What may stand in a column of an agenda.
const COLUMNS_OF_AGENDA: [&str; 3] = ["time", "wards", "purpose"];

/// A column is one that there is, and stands once.
fn check_columns(tokens: &Tokens, overrides: Option<&Node>, asked: Place, findings: &mut Findings) {
    let columns = tokens.list("agenda.columns");
    for (n, column) in columns.iter().enumerate() {
        let message = if !COLUMNS_OF_AGENDA.contains(column) {
            format!("`agenda.columns` cannot have `{column}`")
        } else if columns[..n].contains(column) {
            format!("`agenda.columns` has `{column}` twice")
        } else {
            continue;
        };
        let place = at(overrides, "agenda.columns").unwrap_or(asked);
        findings.push(Finding::error("style-token", place, message).hint(format!(
            "it holds some of {}, in your order; [] puts them all below the titles",
            COLUMNS_OF_AGENDA.join(", ")
        )));
    }
}

/// A numbering pattern counts with one letter or figure of `a A i I 1`, and prints no other: letters
/// beside it would count too, or not at all.
fn check_patterns(tokens: &Tokens, place: Place, findings: &mut Findings) {
    let single = ["numbering.paragraph", "numbering.minute", "numbering.page", "appendix.numbering"];
    let patterns = single.iter().map(|path| (*path, tokens.text(path)));
    let lists = ["numbering.report", "numbering.minutes", "numbering.resolved", "numbering.agenda"]
        .into_iter()
        .flat_map(|path| tokens.list(path).into_iter().map(move |pattern| (path, pattern)));
    for (path, pattern) in patterns.chain(lists) {
        let counters: Vec<char> = pattern.chars().filter(|c| c.is_alphanumeric()).collect();
        if !matches!(counters.as_slice(), ['a' | 'A' | 'i' | 'I' | '1']) {
            let message = format!("`{path}` cannot count with the pattern `{pattern}`");
            findings.push(
                Finding::error("style-token", place, message).hint(
                    "a pattern has one of a, A, i, I or 1, and marks round it, as in \"1.\" or \"(a)\"",
                ),
            );
        }
    }
    for (path, low, high) in SIZES {
        let size = points(tokens.text(path));
        if !(low..=high).contains(&size) {
            let message = format!("`{path}` is {}, which nobody can read or print", tokens.text(path));
            findings.push(
                Finding::error("style-token", place, message)
                    .hint(format!("it can be from {low} to {high} points; a centimetre is 28.3")),
            );
        }
    }
}

/// A pattern of numbers within sections counts once more than the one before it; a 0 in it is printed.
fn check_sections(tokens: &Tokens, place: Place, findings: &mut Findings) {
    for (depth, pattern) in tokens.list("numbering.sections").into_iter().enumerate() {
        let counts = |c: &char| ['a', 'A', 'i', 'I', '1'].contains(c);
        let others = pattern.chars().filter(|c| c.is_alphanumeric() && !counts(c));
        if pattern.chars().filter(counts).count() != depth + 1 || others.into_iter().any(|c| c != '0') {
            let message = format!("`numbering.sections` cannot count with the pattern `{pattern}`");
            findings.push(
                Finding::error("style-token", place, message).hint(
                    "the first pattern counts once, the next twice, as in [\"1.0\", \"1.1\", \"1.1.1\"]",
                ),
            );
        }
    }
}

/// Tokens that are one of a few words.
const CHOICES: [(&str, &[&str]); 5] = [
    ("charts.data", &["after", "back"]),
    ("title.align", &["left", "center"]),
    ("numbering.scheme", &["paper", "section"]),
    ("frame.front", &["headings", "table"]),
    ("frame.closing", &["headings", "table"]),
];

fn check_choice(
    tokens: &Tokens,
    path: &str,
    words: &[&str],
    overrides: Option<&Node>,
    asked: Place,
    findings: &mut Findings,
) {
    let chosen = tokens.text(path);
    if !words.contains(&chosen) {
        let place = at(overrides, path).unwrap_or(asked);
        let list: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        findings.push(
            Finding::error("style-token", place, format!("`{path}` cannot be `{chosen}`"))
                .hint(format!("it is {}", list.join(" or "))),
        );
    }
}

/// Lengths that a page can bear, in points.
const SIZES: [(&str, f64, f64); 9] = [
    ("page.top", 20.0, 170.0),
    ("page.bottom", 28.0, 170.0),
    ("page.left", 14.0, 170.0),
    ("page.right", 14.0, 170.0),
    ("fonts.size", 8.0, 30.0),
    ("fonts.table_size", 7.0, 30.0),
    ("fonts.small_size", 7.0, 30.0),
    ("frame.label", 56.0, 240.0),
    ("frame.status", 40.0, 170.0),
];

/// A date pattern that cannot be printed is found when the style is read.
fn check_dates(tokens: &Tokens, overrides: Option<&Node>, asked: Place, findings: &mut Findings) {
    let own = overrides.and_then(|o| o.table()?.get("dates")?.table());
    for (key, token) in tokens.group("dates") {
        if let Token::Text(pattern) = token
            && let Err(problem) = date::print(pattern, chrono::NaiveDate::default())
        {
            let place = own.and_then(|t| t.get(key)).map_or(asked, |n| n.place);
            let message = format!("the date pattern `dates.{key}` is wrong: {problem}");
            let hint = format!("it is made of {}, as in \"ordinal month year\"", date::WORDS.join(", "));
            findings.push(Finding::error("style-token", place, message).hint(hint));
        }
    }
}

/// A time pattern that cannot be printed is found when the style is read.
fn check_times(tokens: &Tokens, overrides: Option<&Node>, asked: Place, findings: &mut Findings) {
    if let Err(problem) = time::print(tokens.text("times.text"), chrono::NaiveTime::default()) {
        let place = at(overrides, "times.text").unwrap_or(asked);
        let message = format!("the time pattern `times.text` is wrong: {problem}");
        let hint = format!("it is made of {}, as in \"hour.minute am\"", time::WORDS.join(", "));
        findings.push(Finding::error("style-token", place, message).hint(hint));
    }
}

/// Colours of text, and what is behind them. WCAG 2.2, 1.4.3: text of the size of ours needs 4.5 to 1.
const OF_TEXT: [(&str, &str); 9] = [
    ("colors.text", WHITE),
    ("colors.text", "colors.table_head"),
    ("colors.heading", WHITE),
    ("colors.link", WHITE),
    ("status.green.color", WHITE),
    ("status.amber.color", WHITE),
    ("status.red.color", WHITE),
    ("status.better.color", WHITE),
    ("status.worse.color", WHITE),
];

/// Colours of lines that carry meaning. WCAG 2.2, 1.4.11: 3 to 1 with what is beside them.
const OF_GRAPHICS: [&str; 3] = ["charts.comparator", "charts.axis", "colors.table_rule"];

/// The page.
const WHITE: &str = "#ffffff";

fn check_colors(tokens: &Tokens, overrides: Option<&Node>, asked: Place, findings: &mut Findings) {
    let mut check = |path: &str, color: &str, behind: &str, what: &str, least: f64| {
        let ratio = contrast(color, behind);
        // Rounded as WCAG's own tools do: 2.996 is not 3.
        if ratio < least {
            let place = at(overrides, path).unwrap_or(asked);
            let message =
                format!("`{path}` ({color}) has a contrast of {ratio:.2} to 1 with {what} ({behind})");
            findings.push(Finding::error("contrast", place, message).hint(format!(
                "it needs {least} to 1, so that people with poor sight can see it: choose a darker colour"
            )));
        }
    };
    for (path, behind) in OF_TEXT {
        let what = if behind == WHITE { "the page" } else { "what is behind it" };
        let color = if behind == WHITE { WHITE } else { tokens.text(behind) };
        check(path, tokens.text(path), color, what, 4.5);
    }
    for path in OF_GRAPHICS {
        check(path, tokens.text(path), WHITE, "the page", 3.0);
    }
    for color in tokens.list("charts.colors") {
        check("charts.colors", color, WHITE, "the page", 3.0);
    }
    let colors = tokens.list("charts.colors");
    if colors.len() != 4 || !colors.iter().all(|c| super::tokens::is_color(c)) {
        let place = at(overrides, "charts.colors").unwrap_or(asked);
        findings.push(
            Finding::error("style-token", place, "`charts.colors` is not a list of four colours")
                .hint("write colors = [\"#12436d\", \"#28a197\", \"#801650\", \"#f46a25\"], with your own"),
        );
    }
}

/// Where the board's own tokens have a dotted path.
fn at(overrides: Option<&Node>, path: &str) -> Option<Place> {
    let mut node = overrides?;
    for key in path.split('.') {
        node = node.table()?.get(key)?;
    }
    Some(node.place)
}
