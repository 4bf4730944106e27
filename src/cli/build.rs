//! `build` and `check`: settings to what is built, and what is said of it. It builds nothing itself.

use std::path::Path;

use super::attachments;
use super::open::{open, paths_to_open};
use super::page_counts::{counted_pages, page_lines};
use super::readiness;
use super::settings::Settings;
use super::{Console, path_from};
use crate::build::{Built, Options, Outcome, Progress, Recovery, build};
use crate::failure::{Failure, Interruption};
use crate::finding::{FindingFormat, Findings, Rule, Sources, render, summary};

/// Builds or checks.
pub(super) fn run(settings: &Settings, console: &mut Console<'_>) -> Result<(), Failure> {
    let mut progress = Talk { settings, console };
    let outcome = build(&settings.folder, &settings.options(), &mut progress);
    // What was found until then is not all that is to be found.
    if outcome.result.is_err() {
        settings.watch.go_on()?;
    }
    let Outcome { findings, readiness, attachments, result, .. } = outcome;
    let done = result.and_then(|built| finish(&built, &findings, settings, console));
    // A check ends with what the packs still lack; to build is to go on without it.
    if settings.out.is_none() {
        readiness::say(&readiness, settings, console);
        attachments::say(&attachments, settings, console);
    }
    done
}

impl Settings {
    /// What is built, and where it goes.
    fn options(&self) -> Options {
        Options {
            selection: self.selection.clone(),
            style: self.style.clone(),
            specimen: self.specimen.clone(),
            out: self.out.clone(),
            emit: self.emit.clone(),
            deny_warnings: self.deny_warnings,
            watch: self.watch.clone(),
        }
    }
}

/// A build as it is told of at the console.
struct Talk<'a, 'b> {
    settings: &'a Settings,
    console: &'a mut Console<'b>,
}

impl Progress for Talk<'_, '_> {
    fn waits(&mut self) {
        self.console.say("another build is writing there: this one goes on when that has ended");
    }

    fn recovered(&mut self, how: Recovery) {
        let what = match how {
            Recovery::Finished => "its files have taken their places now",
            Recovery::Undone => "what it had begun is undone",
        };
        if !self.settings.quiet && self.settings.view.format == FindingFormat::Human {
            self.console.say(&format!("an earlier build was broken off while it wrote: {what}"));
        }
    }

    fn papers_set(&mut self, done: usize, all: usize) {
        if self.settings.progress && all > 1 {
            let _ = write!(self.console.err, "\rsetting papers: {done} of {all}");
        }
    }

    fn all_set(&mut self) {
        if self.settings.progress {
            let _ = write!(self.console.err, "\r\x1b[K");
        }
    }

    fn found(&mut self, findings: &Findings, sources: &Sources) {
        // Whoever gives the exit code knows what they come to.
        let _ = report(findings, sources, self.settings, self.console);
    }
}

/// Says what was built or checked.
///
/// # Errors
/// Where nothing was, or something could not be written, which has been said then; or where the run is to end.
fn finish(
    built: &Built,
    findings: &Findings,
    settings: &Settings,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    if built.is_empty() {
        let named = !settings.selection.0.is_empty();
        let found = if named { "no paper lies there" } else { "there are no papers yet" };
        // A folder that was taken for a paper has a finding that says so.
        let overlooked = [Rule::NoPack, Rule::NoReport, Rule::NoBoardFolder];
        if !(named && findings.iter().any(|finding| overlooked.contains(&finding.rule))) {
            console.say(&format!(
                "{found}: a report is a file reports/NAME/report.toml, a pack packs/NAME/pack.toml"
            ));
        }
        return if named { Err(Failure::Usage(None)) } else { Ok(()) };
    }
    let Some(out) = &settings.out else {
        say_checked(built, settings, console);
        return Ok(());
    };
    say_built(built, out, settings, console)?;
    open(&paths_to_open(built, out, settings), settings, console);
    Ok(())
}

/// Says what was written, and what was not.
fn say_built(
    built: &Built,
    out: &Path,
    settings: &Settings,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let mut done = Ok(());
    for path in &built.written {
        done = done.and(console.print_path(path, &settings.current));
    }
    done?;
    if settings.watch.is_stopped() {
        return Err(Failure::Interrupted(Interruption::Requested { written: built.written.len() }));
    }
    if settings.quiet || settings.view.format != FindingFormat::Human {
        return Ok(());
    }
    if let Some(style) = &settings.specimen {
        console.say(&format!("a specimen of the house style `{style}`"));
        return Ok(());
    }
    page_lines(built, out, &settings.current).iter().for_each(|line| console.say(line));
    for path in &built.removed {
        let shown = path_from(path, &settings.current);
        console.say(&format!("removed {shown}: it is no longer a part of this pack"));
    }
    for folder in &built.kept {
        console.say(&format!("{folder} is as it was: nothing in it has changed"));
    }
    if !built.papers.is_empty() || !built.packs.is_empty() {
        let papers = built.papers.iter().map(|paper| paper.pages);
        let pages = papers.chain(built.packs.iter().map(|pack| pack.pages)).sum();
        console.say(&format!("built {}, {}", counted(built), counted_pages(pages)));
    }
    Ok(())
}

/// Shows the findings.
///
/// # Errors
/// Where they stop the build, which has been said then.
pub(super) fn report(
    findings: &Findings,
    sources: &Sources,
    settings: &Settings,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let text = render(findings, sources, settings.view);
    let _ = write!(console.err, "{text}");
    let counts = summary(findings, sources);
    let human = settings.view.format == FindingFormat::Human;
    let Some(failure) = findings.failure(settings.deny_warnings) else {
        if human && !settings.quiet && !counts.is_empty() {
            console.say(&counts);
            offer(findings, sources, settings, console);
        }
        return Ok(());
    };
    if human && !settings.quiet {
        let denied = if findings.has_errors() { "" } else { " (warnings are denied)" };
        let kept = if settings.out.is_some() {
            ": nothing was written, and what was built before is as it was"
        } else {
            ""
        };
        console.say(&format!("{counts}{denied}{kept}"));
        offer(findings, sources, settings, console);
    }
    Err(failure)
}

/// Says how many findings can be corrected, where that is offered.
fn offer(findings: &Findings, sources: &Sources, settings: &Settings, console: &mut Console<'_>) {
    if !settings.offers_fix {
        return;
    }
    let command = "can be corrected by `boardpack check --fix` (--diff shows how)";
    match findings.count_correctable(sources) {
        (0, _) => {}
        (1, 1) => console.say(&format!("it {command}")),
        (some, all) if some == all => console.say(&format!("all of these {command}")),
        (some, _) => console.say(&format!("{some} of these {command}")),
    }
}

fn say_checked(built: &Built, settings: &Settings, console: &mut Console<'_>) {
    if settings.quiet || settings.view.format != FindingFormat::Human {
        return;
    }
    let are = if built.papers.len() + built.packs.len() == 1 { "is" } else { "are" };
    console.say(&format!("{} {are} in order", counted(built)));
}

/// "3 papers and 1 pack".
fn counted(built: &Built) -> String {
    let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let papers = plural(built.papers.len(), "paper", "papers");
    let packs = plural(built.packs.len(), "pack", "packs");
    match (built.papers.is_empty(), built.packs.is_empty()) {
        (_, true) => papers,
        (true, false) => packs,
        (false, false) => format!("{papers} and {packs}"),
    }
}
