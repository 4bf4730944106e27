//! The spellings of periods in papers and data files. It never decides between two periods that a text could
//! mean.

use super::Period;
use super::day::{week, written_day};
use super::month_span::{MonthSpan, month_first, months_between, named_month_of, numbered_month};
use super::period_words::{digits, short_year, tidy, whole_year, words};

/// The most years by which the last of several years together is after the first.
const MOST_YEARS: u16 = 9;

impl Period {
    /// Reads a month ("June 2023", "Jun '23", "2023 JUN", "2023-06", "06/2023", "1993 01"), a quarter ("2023/24
    /// Q2", "Qtr 2 2023-24", "Q2 (2023/24)", "Jul-Sep 2023"), a financial year ("2023/24", "FY 23/24", "April 2023
    /// to March 2024"), a calendar year ("2019", "Jan to Dec 2019"), several of them ("2008 to 2010", "2018/19 to
    /// 2020/21"), three months ("May-Jul 2024", "three months to June 2024"), a week ("w/e 05/07/2024") or a day,
    /// with or without "[Note 5]" after it. Where "2011-12" could be a year or a month it is the year. `None` where
    /// the text is no period, or could be two; "Year ending June 2024" is one in a series that has it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = tidy(text);
        let words = words(&text);
        let month = named_month_of(&words)
            .or_else(|| numbered_month(&text, &words).filter(|_| pooled_years(&text).is_none()))
            .or_else(|| month_first(&text));
        let longer = month.or_else(|| range(&words)).or_else(|| whole_years(&text));
        let longer = longer.or_else(|| year_or_quarter(&text)).or_else(|| months_together(&text));
        longer.or_else(|| week(&text)).or_else(|| written_day(&text).map(Period::Day))
    }
}

/// Both ways to write what a text could mean, where it could be two periods: "2023 Q2" is a quarter of the
/// calendar year or of the financial year, "10/11" a year or a month. `None` for any other text.
pub(crate) fn two_readings(text: &str) -> Option<[String; 2]> {
    let text = tidy(text);
    if let Some([first, last]) = pooled_years(&text) {
        let month = numbered_month(&text, &words(&text))?;
        return Some([month.long(), Period::CalendarYears { first, last }.long()]);
    }
    if let Some(three) = over_new_year(&words(&text)) {
        return Some(three);
    }
    let (financial, year, quarter) = parts(&text)?;
    match (financial, year, quarter) {
        (false, Year::Calendar(year), Some(quarter @ 1..=4)) => {
            let of_calendar = Period::quarter_of(year, 3 * quarter);
            let of_financial = Period::Quarter { year, quarter };
            Some([of_calendar.short(), of_financial.short()])
        }
        (true, Year::Calendar(year), None) => {
            Some([Period::Financial(year - 1).short(), Period::Financial(year).short()])
        }
        (false, Year::Short(year), None) => {
            let month = u8::try_from(year % 100).ok().filter(|month| (1..=12).contains(month))?;
            Some([Period::Financial(year).short(), Period::Month { year: year + 1, month }.long()])
        }
        _ => None,
    }
}

/// The first and the last of several years together, as "2008-10" is of 2008 to 2010; `None` for any other
/// text. Where the second number is a month's, the text could be that month.
pub(crate) fn pooled_years(text: &str) -> Option<[u16; 2]> {
    let text = tidy(text);
    let (first, second) = text.split_once(['-', '/'])?;
    let first = whole_year(first.trim())?;
    let last = first / 100 * 100 + digits(second.trim(), 2)?;
    let last = if last < first { last + 100 } else { last };
    (first + 2..=first + MOST_YEARS).contains(&last).then_some([first, last])
}

/// Both readings of months over the turn of a year of which only one year is written: "nov jan 2024".
fn over_new_year(words: &[&str]) -> Option<[String; 2]> {
    let (first, last) =
        months_between(words).filter(|(first, last)| first.0 == last.0 && first.1 > last.1)?;
    let count = u32::from(last.1) + 13 - u32::from(first.1);
    Some([last.0, last.0 + 1].map(|year| match count {
        3 => Period::ThreeMonths { year, month: last.1 }.long(),
        _ => MonthSpan { count, last: (year, last.1) }.long(),
    }))
}

/// Reads "May-Jul 2024", "Nov 2023 - Jan 2024", "three months to June 2024" or "month ending 30 June 2024".
fn months_together(text: &str) -> Option<Period> {
    let MonthSpan { count, last: (year, month) } = MonthSpan::read(text)?;
    match count {
        1 => Some(Period::Month { year, month }),
        3 => Some(Period::ThreeMonths { year, month }),
        _ => None,
    }
}

/// Several years whose first and last are both written in full: "2008 to 2010", "2008-2010", "2018/19 to
/// 2020/21", "2018/19 - 20/21". "2020 to 2021" could be one financial year, and is `None`.
fn whole_years(text: &str) -> Option<Period> {
    years_to(text).filter(|period| period.length() > 24 || matches!(period, Period::FinancialYears { .. }))
}

/// Several years, or two of them: "2020 to 2021".
pub(super) fn years_to(text: &str) -> Option<Period> {
    let halves = text.split_once(" to ").map(|halves| (halves, true)).into_iter();
    let dashes = text.match_indices('-').map(|(at, _)| ((&text[..at], &text[at + 1..]), false));
    halves.chain(dashes).find_map(|((first, last), in_words)| {
        match (written_year(first.trim())?, written_year(last.trim())?) {
            (Year::Calendar(first), Year::Calendar(last)) if in_words || last != first + 1 => (first + 1
                ..=first + MOST_YEARS)
                .contains(&last)
                .then_some(Period::CalendarYears { first, last }),
            (Year::Financial(first), Year::Financial(last) | Year::Short(last)) => (first + 1
                ..=first + MOST_YEARS)
                .contains(&last)
                .then_some(Period::FinancialYears { first, last }),
            _ => None,
        }
    })
}

/// A quarter or a year by its first and last months: "apr jun 2023", "april 2023 to march 2024".
fn range(words: &[&str]) -> Option<Period> {
    let (from, to) = months_between(words)?;
    let whole = [Period::Financial(from.0), Period::Calendar(from.0), Period::quarter_of(from.0, from.1)];
    let length = (i32::from(to.0) * 12 + i32::from(to.1)) - (i32::from(from.0) * 12 + i32::from(from.1)) + 1;
    whole.into_iter().find(|period| period.end() == to && i64::from(period.length()) == i64::from(length))
}

/// A year as it is written.
pub(super) enum Year {
    /// "2023".
    Calendar(u16),
    /// "2023/24" or "2023/2024".
    Financial(u16),
    /// "23/24", which is a month where its second number is one: "10/11".
    Short(u16),
}

/// Whether a text says "FY", its year and its quarter; `None` where anything else stands in it. The second of
/// them may stand in brackets, or behind "of": "q3 (2025/26)", "q3 of 2025/26".
pub(super) fn parts(text: &str) -> Option<(bool, Year, Option<u8>)> {
    let in_brackets = text.strip_suffix(')').and_then(|text| text.split_once(" ("));
    let text = in_brackets.map_or_else(|| text.to_owned(), |(first, second)| format!("{first} {second}"));
    let text = text.replace(" of ", " ").replace("quarter", "q").replace("qtr.", "q").replace("qtr", "q");
    let text = text.replace('q', " q").replace("fy", " fy ");
    let (mut financial, mut year, mut quarter, mut waits) = (false, None, None, false);
    for word in text.split_whitespace().map(|word| word.trim_matches('-')).filter(|word| !word.is_empty()) {
        if word == "fy" && !financial {
            financial = true;
        } else if word == "q" && quarter.is_none() && !waits {
            waits = true;
        } else if let Some(number) = word.strip_prefix('q').or_else(|| waits.then_some(word)) {
            if quarter.is_some() {
                return None;
            }
            quarter = Some(u8::try_from(digits(number, 1)?).ok()?);
            waits = false;
        } else if year.is_none() {
            year = Some(written_year(word)?);
        } else {
            return None;
        }
    }
    (!waits).then_some((financial, year?, quarter))
}

fn written_year(word: &str) -> Option<Year> {
    let Some((first, second)) = word.split_once(['/', '-']) else {
        return whole_year(word).map(Year::Calendar);
    };
    let follows = |year: u16| {
        digits(second, 2).is_some_and(|second| second == (year + 1) % 100)
            || digits(second, 4).is_some_and(|second| second == year + 1)
    };
    if let Some(year) = whole_year(first).filter(|year| follows(*year)) {
        return Some(Year::Financial(year));
    }
    short_year(first).filter(|year| second.len() == 2 && follows(*year)).map(Year::Short)
}

fn year_or_quarter(text: &str) -> Option<Period> {
    let (financial, year, quarter) = parts(text)?;
    match (year, quarter) {
        (Year::Financial(year) | Year::Short(year), Some(quarter @ 1..=4)) => {
            Some(Period::Quarter { year, quarter })
        }
        (Year::Financial(year), None) => Some(Period::Financial(year)),
        (Year::Short(year), None) if financial || !(1..=12).contains(&(year % 100)) => {
            Some(Period::Financial(year))
        }
        (Year::Calendar(year), None) if !financial => Some(Period::Calendar(year)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(text: &str) -> Option<String> {
        Period::parse(text).map(Period::short)
    }

    #[test]
    fn quarters_are_read_as_people_write_them() {
        for text in [
            "24/25 Q4",
            "Q4 24/25",
            "2024-25 Q4",
            "Q4 2024-25",
            "Qtr 4 2024-25",
            "qtr.4 2024/25",
            "2024/25 - Quarter 4",
            "2024/25Q4",
            "FY 2024/25 Q4",
            "Jan-Mar 2025",
            "January to March 2025",
            "Jan – Mar 25",
            "Jan 2025 to Mar 2025",
            "2024/25 Q4 [Note 5]",
            "2024/25 Q4 (notes 1, 2)",
        ] {
            assert_eq!(short(text).as_deref(), Some("2024/25 Q4"), "{text}");
        }
        for (text, read) in [
            ("Apr-Jun 2024", "2024/25 Q1"),
            ("July to September 2024", "2024/25 Q2"),
            ("Oct-Dec 2024", "2024/25 Q3"),
        ] {
            assert_eq!(short(text).as_deref(), Some(read), "{text}");
        }
    }

    #[test]
    fn years_and_months_are_read_as_people_write_them() {
        for (text, read) in [
            ("FY 2024/25", "2024/25"),
            ("FY24/25", "2024/25"),
            ("24/25", "2024/25"),
            ("99/00", "1999/00"),
            ("FY 10/11", "2010/11"),
            ("2019/20 [Note 5]", "2019/20"),
            ("April 2023 to March 2024", "2023/24"),
            ("Jan to Dec 2023", "2023"),
            ("1993 01", "Jan 1993"),
            ("2024 JAN", "Jan 2024"),
            ("Jun-99", "Jun 1999"),
            ("Sept. 2023", "Sep 2023"),
        ] {
            assert_eq!(short(text).as_deref(), Some(read), "{text}");
        }
    }

    #[test]
    fn a_text_that_could_be_two_periods_is_neither() {
        for (text, readings) in [
            ("2023 Q2", ["2023/24 Q1", "2023/24 Q2"]),
            ("Q1 2023", ["2022/23 Q4", "2023/24 Q1"]),
            ("10/11", ["2010/11", "October 2011"]),
            ("FY 2024", ["2023/24", "2024/25"]),
            ("Nov-Jan 2024", ["three months to January 2024", "three months to January 2025"]),
        ] {
            assert_eq!(short(text), None, "{text}");
            assert_eq!(two_readings(text), Some(readings.map(str::to_owned)), "{text}");
        }
        let of_years = Some(["October 2008".to_owned(), "2008 to 2010".to_owned()]);
        assert_eq!((short("2008-10"), two_readings("2008-10")), (None, of_years));
        for text in ["2023/24 Q2", "24/25", "2019", "nonsense", "Q5 2023/24", "2008/10", "2019-21"] {
            assert_eq!(two_readings(text), None, "{text}");
        }
    }

    #[test]
    fn several_years_together_are_neither_one_year_nor_a_month() {
        for (text, years) in
            [("2008-10", [2008, 2010]), ("2010 - 12", [2010, 2012]), ("2019/21", [2019, 2021])]
        {
            assert_eq!(pooled_years(text), Some(years), "{text}");
        }
        for text in ["2008-09", "2008/09", "2024-06", "2008-10-01", "2008", "2008-30", "2012-08"] {
            assert_eq!(pooled_years(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "May-Aug 2024",
            "Nov-Jan 2024",
            "Apr-Mar 2024",
            "Jun to Apr 2024",
            "24/26",
            "Q0 2024/25",
            "Q 2024/25",
            "Q44 2024/25",
            "FY",
            "2024/25 FY FY",
            "2024/25 [p]",
            "2024/25 (provisional)",
            "[Note 5]",
            "note 2024/25",
            "Ju 2023",
            "2023 13",
        ] {
            assert_eq!(short(text), None, "{text}");
        }
    }
}
