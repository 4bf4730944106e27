//! Corrections: what an author would type to put a finding right, as edits of a file, where only one way is left.
//! It makes a new text of an old one, and never reads or writes a file.

use super::{FileId, Span};

/// A stretch of a file, and the text that takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; none where text is put in.
    pub span: Span,
    /// The text that stands there then, in UTF-8; empty where the bytes go and nothing comes.
    pub text: String,
}

/// The edits that put a finding right. All are of one file, and all are made or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    edits: Vec<Edit>,
}

impl Correction {
    /// A correction that puts a text in the place of a stretch.
    pub(crate) fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { edits: vec![Edit { span, text: text.into() }] }
    }

    /// A correction that puts a name in the place of a whole literal with its quotes; `None` for a name that is not
    /// made of letters, digits, `_` and `-`.
    pub(crate) fn literal(span: Span, name: &str) -> Option<Self> {
        let is_plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        is_plain.then(|| Self::replace(span, format!("\"{name}\"")))
    }

    /// The correction with one more edit, of the same file.
    #[must_use]
    pub(crate) fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        self.edits.push(Edit { span, text: text.into() });
        self.edits.sort_by_key(|edit| edit.span);
        self
    }

    /// The edits in the order of their places.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// The file that is corrected.
    pub(super) fn file(&self) -> Option<FileId> {
        self.edits.first().map(|edit| edit.span.file())
    }
}

/// A text with corrections in it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CorrectedText {
    pub text: String,
    /// The number of corrections that were made.
    pub made: usize,
}

/// Makes corrections of a file in its text. Of two that meet, the first one in the file is made; of equal ones, one.
/// All bytes outside the edits stay as they are.
pub(super) fn correct_text(text: &str, corrections: &[&Correction]) -> CorrectedText {
    let mut in_order = corrections.to_vec();
    in_order.sort_by_key(|correction| correction.edits.first().map(|edit| edit.span));
    let mut edits: Vec<&Edit> = Vec::new();
    let mut made = 0;
    for correction in in_order {
        let own = correction.edits.as_slice();
        let fits = own.iter().enumerate().all(|(n, edit)| {
            let others = edits.iter().copied().chain(&own[..n]);
            text.get(edit.span.range()).is_some()
                && others.into_iter().all(|other| !clashes(text, edit, other))
        });
        if fits && !own.is_empty() {
            edits.extend(own);
            made += 1;
        }
    }
    // Text that is put in before a stretch comes before what takes its place.
    edits.sort_by_key(|edit| edit.span);
    let (mut corrected, mut at) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        let range = edit.span.range();
        corrected.push_str(&text[at..range.start]);
        corrected.push_str(&edit.text);
        at = range.end;
    }
    corrected.push_str(&text[at..]);
    CorrectedText { text: corrected, made }
}

/// Whether not both of two edits can be made. Two texts that are put in at one place could stand in either order:
/// only whole lines keep the order of their corrections.
fn clashes(text: &str, edit: &Edit, other: &Edit) -> bool {
    let (a, b) = (edit.span.range(), other.span.range());
    if edit == other {
        return true;
    }
    if a.is_empty() && b.is_empty() {
        let at_line_start = a.start == 0 || text[..a.start].ends_with('\n');
        let are_lines = at_line_start && [edit, other].iter().all(|edit| edit.text.ends_with('\n'));
        return a.start == b.start && !are_lines;
    }
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
mod tests {
    use super::super::Sources;
    use super::*;

    /// Makes corrections, each of edits as (start, end, text).
    fn corrected(text: &str, corrections: &[&[(usize, usize, &str)]]) -> (String, usize) {
        let file = Sources::default().add("a.toml", text);
        let all: Vec<Correction> = corrections
            .iter()
            .map(|edits| {
                let mut edits = edits.iter().map(|(from, to, new)| (Span::new(file, *from..*to), *new));
                let (span, new) = edits.next().expect("an edit");
                edits.fold(Correction::replace(span, new), |made, (span, new)| made.and(span, new))
            })
            .collect();
        let CorrectedText { text, made } = correct_text(text, &all.iter().collect::<Vec<_>>());
        (text, made)
    }

    #[test]
    fn bytes_outside_the_edits_stay() {
        let text = "titel = 1 # é\r\nx = True\r\n\ty  =  'ß'";
        let (made, count) = corrected(text, &[&[(20, 24, "true")], &[(0, 5, "title")]]);
        assert_eq!((made.as_str(), count), ("title = 1 # é\r\nx = true\r\n\ty  =  'ß'", 2));
        assert_eq!(corrected(text, &[]), (text.to_owned(), 0));
    }

    #[test]
    fn of_two_that_overlap_the_first_is_made_whole() {
        let (text, count) = corrected("abcdef", &[&[(2, 4, "X")], &[(3, 5, "Y"), (0, 1, "Z")]]);
        assert_eq!((text.as_str(), count), ("ZbcYf", 1));
        let (text, count) = corrected("abcdef", &[&[(2, 4, "X")], &[(3, 5, "Y"), (5, 6, "Z")]]);
        assert_eq!((text.as_str(), count), ("abXef", 1));
        assert_eq!(corrected("abcdef", &[&[(1, 4, "X")], &[(2, 2, "Y")]]).0, "aXef");
    }

    #[test]
    fn equal_ones_are_made_once() {
        assert_eq!(corrected("abc", &[&[(1, 2, "X")], &[(1, 2, "X")]]), ("aXc".to_owned(), 1));
        assert_eq!(corrected("abc", &[&[(1, 1, "X")], &[(1, 1, "X")]]), ("aXbc".to_owned(), 1));
        assert_eq!(corrected("a\n", &[&[(0, 0, "b\n")], &[(0, 0, "b\n")]]), ("b\na\n".to_owned(), 1));
    }

    #[test]
    fn two_at_one_place_are_made_only_where_they_are_lines() {
        assert_eq!(corrected("abc", &[&[(1, 1, "X")], &[(1, 1, "Y")]]), ("aXbc".to_owned(), 1));
        let lines = corrected(
            "[x]\na = 1\nb = 2\n",
            &[&[(0, 0, "a = 1\n"), (4, 10, "")], &[(0, 0, "b = 2\n"), (10, 16, "")]],
        );
        assert_eq!(lines, ("a = 1\nb = 2\n[x]\n".to_owned(), 2));
        // Text before a stretch, and another in its place, do not meet.
        assert_eq!(corrected("abc", &[&[(1, 2, "X")], &[(1, 1, "Y")]]), ("aYXc".to_owned(), 2));
    }

    #[test]
    fn an_edit_beyond_the_text_or_within_a_letter_is_not_made() {
        assert_eq!(corrected("é", &[&[(1, 2, "X")], &[(0, 9, "Y")]]), ("é".to_owned(), 0));
    }
}
