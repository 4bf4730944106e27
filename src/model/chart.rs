//! Charts of the model: every number and word that a picture shows, in order. Nothing here is measured or
//! coloured: how charts are drawn is decided in `chart`.
//!
//! What a chart shows is in the model as numbers and words, so that its alternative text, its table, its CSV
//! and its picture are made from one thing.

use rust_decimal::Decimal;

use super::block::Inline;
use crate::finding::Span;
use crate::value::{Id, NumberForm};

/// A chart with its words and its data.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Its name, which is that of the file of its data too.
    pub name: Id,
    /// Its number, by `number`.
    pub number: String,
    /// The anchor that references lead to, by `number`.
    pub anchor: String,
    /// Its headline: what it says.
    pub title: Vec<Inline>,
    /// What is measured, where and when.
    pub subtitle: Vec<Inline>,
    /// The picture.
    pub drawing: Drawing,
    /// What it shows, for those who cannot see it.
    pub alt: (String, Span),
    /// Where its data come from.
    pub source: Vec<Inline>,
    /// Where its data stand in the paper, other than right below it.
    pub data: Vec<Inline>,
    /// Its data, as a file of comma-separated values.
    pub csv: String,
    /// Whether it may stand beside the paragraph that follows.
    pub beside: bool,
    /// Its declaration.
    pub span: Span,
}

/// What a picture shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// Lines over time.
    Trend(Trend),
    /// One bar for each area, longest first, or as they are given.
    Areas(AreaBars),
    /// One small trend for each area, all on one scale.
    Multiples(Vec<(String, Trend)>),
    /// Bars of up to four categories side by side.
    Grouped(Bars),
    /// Bars of up to four categories end to end.
    Stacked(Bars),
    /// A line as small as a word.
    Spark(Vec<Option<Decimal>>),
}

/// Lines over time. All lists of values are as long as `periods`.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// Every period from first to last without a gap, as printed below the axis.
    pub periods: Vec<String>,
    /// One to four lines; `None` is a gap.
    pub lines: Vec<TrendLine>,
    /// Targets and thresholds, which stand as straight or stepped lines.
    pub levels: Vec<Level>,
    /// How numbers on the axis are printed.
    pub form: NumberForm,
}

/// A line of a trend.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendLine {
    /// Printed at its end.
    pub name: String,
    /// Whether it is what the line is compared with, and so stands back.
    pub comparator: bool,
    /// Its values.
    pub values: Vec<Option<Decimal>>,
    /// Points with words: which one, and the words.
    pub points: Vec<(usize, String)>,
    /// The values before which the line is broken, although both sides are known: there a count
    /// begins anew.
    pub breaks: Vec<usize>,
}

/// A target or a threshold.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// "Target 40%".
    pub name: String,
    /// Its values; `None` where there is none.
    pub values: Vec<Option<Decimal>>,
}

/// Bars by area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaBars {
    /// Each area: its name, its value, the value in print, and its interval where there is one. A
    /// missing value has its reason in print.
    pub bars: Vec<AreaBar>,
    /// Averages and comparators, as upright lines with their words.
    pub lines: Vec<(String, Decimal)>,
    /// How numbers on the axis are printed.
    pub form: NumberForm,
}

/// The bar of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaBar {
    /// The area.
    pub name: String,
    /// Its value.
    pub value: Option<Decimal>,
    /// The value in print, or why there is none.
    pub text: String,
    /// The 95% interval.
    pub interval: Option<(Decimal, Decimal)>,
}

/// Bars of several categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// What each group of bars is for: periods or areas.
    pub groups: Vec<String>,
    /// Each category: its name, and a value for each group.
    pub categories: Vec<(String, Vec<Option<Decimal>>)>,
    /// How numbers are printed.
    pub form: NumberForm,
}

impl Drawing {
    /// Every word that it shows.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::Trend(trend) => trend.words(),
            Self::Multiples(all) => all
                .iter()
                .flat_map(|(name, trend)| std::iter::once(name.as_str()).chain(trend.words()))
                .collect(),
            Self::Areas(areas) => {
                let bars = areas.bars.iter().flat_map(|b| [b.name.as_str(), b.text.as_str()]);
                bars.chain(areas.lines.iter().map(|(words, _)| words.as_str())).collect()
            }
            Self::Grouped(bars) | Self::Stacked(bars) => {
                let groups = bars.groups.iter().map(String::as_str);
                groups.chain(bars.categories.iter().map(|(name, _)| name.as_str())).collect()
            }
            Self::Spark(_) => Vec::new(),
        }
    }
}

impl Trend {
    fn words(&self) -> Vec<&str> {
        let names = self.lines.iter().map(|l| l.name.as_str());
        let points = self.lines.iter().flat_map(|l| l.points.iter().map(|(_, words)| words.as_str()));
        let levels = self.levels.iter().map(|l| l.name.as_str());
        self.periods.iter().map(String::as_str).chain(names).chain(points).chain(levels).collect()
    }
}
