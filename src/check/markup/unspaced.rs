//! Marks of lists that no blank follows, `-Over` or `1.Over`: Markdown takes them for words, and a list runs into one
//! paragraph. It changes nothing.

use crate::finding::{Finding, Findings, Rule};
use crate::load::node::TypedText;

/// The number of blanks and tabs with which a text begins.
pub(super) fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

/// A mark at the start of a line with its words right behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Dash,
    /// A star that nothing closes; alone it may be the sign of a note.
    Star,
    /// So many figures with a stop or a bracket.
    Number(usize),
}

impl Mark {
    /// The mark of a line; `None` where it begins with none, or a blank follows it.
    fn of(line: &str) -> Option<Self> {
        let is_word = |rest: &str| rest.starts_with(char::is_alphabetic);
        if let Some(rest) = line.strip_prefix('-') {
            return is_word(rest).then_some(Self::Dash);
        }
        if let Some(rest) = line.strip_prefix('*') {
            return (is_word(rest) && !rest.contains('*')).then_some(Self::Star);
        }
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let rest = line[digits..].strip_prefix(['.', ')'])?;
        let mut signs = rest.chars();
        let begins =
            signs.next().is_some_and(char::is_uppercase) && signs.next().is_some_and(char::is_lowercase);
        ((1..=2).contains(&digits) && begins).then_some(Self::Number(digits))
    }

    /// The bytes that it takes.
    fn length(self) -> usize {
        match self {
            Self::Dash | Self::Star => 1,
            Self::Number(digits) => digits + 1,
        }
    }

    fn is_like(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// Checks the first line of a paragraph, whose words begin at `start`: only a dash is sure there.
pub(super) fn paragraph(text: &TypedText, covered: &str, start: usize, findings: &mut Findings) {
    if Mark::of(line_at(covered, start)) == Some(Mark::Dash) {
        say(Mark::Dash, text, covered, start, findings);
    }
}

/// Checks the line that begins at `start` and goes on with the text above it.
pub(super) fn next_line(text: &TypedText, covered: &str, start: usize, findings: &mut Findings) {
    let words = start + blanks(&covered[start..]);
    let Some(mark) = Mark::of(line_at(covered, words)) else { return };
    let (above_start, above) = line_above(covered, start);
    let alike = Mark::of(above).filter(|above| above.is_like(mark));
    if mark == Mark::Dash {
        let follows = above.trim_end().ends_with([':', ';', '.', ',', '?', '!']) || above.starts_with("- ");
        if follows || alike.is_some() {
            say(mark, text, covered, words, findings);
        }
        return;
    }
    let Some(first) = alike else { return };
    let (_, before) = line_above(covered, above_start);
    if !Mark::of(before).is_some_and(|before| before.is_like(mark)) {
        say(first, text, covered, above_start + blanks(&covered[above_start..]), findings);
    }
    say(mark, text, covered, words, findings);
}

fn line_at(covered: &str, at: usize) -> &str {
    covered[at..].split('\n').next().unwrap_or_default()
}

/// The line above the one that begins at `start`, without the blanks before it, and the byte at which it begins.
fn line_above(covered: &str, start: usize) -> (usize, &str) {
    let Some(above) = covered[..start].strip_suffix('\n') else { return (start, "") };
    let begins = above.rfind('\n').map_or(0, |n| n + 1);
    (begins, above[begins..].trim_start())
}

fn say(mark: Mark, text: &TypedText, covered: &str, at: usize, findings: &mut Findings) {
    let end = at + mark.length();
    let typed = &covered[at..end];
    let is_number = matches!(mark, Mark::Number(_));
    let finding = Finding::error(
        Rule::ListMark,
        text.part(at..end),
        format!("no blank stands behind `{typed}`, so that no list begins here"),
    )
    .label("no blank behind it")
    .hint(format!("put a blank between the mark and the word behind it, as in `{typed} One`"));
    findings.push(if is_number {
        finding
    } else {
        finding
            .hint(format!("to print the mark as text, write \\{typed}"))
            .correct(text.replace(end..end, " "))
    });
}

#[cfg(test)]
mod tests {
    use super::super::narrative;
    use crate::finding::{Findings, Sources, Span};
    use crate::load::node::TypedText;

    /// The pieces of a text that are marks without a blank.
    fn found(raw: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let file = sources.add("x", raw);
        let text = TypedText::plain(raw.to_owned(), Span::new(file, 0..raw.len()));
        let mut findings = Findings::default();
        narrative(&text, &mut findings);
        let of_marks = findings.iter().filter(|found| found.rule.name() == "list-mark");
        of_marks.map(|found| sources.slice(found.span.expect("placed")).to_owned()).collect()
    }

    #[test]
    fn marks_without_a_blank_are_found() {
        for (raw, marks) in [
            ("-Over", vec!["-"]),
            ("Stem:\n-Over\n-Under", vec!["-", "-"]),
            ("- One\n-Under", vec!["-"]),
            ("*Over\n*Under", vec!["*", "*"]),
            ("Stem:\n\n1.Over\n2.Under\n3.Beside", vec!["1.", "2.", "3."]),
        ] {
            assert_eq!(found(raw), marks, "{raw}");
        }
    }

    #[test]
    fn words_that_begin_with_a_sign_pass() {
        for raw in [
            "*Provisional figures",
            "*Over* the year\n*Under* it",
            "the plan is long\n-term and not",
            "\\-Over",
            "-5 degrees",
            "--",
            "1.5 million\n2.5 million",
            "7.A of the Act",
            "- One\n- Two",
        ] {
            assert_eq!(found(raw), Vec::<String>::new(), "{raw}");
        }
    }
}
