//! Periods in words: the report's, and that of a figure, whose window says which days it covers. It compares
//! none.

use chrono::Datelike;

use super::evaluated::Evaluated;
use crate::check::PeriodForm;
use crate::figure::MissingValue;
use crate::query::FigureContext;
use crate::value::{Period, Window};

/// A period in the style's words. `window` is that of the figure that it is the period of; `None` for the
/// report's own.
///
/// # Errors
/// The quarter of a period that is none, and the first day of a figure that is of one day.
pub(super) fn print_period(
    period: Period,
    window: Option<Window>,
    form: PeriodForm,
    context: &FigureContext,
) -> Result<Evaluated, MissingValue> {
    let wording = &context.wording;
    let first_day = || window.map_or_else(|| Some(period.first_day()), |window| window.first_day(period));
    let no_day = || {
        let message = format!("a figure at the end of {} has no first day", period.short());
        MissingValue::value(message, "write .period.end: it says how things stood on that day")
    };
    Ok(Evaluated::Text(match form {
        PeriodForm::Short => wording.short(period),
        PeriodForm::Long => wording.long(period),
        PeriodForm::Year => wording.year(period),
        PeriodForm::Quarter => wording.quarter(period).ok_or_else(|| {
            MissingValue::value(format!("{} is not a quarter", period.short()), "use period.year")
        })?,
        // Several years that are counted together say which they are.
        PeriodForm::Years if period.first_and_last_year().is_some() => wording.long(period),
        PeriodForm::Years => {
            let (first, last) = years(period, window);
            wording.years(first, last)
        }
        PeriodForm::Start => return Ok(Evaluated::Date(wording.date(first_day().ok_or_else(no_day)?))),
        PeriodForm::End => {
            return Ok(Evaluated::Date(wording.date(period.last_day())));
        }
    }))
}

/// The first and the last financial year that a figure covers; a whole year of another kind is itself.
fn years(period: Period, window: Option<Window>) -> (Period, Period) {
    if matches!(period, Period::Calendar(_) | Period::Academic(_)) {
        return (period, period);
    }
    let last = Period::Financial(period.financial_year());
    let own = window.and_then(|window| window.first_day(period));
    let day = own.unwrap_or_else(|| period.first_day());
    let year = u16::try_from(day.year()).unwrap_or_default();
    let first = Period::Financial(if day.month() > 3 { year } else { year.saturating_sub(1) });
    (first, last)
}

/// The missing value for 29 February a year before.
pub(super) fn no_year_ago(period: Period) -> MissingValue {
    MissingValue::value(
        format!("the year before {} does not have that day", period.long()),
        "name the day that is meant, as in .at(\"2023-02-28\")",
    )
}
