//! The whole program against Typst's own, from start to exit: wall time, processor time, peak
//! memory and the size of what is written. `benches/README.md` has the method and results. It
//! measures nothing inside the program.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

#[path = "../tests/support/charted.rs"]
mod charted;
#[path = "../tests/support/folder.rs"]
mod folder;
#[path = "../tests/support/packed.rs"]
mod packed;
#[path = "../tests/support/photographs.rs"]
mod photographs;
#[path = "whole_process/table.rs"]
mod table;

/// The Typst that the emitted source is for.
const VERSION: &str = "0.15.1";
/// Bytes of attachments beside which what the program takes by itself is little.
const LARGE: u64 = 50_000_000;
/// The columns of the table.
const HEAD: [&str; 5] = ["", "boardpack", "typst", "ratio", "target"];

type Failed = Box<dyn Error>;
type Line = Vec<OsString>;

/// How much is measured.
struct Extent {
    /// Reports in the folder.
    reports: usize,
    /// Rounds of one report.
    one: usize,
    /// Rounds of the folder.
    folder: usize,
    /// Charts of the report that has many.
    charts: usize,
    /// Items of each pack, and rounds of it.
    packs: &'static [(usize, usize)],
    /// Slide decks of a pack, and rounds of it.
    decks: (usize, usize),
    /// Pages of a deck with photographs.
    photographs: u32,
}

/// The folder and what is in it.
struct Bench {
    dir: PathBuf,
    typst: OsString,
    reports: usize,
}

/// What one run took.
#[derive(Clone, Copy)]
struct Run {
    wall: Duration,
    processor: Duration,
    /// Bytes; 0 where the system does not say.
    memory: u64,
}

fn main() -> ExitCode {
    // `cargo bench` gives this argument; without it, it is enough to see that everything runs.
    let whole = env::args_os().any(|a| a == "--bench");
    let extent = if whole {
        Extent {
            reports: 40,
            one: 11,
            folder: 5,
            charts: 40,
            packs: &[(10, 7), (40, 5), (200, 3)],
            decks: (18, 7),
            photographs: 17,
        }
    } else {
        Extent { reports: 2, one: 1, folder: 1, charts: 5, packs: &[(2, 1)], decks: (2, 1), photographs: 2 }
    };
    match compare(&extent) {
        Ok(text) => {
            let written = io::stdout().write_all(text.as_bytes());
            if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Makes the folder, runs both programs by turns, and gives the table.
fn compare(extent: &Extent) -> Result<String, Failed> {
    let typst = env::var_os("TYPST").unwrap_or_else(|| "typst".into());
    let version = Command::new(&typst).arg("--version").output();
    let version = version.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned()).unwrap_or_default();
    if !version.contains(VERSION) {
        let found =
            if version.is_empty() { "there is none here".to_owned() } else { format!("here is {version}") };
        let message = format!("nothing was measured: it needs typst {VERSION} in PATH or TYPST, and {found}");
        return left_out("typst", message);
    }
    let temporary = tempfile::tempdir()?;
    let bench = Bench { dir: temporary.path().to_owned(), typst, reports: extent.reports };
    folder::generate(&bench.council(), bench.reports)?;
    bench.emit()?;
    let charted = Bench { dir: temporary.path().join("charted"), typst: bench.typst.clone(), reports: 1 };
    folder::generate(&charted.council(), 1)?;
    charted::generate(&charted.council(), &folder::id(0), extent.charts)?;
    charted.emit()?;

    let all: Vec<Line> = (0..bench.reports).map(|n| bench.typst(n)).collect();
    let one = by_turns(extent.one, &[bench.boardpack(Some(0))], &[bench.typst(0)])?;
    let charts = by_turns(extent.one, &[charted.boardpack(Some(0))], &[charted.typst(0)])?;
    let many = by_turns(extent.folder, &[bench.boardpack(None)], &all)?;

    let mut table = vec![HEAD.map(str::to_owned).to_vec()];
    table.extend(rows("one report", &one, "1.00", ""));
    table.extend(rows(&format!("{} charts", extent.charts), &charts, "1.10", ""));
    table.extend(rows(&format!("{} reports", bench.reports), &many, "0.60", ""));
    let (ours, theirs) = bench.sizes()?;
    table.push(sizes(&format!("{} reports", bench.reports), ours, theirs));
    for (items, rounds) in extent.packs {
        table.extend(pack(temporary.path(), &bench.typst, *items, *rounds)?);
    }
    let plain = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/attachments/modern_slavery.pdf");
    let decks = bench.dir.join("decks");
    table.extend(attached(&decks, &bench.typst, &plain, "decks", extent.decks)?);
    let heavy = bench.dir.join("photographs");
    let deck = photographs::deck(&heavy, &bench.typst, extent.photographs)?;
    table.extend(attached(&heavy, &bench.typst, &deck, "decks with photographs", extent.decks)?);
    let rounds = format!(
        "{version}; medians of {} and {} rounds; the ratio is the median of the rounds' own ratios\n\n",
        extent.one, extent.folder
    );
    Ok(rounds + &table::aligned(&table))
}

/// What is not there to be compared with: a failure, unless `LEAVE_OUT`, a list with commas, says that it may
/// be left out. Then it says so.
fn left_out(what: &str, message: String) -> Result<String, Failed> {
    let list = env::var("LEAVE_OUT").unwrap_or_default();
    if list.split(',').any(|one| one.trim() == what) {
        return Ok(format!("left out: {message}\n"));
    }
    Err(format!("{message}; LEAVE_OUT={what} goes on without it").into())
}

/// A pack of so many items with all its files, against one document of the same reports: built anew,
/// and built again when nothing has changed.
fn pack(dir: &Path, typst: &OsString, items: usize, rounds: usize) -> Result<Vec<Vec<String>>, Failed> {
    let bench = Bench { dir: dir.join(format!("pack_{items}")), typst: typst.clone(), reports: items };
    packed::generate(&bench.council(), items)?;
    bench.emit()?;
    packed::one_document(&bench.emitted(), items)?;
    let mut ours = bench.boardpack(None);
    ours.push(bench.council().join(packed::PACK).into());
    let theirs = bench.typst_on(&bench.emitted().join("one.typ"), &bench.dir.join("one.pdf"));
    let built = bench.council().join("out").join(packed::PACK);
    let mut anew = Vec::new();
    for _ in 0..=rounds {
        fs::remove_dir_all(&built)?;
        let (ours, theirs) = (run(std::slice::from_ref(&ours))?, run(std::slice::from_ref(&theirs))?);
        anew.push((ours, theirs));
    }
    // The first round has warmed both.
    anew.remove(0);
    let again = by_turns(rounds, &[ours], &[theirs])?;
    let mut table = rows(&format!("pack of {items}"), &anew, "1.30", "0.60");
    table.extend(rows(&format!("pack of {items}, unchanged"), &again, "0.10", "").drain(..1));
    let bytes = |path: &Path| fs::metadata(path).map(|file| file.len());
    let (ours, theirs) = (bytes(&built.join("pack.pdf"))?, bytes(&bench.dir.join("one.pdf"))?);
    table.push(sizes(&format!("pack of {items}"), ours, theirs));
    Ok(table)
}

/// A pack of attached slide decks with all its files, its verdicts known from the build before,
/// against qpdf, which joins the decks without their tags.
fn attached(
    dir: &Path,
    typst: &OsString,
    deck: &Path,
    what: &str,
    (decks, rounds): (usize, usize),
) -> Result<Vec<Vec<String>>, Failed> {
    let qpdf = env::var_os("QPDF").unwrap_or_else(|| "qpdf".into());
    if Command::new(&qpdf).arg("--version").stdout(Stdio::null()).status().is_err() {
        let message = "decks were not compared: it needs qpdf in PATH or QPDF".to_owned();
        return Ok(vec![vec![left_out("qpdf", message)?.trim_end().to_owned()]]);
    }
    let bench = Bench { dir: dir.to_owned(), typst: typst.clone(), reports: 1 };
    let files = packed::attached(&bench.council(), deck, decks)?;
    let weight = fs::metadata(deck)?.len() * decks as u64;
    let mut ours = bench.boardpack(None);
    ours.push(bench.council().join(packed::PACK).into());
    let mut theirs: Line = vec![qpdf, "--empty".into(), "--pages".into()];
    theirs.extend(files.into_iter().map(OsString::from));
    theirs.extend(["--".into(), bench.dir.join("joined.pdf").into()]);
    let manifest = bench.council().join("out").join(packed::PACK).join("manifest.json");
    let mut runs = Vec::new();
    for _ in 0..=rounds {
        // Without it, the pack is built again; what the check said of the decks is still there.
        let _ = fs::remove_file(&manifest);
        runs.push((run(std::slice::from_ref(&ours))?, run(std::slice::from_ref(&theirs))?));
    }
    // The first round has warmed both, and checked the decks.
    let first = runs.remove(0);
    let mut table = rows(&format!("{decks} {what} against qpdf"), &runs, "3.00", "");
    // Of small files, the program itself is most of it.
    let again = median(runs.iter().map(|run| figure(run.0.memory)).collect());
    let megabytes = |bytes: f64| format!("{:.0} MB", bytes / 1e6);
    for (when, memory) in [("again", again), ("first", figure(first.0.memory))] {
        if weight > LARGE {
            table.push(vec![
                format!("{decks} {what}, {when}, peak memory against the files"),
                megabytes(memory),
                megabytes(figure(weight)),
                ratio(memory, figure(weight)),
                "3.00".to_owned(),
            ]);
        }
    }
    Ok(table)
}

impl Bench {
    fn council(&self) -> PathBuf {
        self.dir.join("council")
    }

    fn emitted(&self) -> PathBuf {
        self.dir.join("typst")
    }

    /// Builds everything once, and writes the Typst source.
    fn emit(&self) -> Result<(), Failed> {
        let mut emit = self.boardpack(None);
        emit.extend(["--emit-typst".into(), self.emitted().into()]);
        run(&[emit])?;
        Ok(())
    }

    /// Where Typst writes a report.
    fn theirs(&self, n: usize) -> PathBuf {
        self.dir.join(format!("{}.pdf", folder::id(n)))
    }

    /// The command line of boardpack for one report or all.
    fn boardpack(&self, only: Option<usize>) -> Line {
        let mut line: Line = vec![
            env!("CARGO_BIN_EXE_boardpack").into(),
            "build".into(),
            "--quiet".into(),
            "--project".into(),
            self.council().into(),
        ];
        line.extend(only.map(|n| self.council().join("reports").join(folder::id(n)).into_os_string()));
        line
    }

    /// The command line of Typst for one report.
    fn typst(&self, n: usize) -> Line {
        self.typst_on(&self.emitted().join("reports").join(folder::id(n)).join("main.typ"), &self.theirs(n))
    }

    /// The command line of Typst for a source.
    fn typst_on(&self, source: &Path, pdf: &Path) -> Line {
        let mut line: Line = vec![self.typst.clone()];
        line.extend(
            [
                "compile",
                "--features",
                "a11y-extras",
                "--ignore-system-fonts",
                "--pdf-standard",
                "ua-1",
                "--pdf-standard",
                "a-2a",
                "--font-path",
            ]
            .map(Into::into),
        );
        line.push(self.emitted().join("fonts").into());
        line.extend([source.into(), pdf.into()]);
        line
    }

    /// The bytes of all PDFs: boardpack's and Typst's.
    fn sizes(&self) -> io::Result<(u64, u64)> {
        let mut sums = (0, 0);
        for n in 0..self.reports {
            sums.0 +=
                fs::metadata(self.council().join("out/reports").join(folder::id(n)).join("report.pdf"))?
                    .len();
            sums.1 += fs::metadata(self.theirs(n))?.len();
        }
        Ok(sums)
    }
}

/// Runs both sides `rounds` times by turns, after one turn that does not count. The side that
/// begins changes from round to round.
fn by_turns(rounds: usize, ours: &[Line], theirs: &[Line]) -> Result<Vec<(Run, Run)>, Failed> {
    run(ours)?;
    run(theirs)?;
    let mut runs = Vec::new();
    for round in 0..rounds {
        let first = run(if round % 2 == 0 { ours } else { theirs })?;
        let second = run(if round % 2 == 0 { theirs } else { ours })?;
        runs.push(if round % 2 == 0 { (first, second) } else { (second, first) });
    }
    Ok(runs)
}

/// Runs commands one after the other: the time of all, and the peak of the largest.
fn run(lines: &[Line]) -> Result<Run, Failed> {
    let mut all = Run { wall: Duration::ZERO, processor: Duration::ZERO, memory: 0 };
    let begun = Instant::now();
    for line in lines {
        let (program, rest) = line.split_first().ok_or("no command to run")?;
        let ended = Command::new(program).args(rest).stdout(Stdio::null()).spawn()?.wait4()?;
        if !ended.status.success() {
            return Err(format!("{} ended with {}", Path::new(program).display(), ended.status).into());
        }
        all.processor += ended.rusage.utime + ended.rusage.stime;
        all.memory = all.memory.max(ended.rusage.maxrss);
    }
    all.wall = begun.elapsed();
    Ok(all)
}

/// Wall, processor and memory of one comparison.
fn rows(what: &str, runs: &[(Run, Run)], target: &str, memory: &str) -> Vec<Vec<String>> {
    let seconds =
        |value: f64| if value < 1.0 { format!("{:.0} ms", value * 1000.0) } else { format!("{value:.2} s") };
    let mebibytes = |value: f64| format!("{:.0} MiB", value / 1_048_576.0);
    vec![
        row(&format!("{what}, wall"), runs, |r| r.wall.as_secs_f64(), seconds, target),
        row(&format!("{what}, processor"), runs, |r| r.processor.as_secs_f64(), seconds, ""),
        row(&format!("{what}, peak memory"), runs, |r| figure(r.memory), mebibytes, memory),
    ]
}

fn row(
    what: &str,
    runs: &[(Run, Run)],
    of: impl Fn(&Run) -> f64,
    shown: impl Fn(f64) -> String,
    target: &str,
) -> Vec<String> {
    let ours = median(runs.iter().map(|(o, _)| of(o)).collect());
    let theirs = median(runs.iter().map(|(_, t)| of(t)).collect());
    if theirs <= 0.0 {
        return vec![
            what.to_owned(),
            "not told".to_owned(),
            "not told".to_owned(),
            String::new(),
            String::new(),
        ];
    }
    let ratios = median(runs.iter().map(|(o, t)| of(o) / of(t)).collect());
    vec![what.to_owned(), shown(ours), shown(theirs), format!("{ratios:.2}"), target.to_owned()]
}

/// A line of bytes written, which may be 0.45 of Typst's.
fn sizes(what: &str, ours: u64, theirs: u64) -> Vec<String> {
    let size = |bytes: u64| format!("{:.0} kB", figure(bytes) / 1000.0);
    let ratio = ratio(figure(ours), figure(theirs));
    vec![format!("{what}, size"), size(ours), size(theirs), ratio, "0.45".to_owned()]
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

fn ratio(ours: f64, theirs: f64) -> String {
    if theirs > 0.0 { format!("{:.2}", ours / theirs) } else { String::new() }
}

#[allow(clippy::cast_precision_loss, reason = "sizes of files and of memory are far below 2^52")]
fn figure(bytes: u64) -> f64 {
    bytes as f64
}
