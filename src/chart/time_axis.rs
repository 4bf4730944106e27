//! `TimeAxis`: the words below a trend: quarters or months above the bands of their years where they have room, or
//! else as many periods as do. It never shortens a period.

use super::axis::{TICK, UNDER_TICK};
use super::axis_words::draw_periods;
use super::display_list::DisplayList;
use super::periods::{self, PeriodLabel};
use super::plot::Plot;
use super::text::{TextAnchor, TextLines, TextMetrics};
use crate::model::Trend;

/// The share of the distance between two periods by which a band reaches beyond them.
const REACH: f64 = 0.36;
/// The distance of a band from what stands over it and under it, in ems.
const ABOUT_BAND: f64 = 0.35;

/// The words below a trend.
pub(super) struct TimeAxis {
    labels: Vec<PeriodLabel>,
    bands: Vec<YearBand>,
    /// The indices of the periods at which lines have dots, so that they are told apart on the way.
    pub dots: Vec<usize>,
    /// The height below the plot, in points.
    pub height: f64,
}

/// A year below its quarters or months.
struct YearBand {
    /// The ends of the band, in points.
    from: f64,
    to: f64,
    label: TextLines,
    /// The left side of the words, in points.
    left: f64,
}

impl TimeAxis {
    /// The words of a trend whose periods stand at `xs`, in a picture `width` points wide.
    pub(super) fn new(trend: &Trend, xs: &[f64], width: f64, metrics: &TextMetrics<'_>) -> Self {
        Self::in_years(trend, xs, width, metrics).unwrap_or_else(|| {
            let labels = periods::named(&trend.periods, xs, (0.0, width), metrics);
            let words = labels.iter().map(|one| one.label.height).fold(0.0, f64::max);
            Self {
                dots: labels.iter().map(|one| one.index).collect(),
                height: TICK + metrics.size() * UNDER_TICK + words,
                labels,
                bands: Vec::new(),
            }
        })
    }

    /// The words with bands of years; `None` where the periods are no parts of years, or the words touch.
    fn in_years(trend: &Trend, xs: &[f64], width: f64, metrics: &TextMetrics<'_>) -> Option<Self> {
        let count = trend.periods.len().min(xs.len());
        if count < 2 || trend.parts.len() != count {
            return None;
        }
        let label = |(index, (part, _)): (usize, &(String, String))| {
            let at = *xs.get(index)?;
            Some(PeriodLabel { index, label: metrics.line(part), at, side: TextAnchor::Middle })
        };
        let mut labels: Vec<PeriodLabel> = trend.parts.iter().enumerate().filter_map(label).collect();
        let frames: Vec<_> = labels.iter().map(|one| one.frame(0.0)).collect();
        let apart = |gap: f64| frames.windows(2).all(|pair| pair[0].x1 + gap <= pair[1].x0);
        let inside = frames.iter().all(|frame| frame.x0 >= 0.0 && frame.x1 <= width);
        if !(apart(metrics.size() * 0.3) && inside) {
            labels.clear();
        }
        let bands = bands(&trend.parts, xs, width, metrics);
        let gap = metrics.size() * 0.5;
        if bands.windows(2).any(|pair| pair[0].left + pair[0].label.width + gap > pair[1].left) {
            return None;
        }
        let last = trend.parts.last().map(|(part, _)| part);
        let dots = (0..count).filter(|at| *at == 0 || trend.parts.get(*at).map(|(part, _)| part) == last);
        let years = metrics.size() * 2.0 * ABOUT_BAND + metrics.height(1);
        Some(Self { dots: dots.collect(), height: over_bands(&labels, metrics) + years, labels, bands })
    }

    /// Draws the words below a plot.
    pub(super) fn draw<'a>(&self, list: &mut DisplayList<'a>, plot: &Plot<'_>, metrics: &TextMetrics<'a>) {
        draw_periods(list, plot, &self.labels, metrics);
        let about = metrics.size() * ABOUT_BAND;
        let y = plot.frame.y1 + over_bands(&self.labels, metrics) + about;
        for band in &self.bands {
            list.line(vec![(band.from, y), (band.to, y)], &metrics.theme.axis, 0.75, &[]);
            list.label(&band.label, (band.left, y + about), TextAnchor::Left, &metrics.theme.text, metrics);
        }
    }
}

/// The height between the plot and the room over the bands.
fn over_bands(labels: &[PeriodLabel], metrics: &TextMetrics<'_>) -> f64 {
    let words = labels.iter().map(|one| one.label.height).fold(0.0, f64::max);
    TICK + if labels.is_empty() { 0.0 } else { metrics.size() * UNDER_TICK + words }
}

/// The bands of years, each as wide as its periods; words that are wider may reach beyond, as far as the picture
/// does.
fn bands(parts: &[(String, String)], xs: &[f64], width: f64, metrics: &TextMetrics<'_>) -> Vec<YearBand> {
    let step = xs.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::MAX, f64::min);
    let periods: Vec<(&String, f64)> = parts.iter().zip(xs).map(|((_, year), x)| (year, *x)).collect();
    let years = periods.chunk_by(|a, b| a.0 == b.0);
    let band = |own: &[(&String, f64)]| {
        let ((year, first), (_, last)) = (own.first()?, own.last()?);
        let (from, to) = (first - step * REACH, last + step * REACH);
        let label = metrics.line(year);
        let left = ((from + to - label.width) / 2.0).clamp(0.0, (width - label.width).max(0.0));
        Some(YearBand { from, to: to.min(width), label, left })
    };
    years.filter_map(band).collect()
}
