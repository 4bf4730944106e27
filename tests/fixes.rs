//! `check --fix` and `--diff`: each kind of mistake that is corrected, and that nothing else of a file changes. It
//! never looks at how a finding is worded.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Council, Ran, everything, tests};

/// The report of the council, after `check --fix` of it as typed.
fn fixed(typed: &str) -> (String, Ran) {
    let council = Council::new().put("reports/paper/report.toml", typed);
    let ran = council.run(&["check", "--fix"]);
    (read(&council, "reports/paper/report.toml"), ran)
}

fn read(council: &Council, path: &str) -> String {
    String::from_utf8(fs::read(council.path().join(path)).expect("a file")).expect("UTF-8")
}

/// A report that is in order but for the text in place of `typed` in it.
fn report(head: &str, rest: &str) -> String {
    format!(
        "{head}board    = \"safer\"\nmeeting  = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = []\n\n{rest}"
    )
}

const TITLE: &str = "title    = \"A\"\nperiod   = \"2024/25 Q4\"\n";
const SECTION: &str = "[[section]]\nheading = \"A\"\ntext = '''Text.'''\n";

/// A file with several mistakes, and as it is after they are corrected, each with a mark of order and a comment.
const TYPED: &str = "# head\ntitel\t=  “Safer”   # kept\nboard = \"Safer\"\nmeeting  = 20/06/2025\ncontacts = \"officer\"\n\n# of the section\n[[sectoin]]\nheading = Introduction here\nperiod   = \"2024/25 Q4\"   # moved\ntext = ‘’’\nIt’s {{ burglary now }}, {{ burglery.now.bare }} and {{ burglary.at(“2024/25 Q4”) }}.\n\n{{ place(\"t\") }}\n’’’\nbackground_papers = [\n  \"A plan\", # kept\n]\n\n[[sectoin]]\nheading = \"Two\ntext = '''x'''\n\n[table.t]\ncaption = \"A\"\ncolumn = [ { key = \"what\", heading = \"What\", row_header = True }, { key = \"n\", heading = \"N\", format = \"Number\" } ]\nrow = [ { waht = \"a\", n = 1 } ]\n";
const WANTED: &str = "# head\ntitle\t=  \"Safer\"   # kept\nboard = \"safer\"\nmeeting  = 2025-06-20\ncontacts = [\"officer\"]\nperiod   = \"2024/25 Q4\"   # moved\nbackground_papers = [\n  \"A plan\", # kept\n]\n\n# of the section\n[[section]]\nheading = \"Introduction here\"\ntext = '''\nIt’s {{ burglary.now }}, {{ burglary.now.bare }} and {{ burglary.at(\"2024/25 Q4\") }}.\n\n{{ place(\"t\") }}\n'''\n\n[[section]]\nheading = \"Two\"\ntext = '''x'''\n\n[table.t]\ncaption = \"A\"\ncolumn = [ { key = \"what\", heading = \"What\", row_header = true }, { key = \"n\", heading = \"N\", format = \"number\" } ]\nrow = [ { what = \"a\", n = 1 } ]\n";

#[test]
fn a_file_full_of_slips_is_put_right_and_all_else_stays() {
    for (mark, line_end) in [("", "\n"), ("\u{feff}", "\n"), ("", "\r\n"), ("\u{feff}", "\r\n")] {
        let form = |text: &str| format!("{mark}{}", text.replace('\n', line_end));
        let (text, ran) = fixed(&form(TYPED));
        assert_eq!(text, form(WANTED), "{}", ran.err);
        assert_eq!(ran.exit.code(), 0, "{}", ran.err);
        assert_eq!(ran.out, "reports/paper/report.toml\n");
        assert!(
            ran.err.starts_with("reports/paper/report.toml: 17 corrections\n17 corrections in 1 file\n"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn each_kind_is_corrected() {
    for (head, rest, wanted) in [
        ("title = 1 # x\n", "", None),
        ("titel = 'A'\nperiod = \"2024/25 Q4\"\n", SECTION, Some("title = 'A'\n")),
        ("title = ‘The council’s plan’\n", SECTION, Some("title = \"The council’s plan\"\n")),
        (TITLE, "[section]\nheading = \"A\"\ntext = 'x'\n", Some("[[section]]\n")),
        (TITLE, "[[section]]\nheading = \"A\"\nlevel = \"1\"\ntext = 'x'\n", Some("level = 1\n")),
        (
            TITLE,
            "[[section]]\nheading = \"A\"\ntext = \"{{ burglary.at(\\\"2024/25 Q4\\\" }}\"\n",
            Some("\"{{ burglary.at(\\\"2024/25 Q4\\\") }}\"\n"),
        ),
        ("status = \"Draft\"\n", SECTION, Some("status = \"draft\"\n")),
        (
            TITLE,
            "[[section]]\nheading = \"A\"\ntext = '''The ﬁgures cost Â£5, donâ€™t they?'''\n",
            Some("'''The figures cost £5, don’t they?'''\n"),
        ),
        (
            TITLE,
            "[[section]]\nheading = \"A\"\ntext = '''It fell mark-\nedly, and so markedly.'''\n",
            Some("'''It fell markedly, and so markedly.'''\n"),
        ),
        (
            TITLE,
            "[[section]]\nheading = \"A\"\ntext = '''It fell mark-\nedly.'''\n",
            Some("'''It fell mark-\nedly.'''\n"),
        ),
    ] {
        let typed = report(head, rest);
        let (text, ran) = fixed(&typed);
        match wanted {
            Some(wanted) => assert!(text.contains(wanted), "{text}{}", ran.err),
            None => assert_eq!((text, ran.out.as_str()), (typed, "")),
        }
    }
}

#[test]
fn areas_are_corrected_only_where_they_cannot_be_others() {
    let council = Council::new()
        .put("council.toml", "name = \"S\"\nstyle = \"county\"\nnation = \"england\"\n[areas.districts]\nnorth_lea = \"North Lea\"\nkings = \"King's Lynn & West\"\n")
        .put(
            "indicators/more.toml",
            "[rates]\nname = \"Rates\"\nmeasure = \"rate\"\nbetter = \"Lower\"\nunit = \"per 1,000\"\nplaces = 2\nwindow = \"quarter\"\n\n[[rates.series]]\narea = 'north-lea'\n[rates.series.values]\n\"2024/25 Q4\" = 1\n\n[[rates.series]]\narea = 'Kings Lynn and west'\n[rates.series.values]\n\"2024/25 Q4\" = \"2.5\"\n\n[[rates.series]]\narea = \"North Lee\"\n[rates.series.values]\n\"2024/25 Q4\" = \"60%\"\n",
        );
    let ran = council.run(&["check", "--fix"]);
    let text = read(&council, "indicators/more.toml");
    assert!(text.contains("better = \"lower\"\n"), "{text}{}", ran.err);
    assert!(text.contains("area = 'north_lea'\n"), "{text}{}", ran.err);
    assert!(text.contains("area = \"North Lee\"\n") && text.contains("= \"60%\"\n"), "{text}{}", ran.err);
    assert!(text.contains("area = 'Kings Lynn and west'\n"), "another name: {text}{}", ran.err);
    assert_eq!(ran.exit.code(), 1);
}

#[test]
fn a_second_fix_changes_nothing() {
    let council = Council::new().put("reports/paper/report.toml", TYPED);
    council.run(&["check", "--fix"]);
    let path = council.path().join("reports/paper/report.toml");
    let before =
        (everything(council.path()), fs::metadata(&path).expect("there").modified().expect("a time"));
    let ran = council.run(&["check", "--fix"]);
    assert_eq!(ran.out, "");
    assert!(ran.err.starts_with("nothing was found that could be corrected\n"), "{}", ran.err);
    let after = (everything(council.path()), fs::metadata(&path).expect("there").modified().expect("a time"));
    assert_eq!(before, after);
}

#[test]
fn a_diff_writes_nothing_and_shows_what_a_fix_does() {
    for words in [&["check", "--diff"][..], &["check", "--fix", "--diff"]] {
        let council = Council::new().put("reports/paper/report.toml", TYPED);
        let before = everything(council.path());
        let plain = council.run(&["check"]);
        let ran = council.run(words);
        assert_eq!(everything(council.path()), before);
        assert_eq!(ran.exit, plain.exit);
        assert!(
            ran.out.starts_with("--- a/reports/paper/report.toml\n+++ b/reports/paper/report.toml\n@@ "),
            "{}",
            ran.out
        );
        let lines = |sign: char| -> String {
            let body = ran.out.lines().skip(2).filter(|line| line.starts_with([sign, ' ']));
            body.map(|line| format!("{}\n", &line[1..])).collect()
        };
        // Every line of these files is within three of a change.
        assert_eq!((lines('-'), lines('+')), (TYPED.to_owned(), WANTED.to_owned()));
        let offer = "can be corrected by `boardpack check --fix` (--diff shows how)\n";
        assert!(plain.err.contains(offer) && !ran.err.contains(offer), "{}", plain.err);
    }
}

#[test]
fn what_is_said_stays_readable_by_programs() {
    let council = Council::new().put("reports/paper/report.toml", TYPED);
    let json = council.run(&["check", "--message-format", "json"]);
    let edits = r#""edits":[{"file":"reports/paper/report.toml","start":46,"end":56,"text":"2025-06-20"}]"#;
    assert!(json.err.lines().all(|line| line.starts_with('{')), "{}", json.err);
    assert!(json.err.replace(char::is_whitespace, "").contains("\"edits\":[{\"file\""), "{}", json.err);
    assert!(json.err.contains("\"text\":\"2025-06-20\"}]"), "{edits}: {}", json.err);
    let json = council.run(&["check", "--fix", "--message-format", "json"]);
    assert!(
        json.err.starts_with(
            "{\"kind\":\"corrected\",\"file\":\"reports/paper/report.toml\",\"corrections\":17}\n"
        ),
        "{}",
        json.err
    );
    assert!(json.err.lines().all(|line| line.starts_with('{')), "{}", json.err);
    let council = council.put("reports/paper/report.toml", TYPED.replace("Two", "Two”"));
    let short = council.run(&["check", "--fix", "--message-format", "short"]);
    assert!(short.err.lines().all(|line| line.starts_with("reports/")), "{}", short.err);
}

#[test]
fn pdfs_have_no_corrections() {
    for option in ["--fix", "--diff"] {
        let ran = Council::new().run(&["check", option, "a.pdf"]);
        assert_eq!(ran.exit.code(), 2, "{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn files_that_must_not_be_replaced_are_refused_and_then_none_is_written() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let spoil: [fn(&Path); 3] = [
        |report| fs::set_permissions(report, fs::Permissions::from_mode(0o444)).expect("set"),
        |report| {
            fs::rename(report, report.with_file_name("other.toml")).expect("moved");
            symlink("other.toml", report).expect("linked");
        },
        |report| {
            let folder = report.parent().expect("a folder");
            fs::rename(folder, folder.with_file_name(".moved")).expect("moved");
            symlink(".moved", folder).expect("linked");
        },
    ];
    for (n, spoil) in spoil.into_iter().enumerate() {
        let council = Council::new().put("reports/paper/report.toml", TYPED);
        let people = read(&council, "people.toml").replace("phone", "phoen");
        let council = council.put("people.toml", &people);
        spoil(&council.path().join("reports/paper/report.toml"));
        let before = everything(council.path());
        let ran = council.run(&["check", "--fix"]);
        assert_eq!((ran.exit.code(), ran.out.as_str()), (3, ""), "{n}: {}", ran.err);
        assert!(ran.err.contains("reports/paper") && ran.err.contains("hint: "), "{n}: {}", ran.err);
        assert_eq!(everything(council.path()), before, "{n}");
    }
}

/// The errors of a check.
fn errors(council: &Council) -> usize {
    let ran = council.run(&["check", "--message-format", "json"]);
    ran.err.lines().filter(|line| line.contains("\"kind\":\"finding\",\"severity\":\"error\"")).count()
}

/// The TOML files of a council that can be read as such.
fn readable(council: &Council) -> BTreeMap<PathBuf, bool> {
    let files = everything(council.path())
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|e| e == "toml"));
    let parses = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).ok()?;
        text.trim_start_matches('\u{feff}').parse::<toml::Table>().ok()
    };
    files.map(|(path, bytes)| (path, parses(bytes).is_some())).collect()
}

/// Cases in which more is found once they are corrected: in a table whose name is misspelt, nothing is read.
const BRINGS_TO_LIGHT: [&str; 1] = ["actions_empty"];

#[test]
fn no_fix_of_any_case_makes_it_worse() {
    let (mut corrected, mut worse) = (0, Vec::<String>::new());
    for entry in fs::read_dir(tests().join("findings")).expect("the cases") {
        let case = entry.expect("an entry").path();
        if !case.is_dir() {
            continue;
        }
        let name = case.file_name().expect("a name").to_string_lossy();
        let council = Council::new().lay_over(&case);
        let (errors_before, readable_before) = (errors(&council), readable(&council));
        let ran = council.run(&["check", "--fix", "--message-format", "json"]);
        if ran.out.is_empty() {
            continue;
        }
        corrected += 1;
        let (errors_after, readable_after) = (errors(&council), readable(&council));
        if errors_after > errors_before && !BRINGS_TO_LIGHT.contains(&name.as_ref()) {
            worse.push(format!("{}: {errors_before} before, {errors_after} after", case.display()));
        }
        for (path, was_readable) in readable_before {
            assert!(!was_readable || readable_after[&path], "{} is no TOML any more", path.display());
        }
        let again = council.run(&["check", "--fix"]);
        assert_eq!(again.out, "", "{}: a second fix changes more", case.display());
    }
    assert!(worse.is_empty(), "{worse:#?}");
    assert!(corrected > 15, "only {corrected} cases have anything that is corrected");
}
