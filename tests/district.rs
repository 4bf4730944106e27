//! The house style of a district council: front sheet, numbers within sections, sums, and the table that
//! closes a report, as finished PDFs. It compares no pixels, and looks at no other style's papers.

use std::path::Path;
use std::sync::OnceLock;

use crate::support::{Council, Element, Pdf, assert_accessible, run_in};
use boardpack::cli::Exit;

/// The whole sample folder in this style, built once.
fn worn() -> &'static [Pdf] {
    static BUILT: OnceLock<Vec<Pdf>> = OnceLock::new();
    BUILT.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().to_str().expect("a path in UTF-8");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let ran = run_in(root, &["build", "--project", "content", "--style", "district", "--out", out]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        ran.pdfs.iter().for_each(|pdf| assert_accessible(pdf));
        ran.pdfs.iter().map(|pdf| Pdf::open(pdf)).collect()
    })
}

fn titled(title: &str) -> &'static Pdf {
    let found = worn().iter().find(|pdf| pdf.metadata().contains(title));
    found.unwrap_or_else(|| panic!("no PDF with the title {title}"))
}

fn sample() -> &'static Pdf {
    titled("Community safety update")
}

/// A table as lines: the headings of its rows, and after "|" what stands beside them.
fn rows(table: &Element) -> Vec<String> {
    let row = |row: &&Element| {
        let cells = |role: &str| row.of(role).iter().map(|c| c.text().trim().to_owned()).collect::<Vec<_>>();
        format!("{} | {}", cells("TH").join(" / "), cells("TD").join(" / "))
    };
    table.of("TR").iter().map(row).collect()
}

fn headings(pdf: &Pdf) -> Vec<String> {
    let level = |e: &Element| e.role.strip_prefix('H').and_then(|n| n.parse::<u32>().ok());
    let all = pdf.tags.all().into_iter();
    all.filter_map(|e| Some(format!("{} {}", level(e)?, e.text().trim()))).collect()
}

/// A small council whose board has this style. `tokens` change it, and `rest` follows the head of its
/// report.
fn council(tokens: &str, rest: &str) -> Council {
    let board = "name = \"Scrutiny Committee\"\norganisation = \"A District\"\nstyle = \"district\"\nbody = \"partnership\"\n";
    let front = ["financial", "legal", "staffing", "reason"].map(|key| {
        let signed = if key == "reason" { "" } else { "signed_off = { on = 2025-06-02 }\n" };
        format!("[front.{key}]\ntext = 'Words on {key}.'\n{signed}")
    });
    Council::new()
        .put("boards/safer.toml", format!("{board}\n[tokens]\n{tokens}"))
        .report(&format!("{}\n{rest}", front.join("\n")))
}

const SECTION: &str = "[[section]]\nheading = \"Background\"\ntext = 'First.'\n";

const BESIDE: &str = "[[section]]\nlevel = 2\nnumber = \"heading\"\nheading = \"Past year\"\ntext = '''\nWords in its line.\n\nWords below.\n'''\n";

const RECOMMENDED: &str = "[recommendations]\ntext = 'That the Committee notes the report.'\n";

#[test]
fn the_front_sheet_is_a_table_of_rows_with_headings() {
    let tables = sample().tags.of("Table");
    let rows = rows(tables[0]);
    let starts = [
        "Title of report | Community safety update",
        "Presented by | Head of Community Services",
        "Background papers | Community safety partnerships: guidance of the government",
        "Financial implications | ",
        "Legal implications | ",
        "Staffing and corporate implications | ",
        "Reason agenda item submitted to the committee | ",
        "Recommendations | That the Committee notes the report and comments on it",
    ];
    assert_eq!(rows.len(), starts.len(), "{rows:#?}");
    for (row, start) in rows.iter().zip(starts) {
        assert!(row.starts_with(start), "{row} does not start with {start}");
    }
    assert!(rows[2].ends_with(" / Public report: Yes"), "{}", rows[2]);
    assert!(rows[3].ends_with("Signed off by the Section 151 Officer: Yes"), "{}", rows[3]);
    assert!(rows[4].ends_with("Signed off by the Monitoring Officer: Yes"), "{}", rows[4]);
    assert!(rows[5].ends_with("Signed off by the Head of Paid Service: Yes"), "{}", rows[5]);
    // The title is the heading of the paper, inside its cell, and the banner is above it.
    assert_eq!(tables[0].of("H1").len(), 1);
    assert!(sample().reading().starts_with("North West Leicestershire District Council\n"));
    // Two background papers and an address.
    assert_eq!(tables[0].of("Link").len(), 3);
}

#[test]
fn capitals_are_the_style_s_alone() {
    assert!(sample().metadata().contains("Community safety update"), "{}", sample().metadata());
    let rest = format!("{SECTION}{RECOMMENDED}");
    let built = |tokens: &str| council(tokens, &rest).built();
    let (capitals, plain) = (
        built(""),
        built(
            "title.capitals = false\nrecommendations.capitals = false\nheadings.capitals = false\nletterhead = false",
        ),
    );
    // A font shows them: what is read, copied and found is what the author typed.
    for words in ["That the Committee notes the report.", "A report", "1.0 Background"] {
        assert!(capitals.reading().contains(words), "{}", capitals.reading());
        assert!(plain.reading().contains(words), "{}", plain.reading());
    }
    assert!(capitals.fonts().iter().any(|name| name.ends_with("-Capitals")), "{:?}", capitals.fonts());
    assert!(!plain.fonts().iter().any(|name| name.ends_with("-Capitals")), "{:?}", plain.fonts());
}

/// A capital that was typed and one that the style made have the same shape, and viewers are told which is which.
#[test]
fn a_typed_capital_is_copied_as_a_capital() {
    let title = "The tested: tOTAL of TESTS";
    let council = council("", &format!("{SECTION}{RECOMMENDED}"));
    let path = council.path().join("reports/paper/report.toml");
    let text = std::fs::read_to_string(&path).expect("a report");
    let pdf = council
        .put("reports/paper/report.toml", text.replace("\"A report\"", &format!("\"{title}\"")))
        .built();
    assert!(headings(&pdf).contains(&format!("1 {title}")), "{:?}", headings(&pdf));
    assert!(pdf.outline().contains(title), "{}", pdf.outline());
}

#[test]
fn numbers_begin_anew_in_each_section() {
    let headings = headings(sample());
    let numbered = |start: &str| headings.iter().filter(|h| h.starts_with(start)).count();
    assert_eq!(headings[0], "1 Community safety update");
    assert_eq!(headings[1], "2 1.0 Background");
    assert_eq!(headings[2], "3 1.2 Overarching principles");
    assert_eq!((numbered("3 1."), numbered("3 2.")), (11, 9), "{headings:#?}");
    assert!(headings.contains(&"2 2.0 Current performance".to_owned()), "{headings:#?}");
    assert!(headings.contains(&"3 2.9 Funding".to_owned()), "{headings:#?}");
    let reading = sample().reading();
    assert!(reading.contains("1.1 Every area must have"), "{reading}");
    assert!(reading.contains("(section 1.11)"), "{reading}");
}

#[test]
fn lists_and_notes_are_marked_as_the_district_marks_them() {
    let reading = sample().reading();
    for words in
        ["1.\na community", "•\nless re-offending", "i.\nthe Crime and Disorder Act", "vii.\nthe Counter"]
    {
        assert!(reading.contains(words), "{words:?} is not in {reading}");
    }
    assert!(reading.contains("Leicestershire County Council*"), "{reading}");
    assert_eq!(reading.matches("Statutory agencies under the Act").count(), 1);
}

#[test]
fn figures_that_the_paper_had_wrong_are_right() {
    let reading = sample().reading();
    for words in
        ["rose from 6,846 to 8,534", "That is 24.7% more", "£62,006.77", "£53,404.07", "three of the six"]
    {
        assert!(reading.contains(words), "{words:?} is not in {reading}");
    }
    for words in ["19.8%", "62,006.76", "three of the seven"] {
        assert!(!reading.contains(words), "{words:?} is in {reading}");
    }
}

#[test]
fn rankings_stand_beside_text_and_are_still_tables() {
    let tables = sample().tags.of("Table");
    let ranking = tables.iter().map(|t| rows(t)).find(|rows| rows[0].starts_with("Area / Crime rate"));
    let ranking = ranking.expect("the table of all crime");
    assert_eq!(ranking[1..3], ["District average | 78.4", "Coalville Centre | 296.8"]);
    // What stands beside it is read after it, and is a paragraph like any other.
    let reading = sample().reading();
    let (table, text) = (reading.find("Ibstock Centre"), reading.find("Seen by where it happens"));
    assert!(table.is_some() && table < text, "{reading}");
}

#[test]
fn the_closing_table_goes_on_over_a_page() {
    let long = "Words that fill the line and go on for some time, so that the row is a tall one. ".repeat(9);
    let keys = ["priorities", "policy", "safeguarding", "equality", "customers", "economic", "risk"];
    let closing: String =
        keys.map(|key| format!("[closing.{key}]\ntext = '''\nThe {key}. {long}\n'''\n")).concat();
    let pdf = council("", &format!("{SECTION}{RECOMMENDED}{closing}")).built();
    let tables = pdf.tags.of("Table");
    let rows = rows(tables.last().expect("a table"));
    let labels: Vec<&str> = rows.iter().filter_map(|row| row.split(" | ").next()).collect();
    let expected = [
        "Council priorities",
        "Policy considerations",
        "Safeguarding",
        "Equalities and diversity",
        "Customer impact",
        "Economic and social impact",
        "Risks",
        "Officer contact",
    ];
    assert_eq!(labels, expected);
    let pages = pdf.page_texts();
    let page = |words: &str| pages.iter().position(|text| text.contains(words)).expect("the words on a page");
    assert!(page("Policies and other considerations") < page("Officer contact"), "{pages:#?}");
    // Its heading stands above its first row, on the same page.
    assert_eq!(page("Policies and other considerations"), page("Council priorities"));
    assert!(headings(&pdf).contains(&"2 Policies and other considerations, as appropriate".to_owned()));
}

#[test]
fn a_heading_in_the_line_of_its_text_is_still_a_heading() {
    let rest = format!("{SECTION}{BESIDE}{RECOMMENDED}");
    let (below, beside) = (council("", &rest), council("headings.run_in = 2", &rest));
    let (apart, within) = (below.built(), beside.built());
    // What is read is the same; only the place on the page is another.
    assert_eq!(apart.reading(), within.reading());
    assert_eq!(headings(&apart), headings(&within));
    assert!(headings(&within).contains(&"3 1.2 Past year".to_owned()), "{:?}", headings(&within));
    let in_line = |council: &Council| {
        let ran = council.run(&["build", "--emit-typst", "typst"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        let emitted = council.path().join("typst/reports/paper/main.typ");
        let text = std::fs::read_to_string(emitted).expect("what was emitted");
        text.contains("#run-in-heading(level: 3,")
    };
    assert!(in_line(&beside) && !in_line(&below));
}

#[test]
fn that_a_report_is_public_is_said_without_background_papers_too() {
    let rest = format!("{SECTION}{RECOMMENDED}");
    let council = council("", &rest);
    let path = council.path().join("reports/paper/report.toml");
    let text = std::fs::read_to_string(&path).expect("a report").replace("background_papers = []\n", "");
    let pdf = council.put("reports/paper/report.toml", text).built();
    let first = rows(pdf.tags.of("Table")[0]);
    assert_eq!(first[0], "Title of report | A report / Public report: Yes");
    assert_eq!(pdf.reading().matches("Public report").count(), 1);
}

#[test]
fn only_a_style_that_asks_for_it_says_that_a_report_is_public() {
    for (extends, own, says) in [
        ("plain", "[frame]\nfront = \"table\"\n", false),
        ("county", "[frame]\nfront = \"table\"\nclosing = \"table\"\n", false),
        ("plain", "[frame]\nfront = \"table\"\npublic = true\n", true),
        ("district", "[frame]\npublic = false\n", false),
        ("district", "", true),
    ] {
        let rest = format!("{SECTION}{RECOMMENDED}");
        let council = if extends == "district" { council("", &rest) } else { Council::new() };
        let council = council
            .put("templates/own/style.toml", format!("extends = \"{extends}\"\n{own}"))
            .put("boards/safer.toml", "name = \"Safer Board\"\nbody = \"partnership\"\nstyle = \"own\"\n");
        let pdf = council.built();
        assert_eq!(pdf.reading().contains("Public report: Yes"), says, "{extends} {own}: {}", pdf.reading());
        assert!(rows(pdf.tags.of("Table")[0])[0].starts_with("Title of report | "));
    }
}

#[test]
fn what_is_not_signed_off_says_so() {
    let council = council("", &format!("{SECTION}{RECOMMENDED}"));
    let path = council.path().join("reports/paper/report.toml");
    let text = std::fs::read_to_string(&path).expect("a report");
    let unsigned = text.replacen("signed_off = { on = 2025-06-02 }\n", "", 1);
    let reading = council.put("reports/paper/report.toml", unsigned).built().reading();
    assert!(reading.contains("Signed off by the Section 151 Officer: No"), "{reading}");
    assert!(reading.contains("Signed off by the Monitoring Officer: Yes, 2 June 2025"), "{reading}");
}

#[test]
fn who_signed_is_printed_by_name() {
    let people = "[officer]\nname = \"Officer\"\n[lawyer]\nname = \"Head of Legal Services\"\n";
    for (by, printed) in [
        ("lawyer", "Head of Legal Services"),
        (" lawyer ", "Head of Legal Services"),
        ("The Deputy Monitoring Officer", "The Deputy Monitoring Officer"),
        ("the deputy monitoring officer", "the deputy monitoring officer"),
        ("Ms {date} {by}", "Ms {date} {by}"),
        ("", "the Section 151 Officer"),
    ] {
        let council = council("", &format!("{SECTION}{RECOMMENDED}")).put("people.toml", people);
        let path = council.path().join("reports/paper/report.toml");
        let text = std::fs::read_to_string(&path).expect("a report");
        let text = text.replacen("signed_off = { on", &format!("signed_off = {{ by = \"{by}\", on"), 1);
        let reading = council.put("reports/paper/report.toml", text).built().reading();
        let expected = format!("Signed off by {printed}: Yes, 2 June 2025");
        assert!(reading.contains(&expected), "{by}: {reading}");
    }
}

#[test]
fn every_sample_is_accessible_in_this_style() {
    assert!(worn().len() > 20, "{} papers", worn().len());
    let agenda = titled("Agenda").reading();
    assert!(agenda.contains("Agenda") && agenda.contains("Friday, 22 March 2024"), "{agenda}");
    let fire = titled("Leicestershire Fire and Rescue Service").reading();
    assert!(fire.contains("1.0 Background") && fire.contains("Title of report"), "{fire}");
}
