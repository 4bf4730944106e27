//! Lists in words, as messages have them. It never leaves anything out.

/// The words of a list: "one", "one and two", "one, two and three"; empty where there are none.
pub(crate) fn list_in_words(words: &[String]) -> String {
    match words {
        [some @ .., last] if !some.is_empty() => format!("{} and {last}", some.join(", ")),
        _ => words.concat(),
    }
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
}
