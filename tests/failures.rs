//! Runs that end before they are done: by a fault of the program, a stop from outside, or an output that
//! nobody reads. What was built before stays, and what is said is true. It looks into no PDF.

use std::fs;
use std::io::{self, Write};
use std::panic::set_hook;
use std::path::Path;
use std::process::Command;

use crate::support::{Council, everything};
use boardpack::cli::{Console, Exit, Surroundings, run};
use boardpack::watch::{Panics, Stop};

/// The progress that is shown once the first paper of several is set, on the thread that set it.
const PROGRESS: &str = "setting papers: 1 of";

/// Words of every paper here, which no report and no trace may hold.
const WORDS: &str = "Confidential words";

/// A stream that does something when a certain text comes.
struct Stream<F> {
    said: String,
    at: &'static str,
    then: F,
}

impl<F: FnMut() -> io::Result<()>> Write for Stream<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let before = self.said.matches(self.at).count();
        self.said.push_str(&String::from_utf8_lossy(bytes));
        if self.said.matches(self.at).count() > before {
            (self.then)()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A council with reports, and a pack of the first of them.
fn council(reports: usize) -> Council {
    let report = |n: usize| {
        format!(
            "title = \"Report {n}\"\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = []\n\n[[section]]\nheading = \"Introduction\"\ntext = '{WORDS}.'\n\n[recommendations]\ntext = 'That it is noted.'\n"
        )
    };
    let made = (0..reports)
        .fold(Council::new(), |council, n| council.put(&format!("reports/r{n}/report.toml"), report(n)));
    made.put(
        "packs/meeting/pack.toml",
        "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n\n[[item]]\ntitle = \"Update\"\npapers = [ { report = \"r0\" } ]\n",
    )
}

/// Runs boardpack with streams of its own, as on a terminal: exit, standard output, standard error.
fn run_with(
    council: &Council,
    words: &[&str],
    surroundings: Surroundings,
    mut out: Stream<impl FnMut() -> io::Result<()> + Send>,
    mut err: Stream<impl FnMut() -> io::Result<()> + Send>,
) -> (Exit, String, String) {
    let surroundings = Surroundings {
        current: council.path().to_path_buf(),
        err_is_terminal: true,
        no_color: true,
        ..surroundings
    };
    let all = std::iter::once("boardpack").chain(words.iter().copied()).map(Into::into);
    let exit = run(all, &surroundings, &mut Console { out: &mut out, err: &mut err });
    (exit, out.said, err.said.replace('\\', "/"))
}

fn plain() -> Stream<fn() -> io::Result<()>> {
    Stream { said: String::new(), at: "no such text", then: || Ok(()) }
}

fn at<F: FnMut() -> io::Result<()>>(at: &'static str, then: F) -> Stream<F> {
    Stream { said: String::new(), at, then }
}

/// Every name below a folder, of folders too.
fn names(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        found.push(entry.path().display().to_string());
        if entry.path().is_dir() {
            found.extend(names(&entry.path()));
        }
    }
    found.retain(|name| !name.ends_with(".boardpack.lock"));
    found.sort();
    found
}

/// Runs a test in a process of its own, since there is one hook for the panics of all. True in that process.
fn is_alone(name: &str) -> bool {
    const MARK: &str = "BOARDPACK_TEST_ALONE";
    if std::env::var_os(MARK).is_some() {
        return true;
    }
    let tests = std::env::current_exe().expect("this program");
    let ran = Command::new(tests).args(["--exact", name]).env(MARK, "1").output().expect("it runs");
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(ran.status.success() && said.contains("1 passed"), "{said}");
    false
}

#[test]
fn a_panic_on_a_worker_is_a_fault_with_a_report_that_holds_no_words() {
    if !is_alone("failures::a_panic_on_a_worker_is_a_fault_with_a_report_that_holds_no_words") {
        return;
    }
    let council = council(4);
    assert_eq!(council.run(&["build"]).exit, Exit::Done);
    let report = fs::read(council.path().join("reports/r3/report.toml")).expect("a report");
    let council = council.put("reports/r4/report.toml", report);
    let before = everything(&council.path().join("out"));
    let panics = Panics::default();
    let notes = panics.clone();
    // As `main` does.
    set_hook(Box::new(move |info| notes.note(info.location())));
    let err = at(PROGRESS, || panic!("a stream that fails: {WORDS}"));
    let surroundings = Surroundings { panics, ..Surroundings::default() };
    let (exit, out, said) = run_with(&council, &["build"], surroundings, plain(), err);
    assert_eq!((exit.code(), out.as_str()), (4, ""), "{said}");
    assert!(said.contains("error: boardpack itself failed, through no fault of your papers"), "{said}");
    assert!(said.contains("what was built before is as it was"), "{said}");
    assert!(said.contains("hint: please send the file out/boardpack-fault.txt to whoever"), "{said}");
    let report = council.path().join("out/boardpack-fault.txt");
    let text = fs::read_to_string(&report).expect("a report");
    for line in
        ["command: build", "stage:   typeset", "papers:  not known; the command was about all of them"]
    {
        assert!(text.lines().any(|there| there == line), "{text}");
    }
    assert!(text.contains(concat!("version: ", env!("CARGO_PKG_VERSION"))), "{text}");
    assert!(text.contains("place:   tests/failures.rs:"), "{text}");
    let folder = council.path().display().to_string();
    for text in [&text, &said] {
        assert!(!text.contains(WORDS) && !text.contains(&folder), "{text}");
    }
    // Nothing else was made, and nothing waits.
    let mut after = everything(&council.path().join("out"));
    after.retain(|(path, _)| *path != report);
    assert!(after == before);
    let ran = council.run(&["build"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
}

#[test]
fn a_fault_whose_report_cannot_be_written_says_what_it_would_have() {
    let panicking = || at("1 paper is in order", || panic!("a stream that fails"));
    let council = Council::new();
    let (exit, _, said) =
        run_with(&council, &["check", "reports/paper"], Surroundings::default(), plain(), panicking());
    assert_eq!(exit, Exit::Fault, "{said}");
    assert!(said.contains("hint: please send these lines to whoever looks after boardpack"), "{said}");
    assert!(said.contains("\n  command: check\n") && said.contains("  stage:   not known\n"), "{said}");
    assert!(said.contains("  papers:  not known; the command was about reports/paper\n"), "{said}");
    assert!(!council.path().join("out").exists());

    let council = self::council(2).put("out/boardpack-fault.txt/keep", "mine");
    let err = at(PROGRESS, || panic!("a stream that fails"));
    let (exit, _, said) = run_with(&council, &["build"], Surroundings::default(), plain(), err);
    assert_eq!(exit, Exit::Fault, "{said}");
    assert!(said.contains("out/boardpack-fault.txt cannot be written"), "{said}");
    assert!(said.contains("hint: a folder stands where the file goes"), "{said}");
    assert!(said.contains("\n  command: build\n  stage:   typeset\n"), "{said}");
}

#[test]
fn a_stop_before_the_end_changes_nothing() {
    let council = council(4);
    for built_before in [false, true] {
        let before = if built_before {
            assert_eq!(council.run(&["build", "reports/r0"]).exit, Exit::Done);
            everything(&council.path().join("out"))
        } else {
            Vec::new()
        };
        let there = if built_before { names(&council.path().join("out")) } else { Vec::new() };
        let stop = Stop::default();
        let asked = stop.clone();
        let err = at(PROGRESS, || {
            asked.request();
            Ok(())
        });
        let surroundings = Surroundings { stop, ..Surroundings::default() };
        let (exit, out, said) = run_with(&council, &["build"], surroundings, plain(), err);
        assert_eq!((exit.code(), out.as_str()), (3, ""), "{said}");
        assert!(said.contains("error: stopped before the end: nothing was changed"), "{said}");
        assert!(said.contains("hint: give the same command again"), "{said}");
        assert!(everything(&council.path().join("out")) == before);
        assert_eq!(names(&council.path().join("out")), there);
    }
}

#[test]
fn a_stop_while_files_take_their_places_says_how_many_did() {
    let council = council(2);
    let stop = Stop::default();
    let asked = stop.clone();
    // The paths are said once the files are there.
    let out = at("out/reports", move || {
        asked.request();
        Ok(())
    });
    let surroundings = Surroundings { stop, ..Surroundings::default() };
    let (exit, out, said) = run_with(&council, &["build", "reports"], surroundings, out, plain());
    assert_eq!((exit, out.lines().count()), (Exit::Io, 3), "{said}");
    assert!(said.contains("stopped before the end: 3 files are new and whole"), "{said}");
}

#[test]
fn commands_that_are_stopped_at_once_do_nothing() {
    let council = council(1);
    let before = everything(council.path());
    for words in [&["check"][..], &["build"], &["new", "minutes", "--from", "packs/meeting"]] {
        let stop = Stop::default();
        stop.request();
        let surroundings = Surroundings { stop, ..Surroundings::default() };
        let (exit, out, said) = run_with(&council, words, surroundings, plain(), plain());
        assert_eq!((exit, out.as_str()), (Exit::Io, ""), "{words:?}: {said}");
        assert!(said.starts_with("error: stopped before the end: nothing was changed"), "{words:?}: {said}");
        assert!(everything(council.path()) == before, "{words:?}");
    }
}

#[test]
fn an_output_that_nobody_reads_is_said_and_costs_no_file() {
    let closed = || at("", || Err(io::ErrorKind::BrokenPipe.into()));
    let council = council(2);
    let (exit, _, said) = run_with(&council, &["build"], Surroundings::default(), closed(), plain());
    assert_eq!(exit.code(), 3, "{said}");
    assert!(said.contains("error: what reads the output closed it before the end"), "{said}");
    let built = everything(&council.path().join("out"));
    assert!(built.iter().any(|(path, _)| path.ends_with("packs/meeting/pack.pdf")), "{built:?}");
    for words in [&["list", "reports"][..], &["explain"], &["--help"]] {
        let (exit, _, said) = run_with(&council, words, Surroundings::default(), closed(), plain());
        assert_eq!(exit, Exit::Io, "{words:?}: {said}");
    }
}

/// As somebody at the keyboard stops it.
#[cfg(unix)]
#[test]
fn a_signal_ends_the_program_and_leaves_nothing_waiting() {
    use std::process::Stdio;

    for signal in ["-INT", "-TERM"] {
        let council = council(40);
        let out = council.path().join("out");
        let program = Command::new(env!("CARGO_BIN_EXE_boardpack"))
            .args(["build", "--project"])
            .arg(council.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // It holds its folder from the first moment on, long before forty papers are done.
        while !out.join(".boardpack.lock").exists() {
            std::thread::yield_now();
        }
        let sent = Command::new("kill").args([signal, &program.id().to_string()]).status();
        assert!(sent.is_ok_and(|sent| sent.success()));
        let ended = program.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!((ended.status.code(), ended.stdout.len()), (Some(3), 0), "{signal}: {said}");
        assert!(said.contains("stopping; to stop at once, press Ctrl-C again"), "{said}");
        assert!(said.contains("nothing was changed"), "{said}");
        assert_eq!(names(&out), Vec::<String>::new());
    }
}
