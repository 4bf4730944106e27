//! `Id`: a name that may become the name of a file. It never stands for a path.

use std::fmt;

/// A name of small letters, digits and `_` that begins with a letter, and that no system keeps for itself:
/// the only kind of typed name of which a file name is made. So none leads out of its folder, and no two
/// differ by capitals alone, which Windows and macOS take for the same file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The most characters of a name: with the folders above it, Windows takes 260.
const LONGEST: usize = 64;

impl Id {
    /// Reads a name; `None` where the text is no such name.
    pub fn parse(text: &str) -> Option<Self> {
        let typed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        let begins = text.starts_with(|c: char| c.is_ascii_lowercase());
        let fits = text.len() <= LONGEST && !Self::is_of_system(text);
        (begins && fits && text.bytes().all(typed)).then(|| Self(text.to_owned()))
    }

    /// Whether Windows keeps a name for a device, so that no file can have it.
    pub fn is_of_system(text: &str) -> bool {
        let digit = |n: &str| n.len() == 1 && n.starts_with(|c: char| c.is_ascii_digit());
        let port = ["com", "lpt"].iter().any(|kind| text.strip_prefix(kind).is_some_and(digit));
        DEVICES.contains(&text) || port
    }

    /// The nearest name to a text that is none: "Top wards" gives "top_wards".
    pub fn near(text: &str) -> Self {
        let small = text.to_lowercase();
        let words = small.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let joined: String = words.join("_").chars().take(LONGEST / 2).collect();
        let joined = if joined.is_empty() { "name".to_owned() } else { joined };
        Self::parse(&joined)
            .or_else(|| Self::parse(&format!("x_{joined}")))
            .unwrap_or_else(|| Self("x".to_owned()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_could_be_a_path_is_an_id() {
        for good in ["a", "top_wards", "q4_2024", "console", "com", "com10"] {
            assert!(Id::parse(good).is_some(), "{good}");
        }
        for bad in [
            "", "../x", "a/b", "a\\b", "c:x", ".", "..", "a.b", "4th", "_x", "Top", "é", "a b", "con", "nul",
            "com1", "lpt9", "a\0",
        ] {
            assert_eq!(Id::parse(bad), None, "{bad}");
        }
        assert_eq!(Id::parse(&"a".repeat(65)), None);
    }

    #[test]
    fn a_text_has_a_name_near_to_it() {
        let near = |text: &str| Id::near(text).to_string();
        assert_eq!(
            [near("Top wards"), near("../../own"), near("2024"), near("con"), near("…")],
            ["top_wards", "own", "x_2024", "x_con", "name"]
        );
    }
}
