//! Words that authors type for the accessors of figures, in English and in Welsh, and for what the paper says itself. It
//! reads no expression.

/// Accessors by what they are, each with how it is typed and the other words for it in alphabetical order.
const MEANINGS: [(&str, &str, &str, &[&str]); 12] = [
    (
        "now",
        "now",
        "the figure of the report's period",
        &["actual", "current", "figure", "nawr", "number", "presennol", "result", "this", "today", "value"],
    ),
    (
        "latest",
        "latest",
        "the newest figure up to the report's period",
        &["diweddaraf", "last", "most_recent", "newest", "recent"],
    ),
    (
        "previous",
        "previous",
        "the figure of the period before",
        &["before", "blaenorol", "earlier", "last_month", "last_period", "last_quarter", "prior"],
    ),
    (
        "year_ago",
        "year_ago",
        "the figure of a year before",
        &["last_year", "previous_year", "prior_year", "y_o_y", "yoy"],
    ),
    ("peak", "peak", "the highest figure", &["highest", "max", "maximum", "uchaf"]),
    ("low", "low", "the lowest figure", &["isaf", "lowest", "min", "minimum"]),
    ("status", "status", "the status", &["colour", "rag", "rag_status", "rating", "statws"]),
    ("target", "target", "the target", &["goal", "targed"]),
    ("name", "name", "the name of the indicator", &["enw", "heading", "label", "title"]),
    (
        "change",
        "change(\"year_ago\")",
        "the difference from a year before",
        &["delta", "diff", "difference", "newid"],
    ),
    ("rank", "rank(\"…\")", "the rank of an area", &["place", "position", "ranking"]),
    ("sparkline", "sparkline", "the small chart", &["chart", "graph", "trend", "trendline"]),
];

/// The accessor of `known` that another word means, how it is typed, and what it is; `None` where none is likely.
pub(super) fn meant(typed: &str, known: &[&str]) -> Option<(&'static str, &'static str, &'static str)> {
    let small = typed.to_lowercase();
    let found = MEANINGS.iter().find(|(_, _, _, words)| words.contains(&small.as_str()))?;
    known.contains(&found.0).then_some((found.0, found.1, found.2))
}

/// What a word means that stands in the place of an indicator and is none: a part of the paper. `None` for any other
/// word.
pub(super) fn part_of_paper(word: &str) -> Option<&'static str> {
    Some(match word {
        "meeting" | "date" | "day" | "today" => {
            "the day of a meeting is typed in words, as in 20 June 2025, without braces"
        }
        "committee" | "panel" => "the name of the board is {{ board.name }}",
        "quarter" | "year" => {
            "the report's period is {{ period.long }}; {{ period.quarter }} and {{ period.year }} are its parts"
        }
        "author" | "chair" | "contact" | "council" | "department" | "officer" | "page" | "place"
        | "report" | "title" | "venue" | "version" => "type its words themselves, without braces",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_are_known_where_their_accessor_is() {
        assert_eq!(meant("Current", &["now"]).map(|(name, ..)| name), Some("now"));
        assert_eq!(meant("current", &["latest"]), None);
        assert_eq!(meant("zebra", &["now"]), None);
    }

    #[test]
    fn no_word_stands_for_two_accessors_or_for_itself() {
        let words: Vec<&str> = MEANINGS.iter().flat_map(|(.., words)| words.iter().copied()).collect();
        for (n, word) in words.iter().enumerate() {
            assert!(!words[..n].contains(word) && MEANINGS.iter().all(|(name, ..)| name != word), "{word}");
        }
    }
}
