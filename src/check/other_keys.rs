//! Keys and words that authors type for others: by a slip, or by the word that another program has. It reads no
//! value.

use crate::finding::nearest;
use crate::load::node::TomlTable;

/// Words for keys, each with the keys that it may stand for.
const OTHER_WORDS: [(&str, &[&str]); 58] = [
    ("absent", &["apology"]),
    ("abstentions", &["abstained"]),
    ("address", &["email", "link", "place"]),
    ("alt_text", &["alt"]),
    ("apologies", &["apology"]),
    ("apologies_for_absence", &["apology"]),
    ("apologies_received", &["apology"]),
    ("area", &["areas", "whole"]),
    ("attachment", &["pdf"]),
    ("attendance", &["present"]),
    ("attendee", &["present"]),
    ("attendees", &["present"]),
    ("author", &["contacts", "report_of"]),
    ("body", &["text"]),
    ("column_name", &["heading"]),
    ("columns", &["column"]),
    ("committee", &["board"]),
    ("company", &["organisation"]),
    ("content", &["text"]),
    ("data", &["values", "file", "row"]),
    ("date", &["meeting", "start", "on", "due"]),
    ("day", &["meeting", "start", "on"]),
    ("decided", &["resolved"]),
    ("decision", &["resolved"]),
    ("department", &["team", "organisation"]),
    ("description", &["alt", "text"]),
    ("heading", &["title", "caption"]),
    ("id", &["key", "name"]),
    ("image", &["file"]),
    ("in_attendance", &["officer"]),
    ("job", &["role"]),
    ("job_title", &["role"]),
    ("label", &["heading", "title"]),
    ("mail", &["email"]),
    ("mobile", &["phone"]),
    ("name", &["title", "heading", "caption"]),
    ("officer", &["contacts"]),
    ("officers", &["contacts"]),
    ("officers_present", &["officer"]),
    ("organization", &["organisation"]),
    ("owner", &["by", "from"]),
    ("panel", &["board"]),
    ("path", &["file", "pdf"]),
    ("picture", &["file"]),
    ("position", &["role", "as"]),
    ("post", &["role"]),
    ("present_members", &["present"]),
    ("resolution", &["resolved"]),
    ("role", &["as"]),
    ("rows", &["row"]),
    ("sub_item", &["item"]),
    ("subitem", &["item"]),
    ("subject", &["title"]),
    ("tel", &["phone"]),
    ("telephone", &["phone"]),
    ("title", &["heading", "caption", "name"]),
    ("venue", &["place"]),
    ("words", &["text", "alt"]),
];

/// Welsh words for keys, by which translators name them.
const WELSH_WORDS: [(&str, &str); 24] = [
    ("adran", "section"),
    ("adroddiad", "report"),
    ("argymhellion", "recommendations"),
    ("atodiad", "appendix"),
    ("bwrdd", "board"),
    ("cofnod", "minute"),
    ("colofn", "column"),
    ("cyfarfod", "meeting"),
    ("cyfnod", "period"),
    ("cysylltiadau", "contacts"),
    ("delwedd", "image"),
    ("dyddiad", "meeting"),
    ("eitem", "item"),
    ("enw", "name"),
    ("ffeil", "file"),
    ("iaith", "language"),
    ("nodyn", "note"),
    ("papurau_cefndir", "background_papers"),
    ("pennawd", "heading"),
    ("rhes", "row"),
    ("siart", "chart"),
    ("statws", "status"),
    ("tabl", "table"),
    ("teitl", "title"),
];

/// Whether a key is a Welsh word for another one.
pub(super) fn is_welsh(typed: &str) -> bool {
    welsh(typed).is_some()
}

fn welsh(typed: &str) -> Option<&'static str> {
    let small = typed.to_lowercase();
    WELSH_WORDS.iter().find(|(word, _)| *word == small).map(|(_, key)| *key)
}

/// Words of the language of every day for words that values have.
const OTHER_VALUES: [(&str, &str); 25] = [
    ("%", "percent"),
    ("annual", "financial_year"),
    ("approval", "decision"),
    ("currency", "money"),
    ("cymraeg", "cy"),
    ("decrease", "lower"),
    ("down", "lower"),
    ("english", "en"),
    ("executive", "cabinet"),
    ("increase", "higher"),
    ("monthly", "month"),
    ("noting", "information"),
    ("number", "count"),
    ("overview and scrutiny", "committee"),
    ("overview_and_scrutiny", "committee"),
    ("parish council", "parish"),
    ("pcp", "police_and_crime_panel"),
    ("quarterly", "quarter"),
    ("scrutiny", "committee"),
    ("subcommittee", "committee"),
    ("town council", "parish"),
    ("up", "higher"),
    ("verbal", "oral"),
    ("welsh", "cy"),
    ("yearly", "financial_year"),
];

/// The word of a list that a word of every day means; `None` where the list has none.
pub(super) fn word_meant(typed: &str, list: &[&'static str]) -> Option<&'static str> {
    let small = typed.trim().to_lowercase();
    if let Some((_, word)) = OTHER_VALUES.iter().find(|(other, _)| *other == small) {
        return list.iter().copied().find(|known| known == word);
    }
    // One of the words among others: "Scrutiny Committee".
    let words: Vec<&str> = small.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    // A final draft is one; so is what is not yet final.
    let is_draft = ["draft", "not", "nearly", "almost", "semi"].iter().any(|word| words.contains(word));
    if let Some(draft) = list.iter().copied().find(|known| *known == "draft" && is_draft) {
        return Some(draft);
    }
    let mut named = list.iter().copied().filter(|known| words.len() > 1 && words.contains(known));
    named.next().filter(|_| named.next().is_none())
}

/// The key that a table lacks and an author seems to mean; `None` where none is likely. `absent` are the keys that
/// the table knows and does not have.
pub(super) fn meant(typed: &str, absent: &[&'static str]) -> Option<&'static str> {
    if let Some(key) = welsh(typed) {
        return absent.iter().copied().find(|known| *known == key);
    }
    let small = typed.to_lowercase().replace('-', "_");
    let by_letters = || nearest(typed, absent.iter().copied());
    let by_word = || {
        let (_, keys) = OTHER_WORDS.iter().find(|(word, _)| *word == small)?;
        keys.iter().copied().find(|key| absent.contains(key))
    };
    let near = by_letters().and_then(|near| absent.iter().copied().find(|key| *key == near));
    near.or_else(by_word)
}

/// Whether a table has a key that is none of `known`, and is nearest to this one of them: it is misspelt there.
pub(super) fn is_misspelt(key: &str, table: &TomlTable, known: &[&str]) -> bool {
    let mut unknown = table.entries.iter().filter(|entry| !known.contains(&entry.key.as_str()));
    unknown.any(|entry| nearest(&entry.key, known.iter().copied()) == Some(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_there_is_not_meant() {
        assert_eq!(meant("contact", &["contacts", "board"]), Some("contacts"));
        assert_eq!(meant("date", &["board", "meeting"]), Some("meeting"));
        assert_eq!(meant("date", &["board"]), None);
        assert_eq!(meant("Title", &["heading"]), Some("heading"));
        assert_eq!(meant("zebra", &["heading"]), None);
        assert_eq!(meant("teitl", &["heading", "title"]), Some("title"));
        assert_eq!(meant("teitl", &["heading"]), None);
    }

    #[test]
    fn words_are_sorted() {
        assert!(OTHER_WORDS.is_sorted_by_key(|(word, _)| *word));
        assert!(OTHER_VALUES.is_sorted_by_key(|(word, _)| *word));
        assert!(WELSH_WORDS.is_sorted_by_key(|(word, _)| *word));
    }
}
