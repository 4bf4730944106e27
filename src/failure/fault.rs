//! A fault of the program, and the report of it that people can send on: it holds nothing of what papers
//! say, and no path of the machine. It writes no file.

use std::panic::Location;

use super::{Explanation, Stage};

/// The name of the report below the folder of what is built.
pub(crate) const REPORT: &str = "boardpack-fault.txt";

/// A fault of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The stage it happened in; `None` outside all of them.
    pub stage: Option<Stage>,
    /// The ids of the papers that it happened with, such as "reports/x"; none where it is not known.
    pub papers: Vec<String>,
    /// The line of the program's source: "src/x.rs:12"; `None` where it is not known.
    pub place: Option<String>,
}

impl Fault {
    /// A fault that the line which calls this has found.
    #[track_caller]
    pub fn here(stage: Option<Stage>, papers: &[&str]) -> Self {
        let papers = papers.iter().map(|paper| paper_folder(paper).to_owned()).collect();
        Self { stage, papers, place: Some(source_place(Location::caller())) }
    }

    /// The message for people. What becomes of the report is said by whoever writes it.
    pub(super) fn explanation(&self) -> Explanation {
        let at = self.papers.first().map(|paper| format!(" at {paper}")).unwrap_or_default();
        let built = match self.stage {
            // The journal decides.
            Some(Stage::Write) => {
                "what was built before is as it was, or the next build puts all of its files right"
            }
            Some(
                Stage::Load | Stage::Check | Stage::Merge | Stage::Number | Stage::Typeset | Stage::Assemble,
            )
            | None => "nothing was changed, and what was built before is as it was",
        };
        Explanation::new(format!("boardpack itself failed{at}, through no fault of your papers: {built}"))
            .hint("a change to what you typed last may get round it until boardpack is put right")
    }
}

/// The program as it was compiled.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ProgramBuild {
    /// Its version.
    pub version: &'static str,
    /// The sum of its sources.
    pub sources: &'static str,
    /// The system that it was compiled for.
    pub system: &'static str,
}

/// A fault with all that its report says of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FaultReport<'a> {
    /// The fault.
    pub fault: &'a Fault,
    /// The program.
    pub build: ProgramBuild,
    /// The command's name: "build".
    pub command: &'a str,
    /// The ids of the papers that the command was about; none where it was about all of them.
    pub papers: &'a [String],
}

impl FaultReport<'_> {
    /// The text of the report.
    pub(crate) fn text(&self) -> String {
        format!(
            "A fault in boardpack\n\n\
             Please send this file to whoever looks after boardpack. It holds no words or figures of your\n\
             papers, only the names of their folders.\n\n{}\n",
            self.facts().join("\n")
        )
    }

    /// The lines of the report that differ from fault to fault.
    pub(crate) fn facts(&self) -> [String; 6] {
        let Self { fault, build, command, papers } = self;
        let papers = match (fault.papers.as_slice(), *papers) {
            ([], []) => "not known; the command was about all of them".to_owned(),
            ([], asked) => format!("not known; the command was about {}", asked.join(", ")),
            (known, _) => known.join(", "),
        };
        let unknown = "not known";
        [
            format!("version: {} ({})", build.version, build.sources),
            format!("system:  {}", build.system),
            format!("command: {command}"),
            format!("stage:   {}", fault.stage.map_or(unknown, Stage::name)),
            format!("papers:  {papers}"),
            format!("place:   {}", fault.place.as_deref().unwrap_or(unknown)),
        ]
    }
}

/// The id by which people know a paper whose file has an id of its own: "reports/x" of "reports/x/report".
pub(crate) fn paper_folder(id: &str) -> &str {
    id.strip_suffix("/report").unwrap_or(id)
}

/// A line of source as "src/x.rs:12". Of sources that were compiled elsewhere on the machine, such as those
/// of libraries, the folders before the library's own are left out: they may hold the name of a person.
pub(crate) fn source_place(location: &Location<'_>) -> String {
    format!("{}:{}", inner_path(location.file()), location.line())
}

fn inner_path(file: &str) -> String {
    let parts: Vec<&str> = file.split(['/', '\\']).collect();
    let absolute = file.starts_with(['/', '\\']) || file.get(1..2) == Some(":");
    let rootless = !absolute && !parts.contains(&"..");
    // A library's own folder is that above its last `src`.
    let own = parts.iter().rposition(|part| *part == "src").map(|at| at.saturating_sub(1));
    let kept = match (rootless, own) {
        (true, _) => &parts[..],
        (false, Some(own)) => &parts[own..],
        (false, None) => &parts[parts.len().saturating_sub(1)..],
    };
    kept.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILD: ProgramBuild =
        ProgramBuild { version: "0.1.0", sources: "abc", system: "x86_64-unknown-linux-gnu" };

    #[test]
    fn a_report_says_all_that_helps_and_nothing_of_papers() {
        let fault = Fault {
            stage: Some(Stage::Typeset),
            papers: vec!["reports/x".to_owned()],
            place: Some("src/x.rs:7".to_owned()),
        };
        let text = FaultReport { fault: &fault, build: BUILD, command: "build", papers: &[] }.text();
        let said: Vec<&str> = text.lines().skip(5).collect();
        assert_eq!(
            said,
            [
                "version: 0.1.0 (abc)",
                "system:  x86_64-unknown-linux-gnu",
                "command: build",
                "stage:   typeset",
                "papers:  reports/x",
                "place:   src/x.rs:7"
            ]
        );
        let fault = Fault { stage: None, papers: Vec::new(), place: None };
        let asked = ["reports/x".to_owned(), "packs/y".to_owned()];
        let text = FaultReport { fault: &fault, build: BUILD, command: "check", papers: &asked }.text();
        assert!(text.contains("papers:  not known; the command was about reports/x, packs/y\n"), "{text}");
        assert!(text.contains("stage:   not known\n") && text.contains("place:   not known\n"), "{text}");
    }

    #[test]
    fn a_fault_in_the_last_stage_claims_no_more_than_it_knows() {
        let words = |stage| Fault::here(stage, &["reports/x"]).explanation().message;
        assert!(words(Some(Stage::Merge)).ends_with("what was built before is as it was"));
        assert!(words(Some(Stage::Write)).ends_with("the next build puts all of its files right"));
        assert!(words(None).starts_with("boardpack itself failed at reports/x, through no fault"));
    }

    #[test]
    fn a_place_names_no_folder_of_the_machine() {
        for (file, shown) in [
            ("src/merge/mod.rs", "src/merge/mod.rs"),
            (r"src\merge\mod.rs", "src/merge/mod.rs"),
            ("/Users/ann/.cargo/registry/src/index.x-1/typst-0.15.1/src/lib.rs", "typst-0.15.1/src/lib.rs"),
            (
                r"C:\Users\Ann\.cargo\registry\src\index.x-1\csv-1.4.0\src\reader.rs",
                "csv-1.4.0/src/reader.rs",
            ),
            ("/rustc/0123/library/core/src/option.rs", "core/src/option.rs"),
            ("/Users/ann/x.rs", "x.rs"),
            ("../ann/x.rs", "x.rs"),
        ] {
            assert_eq!(inner_path(file), shown);
        }
        let here = Fault::here(None, &[]).place.expect("a place");
        assert!(here.replace('\\', "/").starts_with("src/failure/fault.rs:"), "{here}");
    }
}
