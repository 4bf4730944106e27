//! Signs and units that an author typed beside a figure, which prints its own: `£` before it, `%` or the unit
//! behind it. It reads what is printed, and changes nothing.

use super::{Neighbours, PrintedFigure};
use crate::finding::{Finding, Rule, Span};
use crate::value::MINUS;

/// Finds a sign or a unit beside a figure that prints it.
pub(super) fn find(at: &Neighbours<'_>, figure: &PrintedFigure) -> Option<Finding> {
    twice_before(at, figure).or_else(|| twice_behind(at, figure))
}

fn twice_before(at: &Neighbours<'_>, figure: &PrintedFigure) -> Option<Finding> {
    let printed = at.printed;
    let twice = printed.trim_start_matches(MINUS).starts_with('£') && at.before.trim_end().ends_with('£');
    twice.then(|| finding("£", "before", &format!("£{printed}"), at.span, figure))
}

fn twice_behind(at: &Neighbours<'_>, figure: &PrintedFigure) -> Option<Finding> {
    let Neighbours { printed, after, span, .. } = *at;
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
    Some(finding(typed, "behind", &format!("{printed}{blank}{typed}"), span, figure))
}

fn finding(typed: &str, place: &str, printed: &str, span: Span, figure: &PrintedFigure) -> Finding {
    let bare =
        if figure.has_bare { "; or add .bare to the figure, which prints the number alone" } else { "" };
    Finding::error(
        Rule::UnitTwice,
        span,
        format!("this figure prints its unit, and `{typed}` is typed {place} it again"),
    )
    .label(format!("prints {printed}"))
    .hint(format!("take the typed `{typed}` away{bare}"))
}

#[cfg(test)]
mod tests {
    use super::super::PrintedKind;
    use super::super::tests::found as found_beside;
    use super::*;

    /// The label of the finding for a figure between two texts.
    fn found(before: &str, printed: &str, unit: &str, after: &str) -> Option<String> {
        let unit = (!unit.is_empty()).then(|| unit.to_owned());
        let kind = PrintedKind::Figure(PrintedFigure { unit, has_bare: true, number: None, change: None });
        found_beside(before, printed, kind, after).map(|(_, label, _)| label)
    }

    #[test]
    fn what_is_printed_twice_is_found() {
        for (before, printed, unit, after, label) in [
            ("is £", "£5.00", "", ".", "prints ££5.00"),
            ("is £ ", "−£5.00", "", ".", "prints £−£5.00"),
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
