//! The corrections of keys and values that `fields` finds wrong, where they can be meant in one way alone. It finds
//! nothing itself.

use std::collections::BTreeMap;

use crate::finding::{Correction, Span, sure_word};
use crate::load::node::{TomlEntry, TomlTable};

/// The corrections of the keys of a table that are none of `known`, by the spans of the keys. Where the table has the key
/// that is meant, or two are meant to be it, there is none.
pub(super) fn rename_keys(table: &TomlTable, known: &[&str]) -> BTreeMap<Span, Correction> {
    let mut meant: BTreeMap<&str, Vec<&TomlEntry>> = BTreeMap::new();
    for entry in table.entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
        if let Some(word) =
            sure_word(&entry.key, known.iter().copied()).filter(|word| table.get(word).is_none())
        {
            meant.entry(word).or_default().push(entry);
        }
    }
    let one = |(word, entries): (&str, Vec<&TomlEntry>)| match entries[..] {
        [entry] => Some((entry.key_place, rename(entry, word)?)),
        _ => None,
    };
    meant.into_iter().filter_map(one).collect()
}

/// The correction that gives a key another name, wherever it is typed.
pub(super) fn rename(entry: &TomlEntry, name: &str) -> Option<Correction> {
    let mut places = entry.key_places()?.into_iter();
    let first = Correction::replace(places.next()?, name);
    Some(places.fold(first, |correction, place| correction.and(place, name)))
}

/// The correction that puts a value between brackets.
pub(super) fn in_brackets(value: Span) -> Correction {
    Correction::replace(value.part(0..0), "[").and(value.part(value.len()..value.len()), "]")
}

/// Whether a text that stands where a list belongs is the only item of it: no list in words, and no word for none.
pub(super) fn is_one_name(text: &str) -> bool {
    let none = ["", "none", "n/a", "nil", "no", "-"].contains(&text.trim().to_lowercase().as_str());
    !none && !text.contains([',', ';', '\n', '[', ']']) && !text.contains(" and ")
}

/// The truth value that a text means; `None` where it means none.
pub(super) fn truth(text: &str) -> Option<&'static str> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" => Some("true"),
        "false" | "no" => Some("false"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, Findings, Rule, Sources};
    use crate::load::parse_toml;

    /// The text with its unknown keys renamed to what they are meant to be.
    fn corrected(text: &str, known: &[&str]) -> String {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text);
        let mut findings = Findings::default();
        let root = parse_toml(text, file, &mut findings);
        let table = root.table().expect("a table");
        for (span, correction) in rename_keys(table, known) {
            findings.push(Finding::error(Rule::UnknownKey, span, "a").correct(correction));
        }
        findings.correct_files(&sources).remove("a.toml").map_or(text.to_owned(), |corrected| corrected.text)
    }

    #[test]
    fn a_key_is_renamed_wherever_it_is_typed() {
        for (text, wanted) in [
            ("\"titel\"  = 1 # titel\n", "title  = 1 # titel\n"),
            ("[[sectoin]]\na = 1\n[[sectoin]]\na = 2\n", "[[section]]\na = 1\n[[section]]\na = 2\n"),
            ("[tabel.x]\ntabel = 1\n", "[table.x]\ntabel = 1\n"),
            ("tabel.x = 1\n", "table.x = 1\n"),
        ] {
            assert_eq!(corrected(text, &["title", "section", "table"]), wanted);
        }
    }

    #[test]
    fn a_key_that_cannot_be_renamed_whole_or_alone_stays() {
        for text in [
            "titel = 1\ntitle = 2\n",
            "titel = 1\ntilte = 2\n",
            "[[sectoin]]\n[[ sectoin ]]\n",
            "[sectoin]\n[sectoin.sub]\n",
            "[tabel.x]\n[tabel.y]\n",
            "tabel.x = 1\ntabel.y = 1\n",
        ] {
            assert_eq!(corrected(text, &["title", "section", "table"]), text);
        }
    }
}
