//! `boards/*.toml`: what a board is called, what its papers have in common, and which house style they are
//! set in. It never reads a paper.
//!
//! `[tokens]` in a board's file holds its changes to the style.
//!
//! A style under `--style` takes over the fields that only the board's own style declares, for no field of a
//! paper may be lost. A field that this style itself requires is then a warning where it is missing, and no
//! error.
//!
//! A board whose papers are in two languages has its style resolved twice, once for each.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::PlainText;
use super::council::Council;
use super::fields::Fields;
use super::indicator::{Indicator, check_rag};
use super::pack::{self, Standing};
use super::person::Person;
use super::plain_text::plain;
use crate::finding::{Correction, Finding, Findings, Rule, Sources, Span, did_you_mean, sure_word};
use crate::load::node::{Node, TypedText, toml_text};
use crate::load::{Asset, LoadedPicture, Project, TomlFile};
use crate::style::{self, LANGUAGES, Language, Style, StyleRequest};

/// The logo of a board.
#[derive(Debug, Clone)]
pub(crate) struct LogoSpec {
    pub picture: LoadedPicture,
    /// The name of its file.
    pub file: PlainText,
    /// The words for what it shows.
    pub alt: PlainText,
}

/// A board, committee or other body that papers go to.
#[derive(Debug, Clone)]
pub(crate) struct BoardSpec {
    pub id: String,
    pub name: PlainText,
    /// The short name; the full one where the board has none.
    pub short: PlainText,
    /// The body that the board belongs to, where it is not the council.
    pub organisation: Option<PlainText>,
    /// A line under the board's name in the letterhead.
    pub strapline: Option<PlainText>,
    /// The board's own logo in place of the style's wordmark, and the words for what it shows.
    pub logo: Option<LogoSpec>,
    /// Whether the law on access to meetings binds the board: all but a partnership.
    pub bound_by_law: bool,
    pub venue: Option<PlainText>,
    /// Members, quorum and statements of the board's agendas.
    pub standing: Standing,
    /// The titles of items that stand on every agenda of the board.
    pub standing_items: Vec<PlainText>,
    /// Headings that the board's reports must have.
    pub required_headings: Vec<PlainText>,
    /// The indicators of the board's dashboards, in order; all where it names none.
    pub indicators: Vec<PlainText>,
    /// The name of the rules for status.
    pub rag: Option<PlainText>,
    /// Whether a red status needs words on what is done about it.
    pub corrective_action: bool,
    /// The house style with the board's own tokens, in the board's language.
    pub style: Arc<Style>,
    /// The house style in the other language, where a paper or a part of one is in it.
    pub other: Option<Arc<Style>>,
}

impl BoardSpec {
    /// The board with its styles exchanged for a paper in another language; unchanged for `None`.
    pub(super) fn speaking(mut self, language: Option<Language>) -> Self {
        if let (Some(language), Some(other)) = (language, &self.other)
            && other.language == language
            && self.style.language != language
        {
            self.other = Some(std::mem::replace(&mut self.style, other.clone()));
        }
        self
    }
}

/// The rule for closed actions when a log is rolled forward: `closed_actions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ClosedActions {
    /// Closed actions do not go forward.
    Drop,
    /// Closed actions are printed in one log, that of the first meeting after they were closed.
    #[default]
    Once,
    /// All closed actions go forward.
    Keep,
}

/// The board's rule for closed actions, read from its file alone.
pub(crate) fn closed_actions(document: &TomlFile, findings: &mut Findings) -> ClosedActions {
    let mut fields = Fields::of(&document.root, "a board", findings);
    closed(&mut fields, findings)
}

fn closed(fields: &mut Fields<'_>, findings: &mut Findings) -> ClosedActions {
    let words = [("drop", ClosedActions::Drop), ("once", ClosedActions::Once), ("keep", ClosedActions::Keep)];
    fields.choice("closed_actions", &words, findings).unwrap_or_default()
}

/// Reads the boards by id; those with mistakes in what papers need are left out.
pub(super) fn read(
    project: &Project,
    (council, people): (&Council, &BTreeMap<String, Person>),
    style_override: Option<&str>,
    sources: &mut Sources,
    findings: &mut Findings,
) -> BTreeMap<String, BoardSpec> {
    let mut boards = BTreeMap::new();
    for (id, document) in &project.boards {
        boards.extend(
            one(id, document, project, (council, people, style_override), sources, findings)
                .map(|b| (id.clone(), b)),
        );
    }
    // A board that could not be read may be the one that names it.
    if style_override.is_none() && boards.len() == project.boards.len() {
        unused_styles(project, council, &boards, findings);
    }
    boards
}

/// Warns of a folder in the council's `templates/` that no board's style uses: mostly a misspelt name.
fn unused_styles(
    project: &Project,
    council: &Council,
    boards: &BTreeMap<String, BoardSpec>,
    findings: &mut Findings,
) {
    let mut used: Vec<&str> = boards.values().flat_map(|b| &b.style.bases).map(String::as_str).collect();
    let by_council = council.style.as_ref().map(|s| s.text.as_str());
    if boards.is_empty() {
        used.extend(by_council);
    }
    used.push("base");
    used.sort_unstable();
    used.dedup();
    let mut said = "";
    for (path, (file, _)) in &project.templates {
        let style = path.split('/').next().unwrap_or_default();
        if style != said && !used.contains(&style) {
            said = style;
            let message = format!("no board uses the house style `{style}`, so this folder changes nothing");
            findings.push(
                Finding::warning(Rule::StyleUnused, Span::whole(*file), message)
                    .hint_if(did_you_mean(style, used.iter().copied()))
                    .hint(if by_council == Some(style) {
                        format!("council.toml names `{style}`, and every board has a `style` of its own: take that line out of the boards that are to use it")
                    } else {
                        format!(
                            "to use it, write style = \"{style}\" in council.toml or in a board's file; where it was to change a style that is used, name the folder after that: {}",
                            used.join(", ")
                        )
                    }),
            );
        }
    }
}

/// Finds indicators and rules for status that a board names and nobody defines.
pub(super) fn check_indicators(
    boards: &BTreeMap<String, BoardSpec>,
    indicators: &BTreeMap<String, Indicator>,
    council: &Council,
    findings: &mut Findings,
) {
    for board in boards.values() {
        for id in board.indicators.iter().filter(|id| !indicators.contains_key(&id.text)) {
            let known = indicators.keys().map(String::as_str);
            findings.push(
                Finding::error(
                    Rule::UnknownIndicator,
                    id.span,
                    format!("no data file defines `{}`", id.text),
                )
                .label("not in indicators/")
                .hint_if(did_you_mean(&id.text, known.clone()))
                .correct(sure_word(&id.text, known).and_then(|known| Correction::literal(id.span, known)))
                .hint("take it out of the list, or define it in a file of indicators/"),
            );
        }
        for (at, id) in board.indicators.iter().enumerate() {
            if board.indicators[..at].iter().any(|other| other.text == id.text) {
                findings.push(
                    Finding::error(Rule::IndicatorRepeated, id.span, format!("`{}` is named twice", id.text))
                        .hint("take one of them away"),
                );
            }
        }
        if let Some(rag) = &board.rag {
            check_rag(rag, council, findings);
        }
    }
}

/// Resolves the style that the command line asks for, in place of the board's own. It takes over the fields
/// that only the board's own style declares: an override decides how papers look, and loses nothing of
/// theirs.
fn resolve_override(
    wear: &str,
    own: &str,
    asked: StyleRequest<'_>,
    project: &Project,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Style> {
    let foreign = StyleRequest { foreign: wear != own, ..asked };
    let mut style = style::resolve(wear, foreign, project, sources, findings)?;
    // What is wrong with the board's own style is said where it is used.
    if let Some(own) = style::resolve(own, asked, project, sources, &mut Findings::default()) {
        style.take_fields(&own);
    }
    style.is_override = wear != own;
    Some(style)
}

/// Whether any paper of the project, or a part of one, says its language.
fn speaks_two(project: &Project) -> bool {
    let says = |node: &Node| {
        let table = node.table();
        let parts = ["section", "appendix", "minute"].into_iter();
        let parts = parts.flat_map(|key| table.and_then(|t| t.get(key)?.array()).unwrap_or_default());
        std::iter::once(node).chain(parts).any(|n| n.table().is_some_and(|t| t.get("language").is_some()))
    };
    let reports = project.reports.iter().map(|paper| &paper.document);
    let packs = project.packs.iter().map(|pack| &pack.document);
    let meetings = project.minutes.iter().chain(&project.actions).map(|paper| &paper.document);
    reports.chain(packs).chain(meetings).any(|document| says(&document.root))
}

fn one(
    id: &str,
    document: &TomlFile,
    project: &Project,
    (council, people, wear): (&Council, &BTreeMap<String, Person>, Option<&str>),
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<BoardSpec> {
    let mut fields = Fields::of_document(&document.root, "a board", findings);
    let name = fields.required("name", "\"Safer Communities Board\"", findings).map(plain);
    let short = fields.text("short", findings).map(plain);
    let organisation = fields.text("organisation", findings).map(plain);
    let strapline = fields.text("strapline", findings).map(plain);
    let logo_file = fields.text("logo", findings);
    let logo_alt = fields.text("logo_alt", findings).map(plain);
    let own_style = fields.text("style", findings).map(plain);
    let language = fields.choice("language", &LANGUAGES, findings);
    let body = fields.choice(
        "body",
        &[
            ("council", true),
            ("committee", true),
            ("cabinet", true),
            ("partnership", false),
            ("police_and_crime_panel", true),
            ("parish", true),
        ],
        findings,
    );
    let venue = fields.text("venue", findings).filter(|t| !t.string.trim().is_empty()).map(plain);
    let standing = pack::standing(&mut fields, people, findings);
    standing.check(findings);
    let standing_items = fields.texts("standing_items", findings);
    let required_headings = fields.texts("required_headings", findings);
    let indicators = fields.texts("indicators", findings);
    let rag = fields.text("rag", findings).map(plain);
    let corrective_action = fields.boolean("corrective_action", findings).unwrap_or(false);
    closed(&mut fields, findings);
    list_of_members(&mut fields, findings);
    let tokens = fields.node("tokens");
    fields.finish(findings);
    if body.is_none() && document.root.table().is_some_and(|t| t.get("body").is_none()) {
        let span = Span::whole(document.file);
        findings.push(Finding::error(Rule::MissingKey, span, "a board has no `body`").hint("add: body = \"committee\" (or council, cabinet, partnership, police_and_crime_panel, parish): it says which law binds its papers"));
    }
    let name = name?;
    let logo = match (logo_file.and_then(|t| project.assets.get(&t.span())), logo_file) {
        (Some(Asset::Picture(picture)), Some(file)) => match logo_alt {
            Some(alt) if !alt.text.trim().is_empty() => {
                Some(LogoSpec { picture: picture.clone(), file: plain(file), alt })
            }
            _ => {
                findings.push(
                    Finding::error(
                        Rule::ImageAlt,
                        file.span(),
                        "the logo has no words for those who cannot see it",
                    )
                    .hint("add: logo_alt = \"Logo of …\""),
                );
                None
            }
        },
        _ => None,
    };
    let wanted = own_style.as_ref().or(council.style.as_ref())?;
    let home = language.unwrap_or(council.language);
    let asked = StyleRequest { span: wanted.span, overrides: tokens, foreign: false, language: home, home };
    let mut dress = |asked, findings: &mut Findings| match wear {
        None => style::resolve(&wanted.text, asked, project, sources, findings),
        Some(wear) => resolve_override(wear, &wanted.text, asked, project, sources, findings),
    };
    let mut found = Findings::default();
    let style = dress(asked, &mut found);
    let other = style.as_ref().filter(|_| speaks_two(project)).and_then(|_| {
        let language = if home == Language::Welsh { Language::English } else { Language::Welsh };
        let mut own = Findings::default();
        let other = dress(StyleRequest { language, ..asked }, &mut own);
        // What is wrong in either language is said once.
        own.retain(|finding| found.iter().all(|said| said.message != finding.message));
        found.append(own);
        other
    });
    findings.append(found);
    let style = style?;
    Some(BoardSpec {
        id: id.to_owned(),
        short: short.unwrap_or_else(|| name.clone()),
        name,
        organisation,
        strapline,
        logo,
        bound_by_law: body.unwrap_or(true),
        venue,
        standing,
        standing_items,
        required_headings,
        indicators,
        rag,
        corrective_action,
        style: Arc::new(style),
        other: other.map(Arc::new),
    })
}

/// Finds a list of names where a board has a table for each member.
fn list_of_members(fields: &mut Fields<'_>, findings: &mut Findings) {
    let Some(entry) = fields.refused("members") else { return };
    let texts = entry.node.array().unwrap_or_default().iter().filter_map(Node::text);
    let member = |text: &TypedText| {
        let name = toml_text(text.string.trim());
        ["[[member]]".to_owned(), format!("name = {name}")]
    };
    let lines: Vec<String> = texts.flat_map(member).collect();
    let finding = Finding::error(Rule::UnknownKey, entry.key_place, "`members` is not a key of a board")
        .label("not known here");
    findings.push(if lines.is_empty() {
        finding.hint("write for each member: [[member]], and below it name = \"…\"")
    } else {
        finding.paste("take the line away, and put these at the end of the file:", lines)
    });
}
