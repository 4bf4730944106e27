//! The panel of the recommendations, which a member finds at a glance: below a heading and as the row of a table.

use lopdf::Object;
use lopdf::content::Content;

use super::{built, styled};
use crate::support::Pdf;

const REPORT: &str = "[[section]]\nheading = \"Section\"\ntext = \"Words.\"\n[recommendations]\ntext = \"That it be noted.\"\n";

/// The light colours with which the first page of a report fills areas.
fn grounds(style: &str, tokens: &str) -> Vec<Vec<String>> {
    let pdf: Pdf = built(&styled(style, tokens).report(REPORT), "reports/paper/report.pdf");
    assert_eq!(pdf.reading().matches("That it be noted.").count(), 1);
    let bytes = pdf.document.get_page_content(pdf.pages[0]);
    let (mut color, mut out) = (Vec::new(), Vec::new());
    for operation in Content::decode(&bytes).expect("a content stream").operations {
        match operation.operator.as_str() {
            "rg" | "scn" => {
                let parts = operation.operands.iter().filter_map(|part| Object::as_float(part).ok());
                color = parts.map(|part| format!("{part:.2}")).collect();
            }
            "f" | "f*" if color.iter().all(|part: &String| part.as_str() > "0.85") => out.push(color.clone()),
            _ => {}
        }
    }
    out.retain(|color: &Vec<String>| color.iter().any(|part| part != "1.00"));
    out.sort();
    out.dedup();
    out
}

#[test]
fn recommendations_have_their_panel_in_a_front_sheet_too() {
    let sheet = "order = [\"front\", \"recommendations\", \"sections\", \"closing\", \"background_papers\", \"contacts\", \"appendices\"]\n[frame]\nfront = \"table\"\n";
    let panel = grounds("civic", "");
    assert_eq!(panel.len(), 1, "{panel:?}");
    assert_eq!(grounds("civic", sheet), panel);
    // At the end they are a row of the closing table.
    assert_eq!(grounds("civic", "[frame]\nclosing = \"table\"\n"), panel);
    // Other styles have none of it.
    assert!(!grounds("county", "").contains(&panel[0]));
}
