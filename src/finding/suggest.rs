//! "Did you mean": the nearest known word, and the only one that can be meant. It never changes what was typed.
//!
//! A hint may be wrong, a correction may not. So a word is sure only where one letter is, in a word that is long
//! enough to be known without it (two in a long one), where digits and beginnings are as they were typed, and where
//! every other word is further away. That `east_kent` is near to `west_kent`, or `ward_b` to `ward_a`, says nothing.

/// A hint that names the nearest of `known`; `None` where none is near enough to be meant.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(typed, known).map(|word| {
        // The two look alike where a character that cannot be seen came along.
        let is_hidden =
            |c: char| matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{A0}');
        if typed.contains(is_hidden) && typed.replace(is_hidden, "") == word {
            return format!("a character that cannot be seen stands in it: type `{word}` anew");
        }
        format!("did you mean `{word}`?")
    })
}

/// The least likeness of a word that is meant: "file" is not `title`.
const LEAST_LIKE: f64 = 0.65;

/// The nearest of `known`, by the letters that differ or by an equal beginning; `None` where none is near
/// enough.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let fold = |s: &str| s.to_lowercase().replace(['-', ' '], "_");
    let typed = fold(typed);
    let in_order = |word: &str| {
        let mut words: Vec<String> = words_of(word)
            .into_iter()
            .filter(|w| !matches!(w.as_str(), "of" | "the" | "for" | "and"))
            .collect();
        words.sort_unstable();
        words
    };
    let sorted = in_order(&typed);
    let mut best: Option<(f64, &str)> = None;
    for word in known {
        let folded = fold(word);
        let begins = typed.len() >= 4
            && (folded.starts_with(&typed) || typed.starts_with(&folded) && folded.len() >= 4);
        let score = if folded == typed {
            1.0
        } else if begins || sorted.len() > 1 && sorted == in_order(&folded) {
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

/// The only one of `known` that a misspelt word can mean; `None` where that is not sure.
pub(crate) fn sure_word<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(same) = same_word(typed, known.iter().copied()) {
        return Some(same);
    }
    let words = words_of(typed);
    let typed = words.join("_");
    let distance = |word: &str| strsim::damerau_levenshtein(&typed, &words_of(word).join("_"));
    let best = known.iter().copied().min_by_key(|word| distance(word))?;
    let nearest = distance(best);
    let is_alone = known.iter().all(|word| *word == best || distance(word) >= nearest + 2);
    let meant = words_of(best);
    let mut pairs = words.iter().zip(&meant).filter(|(typed, meant)| typed != meant);
    let (slip, more) = (pairs.next(), pairs.next());
    let is_slip = words.len() == meant.len() && more.is_none() && slip.is_some_and(|(a, b)| is_slip(a, b));
    (is_alone && is_slip).then_some(best)
}

/// The only one of `known` that has the letters of a word, whatever capitals, blanks and hyphens it is written with, or
/// two neighbours of them the wrong way round; `None` where there is none or more than one.
pub(crate) fn same_word<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = |word: &str| words_of(word).concat();
    let typed = letters(typed);
    let mut known: Vec<&str> = known.into_iter().collect();
    known.sort_unstable();
    known.dedup();
    let only = |is_meant: &dyn Fn(&str) -> bool| {
        let meant: Vec<&str> = known.iter().copied().filter(|word| is_meant(&letters(word))).collect();
        if let [one] = meant[..] { Some(one) } else { None }
    };
    if known.iter().any(|word| letters(word) == typed) {
        return only(&|word| word == typed);
    }
    only(&|word| is_swapped(&typed, word))
}

/// The words of a name in small letters.
fn words_of(name: &str) -> Vec<String> {
    let lower = name.to_lowercase().replace('&', " and ").replace('\u{2019}', "'");
    let words = lower.split(|c: char| c.is_whitespace() || matches!(c, '_' | '-' | '\u{2013}'));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether two words are the same but for two neighbouring letters, no digits, that stand the wrong way round.
fn is_swapped(typed: &str, word: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let differ: Vec<usize> = (0..a.len().min(b.len())).filter(|at| a[*at] != b[*at]).collect();
    match differ[..] {
        [first, second] if a.len() == b.len() && a.len() >= 4 && second == first + 1 => {
            a[first] == b[second]
                && a[second] == b[first]
                && !a[first].is_numeric()
                && !a[second].is_numeric()
        }
        _ => false,
    }
}

/// Whether a word is so near to another that nothing else can be meant.
fn is_slip(typed: &str, word: &str) -> bool {
    let digits = |word: &str| word.chars().filter(|c| c.is_numeric()).collect::<String>();
    if is_swapped(typed, word) {
        return true;
    }
    if digits(typed) != digits(word) || typed.chars().next() != word.chars().next() {
        return false;
    }
    let (typed_length, length) = (typed.chars().count(), word.chars().count());
    match strsim::damerau_levenshtein(typed, word) {
        1 if typed_length == length => length >= 6,
        1 => typed_length.max(length) >= 4,
        2 => typed_length.min(length) >= 8,
        _ => false,
    }
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
        assert_eq!(
            nearest("head_of_probation", ["prevent_officer", "probation_head"]),
            Some("probation_head")
        );
    }

    #[test]
    fn a_word_is_sure_only_where_no_other_can_be_meant() {
        let known = ["title", "text", "meeting", "meetings", "recommendations", "short_title", "row_header"];
        for (typed, meant) in [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("txt", Some("text")),
            ("shorttitle", Some("short_title")),
            ("short title", Some("short_title")),
            ("Short-Titel", Some("short_title")),
            ("recomendation", Some("recommendations")),
            ("row_heder", Some("row_header")),
            // `meetings` is as near.
            ("meetin", None),
            ("test", None),
            ("recom", None),
            ("itle", None),
            ("zebra", None),
        ] {
            assert_eq!(sure_word(typed, known), meant, "{typed}");
        }
    }

    #[test]
    fn names_that_differ_by_what_tells_them_apart_are_never_sure() {
        for (typed, known) in [
            ("east_kent", "west_kent"),
            ("ward_b", "ward_a"),
            ("crime_2024", "crime_2023"),
            ("crime_2032", "crime_2023"),
            ("undetected", "detected"),
            ("male", "mile"),
            ("north_lea", "north_lee"),
        ] {
            assert_eq!(sure_word(typed, [known]), None, "{typed}");
        }
    }

    #[test]
    fn the_same_word_has_the_same_letters() {
        let known = ["north", "North Sample", "king_s", "King's Lynn & West", "south"];
        for (typed, meant) in [
            ("NORTH  sample", Some("North Sample")),
            ("north-sample", Some("North Sample")),
            ("North Sampel", Some("North Sample")),
            ("King\u{2019}s Lynn and West", Some("King's Lynn & West")),
            ("nort", None),
            ("north sampl", None),
        ] {
            assert_eq!(same_word(typed, known), meant, "{typed}");
        }
        assert_eq!(same_word("a b", ["a_b", "ab"]), None);
    }
}
