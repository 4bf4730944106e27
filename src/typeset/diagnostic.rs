//! Typst's errors and warnings as findings at the author's place. Where the author is not to
//! blame it says that the house style is at fault, and names the file.

use typst::diag::SourceDiagnostic;
use typst::{World, WorldExt};

use super::source::{MAIN, Source};
use super::world::PaperWorld;
use crate::finding::{Finding, Findings, Rule, Sources, Span};

/// The words before the paths of files that come with the program.
const BUILT_IN: &str = "built-in ";

/// Turns Typst's diagnostics into findings. The innermost call that stands on an author's line is the place,
/// unless the error is in a file of the council's own house style.
pub(crate) fn findings(
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
            let own =
                style_place.as_ref().is_some_and(|(_, path): &(Span, String)| !path.starts_with(BUILT_IN));
            if let (Some(Some(span)), false) = (source.lines.get(line), own && !is_of_text(one)) {
                return author(one, *span);
            }
        } else if style_place.is_none()
            && let Some(origin) = source.origins.get(name)
        {
            style_place = Some((Span::new(*origin, range), sources.path(*origin).to_owned()));
        }
    }
    let hints: Vec<String> = one.hints.iter().map(|h| h.v.to_string()).collect();
    let message = one.message.to_string();
    let (finding, remedy) = match style_place {
        Some((span, path)) => {
            let message = format!("the house style is at fault ({path}): {message}");
            let remedy = "repair the file, or delete the council's own copy: then the built-in one is used";
            (Finding::error(Rule::StyleComponent, span, message), remedy)
        }
        None => {
            let message = format!("the paper could not be set: {message}");
            (
                Finding::error(Rule::Typeset, source.span, message),
                "take out what was changed last, and build again",
            )
        }
    };
    hints.into_iter().fold(finding, Finding::hint).hint(remedy)
}

/// Whether an error is about the text that was set, wherever it was set.
fn is_of_text(one: &SourceDiagnostic) -> bool {
    one.message.to_lowercase().contains("could not be displayed")
}

/// The finding for an error that the author's own text brought about.
fn author(one: &SourceDiagnostic, span: Span) -> Finding {
    let message = one.message.to_string();
    if is_of_text(one) {
        return Finding::error(
            Rule::MissingGlyph,
            span,
            "the embedded fonts cannot show these signs together",
        )
        .hint("write it in words, or without the accents and marks that are put over a letter");
    }
    let hints: Vec<String> = one.hints.iter().map(|h| h.v.to_string()).collect();
    let finding =
        Finding::error(Rule::Typeset, span, format!("this cannot be set: {}", message.trim_end_matches('.')));
    hints
        .into_iter()
        .fold(finding, Finding::hint)
        .hint("write it in another way, or take it out, and build again")
}
