//! Typographic quotes on pages, in tags, bookmarks and metadata, in both languages; and what keeps the quotes
//! that were typed. It tries no random strings.

use crate::support::{Council, Pdf};

const REPORT: &str = r#"title = "Officers' views on 'PEN'"
board = "safer"
meeting = 2025-06-20
contacts = ["officer"]
background_papers = ["The council's \"new\" plan"]

[[section]]
heading = "The '90s"
text = """
It is "**bold**" and '{{ board.name }}', 6' 2" tall; {{ '"' }}. See "<https://example.org/o'brien>".

{{ place("typed") }}

{{ place("read") }}
"""

[[section]]
heading = "O'r cyngor"
language = "cy"
text = """Mae 'r gyfradd yn "is" na'r llynedd, ac mae'r cyngor yn falch iawn o hynny."""

[table.typed]
caption = "The partners' figures"
column = [ { key = "what", heading = "What it's about", row_header = true }, { key = "n", heading = "N" } ]
row = [ { what = "Victims' views", n = 1 } ]

[table.read]
caption = "Read"
file = "wards.csv"
"#;

fn built(tokens: &str) -> Pdf {
    let board = format!(
        "name = \"Children's Board\"\nbody = \"partnership\"\n\n[tokens]\ntitle.capitals = false\n{tokens}\n"
    );
    Council::new()
        .put("boards/safer.toml", board)
        .put("reports/paper/wards.csv", "Ward,Cases\nSt John's,3\n\"5' 10\"\"\",4\n")
        .put("reports/paper/report.toml", REPORT)
        .built()
}

#[test]
fn quotes_are_the_same_in_pages_tags_bookmarks_and_metadata() {
    let pdf = built("");
    let reading = pdf.reading();
    for wanted in [
        "Officers’ views on ‘PEN’",
        "The ’90s",
        "It is “bold” and ‘Children’s Board’, 6' 2\" tall; \". See “https://example.org/o'brien”.",
        "The partners’ figures",
        "What it’s about",
        "Victims’ views",
        "The council’s “new” plan",
        "O’r cyngor",
        "Mae ’r gyfradd yn “is” na’r llynedd, ac mae’r cyngor",
        // Data are as their file shows them.
        "St John's",
        "5' 10\"",
    ] {
        assert!(reading.contains(wanted), "{wanted} is not in {reading}");
    }
    assert!(pdf.outline().contains("Officers’ views on ‘PEN’") && pdf.outline().contains("O’r cyngor"));
    assert!(
        pdf.metadata().contains("Officers’ views on ‘PEN’") && pdf.metadata().contains("Children’s Board")
    );
    assert!(pdf.page_texts().concat().contains("Officers’ views on ‘PEN’"));
}

#[test]
fn a_style_can_keep_quotes_as_they_are_typed() {
    let pdf = built("quotes = \"as_typed\"");
    let text = format!("{}{}{}", pdf.reading(), pdf.outline(), pdf.metadata());
    assert!(text.contains("Officers' views on 'PEN'") && text.contains("na'r llynedd"), "{text}");
    assert!(!text.contains(['‘', '’', '“', '”']), "{text}");
}
