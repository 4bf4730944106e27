//! The list of what a pack still lacks, where its items have mistakes of every stage: an item with an error is
//! never ready, whatever else is wrong. It looks at no page.

use std::fs;

use crate::support::{Council, Ran, tests};
use boardpack::cli::Exit;

/// An item, with the files that it needs and the words by which it is lacking.
struct Case {
    /// The item below its `[[item]]`.
    item: String,
    files: Vec<(String, Vec<u8>)>,
    /// The words of the list, from the item's title on; empty for an item that is ready.
    lack: &'static str,
}

/// An item with a report in which `old` is replaced by `new`.
fn report(id: &str, old: &str, new: &str, lack: &'static str) -> Case {
    let whole = tests().join("findings/_base/reports/paper/report.toml");
    let whole = fs::read_to_string(whole).expect("a report");
    assert!(old.is_empty() || whole.contains(old), "{old}");
    let text = if old.is_empty() { whole } else { whole.replace(old, new) };
    Case {
        item: format!("title = \"{id}\"\npapers = [ {{ report = \"{id}\" }} ]\n"),
        files: vec![(format!("reports/{id}/report.toml"), text.into_bytes())],
        lack,
    }
}

/// An item with a file of `tests/attachments`; a file that is not there where `file` is empty.
fn attachment(id: &str, file: &str, lack: &'static str) -> Case {
    let bytes = fs::read(tests().join("attachments").join(file)).ok();
    Case {
        item: format!("title = \"{id}\"\npapers = [ {{ pdf = \"{id}.pdf\", alt = \"Words\" }} ]\n"),
        files: bytes.map(|bytes| (format!("attachments/{id}.pdf"), bytes)).into_iter().collect(),
        lack,
    }
}

fn item(item: &str, lack: &'static str) -> Case {
    Case { item: item.to_owned(), files: Vec::new(), lack }
}

/// A report with a table from a CSV file.
fn table(id: &str, csv: &str, lack: &'static str) -> Case {
    let table = "[table.wards]\ncaption = \"Wards\"\nfile = \"wards.csv\"\ncolumn = [ { key = \"ward\", heading = \"Ward\", row_header = true }, { key = \"cases\", heading = \"Cases\", format = \"integer\" } ]\n\n[recommendations]";
    let mut case = report(id, "[recommendations]", table, lack);
    let (path, text) = case.files.remove(0);
    let text = String::from_utf8(text).expect("UTF-8");
    let text = text.replace("is {{ burglary.now }}.\n", "is {{ burglary.now }}.\n\n{{ place(\"wards\") }}\n");
    case.files.extend([(path, text.into_bytes()), (format!("reports/{id}/wards.csv"), csv.into())]);
    case
}

const MISTAKEN: &str = "the report has mistakes, which are named above -- from";

/// Mistakes of each stage.
fn mistaken() -> Vec<Case> {
    let broken_indicator = "[theft]\nname = \"Theft\"\nmeasure = \"count\"\n[[theft.series]]\nwindow = \"quarter\"\n[theft.series.values]\n\"2024/25 Q4\" = \"many\"\n";
    let mut figures = report("figures", "burglary.now", "theft.now", MISTAKEN);
    figures.files.push(("indicators/theft.toml".to_owned(), broken_indicator.into()));
    vec![
        // load
        report("syntax", "title    = ", "title = = ", MISTAKEN),
        attachment("nowhere", "", "the file nowhere.pdf is not there -- from"),
        attachment("word", "not_a_pdf.pdf", "the file word.pdf is not a PDF -- from"),
        attachment("locked", "encrypted_user.pdf", "the file locked.pdf opens only with a password -- from"),
        attachment("cut", "truncated.pdf", "the file cut.pdf is damaged, and cannot be read as PDF -- from"),
        attachment("blank", "empty.pdf", "the file blank.pdf is empty -- from"),
        // check
        report("contact", "\"officer\"", "\"nobody\"", MISTAKEN),
        table("rows", "ward,cases\nNorth,many\n", MISTAKEN),
        figures,
        item(
            "title = \"state\"\nstate = \"attached\"\n",
            "the item has mistakes, which are named above -- from",
        ),
        item(
            "title = \"no_report\"\npapers = [ { report = \"none\" } ]\n",
            "no folder holds the report none -- from",
        ),
        // merge
        report("period", "burglary.now", "burglary.at(\"2001/02 Q1\")", MISTAKEN),
        item(
            "title = \"words\"\npresenter = \"{{ burglary.now }}\"\n",
            "the item has mistakes, which are named above -- ",
        ),
        // typeset
        report("glyph", "The rate", "\u{13000} The rate", MISTAKEN),
        report("hidden", "The rate", "\u{200b}The rate", MISTAKEN),
        table("cell", "ward,cases\n\u{13000},1\n", MISTAKEN),
        item(
            "title = \"speaker\"\npresenter = \"\u{13000} will speak\"\n",
            "the item has mistakes, which are named above -- presenter:",
        ),
        item("title = \"sign \u{13000}\"\n", "the item has mistakes, which are named above -- from"),
        report("panic", "Community safety update", "Not to be laid out", MISTAKEN),
        // assemble
        report("export", "Community safety update", "Not to be exported", MISTAKEN),
    ]
}

/// Items that lack nothing.
fn ready() -> Vec<Case> {
    vec![
        report("good", "", "", ""),
        attachment("letter", "letter.pdf", ""),
        table("figures_of_wards", "ward,cases\nNorth,1\n", ""),
        item("title = \"Talk\"\nstate = \"oral\"\n", ""),
    ]
}

/// What a check says of a pack of these items. The house style lays one title out wrongly, and makes of another
/// what no accessible PDF can be.
fn check(cases: &[&Case]) -> Ran {
    let style = tests().parent().expect("a folder").join("templates/base/title.typ");
    let style = fs::read_to_string(style).expect("a component").replace(
        "  set align(title-side)\n",
        "  set align(title-side)\n  if repr(title).contains(\"laid out\") { panic(\"it does not fit\") }\n  if repr(title).contains(\"exported\") { image(\"wordmark.svg\", height: 1cm) }\n",
    );
    assert!(style.contains("panic"), "the component has changed");
    let mut pack = "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n".to_owned();
    let mut council = Council::new().put("templates/county/title.typ", style);
    for case in cases {
        pack.push_str(&format!("\n[[item]]\n{}", case.item));
        for (path, bytes) in &case.files {
            council = council.put(path, bytes);
        }
    }
    council.put("packs/meeting/pack.toml", pack).run(&["check", "packs/meeting"])
}

#[test]
fn an_item_with_an_error_is_never_ready() {
    let (mistaken, ready) = (mistaken(), ready());
    for case in &mistaken {
        let all: Vec<&Case> = ready.iter().chain([case]).collect();
        let ran = check(&all);
        assert_eq!(ran.exit, Exit::Problems, "{}: {}", case.item, ran.err);
        let lacks: Vec<&str> = ran.err.lines().filter(|line| line.starts_with("  missing: ")).collect();
        assert!(lacks.len() == 1 && lacks[0].contains(case.lack), "{}: {}", case.item, ran.err);
        assert!(ran.err.contains("  ready: 4 of 5 items\n"), "{}: {}", case.item, ran.err);
    }
}

#[test]
fn a_mistake_of_one_stage_hides_none_of_another() {
    let (mistaken, ready) = (mistaken(), ready());
    let all: Vec<&Case> = mistaken.iter().chain(&ready).collect();
    let ran = check(&all);
    let lacks: Vec<&str> = ran.err.lines().filter(|line| line.starts_with("  missing: ")).collect();
    assert_eq!(lacks.len(), mistaken.len(), "{}", lacks.join("\n"));
    for (case, lack) in mistaken.iter().zip(lacks) {
        assert!(lack.contains(case.lack), "{lack}");
    }
    assert!(ran.err.contains(&format!("  ready: 4 of {} items\n", all.len())), "{}", ran.err);
    assert!(ran.err.contains("an accessible PDF (PDF/A-2a, PDF/UA-1) cannot have this: missing alt text"));
    // What is named above is named above.
    for rule in ["missing-glyph", "character", "style-component", "toml-syntax", "attachment", "no-value"] {
        assert!(ran.err.contains(&format!("error[{rule}]")), "{rule}: {}", ran.err);
    }
    let ran = check(&ready.iter().collect::<Vec<_>>());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(ran.err.contains("  ready: 4 of 4 items\n"), "{}", ran.err);
}
