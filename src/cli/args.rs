//! The command line as typed. It never decides what follows from it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::finding::FindingFormat;

/// The exit codes, below the list of commands.
const CODES: &str = "\
Exit codes:
  0  all is done
  1  mistakes in the papers, or more than boardpack reads or makes
  2  a wrong command
  3  something cannot be read or written, or the run was stopped
  4  a fault in boardpack: send the file boardpack-fault.txt in the output folder to whoever looks after it";

/// Board papers from plain TOML and indicator data, as accessible PDFs.
#[derive(Debug, Parser)]
#[command(name = "boardpack", version, about, max_term_width = 100, after_help = CODES)]
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
    /// Say everything that is wrong, and write nothing but what --fix corrects
    ///
    /// Goes through all that `build` does, up to the writing. Where PDFs are named that were built,
    /// `boardpack check out/packs/NAME/pack.pdf`, it looks whether each mark for screen readers leads
    /// back to its page: programs that join PDFs break that.
    Check(Check),
    /// Make new files: a council's folder, a house style, the minutes of a meeting, the next action log
    ///
    /// The paths that were written go to standard output. No file that is there already is changed.
    New(New),
    /// List what the council's folder holds, such as the indicators with their newest figures
    List(ListOptions),
    /// Explain a finding: why it matters, what to do, and what causes it
    ///
    /// RULE is the name that stands in brackets before a finding, as in error[list-mark]. Without it, every
    /// rule is listed by topic. It needs no council's folder; content/RULES.md holds the same words.
    Explain(Explain),
    /// Say whether what was built is as it was built
    ///
    /// Compares files with the sums that builds keep: the manifest.json of each pack, and .boardpack.files.json in the
    /// output folder. Each folder is "as built", or has files that are "changed since", "missing" or "not part of it"; a
    /// build that was broken off is "interrupted". Nothing is changed. The exit code is 0 where all is as built,
    /// 1 where it is not, and 3 where it cannot be read.
    Verify(VerifyOptions),
}

impl Command {
    /// The name by which it is called.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Build(_) => "build",
            Self::Check(_) => "check",
            Self::New(_) => "new",
            Self::List(_) => "list",
            Self::Explain(_) => "explain",
            Self::Verify(_) => "verify",
        }
    }
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The name of a rule, such as list-mark; all of them where none is named
    #[arg(value_name = "RULE")]
    pub rule: Vec<String>,
}

/// Options of `verify`.
#[derive(Debug, Args)]
pub(super) struct VerifyOptions {
    /// The folder of a pack, of a paper, or one above; else the project's `out`
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The council's folder; else the nearest one upward that holds a council.toml
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
    /// How what is found is shown: human, or json with one object a line
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
}

impl VerifyOptions {
    /// The options that it shares with the other commands, as they are without being typed.
    pub(super) fn common(&self) -> CommonOptions {
        CommonOptions { quiet: true, ..CommonOptions::untyped(self.project.clone()) }
    }
}

/// Options of `new`.
#[derive(Debug, Args)]
pub(super) struct New {
    /// What to make.
    #[command(subcommand)]
    pub what: NewWhat,
}

/// What can be made.
#[derive(Debug, Subcommand)]
pub(super) enum NewWhat {
    /// The minutes of a meeting, from its agenda
    ///
    /// Writes minutes/BOARD/DATE.toml: when and where the meeting was held, the number that follows
    /// the minutes before, those who may have been there, and a minute for each item of the agenda,
    /// in usual form where there is one. What only those present can know stands as
    /// {{ fill_in("…") }}: `boardpack check` lists each of these places, and nothing is built before
    /// the last one is written.
    Minutes(NewMinutes),
    /// A council's folder: one board and one short report, ready to be built
    ///
    /// Writes council.toml, people.toml, a board and a report, each with notes on what stands there.
    Council(NewCouncil),
    /// A house style of the council's own, on top of one that is there
    ///
    /// Writes templates/NAME/style.toml, with the tokens that councils mostly change, and a picture to
    /// replace by the council's own.
    HouseStyle(NewHouseStyle),
    /// The next action log, from the last one
    ///
    /// Writes actions/BOARD/DATE.toml for the next meeting. What goes forward is copied as it stands,
    /// with its comments. What becomes of closed actions is the board's rule, closed_actions in
    /// boards/BOARD.toml: "once" (where it says nothing) drops those closed before the meeting that
    /// the old log went to, which it has printed as closed; "drop" drops all that are closed; "keep"
    /// drops none. An action is closed when it is, and every part with a status of its own.
    Actions(NewActions),
}

/// Options of `new minutes`.
#[derive(Debug, Args)]
pub(super) struct NewMinutes {
    /// The pack of the meeting: packs/NAME, its pack.toml, or its name alone
    #[arg(long, value_name = "PACK")]
    pub from: PathBuf,
    /// Where, and how much is said.
    #[command(flatten)]
    pub place: NewCommonOptions,
}

/// Options of `new actions`.
#[derive(Debug, Args)]
pub(super) struct NewActions {
    /// The log to go on from: actions/BOARD/DATE.toml; or a board, for its newest log
    #[arg(long, value_name = "LOG")]
    pub from: PathBuf,
    /// The day of the meeting that the new log goes to, as 2024-06-28; else what the pack of the old
    /// log's meeting says in `next`
    #[arg(long, value_name = "DATE")]
    pub meeting: Option<String>,
    /// Number the actions 1, 2, 3 again; their ids stay as they are
    #[arg(long)]
    pub renumber: bool,
    /// Where, and how much is said.
    #[command(flatten)]
    pub place: NewCommonOptions,
}

/// Options of `new council`.
#[derive(Debug, Args)]
pub(super) struct NewCouncil {
    /// The folder, which is made where it is not there
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Say nothing but what is wrong; the paths that were written still go to standard output
    #[arg(short, long)]
    pub quiet: bool,
}

/// Options of `new house-style`.
#[derive(Debug, Args)]
pub(super) struct NewHouseStyle {
    /// What it is called: small letters, digits and _
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Where, and how much is said.
    #[command(flatten)]
    pub place: NewCommonOptions,
}

/// Options of every kind of `new`.
#[derive(Debug, Args)]
pub(super) struct NewCommonOptions {
    /// The council's folder; else the nearest one upward that holds a council.toml
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
    /// Say nothing but what is wrong; the path that was written still goes to standard output
    #[arg(short, long)]
    pub quiet: bool,
}

impl New {
    /// The options that it shares with the other commands, as they are without being typed.
    pub(super) fn common(&self) -> CommonOptions {
        let place = match &self.what {
            NewWhat::Council(new) => {
                return CommonOptions { quiet: new.quiet, ..CommonOptions::untyped(None) };
            }
            NewWhat::Minutes(new) => &new.place,
            NewWhat::Actions(new) => &new.place,
            NewWhat::HouseStyle(new) => &new.place,
        };
        CommonOptions { quiet: place.quiet, ..CommonOptions::untyped(place.project.clone()) }
    }
}

/// Options of `list`.
#[derive(Debug, Args)]
pub(super) struct ListOptions {
    /// What to list
    #[arg(value_name = "WHAT", value_enum)]
    pub what: ListWhat,
    /// The council's folder; else the nearest one upward that holds a council.toml
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

impl ListOptions {
    /// The options that it shares with the other commands, as they are without being typed.
    pub(super) fn common(&self) -> CommonOptions {
        CommonOptions { quiet: true, ..CommonOptions::untyped(self.project.clone()) }
    }
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListWhat {
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
    /// The packs, with the dates of their meetings
    Packs,
    /// The minutes, with the numbers of the first and the last one
    Minutes,
    /// The action logs, with the number of their rows
    Actions,
}

/// Options of `build`.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Options that it shares with `check`.
    #[command(flatten)]
    pub common: CommonOptions,
    /// Write to this folder in place of the project's `out`
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Open what was built, as if it had been double-clicked in its folder
    ///
    /// Up to three papers and packs are opened, each as its PDF, a pack as its pack.pdf; of more than three,
    /// the folder that all of them are in. Where anything is wrong, nothing is opened.
    #[arg(long)]
    pub open: bool,
    /// Build out/specimens/STYLE.pdf in place of papers: a report that shows every element of the style
    #[arg(long, value_name = "STYLE", conflicts_with_all = ["paths", "style", "emit_typst"])]
    pub specimen: Option<String>,
    /// Also write the Typst source of each paper below this folder, even where Typst then fails
    ///
    /// It compiles with: typst compile --features a11y-extras --ignore-system-fonts --font-path
    /// DIR/fonts --pdf-standard ua-1 --pdf-standard a-2a DIR/reports/NAME/main.typ
    #[arg(long, value_name = "DIR")]
    pub emit_typst: Option<PathBuf>,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Options that it shares with `build`.
    #[command(flatten)]
    pub common: CommonOptions,
    /// Correct in the TOML files what can be meant in one way alone, and then say what is left
    ///
    /// A misspelt key, True for true, curly quotes round a text, a key that stands below a table and belongs
    /// above it, and the like. The other bytes of a file stay as they are, comments and line ends too. Each path
    /// that was written goes to standard output. Files that are read-only, are links, or have changed since they
    /// were read are refused, and then none is written. Data files and workbooks are left alone.
    #[arg(long)]
    pub fix: bool,
    /// Show what --fix would change, as a unified diff on standard output, and write nothing
    ///
    /// With --fix too, nothing is written. What is said after it, and the exit code, are those of a check of the
    /// files as they are.
    #[arg(long)]
    pub diff: bool,
}

/// Options of every command that reads papers.
#[derive(Debug, Args)]
pub(super) struct CommonOptions {
    /// Papers or folders of papers; all of the project where none is named. For `check`, also PDFs
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The council's folder; else the nearest one upward that holds a council.toml
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
    /// Set every paper in this house style, whatever its board says
    ///
    /// What the style asks for and a paper lacks is then a warning. `boardpack list styles` names them.
    #[arg(long, value_name = "NAME")]
    pub style: Option<String>,
    /// How findings are shown
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MessageFormat::Human)]
    pub message_format: MessageFormat,
    /// Show every place of every finding; else five places of a cause, and a hundred causes, are shown
    #[arg(long)]
    pub all: bool,
    /// Also write to this file, whose name ends in .json, how long each stage and each paper took
    ///
    /// chrome://tracing and ui.perfetto.dev show it. On Linux it also holds the most memory that the program had
    /// taken by the end of each. It has the names of papers' folders in it, and nothing of what papers say.
    #[arg(long, value_name = "FILE")]
    pub timings: Option<PathBuf>,
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

impl From<MessageFormat> for FindingFormat {
    fn from(format: MessageFormat) -> Self {
        match format {
            MessageFormat::Human => Self::Human,
            MessageFormat::Short => Self::Short,
            MessageFormat::Json => Self::Json,
        }
    }
}

impl CommonOptions {
    /// All that is not typed as it is then.
    fn untyped(project: Option<PathBuf>) -> Self {
        Self {
            paths: Vec::new(),
            project,
            style: None,
            message_format: MessageFormat::Human,
            all: false,
            timings: None,
            deny_warnings: false,
            color: Color::Auto,
            quiet: false,
        }
    }
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
