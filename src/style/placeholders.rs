//! The names in braces of the words for figures: which each token may hold, and which it must, so that no
//! figure, year or count is lost from a sentence. It fills none.

use super::pattern::placeholders;

/// The names of a token: all that it may hold, the last ones of which it may leave out.
struct Names {
    /// The token's path.
    path: &'static str,
    must: &'static [&'static str],
    /// More that it may hold.
    may: &'static [&'static str],
}

const fn names(path: &'static str, must: &'static [&'static str], may: &'static [&'static str]) -> Names {
    Names { path, must, may }
}

/// Every token of `[words]` with names in braces, or each text of which has them. A style may leave out out of
/// how many a rank is, and the periods between which a figure stayed as it was.
const WORDS: [Names; 41] = [
    names("words.rose", &["from", "to"], &[]),
    names("words.fell", &["from", "to"], &[]),
    names("words.stayed", &["to"], &[]),
    names("words.rose_in", &["from", "then", "to", "now"], &["since", "until"]),
    names("words.fell_in", &["from", "then", "to", "now"], &["since", "until"]),
    names("words.stayed_in", &["to"], &["from", "then", "now", "since", "until"]),
    names("words.higher", &["by"], &[]),
    names("words.lower", &["by"], &[]),
    names("words.higher_than_with", &["with"], &[]),
    names("words.lower_than_with", &["with"], &[]),
    names("words.rise", &["by"], &[]),
    names("words.fall", &["by"], &[]),
    names("words.highest", &[], &["count"]),
    names("words.nth_highest", &["nth"], &["count"]),
    names("words.joint", &["rank"], &[]),
    names("words.within", &["by"], &[]),
    names("words.quarter", &["year", "quarter"], &[]),
    names("words.short_quarter", &["year", "quarter"], &[]),
    names("words.quarter_alone", &["quarter"], &[]),
    names("words.several_years", &["first", "last"], &[]),
    names("words.short_several_years", &["first", "last"], &[]),
    names("words.three_months", &["month"], &[]),
    names("words.short_three_months", &["first", "last"], &[]),
    names("words.week", &["day"], &[]),
    names("words.short_week", &["day"], &[]),
    names("words.in_months", &["year"], &[]),
    names("words.in_quarter", &["year", "quarter"], &[]),
    names("words.in_year", &["year"], &[]),
    names("words.from_months", &["year"], &[]),
    names("words.from_quarter", &["year", "quarter"], &[]),
    names("words.from_year", &["year"], &[]),
    names("words.to_months", &["year"], &[]),
    names("words.to_quarter", &["year", "quarter"], &[]),
    names("words.to_year", &["year"], &[]),
    names("words.last_months_many", &["count"], &[]),
    names("words.last_quarters_many", &["count"], &[]),
    names("words.last_years_many", &["count"], &[]),
    names("words.two_years", &["first", "second"], &[]),
    names("words.rule_tolerance", &["by"], &[]),
    // Words that stand in place of a figure.
    names("words.same", &[], &[]),
    names("words.no_change", &[], &[]),
];

/// What is wrong with the names in braces of the texts of a token that takes another's place; `None` where
/// nothing is, and for a token that is not among the words for figures.
pub(super) fn wrong_names(path: &str, texts: &[&str]) -> Option<String> {
    let names = WORDS.iter().find(|names| names.path == path)?;
    texts.iter().find_map(|text| wrong_in(text, names))
}

fn wrong_in(text: &str, names: &Names) -> Option<String> {
    let held: Vec<&str> = placeholders(text).map(|(_, whole)| &whole[1..whole.len() - 1]).collect();
    let listed = |all: &[&str]| all.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ");
    let all = [names.must, names.may].concat();
    if let Some(unknown) = held.iter().find(|name| !all.contains(name)) {
        let known = if all.is_empty() { "none".to_owned() } else { listed(&all) };
        return Some(format!("has {{{unknown}}}, which nothing fills; it can have: {known}"));
    }
    let lost: Vec<&str> = names.must.iter().copied().filter(|name| !held.contains(name)).collect();
    (!lost.is_empty())
        .then(|| format!("has no {} in `{text}`, so that it would be lost from the sentence", listed(&lost)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::language::{Language, tests::tokens};

    /// Every token of `[words]` with names in braces is in the list, in both languages, and as it should be.
    #[test]
    fn every_word_with_names_in_braces_is_known() {
        let mut found = 0;
        for language in [Language::English, Language::Welsh] {
            for (key, token) in tokens(language).group("words") {
                let path = format!("words.{key}");
                let texts = token.texts();
                if texts.iter().any(|text| placeholders(text).next().is_some()) {
                    assert!(WORDS.iter().any(|names| names.path == path), "{path} is not in the list");
                    found += 1;
                }
                assert_eq!(wrong_names(&path, &texts), None, "{path}");
            }
        }
        assert!(found > 60, "this test has lost sight of the words: {found}");
        for names in &WORDS {
            assert!(tokens(Language::English).get(names.path).is_some(), "{} is no token", names.path);
        }
    }

    #[test]
    fn names_that_are_lost_or_unknown_are_said() {
        let said = |path: &str, text: &str| wrong_names(path, &[text]);
        assert_eq!(said("words.rose", "went from {from} up to {to}"), None);
        let lost = "has no {from} in `went up to {to}`, so that it would be lost from the sentence";
        assert_eq!(said("words.rose", "went up to {to}").as_deref(), Some(lost));
        let unknown = "has {old}, which nothing fills; it can have: {from}, {to}";
        assert_eq!(said("words.rose", "from {old} to {to}").as_deref(), Some(unknown));
        let months = ["in January {year}", "in May"];
        assert!(wrong_names("words.in_months", &months).is_some_and(|said| said.contains("`in May`")));
        assert_eq!(said("labels.title", "{anything}"), None);
    }
}
