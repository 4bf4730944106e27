//! What is said of a fault of the program, and the report of it that people can send on. It never says what a
//! paper says.

use std::path::Path;

use super::{CommandRun, Console};
use crate::failure::{Fault, FaultReport, ProgramBuild, REPORT, plain_path};
use crate::write::{self, OutputPath};

/// This program.
const BUILD: ProgramBuild = ProgramBuild {
    version: env!("CARGO_PKG_VERSION"),
    sources: env!("BOARDPACK_SOURCES"),
    system: env!("BOARDPACK_TARGET"),
};

/// Writes the report of a fault and says where it is; says what would stand in it where it cannot be written.
pub(super) fn report(fault: &Fault, run: &CommandRun, current: &Path, console: &mut Console<'_>) {
    let report = FaultReport { fault, build: BUILD, command: run.command, papers: &run.papers };
    let written = run.out.as_ref().map(|out| {
        let file = OutputPath::below(out, REPORT)?;
        write::write(&file, report.text().as_bytes()).map(|()| file.path())
    });
    match written {
        Some(Ok(path)) => {
            let path = plain_path(path.strip_prefix(current).unwrap_or(&path));
            console.say(&format!(
                "hint: please send the file {path} to whoever looks after boardpack: it holds no words or \
                 figures of your papers"
            ));
        }
        not_written => {
            if let Some(Err(disk)) = not_written {
                console.say_failure(&disk.into());
            }
            console.say(
                "hint: please send these lines to whoever looks after boardpack: they hold no words or \
                 figures of your papers",
            );
            report.facts().iter().for_each(|line| console.say(&format!("  {line}")));
        }
    }
}
