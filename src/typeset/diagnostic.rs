//! Typst's errors and warnings as findings at the author's line. It never blames an author for a house style:
//! where the style is at fault it says so, and names the file.

use typst::diag::SourceDiagnostic;
use typst::{World, WorldExt};

use super::source::{MAIN, Source};
use super::world::{PLUGIN, PaperWorld};
use crate::failure::{Fault, Stage};
use crate::finding::{Finding, Findings, Rule, Sources, Span};

/// The words before the paths of files that come with the program.
const BUILT_IN: &str = "built-in ";

/// Turns Typst's diagnostics into findings. The innermost call that stands on an author's line is the place,
/// unless the error is in a file of the council's own house style.
pub(super) fn findings(
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

/// Maps what is said on export back. Where it leads to no line, and no component is the council's own, nothing
/// of the council's can be to blame.
pub(crate) fn export_findings(
    list: &[SourceDiagnostic],
    world: &PaperWorld<'_>,
    source: &Source,
    sources: &Sources,
) -> Findings {
    let own = source.origins.values().any(|origin| !sources.path(*origin).starts_with(BUILT_IN));
    let mut findings = Findings::default();
    for one in list {
        let found = finding(one, world, source, sources);
        let blameless = found.rule == Rule::Typeset && found.span == Some(source.span) && !own;
        findings.push(if blameless { fault(one, source) } else { found });
    }
    findings
}

fn fault(one: &SourceDiagnostic, source: &Source) -> Finding {
    let message = format!("the PDF of this paper could not be written: {}", plain_message(one));
    Finding::fault(Fault::here(Some(Stage::Assemble), &[&source.id]), message)
}

fn finding(one: &SourceDiagnostic, world: &PaperWorld<'_>, source: &Source, sources: &Sources) -> Finding {
    let spans = std::iter::once(one.span).chain(one.trace.iter().map(|t| t.span.into()));
    let mut style_place = None;
    for span in spans {
        let Some(id) = span.id() else { continue };
        let name = world.name(id);
        if let Some((typed, span)) = source.pictures.get(name) {
            return picture(one, typed, *span);
        }
        if let Some(origin) = source.origins.get(name).filter(|_| !name.ends_with(".typ")) {
            return picture(one, name, Span::whole(*origin));
        }
        let Some(range) = world.range(span) else { continue };
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
    let message = plain_message(one);
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

/// The finding for a picture that Typst cannot draw.
fn picture(one: &SourceDiagnostic, typed: &str, span: Span) -> Finding {
    let message = one.message.to_string();
    let reason =
        match message.rsplit_once('(').map_or(message.as_str(), |(_, reason)| reason.trim_end_matches(')')) {
            "nodes limit reached" => "it has more shapes than can be drawn",
            "width, height, or viewbox is invalid" => "it does not say how wide and high it is",
            other => other,
        };
    Finding::error(Rule::ImageCorrupt, span, format!("the picture `{typed}` cannot be drawn: {reason}"))
        .hint("export the drawing again as plain SVG, with its page cut to the drawing, or save it as PNG")
}

/// The message of Typst, which names the standards of a PDF where it would break one: "PDF/UA-1 error: missing
/// alt text".
fn plain_message(one: &SourceDiagnostic) -> String {
    let message = one.message.as_str();
    match message.split_once(" error: ") {
        Some((standards, what)) if standards.starts_with("PDF/") => {
            format!("an accessible PDF ({standards}) cannot have this: {what}")
        }
        _ if message.strip_prefix("unknown variable: ") == Some(PLUGIN) => {
            "it loads a plugin, which is a program, and boardpack runs no programs".to_owned()
        }
        _ => message.to_owned(),
    }
}

/// Whether an error is about the text that was set, wherever it was set.
fn is_of_text(one: &SourceDiagnostic) -> bool {
    one.message.to_lowercase().contains("could not be displayed")
}

/// The finding for an error that the author's own text brought about.
fn author(one: &SourceDiagnostic, span: Span) -> Finding {
    let message = plain_message(one);
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
