//! Periods of a series, each read as the window of the series has it, and what is said of a text that is none
//! of them. It never decides between two readings.

use chrono::{Datelike, NaiveDate};

use crate::check::period;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::value::{
    MonthSpan, Period, WINDOWS, Window, month_in_year, quarter_in_year, stated_day, two_readings, week_from,
};

/// Reads a period as the window has it; `None`, with a finding, for any other text.
pub(super) fn own_period(
    text: &str,
    window: Window,
    span: Span,
    at: &str,
    findings: &mut Findings,
) -> Option<Period> {
    let own = window.read(text);
    if own.is_none() {
        let finding = match (Window::PooledYears.read(text), Period::parse(text)) {
            (Some(years), _) => several_years(text, years, span),
            (None, Some(Period::Day(day))) => a_day(text, day, window, span),
            (None, Some(period)) => of_another_window(text, period, window, span),
            (None, None) => {
                let stated = || stated_day(text).map(|day| on_a_day(text, day, window, span));
                let together =
                    || MonthSpan::read(text).map(|months| of_other_months(text, months, window, span));
                stated().or_else(together).unwrap_or_else(|| not_a_period(text, window, span))
            }
        };
        findings.push(finding.label(at));
    }
    own
}

/// The finding for a period that a series of this window does not have.
fn of_another_window(text: &str, period: Period, window: Window, span: Span) -> Finding {
    let message =
        format!("`{}` is not a period of a series of this window ({})", text.trim(), window.words());
    if let (Window::PooledYears, Period::Financial(year)) = (window, period) {
        let two = Period::CalendarYears { first: year, last: year + 1 }.long();
        let message =
            format!("`{}` could be the financial year {} or the two years {two}", text.trim(), period.long());
        return Finding::error(Rule::PeriodWindow, span, message).hint(format!(
            "write \"{two}\" if it is both years; a single year belongs in a series of its own window"
        ));
    }
    if let (Window::ThreeMonths, Period::Month { year, month }) = (window, period) {
        return month_of_three(text, Period::ThreeMonths { year, month }, span);
    }
    if let (Window::FinancialYear | Window::AcademicYear, Period::Calendar(year)) = (window, period) {
        let own = |year: u16| format!("{year}/{:02}", (year + 1) % 100);
        return Finding::error(Rule::PeriodWindow, span, message).hint(format!(
            "where {year} is the year from {year} to {}, write {} in its place, and each of the others so; where it is January to December, write window = \"calendar_year\"",
            year + 1,
            own(year)
        ));
    }
    let write = match window.own(period) {
        Some(own) => format!("\"{}\", which covers the same months", own.short()),
        None => window.example().to_owned(),
    };
    Finding::error(Rule::PeriodWindow, span, message)
        .hint(format!("write it as {write}, or put it in a series of its own window"))
}

/// The finding for years that are counted together, in a series of another window.
fn several_years(text: &str, years: Period, span: Span) -> Finding {
    let (text, all) = (text.trim(), years.long());
    let own =
        "figures of several years together are in a series of their own, with window = \"pooled_years\"";
    let finding = |message: String| Finding::error(Rule::Period, span, message);
    match two_readings(text) {
        Some([month, _]) => finding(format!("`{text}` could be {month} or the years {all}"))
            .hint(format!("write \"{month}\" if it is the month; {own}")),
        None if years.length() == 24 && years.first_day().month() == 1 => {
            let year = Period::Financial(years.end().0 - 1).short();
            finding(format!("`{text}` could be the financial year {year} or the two years {all}"))
                .hint(format!("write \"{year}\" if it is the financial year; {own}"))
        }
        None => {
            finding(format!("`{text}` is of several years, {all}, and not a period of this series")).hint(own)
        }
    }
}

/// The finding for months in a row of which the window has none: it says which windows have them.
fn of_other_months(text: &str, months: MonthSpan, window: Window, span: Span) -> Finding {
    let count = match months.count {
        1 => "one month".to_owned(),
        count => format!("{count} months"),
    };
    let message = format!(
        "`{}` covers {count}, {}, and is not a period of this series ({})",
        text.trim(),
        months.long(),
        window.words()
    );
    let fit = WINDOWS.iter().filter(|(_, window)| window.read(text).is_some());
    let fit: Vec<String> = fit.map(|(word, _)| format!("window = \"{word}\"")).collect();
    let finding = Finding::error(Rule::PeriodWindow, span, message);
    if fit.is_empty() {
        return finding.hint(format!(
            "no window has such periods: write the figure of each month, quarter or year in it, here as {}",
            window.example()
        ));
    }
    finding
        .hint(format!("figures of as many months belong in a series of their own, with {}", fit.join(" or ")))
}

/// The finding for a day on which something was counted, in a series of what happened over a time, or of which no
/// period ends with that day.
fn on_a_day(text: &str, day: NaiveDate, window: Window, span: Span) -> Finding {
    let text = text.trim();
    let holding = Window::Snapshot.holding(day);
    if window.is_named_by_end() {
        let message = format!("`{text}` is not the last day of a month, and no period ends with it");
        return Finding::error(Rule::Period, span, message).hint(format!(
            "where the figure stands for the end of that month, write {holding}; for figures of single days: window = \"day\""
        ));
    }
    let message = format!(
        "`{text}` says how things stood on a day, and this series is of what happened over a time ({})",
        window.words()
    );
    Finding::error(Rule::Period, span, message)
        .hint("figures of how things stood belong in a series of their own, with window = \"snapshot\"")
        .hint(format!(
            "where the figure is of the whole time up to that day, write its period: {}",
            window.holding(day)
        ))
}

/// The hint for a period with the mark of a note behind it, as in "2021/22*" or "2021/22 (p)"; `None` for any other
/// text. An example of another period would be copied with its figure below the wrong year.
pub(super) fn note_mark(text: &str, window: Window) -> Option<String> {
    let text = text.trim();
    let bracket = text.ends_with([')', ']']).then(|| text.rfind(['(', '['])).flatten();
    let period = match bracket {
        Some(at) => text[..at].trim_end(),
        None => text.trim_end_matches(NOTE_MARKS).trim_end(),
    };
    let is_period = period != text && (window.read(period).is_some() || Period::parse(period).is_some());
    is_period.then(|| {
        format!(
            "write {period}, without the {}; where its figure is provisional, write [p] behind the figure, as in 84 [p]",
            text[period.len()..].trim_start()
        )
    })
}

/// The signs that stand for notes.
const NOTE_MARKS: [char; 14] = ['*', '†', '‡', '§', '#', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The finding for a text that is no period.
fn not_a_period(text: &str, window: Window, span: Span) -> Finding {
    let text = text.trim();
    if let Some(hint) = note_mark(text, window) {
        return Finding::error(Rule::Period, span, format!("`{text}` is not a period")).hint(hint);
    }
    let (message, hint) = match part_of_year(text) {
        Some((part, heading)) => (
            format!("`{text}` is a {part}, and does not say of which year"),
            format!(
                "write the year with it, or say which column has the year: columns = {{ year = \"Year\", {part} = \"{heading}\", value = \"…\" }}"
            ),
        ),
        None => period::not_a_period(text, format!("write it as {}", window.example())),
    };
    let calendar = window == Window::Quarter && Window::CalendarQuarter.read(text).is_some();
    let other_window = calendar.then(|| {
        "where all of the series are quarters of the calendar year: window = \"calendar_quarter\"".to_owned()
    });
    let month = Window::Month.read(text).filter(|month| window.own(*month).is_some());
    let if_month =
        month.map(|month| format!("where it is the month {}, write \"{}\"", month.long(), month.long()));
    let message =
        if text.is_empty() { "this row does not say which period it is for".to_owned() } else { message };
    Finding::error(Rule::Period, span, message).hint(hint).hint_if(other_window).hint_if(if_month)
}

/// The finding for a day in a series of another window than days.
fn a_day(text: &str, day: NaiveDate, window: Window, span: Span) -> Finding {
    let text = text.trim();
    if window != Window::Week {
        let finding = Finding::error(
            Rule::Period,
            span,
            format!("`{text}` is a day, and not a period ({})", window.words()),
        );
        let belongs = match window {
            Window::PooledYears => format!("write it as {}", window.example()),
            _ => format!("write the period that it belongs to: {}", window.holding(day)),
        };
        return match years_before_excel(day, window) {
            Some((typed, clear)) => {
                let finding = finding.hint(format!(
                    "Excel makes this day of `{typed}`: if that was meant, write \"{clear}\", which it leaves as it is"
                ));
                let other = window != Window::PooledYears && !belongs.contains(&clear);
                finding.hint_if(other.then(|| format!("if the day is meant, {belongs}")))
            }
            None => finding.hint(belongs).hint_if((day.day() == 1).then(|| {
                "Excel makes a day of texts such as Mar-25 or 1/4: format the cells as text before typing such ones".to_owned()
            })),
        };
    }
    let (ends, begins) = (Period::Week(day), week_from(day).unwrap_or(Period::Week(day)));
    Finding::error(
        Rule::Period,
        span,
        format!("`{text}` could be the {} or the {}", ends.long(), begins.long()),
    )
    .hint(format!(
        "write \"w/e {text}\" where the week ends with this day, \"w/c {text}\" where it begins with it"
    ))
    .hint("in a data file the heading of the column may say it for all: Week ending, or Week commencing")
}

/// The finding for a month in a series of three months, which could be the last or the middle one.
fn month_of_three(text: &str, ends: Period, span: Span) -> Finding {
    let (text, middle) = (text.trim(), ends.next());
    Finding::error(Rule::Period, span, format!("`{text}` could be the {} or {}", ends.long(), middle.short()))
        .hint(format!("write \"{}\" or \"{}\", as it is meant", ends.long(), middle.short()))
        .hint("statistics offices give three months the name of the middle one as well as of the last")
}

/// The part of a year that a text names without its year, "April" or "Q1", as a word and as a heading; `None`
/// for any other text.
pub(super) fn part_of_year(text: &str) -> Option<(&'static str, &'static str)> {
    let (month, quarter) = (month_in_year("2000", text), quarter_in_year("2000", text));
    let part = match (month, quarter) {
        (Some(_), _) => ("month", "Month"),
        (None, Some(_)) => ("quarter", "Quarter"),
        (None, None) => return None,
    };
    text.contains(char::is_alphabetic).then_some(part)
}

/// The years of which Excel makes the first day of a month, as they were typed and as they are clear: "2009-10" is
/// 1 October 2009 to it. `None` for a day or a window of which that cannot be.
fn years_before_excel(day: NaiveDate, window: Window) -> Option<(String, String)> {
    let year = u16::try_from(day.year()).ok()?;
    let typed = day.format("%Y-%m").to_string();
    let clear = match window {
        Window::PooledYears => window.read(&typed)?.long(),
        Window::FinancialYear
        | Window::AcademicYear
        | Window::YearToDate
        | Window::RollingYear
        | Window::Snapshot => {
            (day.month() == u32::from((year + 1) % 100)).then(|| Period::Financial(year).short())?
        }
        Window::Day
        | Window::Week
        | Window::Month
        | Window::Quarter
        | Window::CalendarQuarter
        | Window::ThreeMonths
        | Window::CalendarYear => return None,
    };
    (day.day() == 1).then_some((typed, clear))
}
