//! Passages: sections, minutes and appendices in another language than their paper, and what is placed in them. It translates
//! nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::exhibit::Exhibits;
use super::hole::Holes;
use super::scene::Scene;
use super::text::Words;
use crate::check::{Block, Council, Indicator, Report};
use crate::style::{Language, Style};

/// What speaks one language for a paper.
pub(super) struct Tongue {
    pub holes: Holes,
    pub style: Arc<Style>,
    scene: Arc<Scene>,
}

impl Tongue {
    /// With the words of a style.
    pub(super) fn new(
        style: &Arc<Style>,
        report: &Report,
        council: &Council,
        indicators: &BTreeMap<String, Arc<Indicator>>,
    ) -> Self {
        let scene = Arc::new(Scene::speaking(council, &report.board, style));
        let holes = Holes::new(indicators, report.period, &report.board, &scene, None);
        Self { holes, style: style.clone(), scene }
    }

    /// What charts and tables speak with.
    pub(super) fn exhibits<'a>(
        &'a self,
        report: &Report,
        indicators: &'a BTreeMap<String, Arc<Indicator>>,
    ) -> Exhibits<'a> {
        Exhibits { indicators, scene: &self.scene, period: report.period, tokens: &self.style.tokens }
    }
}

/// The holes, exhibits and style of a language.
pub(super) type Voice<'a> = (&'a Holes, &'a Exhibits<'a>, &'a Arc<Style>);

/// The languages of a paper.
pub(super) struct Speech<'a> {
    /// The paper's own.
    pub own: Voice<'a>,
    /// That of its passages, where it has any.
    pub other: Option<Voice<'a>>,
}

impl<'a> Speech<'a> {
    /// Lets `words` go on in the paper's language, or in the other one `abroad`.
    pub(super) fn speak(&self, abroad: bool, words: &mut Words<'a>) -> Voice<'a> {
        let voice = self.other.filter(|_| abroad).unwrap_or(self.own);
        (words.holes, words.exhibits) = (voice.0, voice.1);
        voice
    }
}

/// Whether what has this language is in another one than its paper.
pub(super) fn is_one(language: Option<Language>, report: &Report) -> bool {
    language.is_some_and(|language| language != report.board.style.language)
}

/// Whether a paper has any.
pub(super) fn any(report: &Report) -> bool {
    let appendices = report.appendices.iter().map(|appendix| appendix.language);
    report.sections.iter().map(|section| section.language).chain(appendices).any(|one| is_one(one, report))
}

/// The names of what is placed in them.
pub(super) fn placed(report: &Report) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let sections = report.sections.iter().map(|section| (section.language, &section.blocks[..]));
    let appendices = report.appendices.iter().map(|appendix| (appendix.language, appendix.blocks()));
    let passages = sections.chain(appendices).filter(|(language, _)| is_one(*language, report));
    passages.for_each(|(_, blocks)| collect(blocks, &mut names));
    names
}

fn collect<'a>(blocks: &'a [Block], names: &mut BTreeSet<&'a str>) {
    for block in blocks {
        match block {
            Block::Placed { name, .. } => {
                names.insert(name);
            }
            Block::List { items, .. } => items.iter().for_each(|(blocks, _)| collect(blocks, names)),
            _ => {}
        }
    }
}
