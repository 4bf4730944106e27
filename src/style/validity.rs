//! Checks whether the tokens of a style can be used together: its order of parts, patterns, sizes, dates and
//! fields. It changes none.

use super::calendar::Calendar;
use super::correct_token::{date_pattern, number_pattern};
use super::date;
use super::time;
use super::tokens::{Token, TokenSpans, Tokens, points};
use crate::finding::{Finding, Findings, Rule, Span};

/// Finds tokens that cannot be printed or read. `asked` is where the style is named; `places` are where the
/// council's own files set a token.
pub(super) fn check(tokens: &Tokens, places: &TokenSpans, asked: Span, findings: &mut Findings) {
    let span = |path: &str| places.get(path).unwrap_or(asked);
    check_order(tokens, "order", "a report", &PARTS, span("order"), findings);
    check_order(tokens, "agenda.order", "an agenda", &PARTS_OF_AGENDA, span("agenda.order"), findings);
    check_columns(tokens, span("agenda.columns"), findings);
    check_patterns(tokens, &span, findings);
    check_sections(tokens, span("numbering.sections"), findings);
    check_choices(tokens, &span, findings);
    check_counts(tokens, &span, findings);
    check_sizes(tokens, &span, findings);
    check_dates(tokens, &span, findings);
    check_times(tokens, span("times.text"), findings);
    check_fields(tokens, &span, findings);
    check_calendar(tokens, &span, findings);
}

/// The number of names in each list of days, months and ordinals.
const NAMES: [(&str, usize); 7] = [
    ("calendar.weekdays", 7),
    ("calendar.months", 12),
    ("calendar.short_months", 12),
    ("calendar.ordinals", 31),
    ("words.in_months", 12),
    ("words.from_months", 12),
    ("words.to_months", 12),
];

/// Finds such lists that lack a name: a day without one would be printed as nothing.
fn check_calendar(tokens: &Tokens, span: &dyn Fn(&str) -> Span, findings: &mut Findings) {
    for (path, count) in NAMES {
        let names = tokens.list(path);
        if names.len() != count || names.iter().any(|name| name.trim().is_empty()) {
            let message = format!("`{path}` has {} names, and there are {count}", names.len());
            findings.push(
                Finding::error(Rule::StyleToken, span(path), message)
                    .hint("write every one of them, in order: Monday, January and 1 come first"),
            );
        }
    }
}

/// The parts of a report, which the token `order` names.
const PARTS: [&str; 7] =
    ["front", "sections", "recommendations", "closing", "background_papers", "contacts", "appendices"];

/// The parts of an agenda below its title.
const PARTS_OF_AGENDA: [&str; 6] = ["facts", "summons", "members", "quorum", "items", "access"];

/// Finds an order that does not name every part of a paper once: one left out would be lost.
fn check_order(
    tokens: &Tokens,
    path: &str,
    paper: &str,
    parts: &[&str],
    span: Span,
    findings: &mut Findings,
) {
    let order = tokens.list(path);
    let once = |part: &&str| order.iter().filter(|o| *o == part).count() == 1;
    if order.len() != parts.len() || !parts.iter().all(once) {
        let message = format!("the token `{path}` does not name every part of {paper} once");
        let list = parts.join(", ");
        findings.push(
            Finding::error(Rule::StyleToken, span, message).hint(format!("put these in your order: {list}")),
        );
    }
}

/// The columns that an agenda can have.
const COLUMNS_OF_AGENDA: [&str; 3] = ["time", "wards", "purpose"];

/// Finds columns that an agenda cannot have, or has twice.
fn check_columns(tokens: &Tokens, span: Span, findings: &mut Findings) {
    let columns = tokens.list("agenda.columns");
    for (n, column) in columns.iter().enumerate() {
        let message = if !COLUMNS_OF_AGENDA.contains(column) {
            format!("`agenda.columns` cannot have `{column}`")
        } else if columns[..n].contains(column) {
            format!("`agenda.columns` has `{column}` twice")
        } else {
            continue;
        };
        findings.push(Finding::error(Rule::StyleToken, span, message).hint(format!(
            "it holds some of {}, in your order; [] puts them all below the titles",
            COLUMNS_OF_AGENDA.join(", ")
        )));
    }
}

/// Finds numbering patterns that do not count with one letter or figure of `a A i I 1`, or that print
/// another: letters beside it would count too, or not at all.
fn check_patterns(tokens: &Tokens, span: &dyn Fn(&str) -> Span, findings: &mut Findings) {
    let single = ["numbering.paragraph", "numbering.minute", "numbering.page", "appendix.numbering"];
    let patterns = single.iter().map(|path| (*path, tokens.text(path)));
    let lists = ["numbering.report", "numbering.minutes", "numbering.resolved", "numbering.agenda"]
        .into_iter()
        .flat_map(|path| tokens.list(path).into_iter().map(move |pattern| (path, pattern)));
    for (path, pattern) in patterns.chain(lists) {
        let counters: Vec<char> = pattern.chars().filter(|c| c.is_alphanumeric()).collect();
        if !matches!(counters.as_slice(), ['a' | 'A' | 'i' | 'I' | '1']) {
            let message = format!("numbers cannot be printed by the pattern `{pattern}` of `{path}`");
            findings.push(
                Finding::error(Rule::StyleToken, span(path), message)
                    .hint_if(number_pattern(pattern).map(|meant| format!("write \"{meant}\"")))
                    .hint_if((path == "numbering.page" && pattern.contains(' ')).then(|| {
                        "for \"Page 3 of 12\" write total = true below [page]; its words are `labels.page_of`".to_owned()
                    }))
                    .hint("a pattern has one of a, A, i, I or 1, which counts, and marks round it but no words, as in \"1.\" or \"(a)\""),
            );
        }
    }
}

/// The tokens that are one of a few words, and those words.
const CHOICES: [(&str, &[&str]); 11] = [
    ("quotes", &["curly", "as_typed"]),
    ("banner", &["board", "council"]),
    ("title.align", &["left", "center"]),
    ("page.attachments", &["make_room", "a4", "as_sent"]),
    ("page.header", &["left", "right"]),
    ("page.number", &["left", "center", "right"]),
    ("charts.data", &["after", "back"]),
    ("fonts.emphasis", &["italic", "bold"]),
    ("numbering.scheme", &["paper", "section"]),
    ("frame.front", &["headings", "table"]),
    ("frame.closing", &["headings", "table"]),
];

fn check_choices(tokens: &Tokens, span: &dyn Fn(&str) -> Span, findings: &mut Findings) {
    for (path, words) in CHOICES {
        let word = tokens.text(path);
        if !words.contains(&word) {
            let list = words.join("\" or \"");
            // The word for it in earlier versions.
            let new = (path == "page.attachments" && word == "own").then_some("write \"make_room\"");
            findings.push(
                Finding::error(Rule::StyleToken, span(path), format!("`{path}` cannot be `{word}`"))
                    .hint(new.map_or_else(|| format!("it is \"{list}\""), str::to_owned)),
            );
        }
    }
}

/// Finds tokens that should be whole numbers: the level from which headings stand in a line, the order of
/// fields.
fn check_counts(tokens: &Tokens, span: &dyn Fn(&str) -> Span, findings: &mut Findings) {
    let orders = ["front", "closing"]
        .iter()
        .flat_map(|group| tokens.group(group).iter().map(move |(key, _)| format!("{group}.{key}.order")));
    for path in std::iter::once("headings.run_in".to_owned()).chain(orders) {
        if tokens.integer(&path).is_none() {
            let message = format!("`{path}` is no whole number");
            findings.push(
                Finding::error(Rule::StyleToken, span(&path), message)
                    .hint("write 0, 1, 2 and so on, without a point"),
            );
        }
    }
}

/// A range of points in the unit that a length was typed in: "2 to 8.4 cm".
fn range_in_unit(typed: &str, low: f64, high: f64) -> String {
    let units = [("cm", 72.0 / 2.54), ("mm", 72.0 / 25.4), ("in", 72.0)];
    match units.iter().find(|(unit, _)| typed.trim().ends_with(unit)) {
        // Rounded to what lies inside the range.
        Some((unit, points)) => format!(
            "{} to {} {unit}",
            (low / points * 10.0).ceil() / 10.0,
            (high / points * 10.0).floor() / 10.0
        ),
        None => format!("{low} to {high} points"),
    }
}

fn check_sizes(tokens: &Tokens, span: &dyn Fn(&str) -> Span, findings: &mut Findings) {
    for (path, low, high) in SIZES {
        let size = points(tokens.text(path));
        if !(low..=high).contains(&size) {
            let message = format!("`{path}` is {}, which nobody can read or print", tokens.text(path));
            findings.push(
                Finding::error(Rule::StyleToken, span(path), message)
                    .hint(format!("it can be from {}", range_in_unit(tokens.text(path), low, high))),
            );
        }
    }
}

/// Finds patterns of numbers within sections that do not count once more than the one before; a 0 in such a
/// pattern is printed.
fn check_sections(tokens: &Tokens, span: Span, findings: &mut Findings) {
    for (depth, pattern) in tokens.list("numbering.sections").into_iter().enumerate() {
        let counts = |c: &char| ['a', 'A', 'i', 'I', '1'].contains(c);
        let others = pattern.chars().filter(|c| c.is_alphanumeric() && !counts(c));
        if pattern.chars().filter(counts).count() != depth + 1 || others.into_iter().any(|c| c != '0') {
            let message =
                format!("numbers cannot be printed by the pattern `{pattern}` of `numbering.sections`");
            findings.push(
                Finding::error(Rule::StyleToken, span, message).hint(
                    "the first pattern counts once, the next twice, as in [\"1.0\", \"1.1\", \"1.1.1\"]",
                ),
            );
        }
    }
}

/// The lengths that a page can bear: each token, the least and the greatest in points.
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

/// Finds date patterns that cannot be printed, when the style is read.
fn check_dates(tokens: &Tokens, span: &dyn Fn(&str) -> Span, findings: &mut Findings) {
    for (key, token) in tokens.group("dates") {
        if let Token::Text(pattern) = token
            && let Err(problem) = date::print(pattern, chrono::NaiveDate::default(), &Calendar::of(tokens))
        {
            let span = span(&format!("dates.{key}"));
            let message = format!("the date pattern `dates.{key}` is wrong: {problem}");
            let hint = format!("it is made of {}, as in \"ordinal month year\"", date::WORDS.join(", "));
            let meant = date_pattern(pattern).map(|meant| format!("write {key} = \"{meant}\""));
            findings.push(Finding::error(Rule::StyleToken, span, message).hint_if(meant).hint(hint));
        }
    }
}

/// Finds a time pattern that cannot be printed, when the style is read.
fn check_times(tokens: &Tokens, span: Span, findings: &mut Findings) {
    // Half past prints the whole of a pattern.
    let half_past = chrono::NaiveTime::from_hms_opt(17, 30, 0).unwrap_or_default();
    if let Err(problem) = time::print(tokens.text("times.text"), half_past, &Calendar::of(tokens)) {
        let message = format!("the time pattern `times.text` is wrong: {problem}");
        let hint = format!("it is made of {}, as in \"hour.minute am\"", time::WORDS.join(", "));
        findings.push(Finding::error(Rule::StyleToken, span, message).hint(hint));
    }
}

/// Finds fields without words to stand above them: such a field would be read as part of the one before.
fn check_fields(tokens: &Tokens, span: &dyn Fn(&str) -> Span, findings: &mut Findings) {
    for group in ["front", "closing"] {
        for (key, token) in tokens.group(group) {
            let Token::Group(field) = token else { continue };
            if field.text("label").trim().is_empty() {
                let span = ["label", "order", "required", "signed_by"]
                    .iter()
                    .map(|part| span(&format!("{group}.{key}.{part}")))
                    .max()
                    .unwrap_or_else(|| span(group));
                let message = format!("the field `{group}.{key}` has no words to stand above it");
                findings.push(
                    Finding::error(Rule::StyleToken, span, message)
                        .hint("add: label = \"Legal implications\""),
                );
            }
        }
    }
}
