//! `Calendar`: the names of days and months, and the ends of ordinals, in the language of a paper. It never
//! asks what day it is.

use super::tokens::Tokens;

/// The names of days, months and halves of a day in one language.
#[derive(Debug, Clone, Default)]
pub(crate) struct Calendar {
    /// The days' names, Monday first.
    pub weekdays: Vec<String>,
    /// The months' names, January first.
    pub months: Vec<String>,
    /// The months' short names, January first.
    pub short_months: Vec<String>,
    /// The endings of ordinals: "st" for 1, up to 31.
    pub ordinals: Vec<String>,
    /// The words for before and after noon.
    pub halves: [String; 2],
}

impl Calendar {
    /// The names in the tokens of a style.
    pub(crate) fn of(tokens: &Tokens) -> Self {
        let list = |path: &str| tokens.list(path).into_iter().map(str::to_owned).collect();
        Self {
            weekdays: list("calendar.weekdays"),
            months: list("calendar.months"),
            short_months: list("calendar.short_months"),
            ordinals: list("calendar.ordinals"),
            halves: ["calendar.am", "calendar.pm"].map(|path| tokens.text(path).to_owned()),
        }
    }

    /// The ending of an ordinal: "st" of 1st. Numbers above 31 end as one of those up to it: by their last
    /// two digits, by the twenty where they are a multiple of it, or else as 21 to 30 do.
    pub(crate) fn suffix(&self, n: usize) -> &str {
        let like = match n % 100 {
            0 => 20,
            n @ 1..=31 => n,
            n if n % 20 == 0 => 20,
            n => 21 + (n - 1) % 10,
        };
        name(&self.ordinals, like)
    }
}

/// The `n`th name, counted from 1; empty where there is none.
pub(super) fn name(names: &[String], n: usize) -> &str {
    n.checked_sub(1).and_then(|at| names.get(at)).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::language::{Language, tests::tokens};

    #[test]
    fn numbers_that_count_end_as_they_are_said() {
        let english = Calendar::of(&tokens(Language::English));
        let said = |n: usize| format!("{n}{}", english.suffix(n));
        let of = [1, 2, 3, 4, 11, 13, 20, 21, 30, 32, 40, 43, 100, 111, 122];
        let expected = "1st 2nd 3rd 4th 11th 13th 20th 21st 30th 32nd 40th 43rd 100th 111th 122nd";
        assert_eq!(of.map(said).join(" "), expected);
        let welsh = Calendar::of(&tokens(Language::Welsh));
        let said = |n: usize| format!("{n}{}", welsh.suffix(n));
        let of = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 31, 40];
        let expected = "1af 2il 3ydd 4ydd 5ed 6ed 7fed 8fed 9fed 10fed 11eg 12fed 13eg 14eg 15fed 16eg 17eg 18fed 19eg 20fed 21ain 31ain 40fed";
        assert_eq!(of.map(said).join(" "), expected);
    }
}
