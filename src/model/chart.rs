//! Charts of the model: every number and word that a picture shows, in order. Nothing here is measured or
//! coloured: how charts are drawn is decided in `chart`.
//!
//! What a chart shows is in the model as numbers and words, so that its alternative text, its table, its CSV
//! and its picture are made from one thing.

use rust_decimal::Decimal;

use super::inline::Inline;
use super::spark::Spark;
use crate::finding::Span;
use crate::value::{Id, NumberForm};

/// A chart with its title, its words and its data.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The name of the chart, which is that of the file of its data too.
    pub name: Id,
    /// The printed number, such as "Figure 2"; empty until `number` has run.
    pub number: String,
    /// The anchor that references lead to; empty until `number` has run.
    pub anchor: String,
    /// The headline: what the chart says.
    pub title: Vec<Inline>,
    /// The line under the headline: what is measured, where and when.
    pub subtitle: Vec<Inline>,
    /// The lines or bars that are drawn.
    pub drawing: Drawing,
    /// The alternative text, for those who cannot see the picture.
    pub alt: (String, Span),
    /// The words about where the data come from.
    pub origin: Vec<Inline>,
    /// The words about where the data stand in the paper, where that is not right below the chart.
    pub data: Vec<Inline>,
    /// The data, as the text of a file of comma-separated values.
    pub csv: String,
    /// Whether the chart may stand beside the paragraph that follows.
    pub beside: bool,
    /// The stretch of source of the chart's declaration.
    pub span: Span,
}

/// The lines or bars of a chart, by kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// Lines over time.
    Trend(Trend),
    /// A bar for each area, longest first, or as they are given.
    Areas(AreaBars),
    /// A line over time with its control limits.
    Process(Box<ProcessChart>),
    /// A small trend for each area, all on one scale.
    Multiples(Vec<(String, Trend)>),
    /// Bars of up to four categories side by side.
    Grouped(Bars),
    /// Bars of up to four categories end to end.
    Stacked(Bars),
    /// A line as small as a word.
    Spark(Spark),
}

/// Lines over time. All lists of values are as long as `periods`.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// Every period from first to last without a gap, as printed below the axis.
    pub periods: Vec<String>,
    /// For each period its name within its year, and the year: "Q3", "2024/25"; empty where the periods are no
    /// parts of years.
    pub parts: Vec<(String, String)>,
    /// The lines, one to four.
    pub lines: Vec<TrendLine>,
    /// Targets and thresholds, which stand as straight or stepped lines.
    pub levels: Vec<Level>,
    /// The form in which numbers on the axis are printed.
    pub form: NumberForm,
    /// The words that the trend shows of itself.
    pub words: TrendWords,
}

/// The words that a trend shows of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrendWords {
    /// The words at a gap: "figures not held".
    pub gap: String,
    /// The words over an axis without zero, with `{value}` for the number at which it begins.
    pub axis_begins: String,
}

/// A line of a trend.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendLine {
    /// The name, printed at the end of the line.
    pub name: String,
    /// Whether the line is only there to be compared with, and so stands back.
    pub comparator: bool,
    /// The value for each period; `None` is a gap.
    pub values: Vec<Option<Decimal>>,
    /// The points that have words: the index of each among the periods, and its words.
    pub points: Vec<(usize, String)>,
    /// The indices of the values before which the line is broken, although both sides are known: there a
    /// count begins anew.
    pub breaks: Vec<usize>,
    /// The indices of the periods that have a mark in place of a number.
    pub marked: Vec<usize>,
}

/// A target or a threshold.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// The printed words, such as "Target 40%".
    pub name: String,
    /// The value for each period; `None` where there is none.
    pub values: Vec<Option<Decimal>>,
}

/// A line over time with its mean and control limits (an XmR chart). Lists are as long as the trend's periods.
#[derive(Debug, Clone, PartialEq)]
pub struct ProcessChart {
    /// The line, alone, with its target.
    pub trend: Trend,
    /// The stretches between two changes of the process.
    pub stretches: Vec<ProcessStretch>,
    /// Which values are special causes; `None` for one of common cause, and for a gap.
    pub causes: Vec<Option<Cause>>,
    /// The signs that say in a word how things stand: of the newest value, and of the target.
    pub signs: Vec<ProcessSign>,
    /// The words for the special causes in the chart, in a key.
    pub key: Vec<(Cause, String)>,
    /// The words at the mean, the upper and the lower limit of the last stretch.
    pub labels: [String; 3],
}

/// A stretch of an XmR chart with one mean.
#[derive(Debug, Clone, PartialEq)]
pub struct ProcessStretch {
    /// The index of its first period, and the one after its last.
    pub from: usize,
    /// The index after its last period.
    pub to: usize,
    /// The mean.
    pub mean: Decimal,
    /// The lower and the upper limit; `None` where there are too few values.
    pub limits: Option<(Decimal, Decimal)>,
}

/// What a special cause means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It is better.
    Improving,
    /// It is worse.
    Concerning,
    /// Neither direction is better.
    Neither,
}

/// A sign of an XmR chart: a letter on a colour, with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct ProcessSign {
    /// What the sign says; `None` for usual variation, and for a target that is hit and missed.
    pub cause: Option<Cause>,
    /// The letter.
    pub letter: String,
    /// The words beside it.
    pub words: String,
}

/// Bars by area, with averages and comparators as upright lines.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaBars {
    /// The bars, one for each area.
    pub bars: Vec<AreaBar>,
    /// The averages and comparators, with their words.
    pub lines: Vec<(String, Decimal)>,
    /// The form in which numbers on the axis are printed.
    pub form: NumberForm,
}

/// The bar of an area, with its value in print.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaBar {
    /// The name of the area.
    pub name: String,
    /// The value; `None` where it is missing.
    pub value: Option<Decimal>,
    /// The value in print, or the reason why there is none.
    pub text: String,
    /// The lower and the upper limit of the 95% interval; `None` where there is none.
    pub interval: Option<(Decimal, Decimal)>,
}

/// Bars of several categories, side by side or end to end.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// The periods or areas, each of which has a group of bars.
    pub groups: Vec<String>,
    /// The categories: the name of each, and a value for each group.
    pub categories: Vec<(String, Vec<Option<Decimal>>)>,
    /// The form in which numbers are printed.
    pub form: NumberForm,
}

impl Drawing {
    /// Every word that the drawing shows.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::Trend(trend) => trend.words(),
            Self::Process(chart) => {
                let signs = chart.signs.iter().flat_map(|sign| [sign.letter.as_str(), sign.words.as_str()]);
                let key = chart.key.iter().map(|(_, words)| words.as_str());
                let labels = chart.labels.iter().map(String::as_str);
                chart.trend.words().into_iter().chain(signs).chain(key).chain(labels).collect()
            }
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
        let parts = self.parts.iter().flat_map(|(part, year)| [part.as_str(), year.as_str()]);
        let words = [self.words.gap.as_str(), self.words.axis_begins.as_str()];
        let periods = self.periods.iter().map(String::as_str);
        periods.chain(parts).chain(names).chain(points).chain(levels).chain(words).collect()
    }
}
