//! Words that no line end parts, and where addresses break. Nothing is put into the text for it.

use super::built;
use crate::support::Council;

/// A report whose paragraphs have these words at every place of a line: each begins with more letters.
fn at_every_place(words: &str) -> Council {
    let mut text = String::new();
    for letters in 0..40 {
        let lead = "x".repeat(letters % 20 + 1);
        text.push_str(&format!(
            "{lead} the words before what is looked for, up to the end of line, {words} and more.\n\n"
        ));
    }
    Council::new().narrative(&text)
}

/// Whether the words are whole on each line that has any of them, and how many lines have.
fn lines_with(council: &Council, words: &str) -> usize {
    let pdf = built(council, "reports/paper/report.pdf");
    let lines: Vec<String> = pdf.line_texts().concat();
    let blanks: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).collect();
    for pair in lines.windows(2) {
        let is_parted =
            |at: &usize| pair[0].ends_with(&words[..*at]) && pair[1].starts_with(&words[at + 1..]);
        assert!(!blanks.iter().any(is_parted), "`{words}` is parted: {pair:?}");
    }
    let whole = pdf.reading().matches(words).count();
    assert_eq!(whole, 40, "{words} is read as it was typed");
    lines.iter().filter(|line| line.contains(words)).count()
}

#[test]
fn labels_periods_amounts_and_times_stand_on_one_line() {
    for words in
        ["2024/25 Q4", "Appendix A", "paragraph 12", "10.00 am", "£5 million", "-£2,345.00", "5 per cent"]
    {
        assert_eq!(lines_with(&at_every_place(words), words), 40, "{words}");
    }
}

#[test]
fn signs_at_kept_words_stand_with_them() {
    let pdf = built(&at_every_place("(see **£5 million**, or Appendix A)"), "reports/paper/report.pdf");
    for line in pdf.line_texts().concat() {
        assert!(!line.starts_with([',', ')', '.']) && !line.ends_with('('), "{line}");
    }
}

#[test]
fn a_period_in_a_narrow_column_stands_on_one_line_where_there_is_room() {
    let table = "[[section]]\nheading = \"Introduction\"\ntext = '''\n{{ place(\"t\") }}\n'''\n[table.t]\ncaption = \"Plan\"\ncolumn = [ { key = \"a\", heading = \"Action\" }, { key = \"b\", heading = \"2024/25 Q4\" }, { key = \"c\", heading = \"Due\" } ]\n[[table.t.row]]\na = \"The service keeps a record of what it does and tells members each quarter how that went, at some length\"\nb = \"The words of this cell go on for so long that its column gets the room that they need, and no more than that\"\nc = \"By the end of 2025/26 Q1 or so\"\n";
    let pdf = built(&Council::new().report(table), "reports/paper/report.pdf");
    let lines = pdf.line_texts().concat().join("\n");
    assert!(lines.contains("2024/25 Q4") && lines.contains("2025/26 Q1"), "{lines}");
}

#[test]
fn an_address_breaks_after_a_slash() {
    let address = "https://www.example.org/strategies/community-safety/2024/a";
    let pdf = built(&at_every_place(address), "reports/paper/report.pdf");
    let lines = pdf.line_texts().concat();
    for pair in lines.windows(2) {
        let parted = pair[0].split(' ').next_back().filter(|word| word.starts_with("https://"));
        if let Some(word) = parted.filter(|word| !word.starts_with(address)) {
            assert!(word.ends_with('/'), "{pair:?}");
            assert!(pair[1].split([' ', '.']).next().is_some_and(|rest| rest.len() > 3), "{pair:?}");
        }
    }
    assert!(lines.iter().any(|line| line.contains(address)));
    assert_eq!(pdf.reading().replace(' ', "").matches(address).count(), 40);
}

#[test]
fn figures_have_a_true_minus_and_typed_text_keeps_its_sign() {
    let indicator = "[spend]\nname = \"Net spend\"\nmeasure = \"money\"\n[[spend.series]]\nwindow = \"quarter\"\n[spend.series.values]\n\"2024/25 Q4\" = -2345678.25\n";
    let council = Council::new()
        .put("indicators/spend.toml", indicator)
        .narrative("It was {{ spend.now }}, and somebody typed -£3.");
    let reading = built(&council, "reports/paper/report.pdf").reading();
    assert!(reading.contains("It was \u{2212}£2,345,678.25, and somebody typed -£3."), "{reading}");
}
