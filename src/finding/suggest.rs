//! "Did you mean": the nearest known word. It never changes what was typed.

/// A hint that names the nearest of `known`; `None` where none is near enough to be meant.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(typed, known).map(|word| format!("did you mean `{word}`?"))
}

/// The least likeness of a word that is meant: "file" is not `title`.
const LEAST_LIKE: f64 = 0.65;

/// The nearest of `known`, by the letters that differ or by an equal beginning; `None` where none is near
/// enough.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let fold = |s: &str| s.to_lowercase().replace(['-', ' '], "_");
    let typed = fold(typed);
    let mut best: Option<(f64, &str)> = None;
    for word in known {
        let folded = fold(word);
        let begins = typed.len() >= 4
            && (folded.starts_with(&typed) || typed.starts_with(&folded) && folded.len() >= 4);
        let score = if folded == typed {
            1.0
        } else if begins {
            0.9
        } else {
            strsim::normalized_damerau_levenshtein(&typed, &folded)
        };
        if score >= LEAST_LIKE && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, word));
        }
    }
    best.map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let known = ["marac_repeat", "all_crime", "title"];
        assert_eq!(nearest("marac_repeet", known), Some("marac_repeat"));
        assert_eq!(nearest("Titel", known), Some("title"));
        assert_eq!(nearest("marac", known), Some("marac_repeat"));
        assert_eq!(nearest("zebra", known), None);
    }
}
