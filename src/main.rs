//! The `boardpack` program: gives the command line its surroundings and the shell its exit code.

use std::io::{IsTerminal, Write, stderr, stdout};
use std::process::ExitCode;

use boardpack::cli::{Console, Surroundings, run};

fn main() -> ExitCode {
    let surroundings = Surroundings {
        current: std::env::current_dir().unwrap_or_default(),
        err_is_terminal: stderr().is_terminal(),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()),
    };
    let mut out = stdout();
    let mut err = anstream::stderr();
    let exit = run(std::env::args_os(), &surroundings, &mut Console { out: &mut out, err: &mut err });
    let _ = out.flush();
    ExitCode::from(exit.code())
}
