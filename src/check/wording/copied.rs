//! Text that was copied out of a PDF or read in the wrong way: letters joined in one sign, as `ﬁ`, and signs that
//! became several, as `Â£`. It never looks at words with no such sign in them.

use std::ops::Range;

use encoding_rs::WINDOWS_1252;

use super::{Certainty, Leftover};
use crate::finding::Rule;

/// The letters that each joined sign stands for.
const LIGATURES: [(char, &str); 7] =
    [('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬀ', "ff"), ('ﬃ', "ffi"), ('ﬄ', "ffl"), ('ﬅ', "st"), ('ﬆ', "st")];

/// The signs that a garbled stretch may have been, but for letters from À to ÿ.
const SIGNS: &str = "£§°²³¼½¾±®·¢\u{a0}ŵŷŴŶŸẁẃẅỳẀẂẄỲ‘’‚“”„–—…•†€™−≤≥≠‹›′″\u{2011}";

/// The times that a text may have been read in the wrong way, one after the other.
const MOST_TIMES: usize = 3;

/// Finds joined letters and garbled signs: one finding of each kind in a text, at the first.
pub(super) fn find(words: &str) -> Vec<Leftover> {
    if words.is_ascii() {
        return Vec::new();
    }
    let joined =
        |more: &str| format!("has letters that are joined in one sign, as text copied from a PDF has{more}");
    let garbled =
        |more: &str| format!("is garbled: these words were saved in one way and read in another{more}");
    let kinds = [
        one_finding(words, Rule::Ligature, ligatures(words), "so have", joined),
        one_finding(words, Rule::GarbledText, garbled_signs(words), "so are", garbled),
    ];
    kinds.into_iter().flatten().chain(broken_signs(words)).collect()
}

/// The finding for replacements in a text, which names the word of the first; `None` where there is none.
fn one_finding(
    words: &str,
    rule: Rule,
    edits: Vec<(Range<usize>, String)>,
    likewise: &str,
    says: impl Fn(&str) -> String,
) -> Option<Leftover> {
    let first = word_around(words, edits.first()?.0.clone());
    let more = edits.iter().filter(|(range, _)| range.start >= first.end).count();
    let more = match more {
        0 => String::new(),
        1 => format!("; {likewise} 1 more place of this text"),
        n => format!("; {likewise} {n} more places of this text"),
    };
    let mut meant = words[first.clone()].to_owned();
    for (range, text) in edits.iter().rev().filter(|(range, _)| range.end <= first.end) {
        meant.replace_range(range.start - first.start..range.end - first.start, text);
    }
    Some(Leftover {
        rule,
        certainty: Certainty::Sure,
        message: format!("`{}` {}", &words[first.clone()], says(&more)),
        hint: format!("write {meant}"),
        range: first,
        edits,
    })
}

/// The word that a stretch of a text stands in.
fn word_around(words: &str, range: Range<usize>) -> Range<usize> {
    let parts = |c: char| c.is_whitespace() || c.is_control();
    let start = words[..range.start]
        .rfind(parts)
        .map_or(0, |at| at + words[at..].chars().next().map_or(1, char::len_utf8));
    let end = words[range.end..].find(parts).map_or(words.len(), |at| range.end + at);
    start..end
}

fn ligatures(words: &str) -> Vec<(Range<usize>, String)> {
    let letters = |c: char| LIGATURES.iter().find(|(sign, _)| *sign == c).map(|(_, letters)| *letters);
    let found =
        words.char_indices().filter_map(|(at, c)| Some((at..at + c.len_utf8(), letters(c)?.to_owned())));
    found.collect()
}

/// The stretches that are the bytes of other signs, each byte taken for a sign of its own, and those signs.
fn garbled_signs(words: &str) -> Vec<(Range<usize>, String)> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = 0;
    while let Some(start) = words[at..].find(|c: char| !c.is_ascii()).map(|n| at + n) {
        let length = words[start..].find(|c: char| c.is_ascii()).unwrap_or(words.len() - start);
        let mut rest = start;
        while rest < start + length {
            match garbled_sign(&words[rest..start + length]) {
                Some((taken, sign)) => {
                    match found.last_mut().filter(|(range, _)| range.end == rest) {
                        Some((range, text)) => {
                            range.end = rest + taken;
                            text.push(sign);
                        }
                        None => found.push((rest..rest + taken, sign.to_string())),
                    }
                    rest += taken;
                }
                None => rest += words[rest..].chars().next().map_or(1, char::len_utf8),
            }
        }
        at = start + length;
    }
    found
}

/// The sign that a text begins with as its bytes, and the number of bytes that these take in the text.
fn garbled_sign(text: &str) -> Option<(usize, char)> {
    // The longest first: what was garbled twice begins with what was garbled once.
    let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(8).collect();
    ends.into_iter().rev().find_map(|end| Some((end, ungarble(&text[..end])?)))
}

/// The one sign that a whole text is the bytes of; `None` where it is not, or where nobody would have typed that sign.
fn ungarble(text: &str) -> Option<char> {
    let mut text = text.to_owned();
    for _ in 0..MOST_TIMES {
        let (bytes, _, is_lost) = WINDOWS_1252.encode(&text);
        if is_lost {
            return None;
        }
        let decoded = std::str::from_utf8(&bytes).ok()?;
        let mut signs = decoded.chars();
        let first = signs.next()?;
        if signs.next().is_none() {
            let is_letter = ('À'..='ÿ').contains(&first) && first.is_alphabetic();
            return (first.len_utf8() < text.len() && (is_letter || SIGNS.contains(first))).then_some(first);
        }
        text = decoded.to_owned();
    }
    None
}

/// Finds `â€` where the rest of its sign was lost, so that nobody can tell which it was.
fn broken_signs(words: &str) -> Vec<Leftover> {
    let whole = garbled_signs(words);
    let is_whole = |at: usize| whole.iter().any(|(range, _)| range.contains(&at));
    let places = words.match_indices("â€").map(|(at, sign)| at..at + sign.len());
    let broken = places.filter(|range| !is_whole(range.start)).take(1).map(|range| Leftover {
        message: format!(
            "`{}` is garbled, and part of it is lost",
            &words[word_around(words, range.clone())]
        ),
        range,
        rule: Rule::GarbledText,
        certainty: Certainty::Sure,
        hint: "write the sign that was meant: mostly a quotation mark, a dash or an apostrophe".to_owned(),
        edits: Vec::new(),
    });
    broken.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with all edits made, and the number of findings.
    fn corrected(text: &str) -> (String, usize) {
        let found = find(text);
        let mut corrected = text.to_owned();
        let mut edits: Vec<_> = found.iter().flat_map(|one| one.edits.clone()).collect();
        edits.sort_by_key(|(range, _)| range.start);
        for (range, words) in edits.into_iter().rev() {
            corrected.replace_range(range, &words);
        }
        (corrected, found.len())
    }

    /// A text as it looks when its bytes were taken for signs, so many times.
    fn garble(text: &str, times: usize) -> String {
        (0..times).fold(text.to_owned(), |text, _| {
            WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
        })
    }

    #[test]
    fn joined_letters_are_parted() {
        let (text, found) = corrected("The ﬁgures of the oﬃcers’ ﬂat are oﬀ; eﬄuent");
        assert_eq!((text.as_str(), found), ("The figures of the officers’ flat are off; effluent", 1));
        assert_eq!(find("The ﬁgures of ﬁve")[0].hint, "write figures");
    }

    #[test]
    fn garbled_signs_are_read_again() {
        for plain in ["£50,000 – don’t", "café, “yes” …", "ŵyn a thŷ, 5 °C, ½ m²", "naïve é"]
        {
            for times in 1..=2 {
                assert_eq!(corrected(&garble(plain, times)), (plain.to_owned(), 1), "{plain}");
            }
        }
        assert_eq!(find("spent Â£50,000 on thisÂ£.")[0].hint, "write £50,000");
        assert_eq!(corrected("he said â€œyesâ€ to it"), ("he said “yesâ€ to it".to_owned(), 2));
    }

    #[test]
    fn signs_of_people_pass() {
        for text in [
            "£5, café, Zoë, naïve, “so” – it’s … €4, ½, 10 °C",
            "Â hyn, Â’r plant, tŷ, ŵyn, SÃO PAULO, Ångström",
            "«É» et À la carte, Ä“, ÎÏ, ÊËÌ, Â",
        ] {
            assert_eq!(corrected(text), (text.to_owned(), 0), "{text}");
        }
    }
}
