//! The numbers of pages in words, in runs. It knows no file.

use super::word_list::list_in_words;

/// Puts the numbers of pages into words: "page 3", "pages 1 and 2", "pages 1 to 4, 7 and 9".
pub(crate) fn pages_in_words(pages: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => runs.push((*page, *page)),
        }
    }
    let run = |(first, last): &(usize, usize)| match last - first {
        0 => vec![first.to_string()],
        1 => vec![first.to_string(), last.to_string()],
        _ => vec![format!("{first} to {last}")],
    };
    let all: Vec<String> = runs.iter().flat_map(run).collect();
    match all.as_slice() {
        [one] if pages.len() == 1 => format!("page {one}"),
        [one] => format!("pages {one}"),
        [] => String::new(),
        several => format!("pages {}", list_in_words(several)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_named_in_runs() {
        let said = [&[3][..], &[1, 2], &[1, 2, 3], &[1, 3, 5], &[1, 2, 3, 4, 7, 8, 10]].map(pages_in_words);
        let words =
            ["page 3", "pages 1 and 2", "pages 1 to 3", "pages 1, 3 and 5", "pages 1 to 4, 7, 8 and 10"];
        assert_eq!(said, words);
    }
}
