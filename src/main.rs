//! The `boardpack` program: gives the command line its surroundings and the shell its exit code.
//!
//! Its allocator is mimalloc: a tenth of the time of every build is saved. It goes without transparent huge
//! pages, so that no memory is taken that is not used (`no_thp` halved the peak).

use std::io::{IsTerminal, Write, stderr, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use boardpack::cli::{Console, Exit, Surroundings, run};
use boardpack::pdf::is_catching;
use boardpack::watch::{Gauge, Panics, Stop};
use boardpack::workers::{deepen_pool, with_stack};

/// Typesetting is many small allocations on several threads: a tenth of the time is saved here.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let start = Instant::now();
    let surroundings = Surroundings {
        current: std::env::current_dir().unwrap_or_default(),
        err_is_terminal: stderr().is_terminal(),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()),
        stop: listen_for_stops(),
        panics: note_panics(),
        gauge: Some(Arc::new(System { start })),
    };
    let mut out = stdout();
    let mut err = anstream::stderr();
    let mut console = Console { out: &mut out, err: &mut err };
    deepen_pool();
    let work = || with_stack(|| run(std::env::args_os(), &surroundings, &mut console));
    let exit = catch_unwind(AssertUnwindSafe(work));
    let _ = stdout().flush();
    ExitCode::from(exit.ok().flatten().unwrap_or(Exit::Fault).code())
}

/// The system's clock, and what it says of this program's memory.
#[derive(Debug)]
struct System {
    start: Instant,
}

impl Gauge for System {
    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// Linux says it in kilobytes; other systems say it only to who calls them by unsafe functions.
    fn peak_memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        let kilobytes: u64 = line.trim().trim_end_matches("kB").trim_end().parse().ok()?;
        kilobytes.checked_mul(1024)
    }
}

/// Notes where panics come from. What they say may be words of a paper, and is not kept.
fn note_panics() -> Panics {
    let panics = Panics::default();
    let notes = panics.clone();
    set_hook(Box::new(move |info| {
        // A damaged attachment has a finding of its own.
        if !is_catching() {
            notes.note(info.location());
        }
    }));
    panics
}

/// Listens for Ctrl-C, and for the system's requests to end. The run ends by itself then, before anything
/// takes its place; who cannot wait for that asks again.
fn listen_for_stops() -> Stop {
    let stop = Stop::default();
    let asked = stop.clone();
    // Without it, the system ends the program as it does any other.
    let _ = ctrlc::set_handler(move || {
        if asked.request() > 0 {
            end_at_once();
        }
        let _ = writeln!(stderr(), "stopping; to stop at once, press Ctrl-C again");
    });
    stop
}

#[expect(clippy::exit, reason = "the work is in another thread, which is not waited for")]
fn end_at_once() {
    std::process::exit(Exit::Io.code().into())
}
