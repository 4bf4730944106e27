//! The `boardpack` program: gives the command line its surroundings and the shell its exit code.
//!
//! Its allocator is mimalloc: a tenth of the time of every build is saved. It goes without transparent huge
//! pages, so that no memory is taken that is not used (`no_thp` halved the peak).

use std::io::{self, IsTerminal, Write, stderr, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use boardpack::cli::{Console, Exit, Surroundings, Viewer, run};
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
        viewer: Some(Arc::new(Desktop)),
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

/// The programs that the computer shows files with. No shell stands between, so that a name is only ever a name.
#[derive(Debug)]
struct Desktop;

impl Viewer for Desktop {
    fn show(&self, path: &Path) -> io::Result<()> {
        let mut opener = opener(path);
        let name = opener.get_program().to_string_lossy().into_owned();
        opener.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut started = opener.spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => io::Error::other(format!("there is no {name} on this computer")),
            _ => error,
        })?;
        // What hands the file on ends soon, and says whether any program took it; a viewer itself goes on.
        for _ in 0..LOOKS {
            if let Some(status) = started.try_wait()? {
                // Explorer never says 0.
                let taken = status.success() || cfg!(windows);
                let refused = || io::Error::other(format!("{name} found no program that shows it"));
                return if taken { Ok(()) } else { Err(refused()) };
            }
            sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

/// How often a program that was started is looked at, to see whether it has ended.
const LOOKS: usize = 20;

/// The command that opens a file as if it had been double-clicked.
#[cfg(not(windows))]
fn opener(path: &Path) -> Command {
    let mut command = Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
    command.arg(path);
    command
}

/// The command that opens a file as if it had been double-clicked. Explorer parts a name at its commas where it
/// does not stand in quotes, and no name has quotes in it.
#[cfg(windows)]
fn opener(path: &Path) -> Command {
    use std::os::windows::process::CommandExt;
    let mut quoted = std::ffi::OsString::from("\"");
    quoted.push(path);
    quoted.push("\"");
    let mut command = Command::new("explorer.exe");
    command.raw_arg(quoted);
    command
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
