//! `Language`: the languages that papers are written in, and where the words of each stand. It holds no word
//! itself.
//!
//! A language is words of a style: `welsh.toml` is laid over `style.toml`, and every word that the program
//! prints is a token, names of months too. A council's own words are in its own language: where that is
//! English, they lie below the Welsh ones, so that no English label gets into a Welsh paper.

use super::{TokenSpans, Tokens};
use crate::finding::{Finding, Findings, Rule};

/// A language of papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Language {
    /// The words of `style.toml`.
    #[default]
    English,
    /// The words of `welsh.toml`, over the others.
    Welsh,
}

/// The code that is typed for each language: `language = "cy"`.
pub(crate) const LANGUAGES: [(&str, Language); 2] = [("en", Language::English), ("cy", Language::Welsh)];

/// The file of a style's Welsh words.
pub(super) const WELSH: &str = "welsh.toml";

impl Language {
    /// The code by which screen readers know it.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }
}

/// Finds a style that sets a language itself.
pub(super) fn check(places: &TokenSpans, findings: &mut Findings) {
    if let Some(span) = places.get("language") {
        findings.push(
            Finding::error(Rule::StyleToken, span, "a house style is for every language, and says none").hint(
                "take it out: language = \"cy\" stands in council.toml, in a board's file, in a paper or in a part of one",
            ),
        );
    }
}

/// Finds fields that the council's own files declare and whose words are the same after those of the other
/// language were laid over them.
pub(super) fn check_fields(before: &Tokens, after: &Tokens, places: &TokenSpans, findings: &mut Findings) {
    for group in ["front", "closing"] {
        for (key, _) in after.group(group) {
            let path = format!("{group}.{key}.label");
            if before.text(&path) != after.text(&path) {
                continue;
            }
            if let Some(span) = places.get(&path) {
                let message = format!("the field `{group}.{key}` has no Welsh words, for papers in Welsh");
                findings.push(Finding::warning(Rule::WelshWords, span, message).hint(format!(
                    "make a file {WELSH} beside style.toml, and in it [{group}.{key}] with label = \"…\""
                )));
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::finding::Sources;
    use crate::load::parse_toml;
    use crate::style::Token;
    use crate::style::builtin::{BASE, STYLES};

    fn lay(tokens: &mut Tokens, name: &str, text: &[u8]) {
        let text = std::str::from_utf8(text).expect("UTF-8");
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let file = sources.add(name, text);
        let root = parse_toml(text, file, &mut findings);
        let table = root.table().expect("a table");
        if tokens.entries().is_empty() {
            *tokens = Tokens::base(table);
        } else {
            tokens.lay_over(table, (false, ""), &mut TokenSpans::default(), &mut findings);
        }
        assert_eq!(findings.iter().map(|f| &f.message).collect::<Vec<_>>(), Vec::<&String>::new(), "{name}");
    }

    fn file(files: &'static [(&str, &[u8])], name: &str) -> Option<&'static [u8]> {
        files.iter().find(|(n, _)| *n == name).map(|(_, bytes)| *bytes)
    }

    /// The tokens of the base style in a language.
    pub(in crate::style) fn tokens(language: Language) -> Tokens {
        let mut tokens = Tokens::default();
        lay(&mut tokens, "style.toml", file(BASE, "style.toml").expect("tokens"));
        if language == Language::Welsh {
            lay(&mut tokens, WELSH, file(BASE, WELSH).expect("Welsh words"));
        }
        tokens
    }

    /// Groups without words, and single tokens without or with the same ones in both languages.
    const WORDLESS: [&str; 16] = [
        "quotes",
        "order",
        "banner",
        "frame",
        "page",
        "letterhead_mark",
        "fonts",
        "spacing",
        "colors",
        "title",
        "headings",
        "dates",
        "times",
        "numbering",
        "appendix",
        "field",
    ];
    const SAME: [&str; 15] = [
        "language",
        "agenda.order",
        "agenda.columns",
        "agenda.number",
        "agenda.gap",
        "alt.one_area",
        "alt.spc_target",
        "charts.data",
        "charts.threshold",
        "minutes.note",
        "minutes.attended",
        "minutes.capacity",
        "actions.update",
        "words.short_several_years",
        "words.short_three_months",
    ];

    fn words(tokens: &Tokens) -> Vec<(String, String)> {
        let mut out = Vec::new();
        walk(tokens.entries(), "", &mut out);
        out
    }

    fn walk(entries: &[(String, Token)], above: &str, out: &mut Vec<(String, String)>) {
        for (key, token) in entries {
            let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
            match token {
                Token::Group(inner) => walk(inner.entries(), &path, out),
                Token::Text(text) if text.chars().any(char::is_alphabetic) && !text.starts_with('#') => {
                    out.push((path, text.clone()));
                }
                Token::List(items) if items.iter().any(|t| matches!(t, Token::Text(t) if t.chars().filter(|c| c.is_alphabetic()).count() > 1 && !t.starts_with('#'))) => {
                    out.push((path, format!("{items:?}")));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn every_word_of_the_base_style_has_its_welsh() {
        let english = words(&tokens(Language::English));
        let welsh = words(&tokens(Language::Welsh));
        let now_other: Vec<&str> = english
            .iter()
            .zip(&welsh)
            .filter(|(a, b)| a != b && SAME.contains(&a.0.as_str()))
            .map(|((path, _), _)| path.as_str())
            .collect();
        assert!(now_other.is_empty(), "{now_other:?}");
        let left: Vec<&str> = english
            .iter()
            .zip(&welsh)
            .filter(|(a, b)| a == b)
            .map(|((path, _), _)| path.as_str())
            .filter(|path| !WORDLESS.contains(&path.split('.').next().unwrap_or_default()))
            .filter(|path| !SAME.contains(path))
            .collect();
        assert!(english.len() > 200 && left.is_empty(), "these have no Welsh: {left:?}");
    }

    #[test]
    fn what_is_filled_in_is_filled_in_in_both_languages() {
        let expressions = |text: &str| {
            let mut expressions: Vec<String> =
                text.split('{').skip(1).filter_map(|p| Some(p.split_once('}')?.0.to_owned())).collect();
            expressions.sort();
            expressions
        };
        let (english, welsh) = (words(&tokens(Language::English)), words(&tokens(Language::Welsh)));
        for ((path, a), (_, b)) in english.iter().zip(&welsh) {
            assert_eq!(expressions(a), expressions(b), "{path}: {b}");
        }
    }

    #[test]
    fn every_word_of_every_built_in_style_has_its_welsh() {
        for (name, files) in STYLES {
            let text = std::str::from_utf8(file(files, "style.toml").expect("tokens")).expect("UTF-8");
            let own: toml::Table = text.parse().expect("TOML");
            let welsh: toml::Table = file(files, WELSH)
                .map(|bytes| std::str::from_utf8(bytes).expect("UTF-8").parse().expect("TOML"))
                .unwrap_or_default();
            for (group, value) in &own {
                let Some(table) = value.as_table().filter(|_| !WORDLESS.contains(&group.as_str())) else {
                    continue;
                };
                for (key, value) in table {
                    let path = format!("{group}.{key}");
                    let wordy = match value {
                        toml::Value::String(text) => {
                            text.chars().any(char::is_alphabetic)
                                && !text.starts_with('#')
                                && !SAME.contains(&path.as_str())
                        }
                        toml::Value::Table(field) => field.contains_key("label"),
                        _ => false,
                    };
                    let said = welsh.get(group).and_then(|g| g.get(key));
                    let said = said.is_some_and(|v| v.as_table().is_none_or(|v| v.contains_key("label")));
                    assert!(!wordy || said, "`{path}` of {name} has no Welsh in welsh.toml");
                }
            }
        }
    }
}
