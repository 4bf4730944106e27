//! Build: a council's folder to papers and packs, the stages in order. It parses no arguments and says nothing: it
//! tells a [`Progress`] how far it is, and ends with an [`Outcome`].

mod accessibility_statement;
mod attachments;
mod claimed_paper;
mod delivery;
mod manifest;
mod outcome;
mod output;
mod pack;
mod pack_files;
mod paper_names;
mod papers;
mod stages;
mod unready;
mod verify;
mod written_file;

use std::path::Path;

pub(crate) use attachments::ListedAttachment;
pub(crate) use delivery::{SPECIMEN_ITEM, output_path_of};
pub use outcome::{Built, BuiltPack, BuiltPaper, Options, Outcome, Progress};
pub(crate) use pack_files::WHOLE;
pub(crate) use verify::{VerifiedFolder, verify};

use crate::failure::{Failure, Fault, Stage};
use crate::finding::{Findings, Sources};
use crate::load::Folder;
use crate::write;
pub use crate::write::Recovery;
use delivery::write_all;
use output::Output;
use stages::{CheckLists, Stages, run_stages};

/// Builds the papers and packs of a council's folder, or checks them where [`Options::out`] is `None`. Where
/// anything is wrong with them, nothing is written, and what was built before is as it was.
///
/// ```
/// use std::fs::{create_dir_all, write};
///
/// use boardpack::build::{Options, build};
/// use boardpack::load::Folder;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let council = tempfile::tempdir()?;
/// create_dir_all(council.path().join("boards"))?;
/// create_dir_all(council.path().join("reports/update"))?;
/// write(council.path().join("council.toml"), "name = 'A Council'\nstyle = 'plain'\nnation = 'england'\n")?;
/// write(council.path().join("boards/safety.toml"), "name = 'Safety Board'\nbody = 'partnership'\n")?;
/// let people = "[officer]\nname = 'Safety officer'\nphone = '01632 960000'\nemail = 'safety@example.org'\n";
/// write(council.path().join("people.toml"), people)?;
/// let report = "title = 'Update'\nboard = 'safety'\nmeeting = 2026-06-19\ncontacts = ['officer']\n\
///     background_papers = []\n\n[[section]]\nheading = 'Introduction'\ntext = 'Words.'\n\n\
///     [recommendations]\ntext = 'That the Board notes this report.'\n";
/// write(council.path().join("reports/update/report.toml"), report)?;
///
/// let folder = Folder::open(council.path())?;
/// let out = council.path().join("out");
/// let outcome = build(&folder, &Options { out: Some(out.clone()), ..Options::default() }, &mut ());
///
/// let built = outcome.result.map_err(|failure| format!("{failure:?}"))?;
/// assert_eq!((built.papers[0].id.as_str(), built.papers[0].pages), ("reports/update/report", 2));
/// assert_eq!(built.written, [out.join("reports/update/report.pdf")]);
/// # Ok(())
/// # }
/// ```
pub fn build(folder: &Folder, options: &Options, progress: &mut dyn Progress) -> Outcome {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let mut ends = CheckLists::default();
    let result = run(folder, options, &mut sources, &mut findings, &mut ends, progress);
    Outcome { sources, findings, readiness: ends.packs, attachments: ends.attachments, result }
}

fn run(
    folder: &Folder,
    options: &Options,
    sources: &mut Sources,
    findings: &mut Findings,
    ends: &mut CheckLists,
    progress: &mut dyn Progress,
) -> Result<Built, Failure> {
    let goes_on = || options.watch.go_on();
    // What cannot be written is said before the long work.
    let hold = |out| write::lock_folder(out, &mut || progress.waits(), &goes_on);
    let held = options.out.as_deref().map(hold).transpose()?;
    if let Some(how) = held.as_ref().map(write::recover).transpose()?.flatten() {
        progress.recovered(how);
    }
    let made = run_stages(folder, options, sources, findings, ends, progress);
    // What was found until then is not all that is to be found.
    options.watch.go_on()?;
    progress.found(findings, sources);
    if let Some(failure) = findings.failure(options.deny_warnings) {
        return Err(failure);
    }
    finish(made, options.out.as_deref(), options)
}

/// Writes what was made.
fn finish(made: Stages, out: Option<&Path>, options: &Options) -> Result<Built, Failure> {
    let Some(output) = made? else {
        // A stage that gives nothing has said why.
        return Err(Fault::here(None, &[]).into());
    };
    let mut built = summary(&output);
    if let Some(out) = out.filter(|_| !built.is_empty()) {
        options.watch.stage(Stage::Write, || write_all(output, out, options, &mut built))?;
    }
    Ok(built)
}

/// What was made, before any of it is written.
fn summary(output: &Output) -> Built {
    let papers = output.papers.iter();
    let packs = output.packs.iter().map(|pack| BuiltPack {
        folder: pack.folder.clone(),
        pages: pack.pages,
        files: pack.files.iter().map(|file| (file.name.clone(), file.pages)).collect(),
    });
    Built {
        papers: papers.map(|paper| BuiltPaper { id: paper.id.clone(), pages: paper.pdf.pages }).collect(),
        packs: packs.collect(),
        kept: output.kept.clone(),
        ..Built::default()
    }
}
