//! The columns at the left of a paper: numbers never touch the words after them, a second line stands below
//! the first, and labels stay in their column.

use super::{built, line_of, styled};
use crate::support::{Council, Line, Pdf};

/// Whether no two pieces of a line run into each other.
fn is_apart(line: &Line) -> bool {
    line.pieces.windows(2).all(|pair| pair[1].across[0] > pair[0].across[1] - 0.5)
}

/// The left of the first piece of a line that begins with these words, after its number.
fn words_left(pdf: &Pdf, words: &str) -> f64 {
    let pages = (0..pdf.pages.len()).flat_map(|page| pdf.lines(page));
    let found = pages.flat_map(|line| line.pieces).find(|piece| piece.text.trim_start().starts_with(words));
    found.unwrap_or_else(|| panic!("no piece begins with `{words}`")).across[0]
}

const LONG: &str = "A heading that is long enough to need a second line of words, as many are in papers that people write for their boards";

#[test]
fn a_second_line_of_a_heading_stands_below_its_words() {
    for style in ["county", "plain"] {
        let tokens = "[numbering]\nscheme = \"section\"\n[headings]\ncapitals = false\n";
        let council = styled(style, tokens).report(&format!(
            "[[section]]\nheading = \"{LONG}\"\ntext = \"Words.\"\n[[section]]\nlevel = 2\nnumber = \"heading\"\nheading = \"Below: {LONG}\"\ntext = \"Words.\"\n"
        ));
        let pdf = built(&council, "reports/paper/report.pdf");
        for first in ["A heading", "Below:"] {
            let (page, number) = line_of(&pdf, if first == "A heading" { "1" } else { "1.2" });
            let next =
                pdf.lines(page).into_iter().find(|line| line.top > number.top + 2.0).expect("a second line");
            let words = words_left(&pdf, first);
            assert!(words > number.left() + 15.0, "{style}: {number:?}");
            assert!((next.left() - words).abs() < 0.5, "{style}: {words} and {next:?}");
        }
    }
}

#[test]
fn wide_numbers_of_minutes_do_not_touch_their_titles() {
    let minutes = format!(
        "start = 2025-06-20T10:00:00\nend = 11:00:00\nplace = \"at County Hall\"\nfirst_number = 139\n[[present]]\nname = \"Councillor A\"\n[[minute]]\ntitle = \"To receive {LONG}\"\ntext = \"None.\"\n"
    );
    let council =
        styled("plain", "[numbering]\nminute = \"(1)\"\n").put("minutes/safer/2025-06-20.toml", minutes);
    let pdf = built(&council, "minutes/safer/2025-06-20.pdf");
    let (page, first) = line_of(&pdf, "(139)");
    assert!(first.pieces[0].text.trim() == "(139)" && is_apart(&first), "{first:?}");
    assert!(first.pieces[1].across[0] - first.pieces[0].across[1] > 0.0);
    assert_eq!(first.text().split_whitespace().next(), Some("(139)"), "a space parts them");
    let words = words_left(&pdf, "To receive");
    let below: Vec<f64> =
        pdf.lines(page).iter().filter(|line| line.top > first.top + 2.0).take(2).map(Line::left).collect();
    assert!(below.iter().all(|left| (left - words).abs() < 0.5), "{words} and {below:?}");
}

#[test]
fn wide_numbers_of_sections_do_not_touch_their_titles() {
    let mut sections = String::new();
    for n in 0..10 {
        sections.push_str(&format!("[[section]]\nheading = \"Section {n}\"\ntext = \"Words of {n}.\"\n"));
    }
    sections.push_str("[[section]]\nheading = \"Last\"\ntext = '''\n");
    sections.push_str(&"Words.\n\n".repeat(10));
    sections.push_str(
        "'''\n[[section]]\nlevel = 2\nnumber = \"heading\"\nheading = \"Sub\"\ntext = \"Words.\"\n",
    );
    sections
        .push_str("[[section]]\nlevel = 3\nnumber = \"heading\"\nheading = \"Lower\"\ntext = \"Words.\"\n");
    let tokens = "[numbering]\nscheme = \"section\"\nsections = [\"1.\", \"1.1\", \"1.1.1\"]\n";
    let pdf = built(&styled("plain", tokens).report(&sections), "reports/paper/report.pdf");
    for number in ["11.11 ", "11.11.1 "] {
        let (_, line) = line_of(&pdf, number);
        assert!(is_apart(&line), "{line:?}");
    }
    // One column for the whole paper.
    let lefts: Vec<f64> = ["Section", "Sub", "Lower"].iter().map(|words| words_left(&pdf, words)).collect();
    assert!(lefts.iter().all(|left| (left - lefts[0]).abs() < 0.5), "{lefts:?}");
}

#[test]
fn a_label_of_the_front_sheet_stays_in_its_column() {
    let tokens = "order = [\"front\", \"recommendations\", \"sections\", \"closing\", \"background_papers\", \"contacts\", \"appendices\"]\n[frame]\nfront = \"table\"\nlabel = \"3cm\"\n";
    let pdf = built(&styled("plain", tokens), "reports/paper/report.pdf");
    let (_, line) = line_of(&pdf, "Recommendations");
    assert!(line.pieces.len() > 1 && is_apart(&line), "{line:?}");
}

#[test]
fn a_label_with_a_word_as_wide_as_the_page_is_refused() {
    let tokens =
        "[frame]\nfront = \"table\"\n[front.purpose]\nlabel = \"Gwasanaethaucyhoeddusychwanegolarbennig\"\n";
    let council: Council = styled("plain", tokens).report(
        "[[section]]\nheading = \"Introduction\"\ntext = \"Words.\"\n[front.purpose]\ntext = \"Words.\"\n",
    );
    let ran = council.run(&["build"]);
    assert!(ran.err.contains("error[word-too-long]: the word `Gwasanaethaucyhoeddusych…`"), "{}", ran.err);
}
