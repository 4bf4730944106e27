//! `--timings`: the times of stages and papers as a trace, with a clock of the test's own. It never measures
//! anything.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::Value;

use crate::support::{Council, everything, tests};
use boardpack::cli::{Console, Exit, Surroundings, run};
use boardpack::watch::Gauge;

/// The stages, by the names that a trace gives them.
const STAGES: [&str; 7] = ["load", "check", "merge", "number", "typeset", "assemble", "write"];

/// A clock that goes on by a millisecond whenever anybody looks.
#[derive(Debug, Default)]
struct Ticks(AtomicU64);

impl Gauge for Ticks {
    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.0.fetch_add(1, Ordering::SeqCst))
    }

    fn peak_memory(&self) -> Option<u64> {
        None
    }
}

/// Runs boardpack with that clock: exit, standard output, standard error.
fn run_timed(council: &Council, words: &[&str]) -> (Exit, String, String) {
    let surroundings = Surroundings {
        current: council.path().to_path_buf(),
        gauge: Some(Arc::new(Ticks::default())),
        ..Surroundings::default()
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let all = std::iter::once("boardpack").chain(words.iter().copied()).map(Into::into);
    let exit = run(all, &surroundings, &mut Console { out: &mut out, err: &mut err });
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8").replace('\\', "/");
    (exit, text(out), text(err))
}

/// Three reports, a pack of two of them and a PDF, all with words that no trace may hold.
fn council() -> Council {
    let report = "title = \"Purple report\"\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = []\n\n[[section]]\nheading = \"Purple heading\"\ntext = 'Purple words.'\n\n[recommendations]\ntext = 'That it is noted.'\n";
    let pack = "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n\n[[item]]\ntitle = \"Purple item\"\npapers = [ { report = \"r0\" } ]\n[[item]]\ntitle = \"Purple report again\"\npapers = [ { report = \"r1\" } ]\n[[item]]\ntitle = \"A letter\"\npapers = [ { pdf = \"letter.pdf\", alt = \"Purple\" } ]\n";
    let letter = fs::read(tests().join("attachments/letter.pdf")).expect("a PDF");
    ["r0", "r1", "r2"]
        .into_iter()
        .fold(Council::new(), |council, id| council.put(&format!("reports/{id}/report.toml"), report))
        .put("packs/meeting/pack.toml", pack)
        .put("attachments/letter.pdf", letter)
}

/// A span of a trace.
#[derive(Debug, Clone)]
struct Span {
    name: String,
    row: u64,
    start: u64,
    end: u64,
    paper: Option<String>,
}

/// The spans of a trace, which holds nothing but the names of stages and the ids of papers.
fn spans(path: &Path) -> Vec<Span> {
    let text = fs::read_to_string(path).expect("a trace");
    for word in ["Purple", "purple", "Town", "officer"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    let folder = path.parent().expect("a folder").display().to_string();
    assert!(!text.contains(&folder), "{text}");
    let trace: Value = serde_json::from_str(&text).expect("JSON");
    let number = |value: &Value| value.as_u64().expect("a number");
    let events = trace["traceEvents"].as_array().expect("a list");
    let complete = events.iter().filter(|event| event["ph"] == "X");
    let span = |event: &Value| Span {
        name: event["name"].as_str().expect("a name").to_owned(),
        row: number(&event["tid"]),
        start: number(&event["ts"]),
        end: number(&event["ts"]) + number(&event["dur"]),
        paper: event["args"]["paper"].as_str().map(str::to_owned),
    };
    complete.map(span).collect()
}

fn holds(outer: &Span, inner: &Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

#[test]
fn every_stage_and_every_paper_has_its_span_and_they_nest() {
    let council = council();
    let (exit, out, err) = run_timed(&council, &["build", "--timings", "times.json"]);
    assert_eq!(exit, Exit::Done, "{err}");
    assert!(out.ends_with("\ntimes.json\n"), "{out}");
    let spans = spans(&council.path().join("times.json"));
    let run = spans.iter().find(|span| span.name == "build").expect("the run");
    assert!(spans.iter().all(|span| holds(run, span)), "{spans:?}");
    let stages: BTreeMap<&str, &Span> = spans
        .iter()
        .filter(|span| span.paper.is_none() && span.name != "build")
        .map(|span| (span.name.as_str(), span))
        .collect();
    assert!(STAGES.iter().all(|stage| stages.contains_key(stage)) && stages.len() == 7, "{stages:?}");
    let mut of_papers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for span in spans.iter().filter(|span| span.paper.is_some()) {
        assert!(holds(stages[span.name.as_str()], span), "{span:?} is not in its stage");
        of_papers.entry(&span.name).or_default().push(span.paper.as_deref().unwrap_or_default());
    }
    for stage in ["number", "typeset", "assemble", "write"] {
        for id in ["reports/r0", "reports/r2", "reports/paper"] {
            assert!(of_papers[stage].contains(&id), "{stage}: {of_papers:?}");
        }
    }
    assert!(of_papers["assemble"].contains(&"packs/meeting/item-03.pdf"), "{of_papers:?}");
    // In a row, one span holds another or ends before it begins.
    for (nth, one) in spans.iter().enumerate() {
        for other in spans[nth + 1..].iter().filter(|other| other.row == one.row) {
            let apart = one.end <= other.start || other.end <= one.start;
            assert!(apart || holds(one, other) || holds(other, one), "{one:?} and {other:?}");
        }
    }
    assert!(spans.iter().all(|span| span.row < 30), "{spans:?}");
}

#[test]
fn what_is_built_is_the_same_with_and_without() {
    let council = council();
    assert_eq!(run_timed(&council, &["build", "--out", "a"]).0, Exit::Done);
    assert_eq!(run_timed(&council, &["build", "--out", "b", "--timings", "b/times.json"]).0, Exit::Done);
    let files = |out: &str| -> Vec<(PathBuf, Vec<u8>)> {
        let out = council.path().join(out);
        let inner = |path: PathBuf| path.strip_prefix(&out).expect("below").to_owned();
        everything(&out).into_iter().map(|(path, bytes)| (inner(path), bytes)).collect()
    };
    let (plain, mut timed) = (files("a"), files("b"));
    timed.retain(|(path, _)| path != Path::new("times.json"));
    assert!(plain == timed && plain.len() > 8);
}

#[test]
fn times_are_written_where_findings_stop_the_run() {
    let council = council().put("reports/r2/report.toml", "title = \"Purple\"\n");
    // A check of packs goes on, to see which of their items are ready.
    for words in [&["build"][..], &["check", "reports"]] {
        let command = words[0];
        let (exit, out, err) = run_timed(&council, &[words, &["--timings", "out/times.json"]].concat());
        assert_eq!((exit, out.as_str()), (Exit::Problems, "out/times.json\n"), "{err}");
        let spans = spans(&council.path().join("out/times.json"));
        let names: Vec<&str> = spans.iter().map(|span| span.name.as_str()).collect();
        assert_eq!(names, [command, "load", "check", "merge"]);
    }
    assert_eq!(everything(&council.path().join("out")).len(), 1);
}

#[test]
fn pdfs_that_are_checked_have_their_times_too() {
    let council = council();
    let (exit, out, err) =
        run_timed(&council, &["check", "attachments/letter.pdf", "--timings", "times.json"]);
    assert!(out == "times.json\n" && exit != Exit::Fault, "{exit:?} {out} {err}");
    let spans = spans(&council.path().join("times.json"));
    let checked = spans.iter().find(|span| span.paper.is_some()).expect("the file");
    assert_eq!((checked.name.as_str(), checked.paper.as_deref()), ("check", Some("letter.pdf")));
}

#[test]
fn no_file_of_the_council_is_replaced() {
    let council = council().put("people.json", "mine");
    let before = everything(council.path());
    for (file, said) in [
        ("council.toml", "is not the name of a JSON file"),
        ("times", "is not the name of a JSON file"),
        ("people.json", "is a file of the council's folder, and is left as it is"),
        ("reports/../people.json", "is a file of the council's folder, and is left as it is"),
    ] {
        let (exit, out, err) = run_timed(&council, &["build", "--timings", file]);
        assert_eq!((exit, out.as_str()), (Exit::Usage, ""), "{err}");
        assert!(err.contains(said) && err.contains("\nhint: "), "{file}: {err}");
        assert!(everything(council.path()) == before, "{file}");
    }
    // In the output folder, and outside of all, the last one gives way to the new one.
    let outside = tempfile::tempdir().expect("a folder");
    let outside = outside.path().join("times.json").display().to_string();
    for file in ["out/times.json", &outside] {
        for _ in 0..2 {
            assert_eq!(run_timed(&council, &["check", "--timings", file]).0, Exit::Done, "{file}");
        }
    }
}

/// The program itself has the system's clock.
#[test]
fn the_program_says_its_times_and_on_linux_its_memory() {
    let council = council();
    let file = council.path().join("times.json");
    let ran = Command::new(env!("CARGO_BIN_EXE_boardpack"))
        .args(["check", "--project"])
        .arg(council.path())
        .arg("--timings")
        .arg(&file)
        .output()
        .expect("the program runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let trace: Value = serde_json::from_slice(&fs::read(&file).expect("a trace")).expect("JSON");
    let events = trace["traceEvents"].as_array().expect("a list");
    let typeset = events.iter().find(|event| event["name"] == "typeset" && event["ph"] == "X");
    let typeset = typeset.expect("the stage");
    assert!(typeset["dur"].as_u64().is_some_and(|took| took > 1000), "{typeset}");
    let peak = typeset["args"]["peak_bytes_so_far"].as_u64();
    assert!(
        peak.is_some() == cfg!(target_os = "linux") && peak.is_none_or(|peak| peak > 10 << 20),
        "{typeset}"
    );
    assert!(cfg!(not(target_os = "linux")) || events.iter().any(|event| event["ph"] == "C"));
}
