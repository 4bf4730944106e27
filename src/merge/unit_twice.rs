//! Signs and units that an author typed beside a figure, which prints its own: `£` before it, `%` or the unit
//! behind it. It reads what is printed, and changes nothing.

use crate::finding::{Finding, Rule, Span};
use crate::model::Inline;
use crate::value::MINUS;

/// The text of an expression that prints a figure.
pub(super) struct PrintedFigure {
    /// The span of the expression.
    pub span: Span,
    /// The unit of its indicator, where it has one.
    pub unit: Option<String>,
    /// Whether `.bare` after it prints the number alone.
    pub has_bare: bool,
}

/// Finds signs and units that stand in a text beside a figure that prints them.
pub(super) fn find(body: &[Inline], figures: &[PrintedFigure]) -> Vec<Finding> {
    let mut pieces = Vec::new();
    flatten(body, &mut pieces);
    let text = |at: Option<usize>| at.and_then(|at| pieces.get(at)).map_or("", |(text, _)| *text);
    let found = pieces.iter().enumerate().filter_map(|(at, (printed, span))| {
        let figure = figures.iter().find(|figure| Some(figure.span) == *span)?;
        let before = text(at.checked_sub(1));
        let after = text(Some(at + 1));
        twice_before(before, printed, figure).or_else(|| twice_behind(printed, after, figure))
    });
    found.collect()
}

/// The texts of some inlines in order, each with its span; what is no text parts its neighbours.
fn flatten<'b>(body: &'b [Inline], pieces: &mut Vec<(&'b str, Option<Span>)>) {
    for inline in body {
        match inline {
            Inline::Text(text, span) => pieces.push((text, Some(*span))),
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } => {
                flatten(body, pieces);
            }
            _ => pieces.push(("", None)),
        }
    }
}

fn twice_before(before: &str, printed: &str, figure: &PrintedFigure) -> Option<Finding> {
    let twice = printed.trim_start_matches(MINUS).starts_with('£') && before.trim_end().ends_with('£');
    twice.then(|| finding("£", "before", &format!("£{printed}"), figure))
}

fn twice_behind(printed: &str, after: &str, figure: &PrintedFigure) -> Option<Finding> {
    let (blank, after) = after.split_at(after.len() - after.trim_start().len());
    let starts = |with: &str| {
        let rest = after.get(..with.len()).filter(|typed| typed.eq_ignore_ascii_case(with));
        let whole = after.get(with.len()..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        (!with.is_empty() && whole).then_some(rest).flatten()
    };
    let typed = if printed.ends_with('%') {
        ["%", "per cent", "percent"].into_iter().find_map(starts)?
    } else {
        let unit = figure.unit.as_deref().map(str::trim).filter(|unit| printed.ends_with(unit))?;
        // "offences" alone is as much of "offences per 1,000 population" as is typed by most.
        starts(unit).or_else(|| starts(unit.split(" per ").next()?))?
    };
    Some(finding(typed, "behind", &format!("{printed}{blank}{typed}"), figure))
}

fn finding(typed: &str, place: &str, printed: &str, figure: &PrintedFigure) -> Finding {
    let bare =
        if figure.has_bare { "; or add .bare to the figure, which prints the number alone" } else { "" };
    Finding::error(
        Rule::UnitTwice,
        figure.span,
        format!("this figure prints its unit, and `{typed}` is typed {place} it again"),
    )
    .label(format!("prints {printed}"))
    .hint(format!("take the typed `{typed}` away{bare}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;

    /// The label of the finding for a figure between two texts.
    fn found(before: &str, printed: &str, unit: &str, after: &str) -> Option<String> {
        let mut sources = Sources::default();
        let file = sources.add("x", "abc");
        let [a, b, c] = [0, 1, 2].map(|at| Span::new(file, at..at + 1));
        let text = |text: &str, span| Inline::Text(text.to_owned(), span);
        let body =
            [text(before, a), Inline::Strong(vec![text(printed, b)]), Inline::Emphasis(vec![text(after, c)])];
        let unit = (!unit.is_empty()).then(|| unit.to_owned());
        let list = find(&body, &[PrintedFigure { span: b, unit, has_bare: true }]);
        assert!(list.len() < 2, "one finding is enough");
        list.into_iter().next().map(|finding| finding.label)
    }

    #[test]
    fn what_is_printed_twice_is_found() {
        for (before, printed, unit, after, label) in [
            ("is £", "£5.00", "", ".", "prints ££5.00"),
            ("is £ ", "-£5.00", "", ".", "prints £-£5.00"),
            ("", "90.27%", "", "% of all", "prints 90.27%%"),
            ("", "90.27%", "", " per cent of all", "prints 90.27% per cent"),
            (
                "",
                "2.6 crimes per week",
                "crimes per week",
                " crimes per week",
                "prints 2.6 crimes per week crimes per week",
            ),
            ("", "2.6 crimes per week", "crimes per week", " Crimes.", "prints 2.6 crimes per week Crimes"),
        ] {
            assert_eq!(found(before, printed, unit, after).as_deref(), Some(label), "{printed}");
        }
    }

    #[test]
    fn what_stands_once_passes() {
        for (before, printed, unit, after) in [
            ("is £", "5.00", "", "."),
            ("£5 and ", "£6.00", "", ""),
            ("", "90.27", "crimes", " crimes"),
            ("", "90.27", "", "%"),
            ("", "90.27%", "", " percentages"),
            ("", "2 days", "days", " daysack"),
            ("", "2 per day", "per day", " per week"),
            ("", "2 days (provisional)", "days", " days"),
        ] {
            assert_eq!(found(before, printed, unit, after), None, "{printed}");
        }
    }
}
