//! Passages: sections, minutes and appendices in another language than their paper, and what is placed in
//! them. It translates nothing.
//!
//! The expressions of a passage, what is placed in it and the numbers of that are in its language; whatever
//! has a name in the paper keeps it, so that an English section refers to Tabl 1. The letter of an appendix
//! is the paper's, and with it the word before it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::expression::Expressions;
use super::text::TextMerger;
use crate::check::{Council, Indicator, MarkupBlock, Report};
use crate::query::FigureContext;
use crate::query::FigureQuery;
use crate::style::{Language, Style};

/// The merger of a paper's texts in one of its languages.
pub(super) struct LanguageMerger {
    pub expressions: Expressions,
    pub style: Arc<Style>,
    context: Arc<FigureContext>,
}

impl LanguageMerger {
    /// The merger of a report's texts in the words of `style`.
    pub(super) fn new(
        style: &Arc<Style>,
        report: &Report,
        council: &Council,
        indicators: &BTreeMap<String, Arc<Indicator>>,
    ) -> Self {
        let context = Arc::new(FigureContext::speaking(council, &report.board, style));
        let expressions = Expressions::new(indicators, report.period, &report.board, &context, None);
        Self { expressions, style: style.clone(), context }
    }

    /// The figures of the report for charts and tables in this language.
    pub(super) fn exhibits<'a>(
        &'a self,
        report: &Report,
        indicators: &'a BTreeMap<String, Arc<Indicator>>,
    ) -> FigureQuery<'a> {
        FigureQuery { indicators, context: &self.context, period: report.period, tokens: &self.style.tokens }
    }
}

/// The expressions, figures and style of a language.
pub(super) type LanguageContext<'a> = (&'a Expressions, &'a FigureQuery<'a>, &'a Arc<Style>);

/// The languages of a paper: its own, and that of its passages.
pub(super) struct Languages<'a> {
    pub own: LanguageContext<'a>,
    /// The language of the paper's passages, where it has any.
    pub other: Option<LanguageContext<'a>>,
}

impl<'a> Languages<'a> {
    /// Lets `words` go on in the paper's language, or in the other one where `in_other_language`, and returns
    /// what belongs to that language.
    pub(super) fn speak(&self, in_other_language: bool, words: &mut TextMerger<'a>) -> LanguageContext<'a> {
        let language_context = self.other.filter(|_| in_other_language).unwrap_or(self.own);
        (words.expressions, words.exhibits) = (language_context.0, language_context.1);
        language_context
    }
}

/// Whether a section or an appendix with this language is a passage: in another one than its paper.
pub(super) fn is_one(language: Option<Language>, report: &Report) -> bool {
    language.is_some_and(|language| language != report.board.style.language)
}

/// Whether a paper has any passage in another language.
pub(super) fn any(report: &Report) -> bool {
    let appendices = report.appendices.iter().map(|appendix| appendix.language);
    report.sections.iter().map(|section| section.language).chain(appendices).any(|one| is_one(one, report))
}

/// The names of what is placed in the passages of a paper.
pub(super) fn placed(report: &Report) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    let sections = report.sections.iter().map(|section| (section.language, &section.blocks[..]));
    let appendices = report.appendices.iter().map(|appendix| (appendix.language, appendix.blocks()));
    let passages = sections.chain(appendices).filter(|(language, _)| is_one(*language, report));
    passages.for_each(|(_, blocks)| collect(blocks, &mut names));
    names
}

fn collect<'a>(blocks: &'a [MarkupBlock], names: &mut BTreeSet<&'a str>) {
    for block in blocks {
        match block {
            MarkupBlock::Placed { name, .. } => {
                names.insert(name);
            }
            MarkupBlock::List { items, .. } => items.iter().for_each(|(blocks, _)| collect(blocks, names)),
            _ => {}
        }
    }
}
