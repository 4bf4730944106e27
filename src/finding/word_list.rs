//! Lists in words, as messages have them. It never leaves anything out without saying how much.

/// The words of a list: "one", "one and two", "one, two and three"; empty where there are none.
pub(crate) fn list_in_words(words: &[String]) -> String {
    match words {
        [some @ .., last] if !some.is_empty() => format!("{} and {last}", some.join(", ")),
        _ => words.concat(),
    }
}

/// The words of a list of which the end is only counted where it is longer than `most`: "one, two and 3 more".
pub(crate) fn some_in_words(words: &[String], most: usize) -> String {
    let mut some: Vec<String> = words.iter().take(most).cloned().collect();
    let more = words.len() - some.len();
    some.extend((more > 0).then(|| format!("{more} more")));
    list_in_words(&some)
}

/// The most names that a hint lists.
const MOST_NAMES: usize = 20;

/// A hint that lists the names that there are, or where they are too many the command that does: `boardpack list` with
/// the kind of thing.
pub(crate) fn list_or_command(names: &[&str], kind: &str) -> String {
    if names.len() > MOST_NAMES {
        return format!("`boardpack list {kind}` names the {} that there are", names.len());
    }
    format!("there are: {}", names.join(", "))
}

/// The parts of a text in which somebody listed several things: by commas, semicolons, lines, or the word "and".
pub(crate) fn listed_parts(text: &str) -> Vec<&str> {
    let parts = text.split([',', ';', '\n']).flat_map(|part| part.split(" and ")).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_of_several_stands_behind_and() {
        for (words, list) in
            [(vec![], ""), (vec!["a"], "a"), (vec!["a", "b"], "a and b"), (vec!["a", "b", "c"], "a, b and c")]
        {
            let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            assert_eq!(list_in_words(&words), list);
        }
    }

    #[test]
    fn the_end_of_a_long_list_is_counted() {
        let words = ["a", "b", "c", "d"].map(str::to_owned);
        assert_eq!(some_in_words(&words, 2), "a, b and 2 more");
        assert_eq!(some_in_words(&words, 4), "a, b, c and d");
        assert_eq!(some_in_words(&[], 2), "");
    }

    #[test]
    fn few_names_are_listed_and_many_are_counted() {
        assert_eq!(list_or_command(&["asb", "crime"], "indicators"), "there are: asb, crime");
        let many = list_or_command(&["crime"; MOST_NAMES + 1], "indicators");
        assert_eq!(many, "`boardpack list indicators` names the 21 that there are");
    }
}
