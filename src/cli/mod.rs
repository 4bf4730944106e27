//! The commands: arguments to settings, the stages in order, and an exit code. It prints only to
//! the two streams it is given.

mod args;
mod attachments;
mod build;
mod check_pdfs;
mod council;
mod explain;
mod fault;
mod fault_words;
mod fix;
mod house_style;
mod list;
mod new;
mod open;
mod page_counts;
mod readiness;
mod settings;
mod specimen;
mod typed_path;
mod usage_hints;
mod verify;
mod viewer;

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Parser;

use args::{Arguments, Command, New, NewWhat};
pub use settings::Surroundings;
pub use viewer::Viewer;

pub use crate::failure::Exit;
use crate::failure::{DiskFailure, Failure, Fault, plain_path};
use crate::finding::make_visible;
use crate::watch::Watch;
use crate::write::{self, OutputPath};

/// The two streams: paths that were written go to `out`, all talk to `err`.
pub struct Console<'a> {
    /// Standard output.
    pub out: &'a mut (dyn Write + Send),
    /// Standard error.
    pub err: &'a mut (dyn Write + Send),
}

impl Console<'_> {
    /// A line of talk. A stream that is gone is no reason to stop.
    fn say(&mut self, line: &str) {
        let _ = writeln!(self.err, "{}", make_visible(line));
    }

    /// Text that the command was given for.
    ///
    /// # Errors
    /// Where nothing reads it any more.
    fn print(&mut self, text: &str) -> Result<(), Failure> {
        write!(self.out, "{text}").map_err(|error| Failure::output(&error))
    }

    /// The path of a file that was written, as it is from the current folder.
    ///
    /// # Errors
    /// Where nothing reads it any more.
    fn print_path(&mut self, path: &Path, current: &Path) -> Result<(), Failure> {
        self.print(&format!("{}\n", make_visible(&path_from(path, current))))
    }

    /// Says why a run ends, where it has not been said.
    fn say_failure(&mut self, failure: &Failure) {
        let Some(words) = failure.explanation() else { return };
        self.say(&format!("error: {}", words.message));
        words.hints.iter().for_each(|hint| self.say(&format!("hint: {hint}")));
    }
}

/// A path as it is from the current folder, where it lies below it.
fn path_from(path: &Path, current: &Path) -> String {
    plain_path(path.strip_prefix(current).unwrap_or(path))
}

/// A run as a report of a fault tells of it.
struct CommandRun {
    /// The command's name.
    command: &'static str,
    /// The ids of the papers that it is about; none where it is about all of them.
    papers: Vec<String>,
    /// The folder that it writes into; `None` where it writes nothing.
    out: Option<PathBuf>,
    /// The file that is to say how long things took.
    timings: Option<OutputPath>,
    watch: Arc<Watch>,
}

impl CommandRun {
    /// Keeps the times of the run, which are to go to a file.
    fn time(&mut self, timings: Option<OutputPath>, surroundings: &Surroundings) -> Result<(), Failure> {
        if timings.is_some() {
            let Some(gauge) = &surroundings.gauge else { return Err(Fault::here(None, &[]).into()) };
            self.watch.keep_times(gauge.clone());
            self.timings = timings;
        }
        Ok(())
    }

    /// Writes how long things took, where that was asked for.
    fn write_times(&self, current: &Path, console: &mut Console<'_>) -> Result<(), Failure> {
        let Some((file, trace)) = self.timings.as_ref().zip(self.watch.trace(self.command)) else {
            return Ok(());
        };
        write::write_beside(file, &trace).map_err(DiskFailure::fixed)?;
        console.print_path(&file.path(), current)
    }
}

/// Runs a command line. A panic of any stage ends here, as a fault.
pub fn run<I>(arguments: I, surroundings: &Surroundings, console: &mut Console<'_>) -> Exit
where
    I: IntoIterator<Item = std::ffi::OsString>,
{
    let watch = Arc::new(Watch::new(surroundings.stop.clone(), surroundings.panics.clone()));
    let mut run = CommandRun { command: "none", papers: Vec::new(), out: None, timings: None, watch };
    let work = || {
        let arguments = parse(arguments, surroundings, console)?;
        arguments.map_or(Ok(()), |arguments| follow(&arguments, surroundings, &mut run, console))
    };
    let done = catch_unwind(AssertUnwindSafe(work));
    let done = done.unwrap_or_else(|_| Err(run.watch.fault().into()));
    let timed = match &done {
        // Nothing is changed by a run that is stopped.
        Err(Failure::Interrupted(_)) => Ok(()),
        _ => run.write_times(&surroundings.current, console),
    };
    if let (Err(_), Err(failure)) = (&done, &timed) {
        console.say_failure(failure);
    }
    match done.and(timed) {
        Ok(()) => Exit::Done,
        Err(failure) => {
            console.say_failure(&failure);
            if let Failure::Fault(fault) = &failure {
                fault::report(fault, &run, &surroundings.current, console);
            }
            failure.exit()
        }
    }
}

/// The arguments as typed; `None` where they asked only for help, which is printed.
fn parse<I>(
    arguments: I,
    surroundings: &Surroundings,
    console: &mut Console<'_>,
) -> Result<Option<Arguments>, Failure>
where
    I: IntoIterator<Item = std::ffi::OsString>,
{
    let typed: Vec<std::ffi::OsString> = arguments.into_iter().collect();
    if let Some((message, hint)) = usage_hints::with_long_dash(&typed) {
        return Err(Failure::usage(message, hint));
    }
    let error = match Arguments::try_parse_from(&typed) {
        Ok(arguments) => return Ok(Some(arguments)),
        Err(error) => error,
    };
    if error.use_stderr()
        && let Some((message, hint)) = usage_hints::explain(&error, &typed)
    {
        return Err(Failure::usage(message, hint));
    }
    let text = if surroundings.err_is_terminal {
        error.render().ansi().to_string()
    } else {
        error.render().to_string()
    };
    if error.use_stderr() {
        let _ = write!(console.err, "{text}");
        return Err(Failure::Usage(None));
    }
    console.print(&text).map(|()| None)
}

/// Does what the arguments say.
fn follow(
    arguments: &Arguments,
    surroundings: &Surroundings,
    run: &mut CommandRun,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    run.command = arguments.command.name();
    // Every other command is about a council's folder that is there.
    if let Command::New(New { what: NewWhat::Council(new) }) = &arguments.command {
        return council::run(new, &surroundings.current, console);
    }
    if let Command::Check(check) = &arguments.command
        && check_pdfs::names_pdfs(&check.common)
    {
        let common = &check.common;
        fix::refuse_pdfs(check)?;
        let file = |typed| settings::timings_file(typed, None, &surroundings.current);
        run.time(common.timings.as_deref().map(file).transpose()?, surroundings)?;
        return check_pdfs::run(common, &surroundings.current, &run.watch, console);
    }
    let watch = &run.watch.clone();
    let settings = match &arguments.command {
        Command::Build(build) => settings::resolve(&build.common, Some(build), surroundings, watch)?,
        Command::Check(check) => settings::resolve(&check.common, None, surroundings, watch)?,
        Command::New(new) => settings::resolve(&new.common(), None, surroundings, watch)?,
        Command::List(list) => settings::resolve(&list.common(), None, surroundings, watch)?,
        Command::Explain(asked) => return explain::run(&asked.rule, console),
        Command::Verify(options) => return verify::run(options, &surroundings.current, console),
    };
    run.papers = settings.selection.0.clone();
    run.out = settings.out.clone();
    run.time(settings.timings.clone(), surroundings)?;
    match &arguments.command {
        Command::New(new) => new::run(&new.what, &settings, console),
        Command::List(list) => list::run(list.what, &settings, console),
        Command::Build(_) if settings.specimen.is_some() => specimen::run(&settings, console),
        Command::Check(check) => fix::run(check, &settings, console),
        _ => build::run(&settings, console),
    }
}
