//! `Readiness`: what a pack still lacks, from whom and by when, in words. It prints nothing, and never asks
//! what day it is.
//!
//! This is worked out in `merge`, which knows the papers and their words, and is there also where errors stop
//! the pack. Drafts of minutes are not lacking: the meeting confirms them.

use chrono::NaiveDate;

use crate::check::{self, ItemPaper, ItemSpec, ItemState};
use crate::finding::{Findings, Severity, Span};
use crate::model::{Paper, PaperKind, plain};

/// The readiness of a pack: the papers that it lacks.
#[derive(Debug, Clone)]
pub(crate) struct Readiness {
    /// The folder of the pack: "packs/x".
    pub pack: String,
    pub meets: NaiveDate,
    /// The day on which the agenda is to be published.
    pub published: Option<NaiveDate>,
    /// The number of items, at all levels.
    pub items: usize,
    /// The papers that are missing or come late, in the order of the agenda.
    pub lacks: Vec<Lack>,
    /// What the agenda itself lacks, in words: its place, or an item for a report.
    pub agenda_lacks: Vec<String>,
    /// Whether every paper that was named could be taken in.
    all_found: bool,
    /// The items, in the order of the agenda.
    agenda: Vec<ReadinessItem>,
    /// The papers that were taken in.
    papers: Vec<ReadinessPaper>,
}

/// An item, for mistakes that come out later than its papers are looked for.
#[derive(Debug, Clone)]
struct ReadinessItem {
    /// The first byte of all that is typed of it.
    start: Span,
    /// The lack that it would be.
    lack: Lack,
}

/// A paper of an item that was taken in.
#[derive(Debug, Clone)]
struct ReadinessPaper {
    /// The key by which its pages are found.
    key: String,
    /// The index of the item, from 0.
    item: usize,
    /// The paper in words: "the report".
    words: String,
    /// The post or person to ask, where the paper names one.
    author: Option<String>,
}

/// A paper that is missing, or that is given out at the meeting.
#[derive(Debug, Clone)]
pub(crate) struct Lack {
    /// The index of the item, from 0.
    item: usize,
    /// The number of the item as it is printed.
    pub number: String,
    /// The title of the item.
    pub title: String,
    /// The reason in words: "to follow".
    pub what: String,
    /// Whether the paper is given out at the meeting, and so is not missing before.
    pub tabled: bool,
    /// The person or body that the paper is awaited from: as the item says, else the author of its report.
    pub from: Option<String>,
    /// The item's words on its presenter, where nothing else says whom to ask.
    pub presenter: Option<String>,
    /// The day by which the paper is needed.
    pub by: NaiveDate,
}

/// The reason why a paper that was named is not there.
#[derive(Debug, Clone)]
pub(super) enum AbsentPaper {
    /// No such file; the words say so.
    Nowhere(String),
    /// A paper with mistakes, in words: "the report".
    Mistaken(String),
}

impl Readiness {
    /// The readiness of a pack before its items are looked at.
    pub(super) fn of(pack: &check::PackSpec) -> Self {
        Self {
            pack: format!("packs/{}", pack.id),
            meets: pack.start.date(),
            published: pack.published,
            items: pack.items.len(),
            lacks: Vec::new(),
            agenda_lacks: agenda_lacks(pack),
            all_found: true,
            agenda: Vec::new(),
            papers: Vec::new(),
        }
    }

    /// Notes the `n`th item, before its state and its papers.
    pub(super) fn item(&mut self, n: usize, item: &ItemSpec, title: &str) {
        let lack = self.made(n, item, title, String::new(), false, None);
        self.agenda.push(ReadinessItem { start: item.start, lack });
    }

    /// Whether every paper that was named could be taken in.
    pub(super) fn all_found(&self) -> bool {
        self.all_found
    }

    /// The number of items that lack nothing and have no errors.
    pub(crate) fn ready(&self) -> usize {
        let mut lacking: Vec<usize> = self.lacks.iter().filter(|l| !l.tabled).map(|l| l.item).collect();
        lacking.dedup();
        self.items - lacking.len()
    }

    /// Notes the state of the `n`th item, to follow or tabled.
    pub(super) fn state(&mut self, n: usize, item: &ItemSpec, title: &str) {
        let tabled = item.state == ItemState::Tabled;
        let what = if tabled { "given out at the meeting" } else { "to follow" };
        let lack = self.made(n, item, title, what.to_owned(), tabled, None);
        self.lacks.push(lack);
    }

    /// Notes what a paper of the `n`th item lacks: the file itself, or its final version. `key` is that by which
    /// its pages are found.
    pub(super) fn paper(
        &mut self,
        (n, key): (usize, &str),
        item: &ItemSpec,
        title: &str,
        named: &ItemPaper,
        found: Result<&Paper, &AbsentPaper>,
    ) {
        let mut lack = |what: String, author: Option<String>| {
            let lack = self.made(n, item, title, what, false, author);
            self.lacks.push(lack);
        };
        let paper = match found {
            Ok(paper) => paper,
            Err(absent) => {
                lack(
                    match absent {
                        AbsentPaper::Nowhere(what) => what.clone(),
                        AbsentPaper::Mistaken(what) => mistaken(what),
                    },
                    None,
                );
                self.all_found = false;
                return;
            }
        };
        let author = paper.report_of.as_ref().or(paper.contacts.first());
        let author = author.and_then(|c| c.lines.first()).map(|(name, _)| name.trim().to_owned());
        let name = match named {
            ItemPaper::Report(id) if item.papers.len() > 1 => format!("the report {}", id.text),
            ItemPaper::Report(_) => "the report".to_owned(),
            ItemPaper::Pdf(attached, _) => format!("the file {}", attached.file.text),
            ItemPaper::Minutes(..) => "the minutes".to_owned(),
            ItemPaper::Actions(..) => "the action log".to_owned(),
        };
        // Minutes are drafts until the meeting has confirmed them.
        if paper.kind == PaperKind::Report && paper.draft {
            lack(format!("{name} is a draft"), author.clone());
        } else if paper.kind == PaperKind::Report {
            for appendix in paper.appendices.iter().filter(|a| a.draft) {
                let what = format!("the appendix {} of {name} is a draft", plain(&appendix.title));
                lack(what, author.clone());
            }
        }
        self.papers.push(ReadinessPaper { key: key.to_owned(), item: n, words: name, author });
    }

    /// Notes that the papers with these keys have mistakes that came out when they were set.
    pub(crate) fn add_mistaken_papers(&mut self, keys: &[String]) {
        for paper in self.papers.iter().filter(|paper| keys.contains(&paper.key)) {
            let Some(item) = self.agenda.get(paper.item) else { continue };
            let mut lack = Lack { what: mistaken(&paper.words), ..item.lack.clone() };
            if lack.from.is_none() && paper.author.is_some() {
                lack.from.clone_from(&paper.author);
                lack.presenter = None;
            }
            self.lacks.push(lack);
        }
        self.lacks.sort_by_key(|lack| lack.item);
    }

    /// Notes the items at which there are errors, where nothing else is said of them yet.
    pub(crate) fn add_mistaken_items(&mut self, findings: &Findings) {
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        for span in errors.filter_map(|finding| finding.span) {
            let before = |item: &&ReadinessItem| item.start.file() == span.file() && item.start <= span;
            let Some(item) = self.agenda.iter().filter(before).max_by_key(|item| item.start) else {
                continue;
            };
            let is_said = |lack: &Lack| lack.item == item.lack.item && !lack.tabled;
            if !self.lacks.iter().any(is_said) {
                self.lacks.push(Lack { what: mistaken("the item"), ..item.lack.clone() });
            }
        }
        self.lacks.sort_by_key(|lack| lack.item);
    }

    /// Makes the lack of a paper of the `n`th item, with the person to ask and the day.
    fn made(
        &self,
        n: usize,
        item: &ItemSpec,
        title: &str,
        what: String,
        tabled: bool,
        author: Option<String>,
    ) -> Lack {
        let typed = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let from = item.from.as_ref().and_then(|from| typed(&from.text)).or(author);
        let presenter = item.presenter.as_ref().filter(|_| from.is_none());
        let by = if tabled {
            self.meets
        } else {
            item.due.map_or(self.published.unwrap_or(self.meets), |(due, _)| due)
        };
        Lack {
            item: n,
            number: item.number.clone(),
            title: title.to_owned(),
            what,
            tabled,
            presenter: presenter.and_then(|line| typed(spoken(line).trim_end_matches('.'))),
            from,
            by,
        }
    }

    /// The readiness as lines of text, without line ends.
    pub(crate) fn lines(&self) -> Vec<String> {
        let published =
            self.published.map(|day| format!(", published by {}", words(day))).unwrap_or_default();
        let mut lines = vec![format!("{}: meets on {}{published}", self.pack, words(self.meets))];
        let width = self.lacks.iter().map(|lack| lack.number.chars().count()).max().unwrap_or(0);
        for Lack { number, title, what, tabled, from, presenter, by, .. } in &self.lacks {
            let kind = if *tabled { "tabled: " } else { "missing:" };
            let from = match (from, presenter) {
                (Some(from), _) => format!("from {from}"),
                (None, Some(presenter)) => format!("presenter: {presenter}"),
                (None, None) => "from whom is not said".to_owned(),
            };
            let title = if title.is_empty() { "(without a title)" } else { title };
            let by = if *tabled { String::new() } else { format!(", by {}", words(*by)) };
            lines.push(format!("  {kind} {number:width$}  {title}: {what} -- {from}{by}"));
        }
        lines.extend(self.agenda_lacks.iter().map(|what| format!("  missing: {what}")));
        let items = if self.items == 1 { "item" } else { "items" };
        lines.push(format!("  ready: {} of {} {items}", self.ready(), self.items));
        lines
    }
}

/// What an agenda lacks, in words. The notice of a meeting says where it is held (LGA 1972 Sch 12 para 4).
fn agenda_lacks(pack: &check::PackSpec) -> Vec<String> {
    let place = pack.venue.is_none().then(|| {
        "the place of the meeting: add place = \"…\" to pack.toml, or venue = \"…\" to the file of the board"
            .to_owned()
    });
    let reports = pack.unlisted.iter().map(|id| {
        format!("an item with papers = [ {{ report = \"{id}\" }} ]: that report is for this meeting, and stands under no item")
    });
    place.into_iter().chain(reports).collect()
}

/// The words for a paper or an item with errors.
fn mistaken(what: &str) -> String {
    // The minutes of a meeting are the one paper that is a plural.
    let have = if what == "the minutes" { "have" } else { "has" };
    format!("{what} {have} mistakes, which are named above")
}

/// The typed text of a line, its expressions left out.
fn spoken(line: &check::MarkupLine) -> String {
    let typed = |piece: &check::MarkupPiece| match piece {
        check::MarkupPiece::Text(text, _) => text.clone(),
        check::MarkupPiece::Expression(_) => String::new(),
    };
    line.iter().map(typed).collect()
}

/// A day in words: "22 March 2024".
fn words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
