//! What a run leaves behind: files, bytes, streams and exit codes. It never looks into a PDF.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Council, assert_accessible, run_in};
use boardpack::cli::Exit;

const BROKEN: &str = "title = \"A report\"\nboard = \"saffer\"\n";

fn pdf(council: &Council) -> PathBuf {
    council.path().join("out/reports/paper/report.pdf")
}

/// Every file below a folder, with its bytes.
fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(everything(&path));
        // On Windows the file stays by which the folder is held.
        } else if !path.ends_with(".boardpack.lock") {
            found.push((path.clone(), fs::read(path).expect("a file")));
        }
    }
    found.sort();
    found
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
        (&["biuld"][..], "tip: a similar subcommand exists: 'build'"),
        (&["build", "--no-such-option"][..], "unexpected argument"),
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
