//! Chart: pictures of figures as SVG, by the rules of the Analysis Function and the ONS: no title in
//! the picture, words at the lines and bars that they are about, bars from zero, and never colour
//! alone. It never reads an indicator and writes no file.

mod areas;
mod axis;
mod bars;
mod ends;
mod flags;
mod frame;
mod key;
mod levels;
mod lying;
mod multiples;
mod periods;
mod place;
mod plot;
mod reach;
mod scale;
mod series;
mod sheet;
mod spark;
mod svg;
mod text;
mod trend;
mod upright;

pub use crate::style::contrast;

use crate::model::Drawing;
use bars::Way;
use sheet::Sheet;
use text::Pen;

/// How charts look: from the house style's tokens. Colours are "#rrggbb".
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// The family of all text.
    pub font: String,
    /// The size of all text in points.
    pub size: f64,
    /// The colour of all text, and of targets.
    pub text: String,
    /// The lines across a trend; light, and the only colour that need not stand out from the paper.
    pub grid: String,
    /// The zero line and the marks of periods.
    pub axis: String,
    /// Of categories, in order; two series have the first and the fourth.
    pub colors: Vec<String>,
    /// Of what is compared with.
    pub comparator: String,
    /// What the picture is printed on.
    pub paper: String,
    /// What stands in place of a value that is not there.
    pub missing: String,
}

/// A drawn chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The drawing; its text is text.
    pub svg: String,
    /// In points.
    pub width: f64,
    /// In points.
    pub height: f64,
}

/// Draws a chart `width` points wide. `measure(text, bold)` gives a text's width in ems of the
/// look's font. The same input gives the same bytes.
pub fn draw(drawing: &Drawing, width: f64, look: &Look, measure: &dyn Fn(&str, bool) -> f64) -> Picture {
    let width = if width.is_finite() { width.clamp(8.0, 4000.0) } else { 450.0 };
    let pen = Pen::new(look, measure);
    let (sheet, height): (Sheet<'_>, f64) = match drawing {
        Drawing::Trend(trend) => trend::draw(trend, width, &pen),
        Drawing::Areas(areas) => areas::draw(areas, width, &pen),
        Drawing::Spark(values) => spark::draw(values, width, &pen),
        Drawing::Multiples(areas) => multiples::draw(areas, width, &pen),
        Drawing::Grouped(bars) => bars::draw(bars, Way::Grouped, width, &pen),
        Drawing::Stacked(bars) => bars::draw(bars, Way::Stacked, width, &pen),
    };
    svg::picture(&sheet, width, height, look)
}
