//! What a clerk says of attachments, what is said to the clerk, and what a pack says of
//! itself. It never looks at how a page is drawn.

use std::fs;
use std::path::PathBuf;

use boardpack::cli::Exit;

use crate::attachments::claims::is_claimed;
use crate::support::{Council, Pdf, Ran, assert_accessible, tests};

const BOARD: &str = "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n\n";

fn file(name: &str) -> Vec<u8> {
    fs::read(tests().join("attachments").join(name)).expect("a file of the corpus")
}

/// A council whose pack has one item with each file, with further keys.
fn council(files: &[(&str, &str)]) -> Council {
    let mut council = Council::new();
    let mut pack = BOARD.to_owned();
    for (name, keys) in files {
        council = council.put(&format!("attachments/{name}"), file(name));
        pack.push_str(&format!(
            "[[item]]\ntitle = \"Item {name}\"\npapers = [ {{ pdf = \"{name}\"{keys} }} ]\n\n"
        ));
    }
    council.put("packs/made/pack.toml", pack)
}

fn build(council: &Council) -> (Ran, PathBuf) {
    let ran = council.run(&["build", "packs/made"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    (ran, council.path().join("out/packs/made"))
}

fn statement(folder: &std::path::Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(folder.join("accessibility.json")).expect("a statement")).expect("JSON")
}

#[test]
fn pages_without_tags_are_figures_with_the_clerk_s_words() {
    let council = council(&[("writer_untagged.pdf", ", alt = [\"The first sheet\", \"A later sheet\"]")]);
    let (ran, folder) = build(&council);
    assert!(!ran.err.contains("attachment-untagged"), "{}", ran.err);
    assert_accessible(&folder.join("pack.pdf"));
    let pdf = Pdf::open(&folder.join("pack.pdf"));
    let words: Vec<_> = pdf.tags.of("Figure").iter().map(|f| f.alt.clone().unwrap_or_default()).collect();
    assert_eq!(words[..2], ["The first sheet", "A later sheet"]);
    assert!(words[2..].iter().all(|w| w == "A later sheet"), "{words:?}");
    // The words of the pages can still be found.
    assert!(pdf.page_texts().concat().contains("Parks and open spaces"));
    let statement = statement(&folder);
    assert_eq!(statement["pdf_ua_1"], true);
    assert_eq!(statement["parts"][0]["read_out"], "pictures");
}

#[test]
fn a_page_without_tags_in_a_file_that_has_them_is_a_figure_where_it_stands() {
    let untold = council(&[("tags_partly.pdf", "")]);
    let (ran, folder) = build(&untold);
    assert!(ran.err.contains("`tags_partly.pdf` has tags, but none on page 2"), "{}", ran.err);
    assert!(ran.err.contains("until then say what that page shows: alt ="), "{}", ran.err);
    assert!(!Pdf::open(&folder.join("pack.pdf")).metadata().contains("pdfuaid:part: 1"));
    let parts = statement(&folder);
    assert_eq!(parts["pdf_ua_1"], false);
    assert_eq!(parts["parts"][0]["read_out"], "tags_and_pictures_without_words");

    let told = council(&[("tags_partly.pdf", ", alt = \"A sheet that was put in later\"")]);
    let (ran, folder) = build(&told);
    assert!(!ran.err.contains("attachment-untagged") && !ran.err.contains("attachment-alt"), "{}", ran.err);
    let pdf = Pdf::open(&folder.join("pack.pdf"));
    assert!(pdf.metadata().contains("pdfuaid:part: 1"));
    let kinds: Vec<&str> = pdf.tags.all().iter().map(|element| element.role.as_str()).collect();
    let figure = kinds.iter().position(|kind| *kind == "Figure").expect("a figure");
    assert_eq!(pdf.tags.of("Figure")[0].alt.as_deref(), Some("A sheet that was put in later"));
    // It stands between the first page's elements and the third one's, all of which are there.
    assert!(kinds[..figure].ends_with(&["H3", "P", "Link"]), "{kinds:?}");
    assert!(kinds[figure + 1..].starts_with(&["H3", "P", "Link"]), "{kinds:?}");
    let statement = statement(&folder);
    assert_eq!(
        (&statement["pdf_ua_1"], &statement["parts"][0]["read_out"]),
        (&true.into(), &"tags_and_pictures".into())
    );
    let page = Pdf::open(&folder.join("accessibility.pdf")).reading();
    assert!(page.contains("pages to which they do not lead are read out as pictures"), "{page}");

    let words = council(&[("tags_partly.pdf", ", transcript = \"words.txt\"")])
        .put("attachments/words.txt", "A sheet was put in.\n");
    let (_, folder) = build(&words);
    assert_eq!(self::statement(&folder)["parts"][0]["read_out"], "tags_and_transcript");
    let many = council(&[("tags_partly.pdf", ", alt = [\"One\", \"Two\"]")]).run(&["check", "packs"]);
    assert!(
        many.err.contains("`tags_partly.pdf` has 1 page without tags, and `alt` has 2 texts"),
        "{}",
        many.err
    );
    assert!(many.err.contains("tags, but none on page 2, title"), "{}", many.err);
}

#[test]
fn a_transcript_stands_after_the_pages() {
    let words = "The first sheet is about *parks*.\n\n- It has a list.\n- It has two items.\n";
    let council = council(&[("scan.pdf", ", transcript = \"scan.txt\"")]).put("attachments/scan.txt", words);
    let (_, folder) = build(&council);
    assert_accessible(&folder.join("pack.pdf"));
    let pdf = Pdf::open(&folder.join("pack.pdf"));
    let reading = pdf.reading();
    let heading = reading.find("Text of these pages").expect("the heading");
    assert!(reading[heading..].contains("The first sheet is about parks."), "{reading}");
    assert_eq!(pdf.tags.of("L").len(), 1);
    assert_eq!(statement(&folder)["parts"][0]["read_out"], "transcript");
    // Two scanned sheets, then their words, then the back of the last sheet.
    let page = pdf.page_texts().iter().position(|t| t.contains("two items")).expect("the words");
    assert_eq!(page, 4);
}

#[test]
fn what_nobody_describes_takes_the_claim_away() {
    let council = council(&[("typst_ua.pdf", ""), ("scan.pdf", "")]);
    let (ran, folder) = build(&council);
    assert!(ran.err.contains("attachment-scanned"), "{}", ran.err);
    let claims = |name: &str| Pdf::open(&folder.join(name)).metadata().contains("pdfuaid:part: 1");
    assert!(!claims("pack.pdf") && !claims("item-02.pdf"));
    // Where it is not, the claim holds.
    assert!(claims("item-01.pdf") && claims("agenda.pdf") && claims("accessibility.pdf"));
    let statement = statement(&folder);
    assert_eq!(statement["pdf_ua_1"], false);
    assert_eq!(statement["parts"][0]["faults"].as_array().map(Vec::len), Some(0));
    assert_ne!(statement["parts"][1]["faults"].as_array().map(Vec::len), Some(0));
    assert_accessible(&folder.join("accessibility.pdf"));
    let page = Pdf::open(&folder.join("accessibility.pdf")).reading();
    assert!(page.contains("Item 2: Item scan.pdf, pages"), "{page}");
    // Nobody claims that words say what is on those pages.
    assert_eq!(statement["parts"][1]["read_out"], "pictures_without_words");
    assert!(page.contains("nobody has put into words what it shows"), "{page}");
    assert!(page.contains("do not meet the standard PDF/UA-1"), "{page}");
}

#[test]
fn a_verdict_is_kept_until_the_file_changes() {
    let council = council(&[("typst_ua.pdf", "")]);
    let (_, folder) = build(&council);
    let path = folder.join("accessibility.json");
    let mut kept = statement(&folder);
    kept["parts"][0]["faults"] = serde_json::json!(["a verdict of before"]);
    fs::write(&path, kept.to_string()).expect("written");
    build(&council);
    assert_eq!(statement(&folder)["parts"][0]["faults"][0], "a verdict of before");
    let council = council.put("attachments/typst_ua.pdf", file("letter.pdf"));
    build(&council);
    assert_eq!(statement(&folder)["parts"][0]["faults"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_board_may_set_all_pages_on_a4() {
    let board = fs::read_to_string(tests().join("findings/_base/boards/safer.toml")).expect("a board");
    let council = council(&[("mixed_sizes.pdf", "")])
        .put("boards/safer.toml", format!("{board}\n[tokens.page]\nattachments = \"a4\"\n"));
    let (_, folder) = build(&council);
    let pdf = Pdf::open(&folder.join("item-01.pdf"));
    for page in &pdf.pages {
        let area = pdf.document.get_dictionary(*page).and_then(|p| p.get(b"MediaBox")).expect("an area");
        let sides: Vec<f32> =
            area.as_array().expect("four").iter().map(|n| n.as_float().expect("a number").round()).collect();
        assert!(matches!(sides[2..], [595.0, 842.0] | [842.0, 595.0]), "{sides:?}");
    }
    assert_accessible(&folder.join("item-01.pdf"));
}

#[test]
fn numbers_of_pages_on_their_side_are_turned_for_paper_and_upright_for_the_screen() {
    let board = fs::read_to_string(tests().join("findings/_base/boards/safer.toml")).expect("a board");
    for turned in [true, false] {
        let own = format!("{board}\n[tokens.page]\nturned = {turned}\n");
        let council = council(&[("impress_tagged.pdf", "")]).put("boards/safer.toml", own);
        let (_, folder) = build(&council);
        let pdf = Pdf::open(&folder.join("pack.pdf"));
        let pieces = &pdf.texts[&pdf.pages[2]].pieces;
        let number = pieces.iter().find(|piece| piece.artifact && piece.text == "3").expect("a number");
        assert_eq!(number.height > 100.0, turned, "{number:?}");
    }
}

#[test]
fn appendices_of_a_report_are_drawn_in_it_alone_and_in_a_pack() {
    let appendices = "\n[[appendix]]\nname = \"letter\"\ntitle = \"A letter\"\npdf = \"typst_ua.pdf\"\n\n[[appendix]]\ntitle = \"A scan\"\npdf = \"scan.pdf\"\nalt = \"A letter about parks\"\nstatus = \"draft\"\n";
    let report = format!(
        "title = \"Report\"\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = []\n\n[[section]]\nheading = \"Matters\"\ntext = '''\nSee {{{{ ref(\"letter\") }}}}.\n'''\n{appendices}"
    );
    let council = Council::new()
        .put("reports/r/report.toml", report)
        .put("reports/r/typst_ua.pdf", file("typst_ua.pdf"))
        .put("reports/r/scan.pdf", file("scan.pdf"))
        .put(
            "packs/made/pack.toml",
            format!("{BOARD}[[item]]\ntitle = \"One\"\npapers = [ {{ report = \"r\" }} ]\n"),
        );
    let ran = council.run(&["build"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let alone = Pdf::open(&council.path().join("out/reports/r/report.pdf"));
    assert_accessible(&council.path().join("out/reports/r/report.pdf"));
    let link = alone.links().into_iter().find(|l| l.text.contains("Appendix A")).expect("a link");
    assert_eq!(link.target, 2);
    // Each is announced by a heading of ours, with its own headings below it.
    let headings: Vec<String> = alone.tags.of("H2").iter().map(|heading| heading.text()).collect();
    for mark in ["Appendix A: A letter", "Appendix B: A scan (Draft)"] {
        assert!(headings.iter().any(|heading| heading == mark), "{headings:?}");
    }
    assert_eq!(alone.tags.of("H1").len(), 1);
    let pack = Pdf::open(&council.path().join("out/packs/made/pack.pdf"));
    assert_accessible(&council.path().join("out/packs/made/pack.pdf"));
    assert_eq!(pack.tags.of("H1").len(), 1);
    assert!(pack.outline().contains("  A letter -> page 4"), "{}", pack.outline());
}

#[test]
fn each_fault_is_said_with_what_its_sender_should_do() {
    let council = council(&[
        ("impress_untagged.pdf", ""),
        ("fonts_not_embedded.pdf", ", alt = \"One page of text\""),
        ("small_text.pdf", ""),
        ("dangers.pdf", ""),
        ("encrypted_owner_rc4.pdf", ""),
        ("form.pdf", ""),
        ("cairo_tagged.pdf", ", alt = \"Not needed\""),
    ]);
    let ran = council.run(&["check", "packs/made"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    for words in [
        "`impress_untagged.pdf` has no tags",
        "in LibreOffice, File, Export As, Export as PDF",
        "`fonts_not_embedded.pdf` does not hold the fonts that it uses",
        "points once it is printed on A4",
        "`dangers.pdf` holds",
        "scripts",
        "1 filled-in field on page 1 set by boardpack: Remarks; look at it in the pack",
        "`encrypted_owner_rc4.pdf` is protected against changes",
        "`cairo_tagged.pdf` does not say which language it is in",
        "`cairo_tagged.pdf` has tags, which are read out; `alt` is not",
        "attachments:",
        "packs/made, item 1: impress_untagged.pdf",
    ] {
        assert!(ran.err.contains(words), "{words} is not in\n{}", ran.err);
    }
    let json = council.run(&["check", "packs/made", "--message-format", "json"]);
    let lines: Vec<serde_json::Value> =
        json.err.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let files: Vec<_> = lines.iter().filter(|line| line["kind"] == "attachment").collect();
    assert_eq!(files.len(), 7);
    assert_eq!((&files[0]["tagged"], &files[6]["tagged"]), (&false.into(), &true.into()));
    assert_eq!(files[5]["fields_set"], serde_json::json!(["Remarks"]));
    assert!(files[2]["smallest_text"].as_f64().is_some_and(|size| size < 8.0), "{}", files[2]);
}

#[test]
fn a_transcript_that_is_no_text_is_refused_at_its_place() {
    let council = council(&[("scan.pdf", ", transcript = \"scan.docx\"")])
        .put("attachments/scan.docx", [b'P', b'K', 3, 4, 0, 0, 0xFF, 0xFE, 0]);
    let ran = council.run(&["check", "packs/made"]);
    assert_eq!(ran.exit, Exit::Problems);
    assert!(ran.err.contains("`scan.docx` is not a file of plain text in UTF-8"), "{}", ran.err);
    assert!(ran.err.contains("packs/made/pack.toml:7"), "{}", ran.err);
}

#[test]
fn check_of_a_built_file_finds_marks_that_lead_elsewhere() {
    let council =
        council(&[("tags_rich.pdf", ""), ("tags_in_form_xobject.pdf", ""), ("chromium_tagged.pdf", "")]);
    let (_, folder) = build(&council);
    let of = |path: &str| council.run(&["check", path]);
    let good = of(&folder.join("pack.pdf").to_string_lossy());
    assert_eq!(good.exit, Exit::Done, "{}", good.err);
    // What stands in a form is held by the tag that holds the form.
    assert!(is_claimed(&folder.join("pack.pdf")), "{}", good.err);
    let bad = |name: &str, words: &str| {
        let ran = of(&tests().join("attachments").join(name).to_string_lossy());
        assert_eq!(ran.exit, Exit::Problems, "{name}");
        assert!(ran.err.contains(words), "{name}: {}", ran.err);
    };
    bad("tags_parent_tree_clash.pdf", "error[pdf-tags]");
    bad("tags_parent_tree_clash.pdf", "too: one is read out in place of the other");
    bad("tags_parent_tree_gap.pdf", "is held by an element that cannot be found from here");
    bad("scan.pdf", "error[pdf-untagged]");
    bad("not_a_pdf.pdf", "error[pdf-unreadable]");
    bad("not_a_pdf.pdf", "cannot be read as PDF");
    bad("encrypted_user.pdf", "opens only with a password");
    assert_eq!(of("nowhere.pdf").exit, Exit::Io);
}
