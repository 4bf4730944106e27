//! How pages begin and end: no letterhead by itself, no heading by itself, no signature by itself.

use std::fmt::Write as _;

use super::{built, line_of, page_of, styled};
use crate::support::{Council, Line};

/// A council with an indicator of so many wards, for a chart as tall as a page.
fn of_wards(count: usize) -> Council {
    let mut council = String::from(
        "name = \"Sample County Council\"\nstyle = \"county\"\nnation = \"england\"\n[areas.wards]\n",
    );
    let mut out = String::from("[wards]\nname = \"Burglary by ward\"\nmeasure = \"count\"\n");
    for n in 0..count {
        let _ = writeln!(council, "w{n} = \"Ward {n}\"");
        let _ = write!(
            out,
            "[[wards.series]]\nwindow = \"quarter\"\narea = \"w{n}\"\n[wards.series.values]\n\"2024/25 Q4\" = {n}\n"
        );
    }
    Council::new().put("council.toml", council).put("indicators/wards.toml", out)
}

#[test]
fn a_tall_chart_does_not_take_the_title_to_its_page() {
    let text = "[[section]]\nheading = \"Section\"\ntext = '''\nWords before.\n\n{{ place(\"c\") }}\n\nWords after.\n'''\n[chart.c]\ntitle = \"What the chart says\"\nareas = \"wards\"\n";
    let council = of_wards(30).report(text);
    let pdf = built(&council, "reports/paper/report.pdf");
    let pages = ["A report", "Section", "1. Words before", "Figure 1"].map(|words| page_of(&pdf, words));
    assert_eq!(pages, [0, 0, 0, 1]);
}

#[test]
fn a_heading_stands_on_the_page_of_its_turned_table() {
    let mut table = String::from(
        "[table.t]\ncaption = \"Plan\"\nlandscape = true\ncolumn = [ { key = \"a\", heading = \"A\" }, { key = \"b\", heading = \"B\" } ]\n",
    );
    for n in 0..4 {
        let _ = write!(table, "[[table.t.row]]\na = \"Row {n}\"\nb = \"Words\"\n");
    }
    let text = format!(
        "[[section]]\nheading = \"First\"\ntext = \"Words.\"\n[[section]]\nheading = \"Turned\"\ntext = '''\n{{{{ place(\"t\") }}}}\n\nWords after.\n'''\n{table}"
    );
    let pdf = built(&Council::new().report(&text), "reports/paper/report.pdf");
    assert_eq!(page_of(&pdf, "Turned"), page_of(&pdf, "Table 1: Plan"));
    assert_eq!(page_of(&pdf, "2. Words after"), page_of(&pdf, "Table 1: Plan") + 1);
}

/// Minutes whose last minute resolves so many points.
fn minutes(points: usize) -> String {
    let mut out = String::from(
        "start = 2025-06-20T10:00:00\nend = 11:00:00\nplace = \"at County Hall\"\nfirst_number = 1\n[[present]]\nname = \"Councillor A\"\n[[minute]]\ntitle = \"Plan\"\ntext = \"The Board looked at the plan.\"\nresolved = '''\n",
    );
    for n in 1..=points {
        let _ = writeln!(out, "{n}. that point {n} be agreed;");
    }
    out.push_str("'''\n");
    out
}

#[test]
fn a_long_last_minute_begins_on_the_page_where_there_is_room() {
    let council = Council::new().put("minutes/safer/2025-06-20.toml", minutes(60));
    let pdf = built(&council, "minutes/safer/2025-06-20.pdf");
    assert_eq!([page_of(&pdf, "1. Plan"), page_of(&pdf, "(a)")], [0, 0]);
}

/// The number of lines on the page that is signed, above the times of the meeting.
fn lines_above_signature(council: &Council) -> usize {
    let pdf = built(council, "minutes/safer/2025-06-20.pdf");
    let (page, times) = line_of(&pdf, "10.00 am to");
    pdf.lines(page).iter().filter(|line| line.top < times.top).count()
}

#[test]
fn a_signature_stands_with_lines_of_the_last_minute() {
    for paragraphs in 8..40 {
        let text = "The Board looked at the plan of the year.\n\n".repeat(paragraphs);
        let minutes = format!(
            "start = 2025-06-20T10:00:00\nend = 11:00:00\nplace = \"at County Hall\"\nfirst_number = 1\n[[present]]\nname = \"Councillor A\"\n[[minute]]\ntitle = \"Plan\"\ntext = '''\n{text}'''\n"
        );
        let council = Council::new().put("minutes/safer/2025-06-20.toml", minutes);
        let before = lines_above_signature(&council);
        assert!(before >= 3, "{paragraphs}: {before} lines above the signature");
    }
}

#[test]
fn a_signature_stands_with_points_of_a_long_resolution() {
    for points in 26..40 {
        let council = Council::new().put("minutes/safer/2025-06-20.toml", minutes(points));
        let before = lines_above_signature(&council);
        assert!(before >= 3, "{points}: {before} lines above the signature");
    }
}

#[test]
fn no_page_holds_a_line_or_two_where_less_space_helps() {
    let mut said = 0;
    for sentences in 0..40 {
        let text =
            format!("{}\n\n", "The words of a paragraph of this report, of about one line. ".repeat(3))
                .repeat(9);
        let more = "One line more.\n\n".repeat(sentences);
        let report = format!(
            "[[section]]\nheading = \"Introduction\"\ntext = '''\n{text}{more}'''\n[recommendations]\ntext = \"That it is noted.\"\n[[appendix]]\ntitle = \"One\"\ntext = \"Words.\"\n"
        );
        let council = Council::new().report(&report);
        let pdf = built(&council, "reports/paper/report.pdf");
        let is_few = |page: &usize| {
            let lines = pdf.lines(*page);
            (1..=2).contains(&lines.len()) && !lines[0].text().starts_with("Appendix A")
        };
        let few = (1..pdf.pages.len()).filter(is_few).count();
        let ran = council.run(&["build"]);
        // What no space helps is said.
        assert_eq!(few > 0, ran.err.contains("note[page-nearly-empty]"), "{sentences}: {}", ran.err);
        said += few;
    }
    assert!(said <= 2, "{said} sheets hold a line or two");
}

#[test]
fn what_is_ordered_after_appendices_begins_a_page() {
    let order = "order = [\"front\", \"sections\", \"recommendations\", \"closing\", \"contacts\", \"appendices\", \"background_papers\"]\n";
    let text = "[[section]]\nheading = \"Introduction\"\ntext = \"Words.\"\n[[appendix]]\ntitle = \"One\"\ntext = \"The appendix.\"\n";
    let pdf = built(&styled("plain", order).report(text), "reports/paper/report.pdf");
    let (page, heading) = line_of(&pdf, "Background papers");
    assert_eq!(page, page_of(&pdf, "The appendix") + 1);
    assert_eq!(pdf.lines(page)[0].text(), heading.text());
}

#[test]
fn a_pack_of_a_style_without_blank_versos_has_none() {
    let pack = "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"County Hall\"\nclerk = \"officer\"\n[[item]]\ntitle = \"Apologies\"\n[[item]]\ntitle = \"A report\"\npapers = [ { report = \"paper\" } ]\n";
    for (blank, pages) in [("true", 4), ("false", 2)] {
        let council = styled("plain", &format!("blank_verso = {blank}\n")).put("packs/p/pack.toml", pack);
        let pdf = built(&council, "packs/p/pack.pdf");
        assert_eq!(pdf.pages.len(), pages, "blank_verso = {blank}");
        // The number of the page that the agenda prints is that of the paper.
        let shown = if pages == 4 { "(Pages 3 to 4)" } else { "(Page 2)" };
        assert!(line_of(&pdf, "2.").1.text().ends_with(shown));
    }
}

#[test]
fn space_parts_the_facts_of_an_agenda_from_its_items() {
    let pack = "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"County Hall\"\nclerk = \"officer\"\n[[item]]\ntitle = \"Apologies\"\n[[item]]\ntitle = \"Minutes\"\n";
    let pdf = built(&Council::new().put("packs/p/pack.toml", pack), "packs/p/agenda.pdf");
    let lines = pdf.lines(0);
    let at = |words: &str| lines.iter().position(|line| line.text().starts_with(words)).expect("a line");
    let gap = |at: usize| lines[at].top - lines[at - 1].top;
    assert!(gap(at("1. Apologies")) > gap(at("2. Minutes")) * 1.15, "{lines:#?}");
}

#[test]
fn a_label_of_an_appendix_stands_with_its_words() {
    for paragraphs in 28..44 {
        let text = "Words of a paragraph.\n\n".repeat(paragraphs);
        let report = format!(
            "[[section]]\nheading = \"Introduction\"\ntext = '''\n{text}'''\n[[appendix]]\ntitle = \"One\"\nlink = \"https://example.org/one\"\ntext = \"What it is about.\"\n"
        );
        let pdf = built(&Council::new().report(&report), "reports/paper/report.pdf");
        let pages = ["Appendices", "Appendix A: One", "What it is about"].map(|words| page_of(&pdf, words));
        assert!(pages[0] == pages[1] && pages[1] == pages[2], "{paragraphs}: {pages:?}");
    }
}

#[test]
fn bold_words_over_a_paragraph_stand_with_it() {
    for before in 20..30 {
        let text = "Words of a paragraph.\n\n".repeat(before);
        let report = format!(
            "[[section]]\nheading = \"Introduction\"\ntext = '''\n{text}Points:\n\n1. One.\n2. **The second point**\n\n   Its words, which follow.\n'''\n"
        );
        let pdf = built(&Council::new().report(&report), "reports/paper/report.pdf");
        let pages = ["(b) The second point", "Its words"].map(|words| page_of(&pdf, words));
        assert_eq!(pages[0], pages[1], "{before}");
    }
}

#[test]
fn a_row_of_the_closing_table_stays_whole() {
    for paragraphs in 20..28 {
        let text = "Words of a paragraph.\n\n".repeat(paragraphs);
        let legal =
            "The words of the field go on for some lines, and are set in a cell of the table. ".repeat(4);
        let report = format!(
            "[[section]]\nheading = \"Introduction\"\ntext = '''\n{text}'''\n[closing.legal]\ntext = '''\n{legal}\n'''\n[closing.risk]\ntext = '''\n{legal}\n'''\n[closing.equality]\ntext = '''\n{legal}\n'''\n"
        );
        let council = styled("county", "[frame]\nclosing = \"table\"\n").report(&report);
        let pdf = built(&council, "reports/paper/report.pdf");
        let starts: Vec<(usize, Line)> = (0..pdf.pages.len())
            .flat_map(|page| pdf.lines(page).into_iter().map(move |line| (page, line)))
            .filter(|(_, line)| line.text().contains("The words of the field go on"))
            .collect();
        let first = ["Legal", "Equality", "Risk"].map(|label| page_of(&pdf, label));
        for (label, page) in ["Legal", "Equality", "Risk"].iter().zip(first) {
            assert!(starts.iter().any(|(own, _)| *own == page), "{label}");
        }
        // A page never begins within a row.
        for page in 1..pdf.pages.len() {
            let begins = pdf.lines(page).first().map(Line::text).unwrap_or_default();
            assert!(!begins.contains("cell of the table") && !begins.starts_with("some lines"), "{begins}");
        }
    }
}
