//! Numbers that begin anew in each section: "1.0" for a section, "1.1" for what stands in it, and below that.
//! It never looks at a text.
//!
//! They are counted by the levels of the headings that have a number. A section of level 1 has one unless its
//! numbering is `"none"`, since its paragraphs are numbered after it.

use crate::model::SectionNumbering;
use crate::style::path_mark;

/// The numbers of a paper's sections so far.
#[derive(Debug, Default)]
pub(super) struct SectionNumbers {
    /// The levels of the numbered headings above, from the outermost.
    above: Vec<usize>,
    /// The last number at each depth.
    counts: Vec<usize>,
}

impl SectionNumbers {
    /// The number of a heading; empty where it takes none. A section of level 1 takes one unless its
    /// numbering is `None`, for its paragraphs are numbered after it.
    pub(super) fn heading(&mut self, level: usize, numbering: SectionNumbering, patterns: &[&str]) -> String {
        self.above.retain(|above| *above < level);
        let takes =
            numbering == SectionNumbering::Heading || level == 1 && numbering != SectionNumbering::None;
        if !takes {
            return String::new();
        }
        let number = self.next(patterns);
        self.above.push(level);
        number
    }

    /// The number of a paragraph; empty where no heading above it has one.
    pub(super) fn paragraph(&mut self, patterns: &[&str]) -> String {
        if self.above.is_empty() { String::new() } else { self.next(patterns) }
    }

    fn next(&mut self, patterns: &[&str]) -> String {
        let depth = self.above.len();
        self.counts.resize(depth + 1, 0);
        self.counts[depth] += 1;
        match patterns.get(depth) {
            Some(pattern) => path_mark(pattern, &self.counts),
            None => self.counts.iter().map(usize::to_string).collect::<Vec<_>>().join("."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATTERNS: [&str; 3] = ["1.0", "1.1", "1.1.1"];

    #[test]
    fn numbers_begin_anew_in_each_section() {
        let mut within = SectionNumbers::default();
        let heading =
            |within: &mut SectionNumbers, level| within.heading(level, SectionNumbering::Heading, &PATTERNS);
        assert_eq!(within.paragraph(&PATTERNS), "");
        assert_eq!(within.heading(1, SectionNumbering::Paragraphs, &PATTERNS), "1.0");
        assert_eq!(within.paragraph(&PATTERNS), "1.1");
        assert_eq!(heading(&mut within, 2), "1.2");
        assert_eq!(heading(&mut within, 3), "1.2.1");
        assert_eq!(heading(&mut within, 4), "1.2.1.1");
        assert_eq!(heading(&mut within, 3), "1.2.2");
        // A heading without a number leaves the count of its section as it is.
        assert_eq!(within.heading(2, SectionNumbering::Paragraphs, &PATTERNS), "");
        assert_eq!(within.paragraph(&PATTERNS), "1.3");
        assert_eq!(heading(&mut within, 1), "2.0");
        assert_eq!(heading(&mut within, 2), "2.1");
        assert_eq!(within.heading(1, SectionNumbering::None, &PATTERNS), "");
        assert_eq!(within.paragraph(&PATTERNS), "");
    }
}
