//! Patterns of a house style, such as "{board}, {date}": words with names in braces, filled once from left to
//! right. It never looks into a value, so that one with braces in it is printed as it is.
//!
//! A replacement for each name in turn would fill what stands in a value too; `tests/tidy.rs` finds such
//! replacements.

/// A stretch of a filled pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PatternPart<'p, 'v, T> {
    /// Words of the pattern itself. A name that nothing fills is among them.
    Words(&'p str),
    /// The value that fills a name.
    Value(&'v T),
}

/// The stretches of a pattern in order, with the value of each name in its place.
pub(crate) fn fill_parts<'p, 'v, T>(
    pattern: &'p str,
    values: &'v [(&str, T)],
) -> Vec<PatternPart<'p, 'v, T>> {
    let mut parts = Vec::new();
    let mut done = 0;
    for (at, whole) in placeholders(pattern) {
        let name = &whole[1..whole.len() - 1];
        let Some((_, value)) = values.iter().find(|(own, _)| *own == name) else { continue };
        if at > done {
            parts.push(PatternPart::Words(&pattern[done..at]));
        }
        parts.push(PatternPart::Value(value));
        done = at + whole.len();
    }
    if done < pattern.len() {
        parts.push(PatternPart::Words(&pattern[done..]));
    }
    parts
}

/// A pattern with the value of each name in its place, as text.
pub(crate) fn fill<T: AsRef<str>>(pattern: &str, values: &[(&str, T)]) -> String {
    let text = |part: &PatternPart<'_, '_, T>| match part {
        PatternPart::Words(words) => (*words).to_owned(),
        PatternPart::Value(value) => value.as_ref().to_owned(),
    };
    fill_parts(pattern, values).iter().map(text).collect()
}

/// A title without the full stop at its end, for a sentence that goes on after it: "Modern slavery, pages 13 to
/// 29". Three points stay.
pub(crate) fn without_full_stop(title: &str) -> &str {
    let short = title.trim_end().strip_suffix('.').unwrap_or(title);
    if short.ends_with('.') { title } else { short }
}

/// The names in braces of a pattern, each with its braces and the byte at which it begins.
pub(super) fn placeholders(pattern: &str) -> impl Iterator<Item = (usize, &str)> {
    pattern.match_indices('{').filter_map(|(at, _)| {
        let end = at + pattern[at..].find('}')?;
        let inside = &pattern[at + 1..end];
        (!inside.contains('{')).then_some((at, &pattern[at..=end]))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::style::language::{Language, tests::tokens};
    use crate::style::{Token, Tokens};

    /// Every text among tokens, lists and groups too.
    fn texts<'t>(tokens: &'t Tokens, out: &mut Vec<&'t str>) {
        fn one<'t>(token: &'t Token, out: &mut Vec<&'t str>) {
            match token {
                Token::Text(text) => out.push(text),
                Token::List(items) => items.iter().for_each(|item| one(item, out)),
                Token::Group(inner) => texts(inner, out),
                Token::Number(_) | Token::Switch(_) => {}
            }
        }
        tokens.entries().iter().for_each(|(_, token)| one(token, out));
    }

    fn names(pattern: &str) -> Vec<&str> {
        placeholders(pattern).map(|(_, whole)| &whole[1..whole.len() - 1]).collect()
    }

    /// Each pattern of the base style, its names all filled with a value that holds the names of all.
    #[test]
    fn no_pattern_of_the_style_is_filled_twice() {
        for language in [Language::English, Language::Welsh] {
            let tokens = tokens(language);
            let mut all = Vec::new();
            texts(&tokens, &mut all);
            let patterns: Vec<&str> = all.into_iter().filter(|text| !names(text).is_empty()).collect();
            assert!(patterns.len() > 60, "this test has lost sight of the patterns: {patterns:?}");
            let known: BTreeSet<&str> = patterns.iter().flat_map(|pattern| names(pattern)).collect();
            let value: String = known.iter().map(|name| format!("<{{{name}}}>")).collect();
            for pattern in patterns {
                let values: Vec<(&str, &str)> = known.iter().map(|name| (*name, value.as_str())).collect();
                // Worked out in another way: the words between the names, joined by the value.
                let words = names(pattern)
                    .iter()
                    .fold(pattern.to_owned(), |text, name| text.replace(&format!("{{{name}}}"), "\0"));
                let expected: Vec<&str> = words.split('\0').collect();
                assert_eq!(fill(pattern, &values), expected.join(&value), "{pattern}");
            }
        }
    }

    #[test]
    fn a_title_loses_its_full_stop_and_no_more() {
        for (title, short) in
            [("Modern slavery.", "Modern slavery"), ("Plans...", "Plans..."), ("A plan", "A plan")]
        {
            assert_eq!(without_full_stop(title), short);
        }
    }

    #[test]
    fn what_nothing_fills_stays_as_it_is_typed() {
        let values = [("date", "{board}"), ("board", "Safer {date} Board")];
        assert_eq!(fill("{board}, {date}", &values), "Safer {date} Board, {board}");
        assert_eq!(fill("{other} {date", &values), "{other} {date");
        assert_eq!(fill("{ {date} }{}", &values), "{ {board} }{}");
        assert_eq!(fill("é{date}é", &values), "é{board}é");
        assert_eq!(fill("", &values), "");
    }
}
