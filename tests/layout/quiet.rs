//! Words and marks in place of a value stand back behind the values in cells of tables, and nowhere else.

use std::collections::BTreeMap;

use super::{built, styled};
use crate::support::Pdf;

const REPORT: &str = r#"
[[section]]
heading = "Section"
text = '''
Once it was not known.

{{ place("d") }}

{{ place("t") }}
'''

[dashboard.d]
caption = "Dashboard"
indicators = ["other", "once"]

[table.t]
caption = "Table"
column = [ { key = "what", heading = "What", row_header = true }, { key = "n", heading = "N", format = "integer" }, { key = "words", heading = "Words" } ]
row = [ { what = "First", n = 12, words = "not known" }, { what = "Second", n = "n/a", words = "Here" } ]
"#;

const ONCE: &str = "[once]\nname = \"Once\"\nmeasure = \"count\"\n[[once.series]]\nwindow = \"quarter\"\n[once.series.values]\n\"2024/25 Q4\" = 7\n[other]\nname = \"Other\"\nmeasure = \"count\"\ntolerance = 1\nbetter = \"lower\"\n[[other.series]]\nwindow = \"quarter\"\n[other.series.values]\n\"2023/24 Q4\" = 3\n\"2024/25 Q3\" = 5\n\"2024/25 Q4\" = 7\n";

/// The colours in which these words are drawn, with how often, on all pages.
fn colors(pdf: &Pdf, words: &str) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for line in (0..pdf.pages.len()).flat_map(|page| pdf.lines(page)) {
        for piece in line.pieces.iter().filter(|piece| piece.text.contains(words)) {
            let byte = |part: &f64| format!("{:02x}", (part * 255.0).round() as u8);
            *out.entry(piece.color.iter().map(byte).collect()).or_default() += 1;
        }
    }
    out
}

#[test]
fn words_in_place_of_a_value_are_quiet_in_civic() {
    let council = styled("civic", "").put("indicators/once.toml", ONCE).report(REPORT);
    let pdf = built(&council, "reports/paper/report.pdf");
    let of = |color: &str, count| (color.to_owned(), count);
    // Those of the sentence and of a cell of words are as all text is; two cells of the dashboard are not.
    assert_eq!(colors(&pdf, "not known"), BTreeMap::from([of("0b0c0c", 2), of("56636b", 2)]));
    assert_eq!(colors(&pdf, "n/a"), BTreeMap::from([of("56636b", 1)]));
    assert_eq!(colors(&pdf, "Here"), BTreeMap::from([of("0b0c0c", 1)]));
}

/// A style that says nothing of it prints them as all else.
#[test]
fn words_in_place_of_a_value_are_as_all_text_in_other_styles() {
    let council = styled("plain", "").put("indicators/once.toml", ONCE).report(REPORT);
    let pdf = built(&council, "reports/paper/report.pdf");
    assert_eq!(colors(&pdf, "n/a").into_keys().collect::<Vec<_>>(), ["0b0c0c"]);
}
