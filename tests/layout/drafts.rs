//! The mark of a draft: in the language of its paper, and on every page of it.

use lopdf::content::{Content, Operation};

use super::{built, styled};
use crate::support::{Council, Pdf};

/// The number of strokes behind the text of a page: those of the mark.
fn strokes(pdf: &Pdf, page: usize) -> usize {
    let content = Content::decode(&pdf.document.get_page_content(pdf.pages[page])).expect("a content stream");
    let is_background = |operation: &Operation| {
        let properties = operation.operands.get(1).and_then(|object| object.as_dict().ok());
        let kind = properties.and_then(|own| own.get(b"Type").ok()).and_then(|kind| kind.as_name().ok());
        operation.operator == "BDC" && kind == Some(b"Background")
    };
    let behind = content.operations.iter().skip_while(|operation| !is_background(operation));
    behind
        .take_while(|operation| operation.operator != "EMC")
        .filter(|operation| operation.operator == "m")
        .count()
}

/// A council with a short report and minutes that are drafts, in a language.
fn drafts(style: &str, language: &str) -> Council {
    let minutes = "status = \"draft\"\nstart = 2025-06-20T10:00:00\nend = 11:00:00\nplace = \"at County Hall\"\nfirst_number = 1\n[[present]]\nname = \"Councillor A\"\n[[minute]]\ntitle = \"Plan\"\ntext = \"The Board looked at the plan.\"\n";
    let report = "title = \"A report\"\nboard = \"safer\"\nmeeting = 2025-06-20\nperiod = \"2024/25 Q4\"\ncontacts = [\"officer\"]\nbackground_papers = []\nstatus = \"draft\"\n[[section]]\nheading = \"Introduction\"\ntext = \"Words.\"\n";
    styled(style, "letterhead = false\nblank_verso = true\n")
        .put(
            "council.toml",
            format!(
                "name = \"Sample County Council\"\nstyle = \"own\"\nnation = \"wales\"\nlanguage = \"{language}\"\n"
            ),
        )
        .put("minutes/safer/2025-06-20.toml", minutes)
        .put("reports/paper/report.toml", report)
}

#[test]
fn the_mark_is_of_the_paper_s_language() {
    for style in ["county", "plain"] {
        let [english, welsh] = ["en", "cy"].map(|language| {
            let pdf = built(&drafts(style, language), "reports/paper/report.pdf");
            strokes(&pdf, 0)
        });
        // DRAFFT has a letter more.
        assert!(english > 0 && welsh > english, "{style}: {english} and {welsh} strokes");
    }
}

#[test]
fn a_blank_verso_of_a_draft_has_the_mark() {
    let council = drafts("county", "en");
    for paper in ["reports/paper/report.pdf", "minutes/safer/2025-06-20.pdf"] {
        let pdf = built(&council, paper);
        let marks: Vec<usize> = (0..pdf.pages.len()).map(|page| strokes(&pdf, page)).collect();
        assert_eq!(marks.len(), 2, "{paper} has a verso");
        assert!(marks[0] > 0 && marks[0] == marks[1], "{paper}: {marks:?}");
    }
}
