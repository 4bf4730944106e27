//! The command line as typed. It never decides what follows from it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Board papers from plain TOML and indicator data, as accessible PDFs.
#[derive(Debug, Parser)]
#[command(name = "boardpack", version, about, max_term_width = 100)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build papers into PDFs
    ///
    /// Reads the council's folder, and writes out/reports/NAME/report.pdf for each report,
    /// out/minutes/BOARD/DATE.pdf for minutes and out/actions/BOARD/DATE.pdf for action logs. Where
    /// anything is wrong it says so, writes nothing, and leaves what was built before as it was.
    Build(Build),
    /// Say everything that is wrong, and write nothing
    ///
    /// Goes through all that `build` does, up to the writing.
    Check(Common),
    /// List what the council's folder holds, such as the indicators with their newest figures
    List(List),
}

/// Options of `list`.
#[derive(Debug, Args)]
pub(super) struct List {
    /// What to list
    #[arg(value_name = "WHAT", value_enum)]
    pub what: What,
    /// The council's folder; else the nearest one upward that holds a council.toml
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

impl List {
    /// The options that it shares with the other commands, as they are without being typed.
    pub(super) fn common(&self) -> Common {
        Common {
            paths: Vec::new(),
            project: self.project.clone(),
            message_format: MessageFormat::Human,
            deny_warnings: false,
            color: Color::Auto,
            quiet: true,
        }
    }
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum What {
    /// Each indicator: its id, its name, its newest figure and how many it has
    Indicators,
    /// The boards
    Boards,
    /// The people that papers can name
    People,
    /// The house styles
    Styles,
    /// The reports, with the dates of their meetings
    Reports,
}

/// Options of `build`.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Options that it shares with `check`.
    #[command(flatten)]
    pub common: Common,
    /// Write to this folder in place of the project's `out`
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Also write the Typst source of each paper below this folder, even where Typst then fails
    ///
    /// It compiles with: typst compile --features a11y-extras --ignore-system-fonts --font-path
    /// DIR/fonts --pdf-standard ua-1 --pdf-standard a-2a DIR/reports/NAME/main.typ
    #[arg(long, value_name = "DIR")]
    pub emit_typst: Option<PathBuf>,
}

/// Options of every command that reads papers.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// Papers or folders of papers; all of the project where none is named
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The council's folder; else the nearest one upward that holds a council.toml
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
    /// How findings are shown
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
    /// Treat warnings as errors
    #[arg(long)]
    pub deny_warnings: bool,
    /// Color findings
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Say nothing but findings; the paths that were written still go to standard output
    #[arg(short, long)]
    pub quiet: bool,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// The line shown and marked, with what to do
    Human,
    /// One finding a line
    Short,
    /// One JSON object a line
    Json,
}

/// Whether findings have color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
