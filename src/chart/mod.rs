//! Chart: figures as pictures, by the rules of the Analysis Function and the ONS: no title in the picture,
//! words at the lines and bars that they are about, bars from zero, and never colour alone. It writes no file.
//!
//! Each kind of chart has a folder, with its data (from indicators to every number and word), its picture
//! (from these to SVG), its alternative text and their tests. A new kind is a folder, a line in the list of
//! kinds in `check::chart_kind`, and what the compiler then asks for in [`draw`], [`merge`] and the model.

mod areas;
mod axis;
mod axis_words;
mod backend;
mod bars;
mod display_list;
mod empty;
mod label_position;
mod legend;
mod line_data;
mod line_style;
mod merged;
mod multiples;
mod name_column;
mod periods;
mod plot;
mod rect;
mod scale;
mod spark;
mod spc;
mod svg;
mod text;
mod time_axis;
mod trend;
mod value_scale;

pub use crate::style::contrast;

pub(crate) use spark::spark;

use crate::check::{ChartKind, ChartSpec};
use crate::finding::Findings;
use crate::model::Drawing;
use crate::query::FigureQuery;
use bars::Arrangement;
use display_list::DisplayList;
use merged::MergedDrawing;
use text::TextMetrics;

/// The looks of a chart, from the house style's tokens. Colours are "#rrggbb".
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The family of all text.
    pub font: String,
    /// The size of all text in points.
    pub size: f64,
    /// The colour of all text, and of targets.
    pub text: String,
    /// The colour of the lines across a trend; light, and the only one that need not stand out from the
    /// paper.
    pub grid: String,
    /// The colour of the zero line and of the ticks of periods.
    pub axis: String,
    /// The colours of categories, in order; two categories have the first and the fourth.
    pub colors: Vec<String>,
    /// The colour of lines that are only there to be compared with.
    pub comparator: String,
    /// The colour that the picture is printed on.
    pub paper: String,
    /// The words in place of a value that is not there.
    pub missing: String,
}

/// A drawn chart, with its size in points.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnChart {
    /// The drawing, whose text is text and no outlines.
    pub svg: String,
    /// The width in points.
    pub width: f64,
    /// The height in points.
    pub height: f64,
}

/// Draws a chart `width` points wide. `measure(text, bold)` gives a text's width in ems of the theme's font.
/// The same input gives the same bytes.
pub fn draw(drawing: &Drawing, width: f64, theme: &Theme, measure: &dyn Fn(&str, bool) -> f64) -> DrawnChart {
    let width = if width.is_finite() { width.clamp(8.0, 4000.0) } else { 450.0 };
    let metrics = TextMetrics::new(theme, measure);
    let (list, height): (DisplayList<'_>, f64) = match drawing {
        Drawing::Trend(trend) => trend::draw(trend, width, &metrics),
        Drawing::Process(chart) => spc::draw(chart, width, &metrics),
        Drawing::Areas(areas) => areas::draw(areas, width, &metrics),
        Drawing::Spark(values) => spark::draw(values, width, &metrics),
        Drawing::Multiples(areas) => multiples::draw(areas, width, &metrics),
        Drawing::Grouped(bars) => bars::draw(bars, Arrangement::Grouped, width, &metrics),
        Drawing::Stacked(bars) => bars::draw(bars, Arrangement::Stacked, width, &metrics),
    };
    svg::picture(&list, width, height, theme)
}

/// Merges a chart: every number and word of its picture, its data and its alternative text. `None` where a
/// value is missing, with a finding.
pub(crate) fn merge(
    spec: &ChartSpec,
    exhibits: &FigureQuery<'_>,
    findings: &mut Findings,
) -> Option<MergedDrawing> {
    match spec.kind {
        ChartKind::Trend => trend::merge(spec, exhibits, findings),
        ChartKind::Spc => spc::merge(spec, exhibits, findings),
        ChartKind::Areas => areas::merge(spec, exhibits, findings),
        ChartKind::Multiples => multiples::merge(spec, exhibits, findings),
        ChartKind::Grouped | ChartKind::Stacked => bars::merge(spec, exhibits, findings),
    }
}
