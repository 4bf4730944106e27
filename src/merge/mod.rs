//! Merge: from checked papers to the model, with every figure in words. It gives a paper only where nothing
//! in it is wrong, and it neither numbers nor opens anything.

mod accessibility;
mod actions;
mod attachment;
mod chart;
mod contact;
mod dashboard;
mod dashboard_columns;
mod date_inlines;
mod derived;
mod evaluated;
mod expression;
mod figure_words;
mod minutes;
mod near_edge;
mod number_text;
mod pack;
mod passages;
mod period_words;
mod quotes;
mod room;
mod strips;
mod sums;
mod table;
mod text;
mod typed_beside;
mod unknown_period;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

pub(crate) use accessibility::{AttachmentPart, accessibility};
use contact::contact;
pub(crate) use date_inlines::date_inlines;
pub(crate) use pack::Readiness;
use passages::{LanguageMerger, Languages};
use text::TextMerger;

use crate::check::{self, Checked, PaperStatus, Report};
use crate::finding::{Finding, Findings, Rule};
use crate::model::{
    Appendix, AppendixContent, Block, Board, Field, Image, Inline, Note, Pack, Paper, PaperKind, PictureFile,
    Recommendations, Section, SectionNumbering, plain,
};
use crate::style::Style;

/// The papers and packs of a run, as they are to be printed.
#[derive(Debug, Default)]
pub struct Merged {
    /// The papers that are built by themselves.
    pub papers: Vec<Paper>,
    /// The packs with their papers.
    pub(crate) packs: Vec<Pack>,
    /// The packs in which something is wrong, with those of their papers in which nothing is found yet.
    pub(crate) incomplete: Vec<Pack>,
    /// The readiness of each pack, those with mistakes too.
    pub(crate) readiness: Vec<Readiness>,
}

/// Merges every report and pack. The mistakes of all are added to `findings`, and the papers and packs
/// without any are returned.
pub fn merge(checked: &Checked, findings: &mut Findings) -> Merged {
    let indicators: BTreeMap<String, Arc<check::Indicator>> =
        checked.indicators.iter().map(|(id, i)| (id.clone(), Arc::new(i.clone()))).collect();
    let council = checked.council.name.as_ref().map(|n| n.text.clone()).unwrap_or_default();
    let set = |report: &Report| {
        let indicators = quotes::named(&indicators, &report.board.style.tokens);
        let merger = |style: &Arc<Style>| LanguageMerger::new(style, report, &checked.council, &indicators);
        let own = merger(&report.board.style);
        let other = report.board.other.as_ref().filter(|_| passages::any(report)).map(merger);
        let exhibits = own.exhibits(report, &indicators);
        let others = other.as_ref().map(|other| (other, other.exhibits(report, &indicators)));
        let languages = Languages {
            own: (&own.expressions, &exhibits, &own.style),
            other: others.as_ref().map(|(other, exhibits)| (&other.expressions, exhibits, &other.style)),
        };
        let (paper, own) = one(report, &council, &languages);
        // A figure that could not be read has its error where it was typed, and stands in no paper.
        let unread = unknown_period::used(report).into_iter().filter_map(|id| indicators.get(id));
        let sound = report.is_valid && !own.has_errors() && !unread.into_iter().any(|used| used.unread);
        (own, sound.then_some(paper))
    };
    let mut merged: Vec<(Findings, Option<Paper>)> = checked.reports.par_iter().map(set).collect();
    merged.par_extend(checked.minutes.par_iter().map(|minutes| {
        let (own, paper) = set(&minutes.paper);
        (own, paper.map(|paper| minutes::add_minutes_parts(paper, minutes)))
    }));
    merged.par_extend(checked.actions.par_iter().map(|log| {
        let (own, paper) = set(&log.paper);
        (own, paper.map(|paper| actions::add_log_parts(paper, log)))
    }));
    let mut papers = findings.gather(merged);
    let packs = checked.packs.iter();
    let (mut whole, mut incomplete, mut readiness) = (Vec::new(), Vec::new(), Vec::new());
    for merged in packs.map(|p| pack::merge(p, checked, &indicators, &papers, &council, findings)) {
        readiness.push(merged.readiness);
        if merged.is_whole { whole.push(merged.pack) } else { incomplete.push(merged.pack) }
    }
    let alone = |paper: &Paper| {
        let reports = checked.reports.iter().filter(|r| r.alone).map(|r| r.span);
        let minutes = checked.minutes.iter().filter(|m| m.paper.alone).map(|m| m.paper.span);
        let actions = checked.actions.iter().filter(|a| a.paper.alone).map(|a| a.paper.span);
        reports.chain(minutes).chain(actions).any(|span| span == paper.span)
    };
    papers.retain(alone);
    Merged { papers, packs: whole, incomplete, readiness }
}

/// The board as papers print it.
fn board(board: &check::BoardSpec, logo: Option<(String, String, crate::finding::Span)>) -> Board {
    let tokens = &board.style.tokens;
    let typed = |p: &check::PlainText| (quotes::with_quotes(&p.text, tokens), p.span);
    Board {
        name: typed(&board.name),
        short: quotes::with_quotes(&board.short.text, tokens),
        strapline: board.strapline.as_ref().map(typed),
        logo,
    }
}

fn one(report: &Report, council: &str, languages: &Languages<'_>) -> (Paper, Findings) {
    let (expressions, exhibits, _) = languages.own;
    let mut words = TextMerger::of_report(report, expressions, exhibits);
    let in_other_language = passages::placed(report);
    let mut pictures = Vec::new();
    for (name, image) in &report.images {
        let image = picture(name, image, &mut pictures, &mut words);
        words.images.insert(name.clone(), image);
    }
    for (name, table) in &report.tables {
        let (_, _, style) = languages.speak(in_other_language.contains(name.as_str()), &mut words);
        let table = table::merge(name, table, style, &mut words);
        words.placed.insert(name.clone(), vec![Block::Table(Box::new(table))]);
    }
    exhibit_all(report, languages, &in_other_language, &mut words);
    languages.speak(false, &mut words);
    let logo = report.board.logo.as_ref().map(|logo| {
        let file = format!("images/logo.{}", logo.picture.kind);
        let typed = (logo.file.text.clone(), logo.file.span);
        pictures.push(PictureFile { file: file.clone(), bytes: logo.picture.bytes.clone(), typed });
        (file, logo.alt.text.clone(), logo.alt.span)
    });
    let title = words.line(&report.title);
    // A title that is missing has its finding already.
    if !report.title.is_empty() && plain(&title).is_empty() {
        let finding = Finding::error(Rule::Blank, report.span, "the title of this report prints nothing");
        words.findings.push(finding.hint("write words in it: title = \"Safer communities performance\""));
    }
    let short_title =
        report.short_title.as_ref().map_or_else(|| plain(&title), |line| plain(&words.line(line)));
    let sections = report.sections.iter().map(|s| section(s, report, languages, &mut words)).collect();
    let recommendations = report.recommendations.as_ref().map(|r| Recommendations {
        number: String::new(),
        numbering: numbering(r.numbering),
        blocks: words.blocks(&r.blocks),
    });
    let notes = report.notes.iter().map(|(name, note)| Note {
        name: name.clone(),
        mark: note.mark.as_ref().map(|m| m.text.clone()).unwrap_or_default(),
        body: words.line(&note.text),
        span: note.span,
    });
    let notes = notes.collect();
    let tokens = &report.board.style.tokens;
    let person = |one| contact(one, tokens);
    let publisher = report.board.organisation.as_ref().map_or(council, |o| &o.text);
    let paper = Paper {
        kind: PaperKind::Report,
        id: format!("reports/{}/report", report.id),
        span: report.span,
        title,
        short_title,
        board: board(&report.board, logo),
        council: quotes::with_quotes(publisher, tokens),
        meetings: report.meetings.clone(),
        period: report.period.map(|p| exhibits.period_words(p)).unwrap_or_default(),
        draft: report.status == PaperStatus::Draft,
        report_of: report.report_of.as_ref().map(person),
        contacts: report.contacts.iter().map(person).collect(),
        background_papers: report
            .background_papers
            .as_ref()
            .map(|papers| papers.iter().map(|paper| background(paper, &mut words)).collect()),
        front: report.front.iter().map(|f| field(f, &mut words)).collect(),
        sections,
        recommendations,
        closing: report.closing.iter().map(|f| field(f, &mut words)).collect(),
        appendices: report.appendices.iter().map(|a| appendix(a, report, languages, &mut words)).collect(),
        data: std::mem::take(&mut words.at_back),
        notes,
        pictures,
        agenda: None,
        signing: None,
        named: Vec::new(),
        style: report.board.style.clone(),
    };
    actions(report, &mut words);
    unknown_period::say_once(report, exhibits.indicators, &mut words.findings);
    (paper, words.findings)
}

/// Merges charts, derived tables and dashboards, by whose names `words` then places them.
fn exhibit_all<'a>(
    report: &Report,
    languages: &Languages<'a>,
    in_other_language: &BTreeSet<&str>,
    words: &mut TextMerger<'a>,
) {
    let actions: BTreeMap<String, Vec<Inline>> =
        report.corrective_action.iter().map(|(id, (line, _))| (id.clone(), words.line(line))).collect();
    words.actions = actions;
    for (name, own) in &report.charts {
        let (_, exhibits, _) = languages.speak(in_other_language.contains(name.as_str()), words);
        let Some((mut chart, table)) = chart::merge(name, own, exhibits, words) else { continue };
        let back = own.back.unwrap_or_else(|| exhibits.tokens.text("charts.data") == "back");
        if back {
            chart.data = chart::data_in(&chart, exhibits);
        }
        let table = Block::Table(Box::new(table));
        let mut blocks = vec![Block::Chart(Box::new(chart))];
        if back {
            words.back.insert(name.clone(), table);
        } else {
            blocks.push(table);
        }
        words.placed.insert(name.clone(), blocks);
    }
    for (name, own) in &report.derived {
        let (_, exhibits, _) = languages.speak(in_other_language.contains(name.as_str()), words);
        let blocks = match derived::merge(name, own, exhibits, words) {
            Some(table) => vec![Block::Table(Box::new(table))],
            None => {
                let board = &report.board;
                dashboard::merge(name, own, &board.indicators, board.corrective_action, exhibits, words)
            }
        };
        words.placed.insert(name.clone(), blocks);
    }
}

/// Checks that each indicator that the text calls red has a corrective action where the board asks for one,
/// and that every action is printed.
fn actions(report: &Report, words: &mut TextMerger<'_>) {
    let mut said: Vec<&str> = Vec::new();
    for (id, span) in &words.red {
        if words.exhibits.indicators.get(id).is_some_and(|i| i.unread) {
            continue;
        }
        let wanted = report.board.corrective_action && !report.corrective_action.contains_key(id);
        if wanted && !said.contains(&id.as_str()) {
            said.push(id);
            words.findings.push(dashboard::action_wanted(id, *span));
        }
    }
    for (id, (_, span)) in &report.corrective_action {
        // One for an indicator that nobody defines was said already.
        if !words.printed_actions.contains(id) && words.exhibits.indicators.contains_key(id) {
            let message = format!("the corrective action for `{id}` is not printed anywhere");
            words.findings.push(Finding::warning(Rule::NotPlaced, *span, message).hint(format!(
                "a dashboard prints it where `{id}` is red; elsewhere write {{{{ {id}.corrective_action }}}}, or delete it"
            )));
        }
    }
}

fn numbering(numbering: check::SectionNumberingSpec) -> SectionNumbering {
    match numbering {
        check::SectionNumberingSpec::Paragraphs => SectionNumbering::Paragraphs,
        check::SectionNumberingSpec::Heading => SectionNumbering::Heading,
        check::SectionNumberingSpec::Given(n) => SectionNumbering::Given(n),
        check::SectionNumberingSpec::None => SectionNumbering::None,
    }
}

fn section<'a>(
    section: &check::SectionSpec,
    report: &Report,
    languages: &Languages<'a>,
    words: &mut TextMerger<'a>,
) -> Section {
    let in_other_language = passages::is_one(section.language, report);
    let (_, _, style) = languages.speak(in_other_language, words);
    let merged = Section {
        speaks: in_other_language.then(|| style.clone()),
        level: section.level,
        number: String::new(),
        heading: words.line(&section.heading),
        name: section.name.as_ref().map(|n| n.text.clone()),
        anchor: String::new(),
        numbering: numbering(section.numbering),
        blocks: words.blocks(&section.blocks),
        span: section.span,
    };
    languages.speak(false, words);
    merged
}

/// Makes a background paper a line, which is a link where the paper has an address.
fn background(paper: &check::Background, words: &mut TextMerger<'_>) -> Vec<Inline> {
    let body = words.line(&paper.title);
    match &paper.link {
        Some(link) => vec![Inline::Link { url: link.text.clone(), body, span: link.span }],
        None => body,
    }
}

fn field(field: &check::FieldSpec, words: &mut TextMerger<'_>) -> Field {
    Field {
        label: words.with_quotes(&field.label),
        blocks: words.blocks(&field.blocks),
        signed: field.signed.as_ref().map(|(by, on)| (words.with_quotes(by), *on)),
        signer: field.signer.clone(),
        span: field.span,
    }
}

/// The header of a report's pages once it is the paper of an item.
fn header_in_a_pack(report: &Report, style: &Style) -> String {
    let mark = pack::stamp(style, "10(a)");
    match report.meetings.first() {
        Some(day) => format!("{}: {mark}", pack::running(&report.board, style, *day, report.span)),
        None => mark,
    }
}

fn appendix<'a>(
    appendix: &check::AppendixSpec,
    report: &Report,
    languages: &Languages<'a>,
    words: &mut TextMerger<'a>,
) -> Appendix {
    let in_other_language = passages::is_one(appendix.language, report);
    let (_, _, style) = languages.speak(in_other_language, words);
    let content = match &appendix.content {
        check::AppendixContentSpec::Pages(blocks) => AppendixContent::Pages(words.blocks(blocks)),
        check::AppendixContentSpec::Link(link, blocks) => {
            AppendixContent::Link(link.text.clone(), link.span, words.blocks(blocks))
        }
        check::AppendixContentSpec::Attached(attached) => {
            let title = plain(&words.line(&appendix.title));
            let transcript = words.blocks(attached.transcript.as_deref().unwrap_or_default());
            let header = header_in_a_pack(report, style);
            // Its label and that it is a draft are known later.
            let mark = format!(
                "{} AA: {title} ({})",
                style.tokens.text("labels.appendix"),
                style.tokens.text("labels.draft")
            );
            let around = attachment::SurroundingWords { header: &header, mark: &mark, tokens: &style.tokens };
            match attachment::reserve(attached, &title, 3, &around) {
                Some(reserved) => AppendixContent::Attached(Box::new(reserved), transcript),
                None => AppendixContent::Listed,
            }
        }
        check::AppendixContentSpec::Listed => AppendixContent::Listed,
    };
    let merged = Appendix {
        speaks: in_other_language.then(|| style.clone()),
        label: String::new(),
        own_label: appendix.label.as_ref().map(|l| l.text.clone()),
        name: appendix.name.as_ref().map(|n| n.text.clone()),
        anchor: String::new(),
        title: words.line(&appendix.title),
        draft: appendix.status == PaperStatus::Draft,
        content,
        span: appendix.span,
    };
    languages.speak(false, words);
    merged
}

fn picture(
    name: &str,
    image: &check::ImageSpec,
    pictures: &mut Vec<PictureFile>,
    words: &mut TextMerger<'_>,
) -> Image {
    // Names are the author's: the file's name in the Typst project is ours.
    let file = format!("images/{}.{}", pictures.len() + 1, image.picture.kind);
    let typed = (image.file.text.clone(), image.file.span);
    pictures.push(PictureFile { file: file.clone(), bytes: image.picture.bytes.clone(), typed });
    Image {
        name: name.to_owned(),
        file,
        alt: image.alt.as_ref().map(|a| (a.text.clone(), a.span)),
        caption: words.line(&image.caption),
        number: String::new(),
        anchor: String::new(),
        ratio: image.picture.ratio,
        pixels: image.picture.pixels,
        span: image.span,
    }
}
