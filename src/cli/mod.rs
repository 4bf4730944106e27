//! The commands: arguments to settings, the stages in order, and an exit code. It prints only to
//! the two streams it is given.

mod accessible;
mod args;
mod attachments;
mod build;
mod built;
mod council;
mod delivery;
mod explain;
mod house_style;
mod list;
mod making;
mod manifest;
mod new;
mod pack;
mod readiness;
mod settings;
mod specimen;
mod written;

use std::io::Write;

use clap::Parser;

use args::{Arguments, Command, New, NewWhat};
pub use settings::Surroundings;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All is done.
    Done,
    /// Something is wrong in the papers.
    Problems,
    /// The command was used wrongly.
    Usage,
    /// Something could not be read or written.
    Io,
    /// A fault of ours.
    Fault,
}

impl Exit {
    /// The code for the shell.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Problems => 1,
            Self::Usage => 2,
            Self::Io => 3,
            Self::Fault => 4,
        }
    }
}

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
        let _ = writeln!(self.err, "{line}");
    }
}

/// Runs a command line.
pub fn run<I>(arguments: I, surroundings: &Surroundings, console: &mut Console<'_>) -> Exit
where
    I: IntoIterator<Item = std::ffi::OsString>,
{
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let text = if surroundings.err_is_terminal {
                error.render().ansi().to_string()
            } else {
                error.render().to_string()
            };
            let wanted = !error.use_stderr();
            let _ = if wanted { write!(console.out, "{text}") } else { write!(console.err, "{text}") };
            return if wanted { Exit::Done } else { Exit::Usage };
        }
    };
    // Every other command is about a council's folder that is there.
    if let Command::New(New { what: NewWhat::Council(new) }) = &arguments.command {
        return council::run(new, &surroundings.current, console);
    }
    if let Command::Check(common) = &arguments.command
        && built::asked(common)
    {
        return built::run(common, &surroundings.current, console);
    }
    let settings = match &arguments.command {
        Command::Build(build) => settings::resolve(&build.common, Some(build), surroundings),
        Command::Check(common) => settings::resolve(common, None, surroundings),
        Command::New(new) => settings::resolve(&new.common(), None, surroundings),
        Command::List(list) => settings::resolve(&list.common(), None, surroundings),
        Command::Explain(asked) => return explain::run(asked.rule.as_deref(), console),
    };
    match settings {
        Ok(settings) => match &arguments.command {
            Command::New(new) => new::run(&new.what, &settings, console),
            Command::List(list) => list::run(list.what, &settings, console),
            Command::Build(_) if settings.specimen.is_some() => specimen::run(&settings, console),
            _ => build::run(&settings, console),
        },
        Err((exit, message)) => {
            console.say(&format!("error: {message}"));
            exit
        }
    }
}
