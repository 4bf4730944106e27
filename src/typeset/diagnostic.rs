//! Typst's errors and warnings as findings at the author's place. Where the author is not to
//! blame it says that the house style is at fault, and names the file.

use typst::diag::SourceDiagnostic;
use typst::{World, WorldExt};

use super::source::{MAIN, Source};
use super::world::PaperWorld;
use crate::finding::{Finding, Findings, Place, Sources};

/// Maps diagnostics back. The innermost call that stands on an author's line is the place.
pub fn findings(
    list: &[SourceDiagnostic],
    world: &PaperWorld<'_>,
    source: &Source,
    sources: &Sources,
) -> Findings {
    let mut findings = Findings::default();
    for one in list {
        findings.push(finding(one, world, source, sources));
    }
    findings
}

fn finding(one: &SourceDiagnostic, world: &PaperWorld<'_>, source: &Source, sources: &Sources) -> Finding {
    let spans = std::iter::once(one.span).chain(one.trace.iter().map(|t| t.span.into()));
    let mut style_place = None;
    for span in spans {
        let (Some(id), Some(range)) = (span.id(), world.range(span)) else { continue };
        let name = world.name(id);
        let Ok(file) = world.source(id) else { continue };
        if name == MAIN {
            let line = file.lines().byte_to_line(range.start).unwrap_or(0);
            if let Some(Some(place)) = source.lines.get(line) {
                return author(one, *place);
            }
        } else if style_place.is_none()
            && let Some(origin) = source.origins.get(name)
        {
            style_place = Some((Place::new(*origin, range), sources.path(*origin).to_owned()));
        }
    }
    let hints = one.hints.iter().map(|h| h.v.to_string()).collect::<Vec<_>>().join("; ");
    let message = one.message.to_string();
    let finding = match style_place {
        Some((place, path)) => Finding::error(
            "style-component",
            place,
            format!("the house style is at fault ({path}): {message}"),
        ),
        None => Finding::error("typeset", source.place, format!("the paper could not be set: {message}")),
    };
    finding.hint_if((!hints.is_empty()).then_some(hints))
}

/// The author's own text is what Typst stumbled over.
fn author(one: &SourceDiagnostic, place: Place) -> Finding {
    let message = one.message.to_string();
    let lower = message.to_lowercase();
    if lower.contains("could not be displayed") {
        return Finding::error("missing-glyph", place, "the embedded fonts cannot show these signs together")
            .hint("write it in words, or without the accents and marks that are put over a letter");
    }
    let hints: Vec<String> = one.hints.iter().map(|h| h.v.to_string()).collect();
    let finding =
        Finding::error("typeset", place, format!("this cannot be set: {}", message.trim_end_matches('.')));
    hints.into_iter().fold(finding, Finding::hint)
}
