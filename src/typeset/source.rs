//! `Source`: one paper as a Typst project in memory, with the author's span for each line of its main file.
//! It is what `--emit-typst` writes, and it compiles as it stands. It never calls Typst.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::code::Writer;
use super::fields::{main_file, set_fields};
use super::fitting;
use super::glyphs::{Glyphs, LENT};
use super::heading_breaks::{BREAKS, breaks_file};
use super::left_columns::LeftColumns;
use super::link_words::LinkWords;
use super::position::{POSITION, Position, RANGES, ranges};
use super::template;
use super::view::{theme, token_file, view};
use crate::finding::{FileId, Findings, Span};
use crate::model::{Appendix, AppendixContent, AttachmentPages, NamedAnchor, Paper};
use crate::style::points;
use crate::value::Id;

/// The Typst project of a paper.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// The path of the paper's file below the output folder, without its ending: "reports/x/report".
    pub id: String,
    /// The stretch of source that findings about the whole paper name.
    pub span: Span,
    /// The title that stands at the foot of the pages.
    pub short_title: String,
    /// The files by their paths; `main.typ` is the paper. The bytes that papers have in common are held once.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// The span of each line of `main.typ`; `None` for lines that are the template's own.
    pub lines: Vec<Option<Span>>,
    /// The data of the charts as CSV, by the charts' names.
    pub data: BTreeMap<Id, Vec<u8>>,
    /// The names of the author's pictures as they were typed, and where, by their paths among the files.
    pub pictures: BTreeMap<String, (String, Span)>,
    /// The files of the house style that the other files came from, for findings.
    pub origins: BTreeMap<String, FileId>,
    /// The attachments for which the paper keeps pages, in order, each with those of its fields that are set.
    pub attachment_pages: Vec<AttachmentPages>,
    /// The Typst code of a page for each of these fields, in order; empty where there are none.
    pub fields: String,
    /// The places that links from elsewhere can lead to.
    pub named: Vec<NamedAnchor>,
    /// The patterns of what is said of links within a file.
    pub links: LinkWords,
    /// The margins at head and foot of a page, in points.
    pub margins: [f64; 2],
    /// The margins at the left and the right of a page, in points.
    pub sides: [f64; 2],
    /// The colour of text, as the style has it: "#0b0c0c".
    pub ink: String,
    /// The tokens with other space between paragraphs, to be tried in order where a page holds hardly anything.
    pub spacings: Vec<Arc<[u8]>>,
}

impl Source {
    /// The paper at another position.
    #[must_use]
    pub(crate) fn at(&self, position: &Position) -> Self {
        let mut source = self.clone();
        source.files.insert(POSITION.to_owned(), position.file().into_bytes().into());
        source
    }

    /// The values of the fields of attachments as a Typst project of their own, each on a page; `None` where
    /// there are none.
    pub(super) fn of_fields(&self) -> Option<Self> {
        let files = || {
            let mut files = self.files.clone();
            files.insert(MAIN.to_owned(), main_file(&self.fields).into_bytes().into());
            files
        };
        (!self.fields.is_empty()).then(|| Self {
            id: format!("{}.fields", self.id),
            files: files(),
            lines: Vec::new(),
            attachment_pages: Vec::new(),
            fields: String::new(),
            spacings: Vec::new(),
            ..self.clone()
        })
    }

    /// The agenda with the pages of its papers: the key, the first and the last page of each.
    #[must_use]
    pub(crate) fn with_ranges(mut self, list: &[(&str, usize, usize)], linked: bool) -> Self {
        self.files.insert(RANGES.to_owned(), ranges(list, linked).into_bytes().into());
        self
    }
}

/// The name of the file that Typst starts from.
pub(crate) const MAIN: &str = "main.typ";

/// The name of the file with the tokens of the style.
pub(super) const TOKENS: &str = "tokens.typ";

/// Writes the Typst source of a paper. `None` where something in it cannot be printed.
pub(crate) fn source(paper: &Paper, glyphs: &Glyphs<'_>, findings: &mut Findings) -> Option<Source> {
    let style = &paper.style;
    let mut writer = Writer::new(glyphs, theme(&style.tokens));
    let left = LeftColumns::of(paper, &mut writer);
    let data = view(paper, &left, &mut writer);
    let short_title = paper.short_title.split_whitespace().collect::<Vec<_>>().join(" ");
    if style.tokens.switch("page.title") {
        writer.check(&short_title, paper.span);
    }
    let name = paper.kind.template();
    let Some(template) = style.files.get(name) else {
        findings.append(std::mem::take(&mut writer.findings));
        return None;
    };
    let rendered = template::render(name, template, &data);
    let failed = writer.findings.has_errors();
    let mut lent = BTreeSet::new();
    writer.findings.retain(|finding| finding.rule != LENT || lent.insert(finding.message.clone()));
    findings.append(std::mem::take(&mut writer.findings));
    let rendered = match rendered {
        Ok(rendered) => rendered,
        Err(finding) => {
            findings.push(*finding);
            return None;
        }
    };
    if failed {
        return None;
    }
    let (main, lines) = writer.unmark(&rendered);
    let mut files = BTreeMap::new();
    let mut origins = BTreeMap::new();
    for (name, file) in &style.files {
        if !name.ends_with(".j2") && !name.ends_with(".toml") {
            files.insert(name.clone(), file.bytes.clone());
            origins.insert(name.clone(), file.file);
        }
    }
    for picture in &paper.pictures {
        files.insert(picture.file.clone(), picture.bytes.clone());
    }
    files.append(&mut writer.drawn);
    let position = Position { title: short_title.clone(), alone: true, ..Position::default() };
    files.insert(POSITION.to_owned(), position.file().into_bytes().into());
    files.insert(fitting::CUTS.to_owned(), fitting::cuts_file(&BTreeMap::new()).into_bytes().into());
    files.insert(BREAKS.to_owned(), breaks_file(&[]).into());
    files.insert(RANGES.to_owned(), ranges(&[], false).into_bytes().into());
    let tokens = |factor: f64| token_file(&style.tokens, &left, factor).into_bytes().into();
    files.insert(TOKENS.to_owned(), tokens(1.0));
    let mut kept = attachment_pages(paper);
    let fields = kept.iter_mut().map(|kept| set_fields(kept, glyphs, findings)).collect();
    let lengths = |paths: [&str; 2]| paths.map(|path| points(style.tokens.text(path)));
    files.insert(MAIN.to_owned(), main.into_bytes().into());
    let data = std::mem::take(&mut writer.data);
    Some(Source {
        id: paper.id.clone(),
        span: paper.span,
        short_title,
        files,
        lines,
        pictures: paper.pictures.iter().map(|p| (p.file.clone(), p.typed.clone())).collect(),
        origins,
        data,
        attachment_pages: kept,
        fields,
        named: paper.named.clone(),
        links: LinkWords::of(&style.tokens),
        margins: lengths(["page.top", "page.bottom"]),
        sides: lengths(["page.left", "page.right"]),
        ink: style.tokens.text("colors.text").to_owned(),
        spacings: fitting::factors(&style.tokens).into_iter().map(tokens).collect(),
    })
}

/// The attachments for which a paper keeps pages, in order.
fn attachment_pages(paper: &Paper) -> Vec<AttachmentPages> {
    let kept = |appendix: &Appendix| match &appendix.content {
        AppendixContent::Attached(reserved, _) => Some(reserved.as_ref().clone()),
        _ => None,
    };
    paper.appendices.iter().filter_map(kept).collect()
}
