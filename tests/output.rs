//! What a run leaves behind: files, bytes, streams and exit codes. It never looks into a PDF.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Council, Pdf, assert_accessible, everything, run_in};
use boardpack::cli::Exit;

const BROKEN: &str = "title = \"A report\"\nboard = \"saffer\"\n";

fn pdf(council: &Council) -> PathBuf {
    council.path().join("out/reports/paper/report.pdf")
}

/// Runs the program itself on the samples, with so many threads.
fn program(threads: &str, project: &Path, out: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let command = Command::new(env!("CARGO_BIN_EXE_boardpack"))
        .args(["build", "--quiet", "--project"])
        .arg(project)
        .arg("--out")
        .arg(out)
        .env("RAYON_NUM_THREADS", threads)
        .current_dir(out)
        .output()
        .expect("the program runs");
    assert!(
        command.status.success() && command.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&command.stderr)
    );
    let inner = |path: &Path| path.strip_prefix(out).expect("inside").to_path_buf();
    everything(out).into_iter().map(|(path, bytes)| (inner(&path), bytes)).collect()
}

#[test]
fn the_same_papers_are_the_same_bytes() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let moved = Council::new().lay_over(&content);
    fs::remove_dir_all(moved.path().join("reports/paper")).expect("removed");
    fs::remove_file(moved.path().join("boards/safer.toml")).expect("removed");
    let outs: Vec<tempfile::TempDir> = (0..4).map(|_| tempfile::tempdir().expect("a folder")).collect();
    let first = program("1", &content, outs[0].path());
    // Nine reports with the data of their charts, minutes, an action log, and a pack with its items.
    assert_eq!(first.len(), 33);
    assert!(first == program("1", &content, outs[1].path()), "two builds differ");
    assert!(first == program("2", &content, outs[2].path()), "one thread and two differ");
    // The base's own indicator file gives way to the sample's of the same name.
    assert!(first == program("2", moved.path(), outs[3].path()), "two folders differ");
}

#[test]
fn a_build_that_fails_leaves_the_earlier_pdf() {
    let council = Council::new();
    council.built();
    let before = everything(&council.path().join("out"));
    let council = council.put("reports/paper/report.toml", BROKEN);
    let ran = council.run(&["build"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Problems, ""));
    assert!(ran.err.contains("what was built before is as it was"), "{}", ran.err);
    assert!(before == everything(&council.path().join("out")));
}

#[test]
fn one_broken_paper_keeps_all_papers_from_being_written() {
    let council = Council::new();
    let good = fs::read(council.path().join("reports/paper/report.toml")).expect("a report");
    let council = council.put("reports/another/report.toml", good).put("reports/paper/report.toml", BROKEN);
    assert_eq!(council.run(&["build"]).exit, Exit::Problems);
    assert!(!council.path().join("out/reports").exists());
    let ran = council.run(&["build", "reports/another"]);
    assert_eq!(
        (ran.exit, ran.out.replace('\\', "/").as_str()),
        (Exit::Done, "out/reports/another/report.pdf\n")
    );
}

#[test]
fn check_writes_nothing() {
    let council = Council::new();
    let before = everything(council.path());
    let ran = council.run(&["check"]);
    assert_eq!((ran.exit, ran.out.as_str(), ran.err.as_str()), (Exit::Done, "", "1 paper is in order\n"));
    assert!(before == everything(council.path()) && !council.path().join("out").exists());
}

#[test]
fn standard_output_holds_the_written_paths_and_nothing_else() {
    let council = Council::new();
    let ran = council.run(&["build"]);
    assert_eq!(ran.out.replace('\\', "/"), "out/reports/paper/report.pdf\n");
    assert_eq!(ran.err, "built 1 paper, 2 pages\n");
    assert_accessible(&pdf(&council));
    let left: Vec<PathBuf> =
        everything(&council.path().join("out")).into_iter().map(|(path, _)| path).collect();
    assert_eq!(left, [pdf(&council)], "something else was left behind");
    assert_eq!(council.run(&["build", "--quiet"]).err, "");
}

#[test]
fn a_build_ends_with_the_pages_of_each_pdf() {
    let item = |n| format!("[[item]]\ntitle = \"Update {n}\"\npapers = [ {{ report = \"r{n}\" }} ]\n");
    let items: String = (0..8).map(item).collect();
    // A chart leaves a CSV file, which has no pages.
    let chart = "[[section]]\nheading = \"H\"\ntext = \"{{ place('trend') }}\"\n\n[chart.trend]\ntrend = \"burglary\"\ntitle = \"Burglary\"\n\n[recommendations]\ntext = 'That it is noted.'\n";
    let council = Council::new();
    let report = fs::read_to_string(council.path().join("reports/paper/report.toml")).expect("a report");
    let titled = |n| report.replacen("Community safety update", &format!("Update {n}"), 1);
    let council = (0..8).fold(council, |c, n| c.put(&format!("reports/r{n}/report.toml"), titled(n)));
    let crime = fs::read_to_string(council.path().join("indicators/crime.toml")).expect("an indicator");
    // Of two points a hint would be said.
    let council = council.put("indicators/crime.toml", format!("{crime}\"2022/23 Q4\" = 2.7\n"));
    let council = council.report(chart).put(
        "packs/meeting/pack.toml",
        format!("board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n\n{items}"),
    );
    let ran = council.run(&["build", "reports/paper", "packs"]);
    assert!(ran.out.contains("trend.csv"), "{}", ran.err);
    let out = council.path().join("out");
    let pages = |file: &str| Pdf::open(&out.join(file)).pages.len();
    let of_item = |n| format!("item-{n:02}.pdf {}", pages(&format!("packs/meeting/item-{n:02}.pdf")));
    let items: Vec<String> = (1..=8).map(of_item).collect();
    let (paper, whole) = (pages("reports/paper/report.pdf"), pages("packs/meeting/pack.pdf"));
    let expected = format!(
        "out/reports/paper/report.pdf: {paper} pages\nout/packs/meeting/pack.pdf: {whole} pages\n  beside it, with their pages: agenda.pdf {}, accessibility.pdf 1, {},\n  {}\nbuilt 1 paper and 1 pack, {} pages\n",
        pages("packs/meeting/agenda.pdf"),
        items[..2].join(", "),
        items[2..].join(", "),
        paper + whole,
    );
    assert_eq!(ran.err.replace('\\', "/"), expected);
    for words in [&["build", "-q"][..], &["build", "--message-format", "json"]] {
        fs::remove_dir_all(&out).expect("removed");
        assert_eq!(council.run(words).err, "");
    }
}

#[test]
fn an_output_folder_that_is_a_file_is_said() {
    let council = Council::new().put("out", "a file of mine");
    let ran = council.run(&["build"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Io, ""));
    assert!(
        ran.err.contains("cannot be written")
            && ran.err.contains("hint: a file stands where a folder is needed"),
        "{}",
        ran.err
    );
    assert_eq!(fs::read(council.path().join("out")).expect("still there"), b"a file of mine");
}

#[test]
fn a_folder_where_the_pdf_goes_is_said() {
    let council = Council::new().put("out/reports/paper/report.pdf/keep.txt", "mine");
    let ran = council.run(&["build"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Io, ""));
    assert!(
        ran.err.contains("cannot be written")
            && ran.err.contains("hint: a folder stands where the file goes"),
        "{}",
        ran.err
    );
    let left = everything(&council.path().join("out"));
    assert_eq!(left, [(pdf(&council).join("keep.txt"), b"mine".to_vec())]);
}

/// A full disk, as Linux plays it.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let council = Council::new();
    let folder = council.path().join("out/reports/paper");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(pdf(&council), "earlier").expect("a file");
    std::os::unix::fs::symlink("/dev/full", folder.join(format!(".report.pdf.{}.part", std::process::id())))
        .expect("a link");
    let ran = council.run(&["build"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Io, ""), "{}", ran.err);
    assert!(ran.err.contains("hint: make room on the disk"), "{}", ran.err);
    assert_eq!(fs::read(pdf(&council)).expect("still there"), b"earlier");
}

#[test]
fn wrong_use_is_exit_code_2() {
    let council = Council::new();
    for (words, said) in [
        (&["biuld"][..], "did you mean build?"),
        (&["build", "--no-such-option"][..], "has no option --no-such-option"),
        (&["build", "reports/nothing"][..], "there is no reports/nothing"),
        (&["build", "--project", "reports"][..], "holds no council.toml"),
        (&[][..], "Usage"),
    ] {
        let ran = council.run(words);
        assert_eq!((ran.exit.code(), ran.out.as_str()), (2, ""), "{words:?}");
        assert!(ran.err.contains(said), "{words:?}: {}", ran.err);
    }
    let elsewhere = tempfile::tempdir().expect("a folder");
    let ran = run_in(elsewhere.path(), &["check"]);
    assert_eq!(ran.exit, Exit::Usage);
    assert!(ran.err.contains("no council.toml here or in any folder above"), "{}", ran.err);
}

#[test]
fn help_and_version_are_wanted_output() {
    let council = Council::new();
    for words in [["--help"], ["--version"]] {
        let ran = council.run(&words);
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
        assert!(ran.out.contains("boardpack"), "{}", ran.out);
    }
}

#[test]
fn the_project_is_found_from_any_folder_inside_it() {
    let council = Council::new();
    let ran = run_in(&council.path().join("reports/paper"), &["check"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, "1 paper is in order\n"));
    assert_eq!(run_in(&council.path().join("reports"), &["check", "paper/report.toml"]).exit, Exit::Done);
}

#[test]
fn json_is_one_object_a_line() {
    let council = Council::new().put("reports/paper/report.toml", BROKEN);
    let ran = council.run(&["check", "--message-format", "json"]);
    assert_eq!(ran.exit, Exit::Problems);
    let lines: Vec<serde_json::Value> =
        ran.err.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let board = lines.iter().find(|l| l["rule"] == "unknown-board").expect("the finding");
    assert_eq!(
        (&board["file"], &board["line"], &board["column"]),
        (&"reports/paper/report.toml".into(), &2.into(), &9.into())
    );
    assert_eq!(board["severity"], "error");
    assert!(board["hints"].as_array().is_some_and(|hints| !hints.is_empty()));
    let good = Council::new().run(&["build", "--message-format", "json"]);
    assert_eq!((good.exit, good.err.as_str()), (Exit::Done, ""));
}

#[test]
fn findings_come_in_the_order_of_their_places() {
    let council = Council::new()
        .put("people.toml", "[officer]\nnme = \"A\"\n")
        .put("reports/paper/report.toml", BROKEN);
    let ran = council.run(&["check", "--message-format", "short", "--quiet"]);
    let places: Vec<(&str, u32)> = ran
        .err
        .lines()
        .map(|l| {
            let mut parts = l.split(':');
            (parts.next().expect("a file"), parts.next().and_then(|n| n.parse().ok()).unwrap_or(0))
        })
        .collect();
    let mut sorted = places.clone();
    sorted.sort_unstable();
    assert!(places == sorted && places.len() > 3, "{}", ran.err);
}

#[test]
fn warnings_stop_the_build_where_they_are_denied() {
    let warned = "title = \"A\"\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\n\n[[section]]\nheading = \"A\"\ntext = '''B.'''\n";
    let council = Council::new().put("reports/paper/report.toml", warned);
    let ran = council.run(&["build"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(ran.err.contains("warning[background-papers]") && ran.err.contains("1 warning"), "{}", ran.err);
    fs::remove_dir_all(council.path().join("out")).expect("removed");
    let ran = council.run(&["build", "--deny-warnings"]);
    assert_eq!((ran.exit, ran.pdfs.len()), (Exit::Problems, 0), "{}", ran.err);
    assert!(ran.err.contains("(warnings are denied)"), "{}", ran.err);
}

/// The stock Typst compiles what `--emit-typst` writes, and gives the same pages.
#[test]
#[expect(clippy::print_stderr, reason = "who runs the test should know what it did not try")]
fn emitted_typst_compiles_as_it_stands() {
    let council = Council::new();
    let ran = council.run(&["build", "--emit-typst", "typst"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let folder = council.path().join("typst");
    assert!(folder.join("reports/paper/main.typ").is_file() && folder.join("fonts").is_dir());
    let typst = Command::new("typst")
        .args(["compile", "--features", "a11y-extras", "--ignore-system-fonts", "--font-path"])
        .arg(folder.join("fonts"))
        .args(["--pdf-standard", "ua-1", "--pdf-standard", "a-2a"])
        .arg(folder.join("reports/paper/main.typ"))
        .arg(folder.join("paper.pdf"))
        .output();
    let Ok(typst) = typst else {
        eprintln!("note: there is no `typst` command here, so what was emitted was not compiled");
        return;
    };
    assert!(typst.status.success() && typst.stderr.is_empty(), "{}", String::from_utf8_lossy(&typst.stderr));
    let (stock, ours) =
        (crate::support::Pdf::open(&folder.join("paper.pdf")), crate::support::Pdf::open(&pdf(&council)));
    assert_eq!(stock.tags.show(), ours.tags.show());
}

/// A name that is also the name of a folder or a file of the program's own.
#[test]
fn a_paper_may_be_called_what_its_file_is_called() {
    let pack = "board = \"minutes\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n\n[[item]]\ntitle = \"Update\"\npapers = [ { report = \"report\" } ]\n";
    let minutes = "start = 2025-03-20T10:00:00\nend = 11:00:00\nplace = \"at Town Hall\"\nfirst_number = 1\n\n[[present]]\nname = \"Mr A. Member\"\n\n[[minute]]\ntitle = \"Introductions\"\ntext = 'They were made.'\n";
    let report = "title = \"A report\"\nboard = \"minutes\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = []\n\n[[section]]\nheading = \"Introduction\"\ntext = 'Words.'\n\n[recommendations]\ntext = 'That it is noted.'\n";
    let council = Council::new()
        .put("boards/minutes.toml", "name = \"Board\"\nbody = \"partnership\"\n")
        .put("reports/report/report.toml", report)
        .put("minutes/minutes/2025-03-20.toml", minutes);
    let packs = ["pack", "pack_pack", "packs", "accessibility", "minutes"];
    let council =
        packs.iter().fold(council, |council, id| council.put(&format!("packs/{id}/pack.toml"), pack));
    let ran = council.run(&["build"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let out = council.path().join("out");
    let mut found: Vec<String> = everything(&out)
        .iter()
        .map(|(path, _)| path.strip_prefix(&out).expect("below").to_string_lossy().replace('\\', "/"))
        .collect();
    let files =
        ["accessibility.json", "accessibility.pdf", "agenda.pdf", "item-01.pdf", "manifest.json", "pack.pdf"];
    let mut expected: Vec<String> =
        packs.iter().flat_map(|id| files.map(|file| format!("packs/{id}/{file}"))).collect();
    expected.extend(
        ["minutes/minutes/2025-03-20.pdf", "reports/paper/report.pdf", "reports/report/report.pdf"]
            .map(str::to_owned),
    );
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    // Each is known by its name in every way of writing it.
    for from in ["packs/pack", "packs/pack/pack.toml", "pack", "minutes"] {
        let ran = council.run(&["new", "minutes", "--from", from]);
        assert_eq!(ran.exit, Exit::Done, "{from}: {}", ran.err);
        assert!(ran.err.contains("a draft of 1 minute"), "{from}: {}", ran.err);
        let made = council.path().join("minutes/minutes/2025-06-20.toml");
        let text = fs::read_to_string(&made).expect("minutes");
        let pack = if from == "minutes" { "packs/minutes" } else { "packs/pack" };
        assert!(text.contains(&format!("begun from {pack}/pack.toml")), "{from}: {text}");
        fs::remove_file(made).expect("removed");
    }
}
