//! Input that no file of the repository holds: huge, deep, in foreign encodings, links. Each must
//! be read, or refused at its place, soon and without a panic.

use std::time::{Duration, Instant};

use crate::support::{Council, Ran};
use boardpack::cli::Exit;

/// How long a refusal may take.
const SOON: Duration = Duration::from_secs(20);

/// Checks the council, which must be refused with `rule` and leave no PDF.
fn refused(council: &Council, rule: &str) -> Ran {
    let start = Instant::now();
    let ran = council.run(&["build", "--message-format", "short"]);
    assert_eq!(ran.exit, Exit::Problems, "{}", ran.err);
    assert!(ran.err.contains(&format!("error[{rule}]")), "not `{rule}`: {:.2000}", ran.err);
    assert!(ran.pdfs.is_empty() && !council.path().join("out/reports").exists());
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    ran
}

fn with_file(kind: &str, name: &str, bytes: &[u8]) -> Council {
    let alt = if kind == "image" { "alt = \"A map\"" } else { "caption = \"Figures\"" };
    let council = Council::new().put(&format!("reports/paper/{name}"), bytes);
    council.report(&format!("[[section]]\nheading = \"Introduction\"\ntext = '''{{{{ place(\"x\") }}}}'''\n\n[{kind}.x]\nfile = \"{name}\"\n{alt}\n"))
}

/// A PNG that says it is so large, and holds nothing more.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = b"IHDR".to_vec();
    header.extend_from_slice(&width.to_be_bytes());
    header.extend_from_slice(&height.to_be_bytes());
    header.extend_from_slice(&[8, 0, 0, 0, 0]);
    for chunk in [&header[..], b"IDAT", b"IEND"] {
        let length = u32::try_from(chunk.len() - 4).expect("small");
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(chunk);
        bytes.extend_from_slice(&crc(chunk).to_be_bytes());
    }
    bytes
}

/// The check sum of PNG (ISO/IEC 15948, annex D).
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |c, _| step(c)))
}

#[test]
fn a_narrative_of_ten_megabytes() {
    let council = Council::new().narrative(&"All is well in the county. ".repeat(400_000));
    refused(&council, "file-too-large");
}

#[test]
fn a_long_narrative_within_bounds_is_built_or_refused_soon() {
    let council = Council::new().narrative(&"All is well in the county.\n\n".repeat(1000));
    let pdf = council.built();
    assert!(pdf.pages.len() > 20);
}

#[test]
fn two_thousand_nested_lists() {
    refused(&Council::new().narrative(&format!("{}item", "- ".repeat(2000))), "markup");
    let lines = (0..2000).map(|depth| format!("{}- item\n", "  ".repeat(depth)));
    refused(&Council::new().narrative(&lines.collect::<String>()), "text-too-long");
    let lines = (0..600).map(|depth| format!("{}- item\n", "  ".repeat(depth)));
    refused(&Council::new().narrative(&lines.collect::<String>()), "markup");
}

#[test]
fn ten_thousand_opened_brackets_and_stars() {
    for mark in ["[", "*", "**", "{{", "> ", "<", "![", "`", "_"] {
        let start = Instant::now();
        let ran =
            Council::new().narrative(&mark.repeat(10_000)).run(&["check", "-q", "--message-format", "short"]);
        assert!(matches!(ran.exit, Exit::Done | Exit::Problems), "{mark}: {:?} {:.300}", ran.exit, ran.err);
        assert!(start.elapsed() < SOON, "{mark}: {:?}", start.elapsed());
    }
}

#[test]
fn deep_toml_is_refused() {
    let council = Council::new().put("reports/paper/report.toml", format!("title = {}", "[".repeat(100_000)));
    refused(&council, "toml-syntax");
}

#[test]
fn windows_text_is_refused_with_its_first_character() {
    let report = b"title = \"The Council\x92s plan\"\nboard = \"safer\"\n";
    let ran = refused(&Council::new().put("reports/paper/report.toml", report), "file-encoding");
    assert!(ran.err.contains("report.toml:1:21:") && ran.err.contains('\u{2019}'), "{}", ran.err);
}

#[test]
fn utf16_is_refused() {
    let bytes: Vec<u8> = "\u{FEFF}title = 1".encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused(&Council::new().put("reports/paper/report.toml", bytes), "file-encoding");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let council = Council::new();
    let read = |path: &str| std::fs::read_to_string(council.path().join(path)).expect("a file");
    let (report, board) = (read("reports/paper/report.toml"), read("boards/safer.toml"));
    let plain = council.built().reading();
    let foreign = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    let other = Council::new()
        .put("reports/paper/report.toml", foreign(&report))
        .put("boards/safer.toml", foreign(&board));
    assert_eq!(other.built().reading(), plain);
}

#[test]
fn places_are_right_after_a_byte_order_mark_and_windows_line_ends() {
    let report = "\u{FEFF}title = \"A\"\r\nboard = \"saffer\"\r\n";
    let ran = refused(&Council::new().put("reports/paper/report.toml", report), "unknown-board");
    assert!(ran.err.contains("report.toml:2:9: error[unknown-board]"), "{}", ran.err);
}

#[test]
fn csv_from_excel_in_windows_1252_is_read() {
    let council =
        with_file("table", "figures.csv", b"Place;Total\r\nCaf\xE9;\"1 900\"\r\nThe Council\x92s;5\r\n");
    let reading = council.built().reading();
    assert!(reading.contains("Café | 1 900") && reading.contains("The Council\u{2019}s | 5"), "{reading}");
}

#[test]
fn csv_that_is_no_text_is_refused() {
    refused(&with_file("table", "figures.csv", b"a,b\n\x00\x81,\xFF\n"), "data-encoding");
    let utf16: Vec<u8> = "\u{FEFF}a,b\n1,2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused(&with_file("table", "figures.csv", &utf16), "data-encoding");
}

#[test]
fn an_image_of_twenty_thousand_pixels() {
    refused(&with_file("image", "map.png", &png(20_000, 20_000)), "image-too-large");
}

#[test]
fn an_image_that_is_cut_off() {
    refused(&with_file("image", "map.png", &png(200, 200)), "image-corrupt");
}

#[test]
fn a_workbook_that_is_none() {
    let ran = with_file("table", "figures.xlsx", b"PK\x03\x04 not a workbook").run(&["check"]);
    assert_eq!(ran.exit, Exit::Problems, "{}", ran.err);
}

#[test]
fn a_file_of_more_rows_than_a_paper_can_use() {
    let rows: String = (0..20_001).map(|row| format!("{row},1\n")).collect();
    let ran = refused(&with_file("table", "figures.csv", format!("a,b\n{rows}").as_bytes()), "data-too-long");
    assert!(ran.err.contains("`figures.csv` has more than 20000 rows"), "{}", ran.err);
}

#[test]
fn a_table_of_more_cells_than_a_paper_can_show() {
    let rows: String = (0..7_000).map(|row| format!("{row},1,2\n")).collect();
    let council = with_file("table", "figures.csv", format!("a,b,c\n{rows}").as_bytes());
    let ran = refused(&council, "table-too-long");
    assert!(ran.err.contains("`[table.x]` has 7000 rows of 3 cells"), "{}", ran.err);
}

/// What is said of a council with a file that is there, or may be, and cannot be read: exit code 3.
fn unreadable(council: &Council) -> Ran {
    let ran = council.run(&["check"]);
    assert_eq!(ran.exit, Exit::Io, "{}", ran.err);
    assert!(ran.err.contains("error[file-unreadable]") && ran.err.contains("hint: "), "{}", ran.err);
    assert!(!ran.err.contains("os error"), "{}", ran.err);
    ran
}

#[cfg(unix)]
#[test]
fn a_name_that_no_file_can_have() {
    let table = format!("[table.x]\nfile = \"{}.csv\"\ncaption = \"Figures\"\n", "a".repeat(300));
    let text = "[[section]]\nheading = \"Introduction\"\ntext = \"\"\"\n{{ place('x') }}\n\"\"\"\n\n";
    let ran = unreadable(&Council::new().report(&format!("{text}{table}")));
    assert!(ran.err.contains("no file can have this name"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_to_itself_is_not_read() {
    let council = with_file("table", "figures.csv", b"");
    let path = council.path().join("reports/paper/figures.csv");
    std::fs::remove_file(&path).expect("removed");
    std::os::unix::fs::symlink("figures.csv", &path).expect("a link");
    unreadable(&council);
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_of_the_folder_are_refused() {
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(outside.path().join("figures.csv"), "secret,total\na,1\n").expect("a file");
    let council = with_file("table", "figures.csv", b"");
    let link = council.path().join("reports/paper/figures.csv");
    std::fs::remove_file(&link).expect("removed");
    std::os::unix::fs::symlink(outside.path().join("figures.csv"), &link).expect("a link");
    let ran = refused(&council, "path-outside");
    assert!(!ran.err.contains("secret"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_out_is_refused() {
    let outside = tempfile::tempdir().expect("a folder");
    let council = Council::new();
    std::fs::write(outside.path().join("report.toml"), "titel = \"secret\"").expect("a file");
    std::os::unix::fs::symlink(outside.path(), council.path().join("reports/other")).expect("a link");
    let ran = refused(&council, "path-outside");
    assert!(ran.err.contains("reports/other/report.toml") && !ran.err.contains("titel"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_read() {
    // A pipe or a device would be waited for, or read without end.
    let council = with_file("table", "figures.csv", b"");
    let path = council.path().join("reports/paper/figures.csv");
    std::fs::remove_file(&path).expect("removed");
    std::os::unix::fs::symlink("/dev/zero", &path).expect("a link");
    refused(&council, "path-outside");
}
