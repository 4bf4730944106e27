//! `TypedPeriod`: a period as it was typed before it is known of which series it is. It never chooses between two
//! readings itself.

use super::{Period, WINDOWS, Window, two_readings};

/// A period in every reading that its text has: "2024 Q1" is of the calendar year in a series of those.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TypedPeriod {
    /// The reading that holds in any series; `None` where the text has none or several.
    plain: Option<Period>,
    /// The reading in a series of each window.
    by_window: [Option<Period>; WINDOWS.len()],
}

impl TypedPeriod {
    /// Reads a text; `None` where it is a period in no series at all.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let typed =
            Self { plain: Period::parse(text), by_window: WINDOWS.map(|(_, window)| window.read(text)) };
        (typed.plain.is_some() || typed.by_window.iter().any(Option::is_some)).then_some(typed)
    }

    /// The period as series of these windows have it; `None` where they have it in two ways, or in none.
    pub(crate) fn in_windows(&self, windows: impl Iterator<Item = Window>) -> Option<Period> {
        let place = |window| WINDOWS.iter().position(|(_, own)| *own == window);
        let mut own: Vec<Period> = windows.filter_map(|window| self.by_window[place(window)?]).collect();
        own.sort_unstable();
        own.dedup();
        match own.as_slice() {
            [only] => Some(*only),
            _ => self.plain,
        }
    }

    /// The quarters of a calendar year and of a financial year that the text could be, as both are written in a
    /// series of financial years; `None` for any other text.
    pub(crate) fn two_quarters(&self) -> Option<[String; 2]> {
        let mut quarters = self.by_window.iter().copied().flatten();
        let quarter = quarters.find(|period| matches!(period, Period::CalendarQuarter { .. }))?;
        two_readings(&quarter.short())
    }

    /// The periods that the text could be, in words.
    pub(crate) fn readings(&self) -> Vec<String> {
        let mut all: Vec<Period> = self.by_window.iter().copied().flatten().chain(self.plain).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter().map(Period::long).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_its_series_have_it() {
        let typed = TypedPeriod::read("2024 Q1").expect("a period somewhere");
        let quarter = Period::CalendarQuarter { year: 2024, quarter: 1 };
        assert_eq!(typed.in_windows([Window::CalendarQuarter].into_iter()), Some(quarter));
        assert_eq!(typed.in_windows([Window::Quarter].into_iter()), None);
        assert_eq!(TypedPeriod::read("soon"), None);
        assert_eq!(typed.two_quarters(), Some(["2023/24 Q4".to_owned(), "2024/25 Q1".to_owned()]));
        assert_eq!(TypedPeriod::read("2024/25 Q1").and_then(|typed| typed.two_quarters()), None);
    }
}
