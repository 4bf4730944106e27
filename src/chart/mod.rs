//! Chart: pictures of figures as SVG, by the rules of the Analysis Function and the ONS: no title in the
//! picture, words at the lines and bars that they are about, bars from zero, and never colour alone. It never
//! reads an indicator and writes no file.

mod areas;
mod axis;
mod backend;
mod bar_chart;
mod bars;
mod display_list;
mod horizontal;
mod label_position;
mod legend;
mod levels;
mod line_end_labels;
mod line_style;
mod multiples;
mod periods;
mod plot;
mod rect;
mod reference_labels;
mod scale;
mod spark;
mod svg;
mod text;
mod trend;
mod value_scale;
mod vertical;

pub use crate::style::contrast;

use crate::model::Drawing;
use bar_chart::Arrangement;
use display_list::DisplayList;
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
        Drawing::Areas(areas) => areas::draw(areas, width, &metrics),
        Drawing::Spark(values) => spark::draw(values, width, &metrics),
        Drawing::Multiples(areas) => multiples::draw(areas, width, &metrics),
        Drawing::Grouped(bars) => bars::draw(bars, Arrangement::Grouped, width, &metrics),
        Drawing::Stacked(bars) => bars::draw(bars, Arrangement::Stacked, width, &metrics),
    };
    svg::picture(&list, width, height, theme)
}
