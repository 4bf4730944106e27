//! Merge: figures into narrative, from checked papers to the model. It gives a paper only where
//! nothing in it is wrong, and it neither numbers nor opens anything.

mod accessibility;
mod actions;
mod attached;
mod chart;
mod dashboard;
mod derived;
mod exhibit;
mod figure;
mod grid;
mod hole;
mod minutes;
mod pack;
mod passages;
mod scene;
mod strips;
mod sums;
mod table;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

pub use accessibility::{AttachedPart, accessibility};
pub use pack::{Lack, Readiness};
use passages::{Speech, Tongue};
pub use table::inlines as date_inlines;
use text::Words;

use crate::check::{self, Checked, Report, Status};
use crate::finding::{Finding, Findings, Rule};
use crate::model::{
    Appendix, Block, Board, Contact, Content, Field, Image, Inline, Kind, Note, Numbering, Pack, Paper,
    Picture, Recommendations, Section, plain,
};
use crate::style::Style;

/// What is to be printed.
#[derive(Debug, Default)]
pub struct Merged {
    /// Papers that are built by themselves.
    pub papers: Vec<Paper>,
    /// Packs with their papers.
    pub packs: Vec<Pack>,
    /// What each pack still lacks, those with mistakes too.
    pub readiness: Vec<Readiness>,
}

/// Merges every report and pack. The mistakes of all are collected; what has none is returned.
pub fn merge(checked: &Checked, findings: &mut Findings) -> Merged {
    let indicators: BTreeMap<String, Arc<check::Indicator>> =
        checked.indicators.iter().map(|(id, i)| (id.clone(), Arc::new(i.clone()))).collect();
    let council = checked.council.name.as_ref().map(|n| n.text.clone()).unwrap_or_default();
    let set = |report: &Report| {
        let tongue = |style: &Arc<Style>| Tongue::new(style, report, &checked.council, &indicators);
        let own = tongue(&report.board.style);
        let other = report.board.other.as_ref().filter(|_| passages::any(report)).map(tongue);
        let exhibits = own.exhibits(report, &indicators);
        let others = other.as_ref().map(|other| (other, other.exhibits(report, &indicators)));
        let speech = Speech {
            own: (&own.holes, &exhibits, &own.style),
            other: others.as_ref().map(|(other, exhibits)| (&other.holes, exhibits, &other.style)),
        };
        let (paper, own) = one(report, &council, &speech);
        let sound = report.sound && !own.has_errors();
        (own, sound.then_some(paper))
    };
    let mut merged: Vec<(Findings, Option<Paper>)> = checked.reports.par_iter().map(set).collect();
    merged.par_extend(checked.minutes.par_iter().map(|minutes| {
        let (own, paper) = set(&minutes.paper);
        (own, paper.map(|paper| minutes::dress(paper, minutes)))
    }));
    merged.par_extend(checked.actions.par_iter().map(|log| {
        let (own, paper) = set(&log.paper);
        (own, paper.map(|paper| actions::dress(paper, log)))
    }));
    let mut papers = findings.gather(merged);
    let packs = checked.packs.iter();
    let (packs, readiness): (Vec<Option<Pack>>, Vec<Readiness>) =
        packs.map(|p| pack::merge(p, checked, &indicators, &papers, &council, findings)).unzip();
    let packs = packs.into_iter().flatten().collect();
    let alone = |paper: &Paper| {
        let reports = checked.reports.iter().filter(|r| r.alone).map(|r| r.place);
        let minutes = checked.minutes.iter().filter(|m| m.paper.alone).map(|m| m.paper.place);
        let actions = checked.actions.iter().filter(|a| a.paper.alone).map(|a| a.paper.place);
        reports.chain(minutes).chain(actions).any(|place| place == paper.place)
    };
    papers.retain(alone);
    Merged { papers, packs, readiness }
}

/// The board as it is printed.
fn board(board: &check::Board, logo: Option<(String, String, crate::finding::Place)>) -> Board {
    let typed = |p: &check::Plain| (p.text.clone(), p.place);
    Board {
        name: typed(&board.name),
        short: board.short.text.clone(),
        strapline: board.strapline.as_ref().map(typed),
        logo,
    }
}

fn one(report: &Report, council: &str, speech: &Speech<'_>) -> (Paper, Findings) {
    let (holes, exhibits, _) = speech.own;
    let mut words = Words::new(holes, exhibits);
    let abroad = passages::placed(report);
    let mut pictures = Vec::new();
    for (name, image) in &report.images {
        let image = picture(name, image, &mut pictures, &mut words);
        words.images.insert(name.clone(), image);
    }
    for (name, table) in &report.tables {
        let (_, _, style) = speech.speak(abroad.contains(name.as_str()), &mut words);
        let table = table::merge(name, table, style, &mut words);
        words.placed.insert(name.clone(), vec![Block::Table(Box::new(table))]);
    }
    exhibit_all(report, speech, &abroad, &mut words);
    speech.speak(false, &mut words);
    let logo = report.board.logo.as_ref().map(|(picture, alt)| {
        let file = format!("images/logo.{}", picture.kind);
        pictures.push(Picture { file: file.clone(), bytes: picture.bytes.clone() });
        (file, alt.text.clone(), alt.place)
    });
    let title = words.line(&report.title);
    // A title that is missing has its finding already.
    if !report.title.is_empty() && plain(&title).is_empty() {
        let finding = Finding::error(Rule::Blank, report.place, "the title of this report prints nothing");
        words.findings.push(finding.hint("write words in it: title = \"Safer communities performance\""));
    }
    let short_title =
        report.short_title.as_ref().map_or_else(|| plain(&title), |line| plain(&words.line(line)));
    let sections = report.sections.iter().map(|s| section(s, report, speech, &mut words)).collect();
    let recommendations = report.recommendations.as_ref().map(|r| Recommendations {
        number: String::new(),
        numbering: numbering(r.numbering),
        blocks: words.blocks(&r.blocks),
        place: r.place,
    });
    let notes = report.notes.iter().map(|(name, note)| Note {
        name: name.clone(),
        mark: note.mark.as_ref().map(|m| m.text.clone()).unwrap_or_default(),
        body: words.line(&note.text),
        place: note.place,
    });
    let notes = notes.collect();
    let paper = Paper {
        kind: Kind::Report,
        id: format!("reports/{}/report", report.id),
        place: report.place,
        title,
        short_title,
        board: board(&report.board, logo),
        council: report.board.organisation.as_ref().map_or_else(|| council.to_owned(), |o| o.text.clone()),
        meetings: report.meetings.clone(),
        period: report.period.map(|p| exhibits.period_words(p)).unwrap_or_default(),
        draft: report.status == Status::Draft,
        report_of: report.report_of.as_ref().map(contact),
        contacts: report.contacts.iter().map(contact).collect(),
        background_papers: report
            .background_papers
            .as_ref()
            .map(|papers| papers.iter().map(|paper| background(paper, &mut words)).collect()),
        front: report.front.iter().map(|f| field(f, &mut words)).collect(),
        sections,
        recommendations,
        closing: report.closing.iter().map(|f| field(f, &mut words)).collect(),
        appendices: report.appendices.iter().map(|a| appendix(a, report, speech, &mut words)).collect(),
        data: std::mem::take(&mut words.at_back),
        notes,
        pictures,
        in_pack: false,
        agenda: None,
        signing: None,
        style: report.board.style.clone(),
    };
    actions(report, &mut words);
    (paper, words.findings)
}

/// Merges charts, derived tables and dashboards, and checks what is done about those that are red.
fn exhibit_all<'a>(report: &Report, speech: &Speech<'a>, abroad: &BTreeSet<&str>, words: &mut Words<'a>) {
    let actions: BTreeMap<String, Vec<Inline>> =
        report.corrective_action.iter().map(|(id, (line, _))| (id.clone(), words.line(line))).collect();
    words.actions = actions;
    for (name, own) in &report.charts {
        let (_, exhibits, _) = speech.speak(abroad.contains(name.as_str()), words);
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
        let (_, exhibits, _) = speech.speak(abroad.contains(name.as_str()), words);
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

/// Checks that what is called red has a corrective action where the board asks for one, and that
/// every action is printed.
fn actions(report: &Report, words: &mut Words<'_>) {
    let mut said: Vec<&str> = Vec::new();
    for (id, place) in &words.red {
        if words.exhibits.indicators.get(id).is_some_and(|i| i.unread) {
            continue;
        }
        let wanted = report.board.corrective_action && !report.corrective_action.contains_key(id);
        if wanted && !said.contains(&id.as_str()) {
            said.push(id);
            words.findings.push(dashboard::action_wanted(id, *place));
        }
    }
    for (id, (_, place)) in &report.corrective_action {
        // One for an indicator that nobody defines was said already.
        if !words.printed_actions.contains(id) && words.exhibits.indicators.contains_key(id) {
            let message = format!("the corrective action for `{id}` is not printed anywhere");
            words.findings.push(Finding::warning(Rule::NotPlaced, *place, message).hint(format!(
                "a dashboard prints it where `{id}` is red; elsewhere write {{{{ {id}.corrective_action }}}}, or delete it"
            )));
        }
    }
}

fn numbering(numbering: check::Numbering) -> Numbering {
    match numbering {
        check::Numbering::Paragraphs => Numbering::Paragraphs,
        check::Numbering::Heading => Numbering::Heading,
        check::Numbering::Given(n) => Numbering::Given(n),
        check::Numbering::None => Numbering::None,
    }
}

fn section<'a>(
    section: &check::Section,
    report: &Report,
    speech: &Speech<'a>,
    words: &mut Words<'a>,
) -> Section {
    let abroad = passages::is_one(section.language, report);
    let (_, _, style) = speech.speak(abroad, words);
    let merged = Section {
        speaks: abroad.then(|| style.clone()),
        level: section.level,
        number: String::new(),
        heading: words.line(&section.heading),
        name: section.name.as_ref().map(|n| n.text.clone()),
        anchor: String::new(),
        numbering: numbering(section.numbering),
        blocks: words.blocks(&section.blocks),
        place: section.place,
    };
    speech.speak(false, words);
    merged
}

/// A background paper as one line, a link where it has an address.
fn background(paper: &check::Background, words: &mut Words<'_>) -> Vec<Inline> {
    let body = words.line(&paper.title);
    match &paper.link {
        Some(link) => vec![Inline::Link { url: link.text.clone(), body, place: link.place }],
        None => body,
    }
}

fn field(field: &check::Field, words: &mut Words<'_>) -> Field {
    Field {
        label: field.label.clone(),
        blocks: words.blocks(&field.blocks),
        signed: field.signed.clone(),
        signer: field.signer.clone(),
        place: field.place,
    }
}

/// The header of a report's pages once it is the paper of an item.
fn header_in_a_pack(report: &Report, style: &Style) -> String {
    let mark = pack::stamp(style, "10(a)");
    match report.meetings.first() {
        Some(day) => format!("{}: {mark}", pack::running(&report.board, style, *day, report.place)),
        None => mark,
    }
}

fn appendix<'a>(
    appendix: &check::Appendix,
    report: &Report,
    speech: &Speech<'a>,
    words: &mut Words<'a>,
) -> Appendix {
    let abroad = passages::is_one(appendix.language, report);
    let (_, _, style) = speech.speak(abroad, words);
    let content = match &appendix.content {
        check::Content::Pages(blocks) => Content::Pages(words.blocks(blocks)),
        check::Content::Link(link, blocks) => {
            Content::Link(link.text.clone(), link.place, words.blocks(blocks))
        }
        check::Content::Attached(attached) => {
            let title = plain(&words.line(&appendix.title));
            let transcript = words.blocks(attached.transcript.as_deref().unwrap_or_default());
            let header = header_in_a_pack(report, style);
            // Its label and that it is a draft are known later.
            let mark = format!(
                "{} AA: {title} ({})",
                style.tokens.text("labels.appendix"),
                style.tokens.text("labels.draft")
            );
            let around = attached::Around { header: &header, mark: &mark, tokens: &style.tokens };
            match attached::reserve(attached, &title, 2, &around) {
                Some(reserved) => Content::Attached(Box::new(reserved), transcript),
                None => Content::Listed,
            }
        }
        check::Content::Listed => Content::Listed,
    };
    let merged = Appendix {
        speaks: abroad.then(|| style.clone()),
        label: String::new(),
        own_label: appendix.label.as_ref().map(|l| l.text.clone()),
        name: appendix.name.as_ref().map(|n| n.text.clone()),
        anchor: String::new(),
        title: words.line(&appendix.title),
        draft: appendix.status == Status::Draft,
        content,
        place: appendix.place,
    };
    speech.speak(false, words);
    merged
}

fn contact(person: &check::Person) -> Contact {
    let lines =
        [Some(&person.name), person.role.as_ref(), person.team.as_ref(), person.organisation.as_ref()];
    let typed = |p: &check::Plain| (p.text.clone(), p.place);
    Contact {
        lines: lines.into_iter().flatten().map(typed).collect(),
        phone: person.phone.as_ref().map(typed),
        email: person.email.as_ref().map(typed),
    }
}

fn picture(name: &str, image: &check::Image, pictures: &mut Vec<Picture>, words: &mut Words<'_>) -> Image {
    // Names are the author's: the file's name in the Typst project is ours.
    let file = format!("images/{}.{}", pictures.len() + 1, image.picture.kind);
    pictures.push(Picture { file: file.clone(), bytes: image.picture.bytes.clone() });
    Image {
        name: name.to_owned(),
        file,
        alt: image.alt.as_ref().map(|a| (a.text.clone(), a.place)),
        caption: words.line(&image.caption),
        number: String::new(),
        anchor: String::new(),
        ratio: image.picture.ratio,
        pixels: image.picture.pixels,
        place: image.place,
    }
}
