//! From a display list to SVG, drawn by plotters. It decides no position.
//!
//! Plotters guesses how wide text is, so it is given every position, worked out in `chart`.

use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PointCollection, Polygon, Rectangle, Text};
use plotters::prelude::RGBColor;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontFamily, FontStyle, IntoFont, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingErrorKind};

use super::backend::{FINE, SvgBackend};
use super::display_list::{DisplayList, MarkerShape, Shape};
use super::rect::Point;
use super::text::TextAnchor;
use super::{DrawnChart, Theme};
use crate::style::rgb;

type SvgArea<'a> = DrawingArea<SvgBackend<'a>, plotters::coord::Shift>;
type SvgResult = Result<(), DrawingAreaErrorKind<std::convert::Infallible>>;

/// A line with its dashes, which no element of plotters has.
struct DashedPath {
    points: Vec<BackendCoord>,
    style: ShapeStyle,
    dash: &'static [f64],
}

impl<'a> PointCollection<'a, BackendCoord> for &'a DashedPath {
    type Point = &'a BackendCoord;
    type IntoIter = std::slice::Iter<'a, BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        self.points.iter()
    }
}

impl Drawable<SvgBackend<'_>> for DashedPath {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut SvgBackend<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<std::convert::Infallible>> {
        backend.draw_dashed(points, &self.style, self.dash)
    }
}

/// Draws a display list as SVG in a size in points.
pub(super) fn picture(list: &DisplayList<'_>, width: f64, height: f64, theme: &Theme) -> DrawnChart {
    let size = (units(width).max(1), units(height).max(1));
    let mut svg = String::new();
    let text = f64::from(units(theme.size)) / FINE;
    let backend =
        SvgBackend::new(&mut svg, (size.0.unsigned_abs(), size.1.unsigned_abs()), (&theme.font, text));
    let drawn = paint(&backend.into_drawing_area(), list, theme);
    // Only a file can refuse what is written to it, and this is a string.
    debug_assert!(drawn.is_ok(), "{drawn:?}");
    let (width, height) = (f64::from(size.0) / FINE, f64::from(size.1) / FINE);
    DrawnChart { svg, width, height }
}

/// The unit of the drawing nearest to a length in points.
fn units(points: f64) -> i32 {
    (points * FINE).round() as i32
}

/// A length in points that is whole units.
pub(super) fn snapped(points: f64) -> f64 {
    f64::from(units(points)) / FINE
}

fn paint(area: &SvgArea<'_>, list: &DisplayList<'_>, theme: &Theme) -> SvgResult {
    for mark in &list.marks {
        match mark {
            Shape::Line { points, color, width, dash } => {
                let style = style(color).stroke_width(units(*width).max(1).unsigned_abs());
                let points = points.iter().map(|p| at(*p)).collect();
                area.draw(&DashedPath { points, style, dash })?;
            }
            Shape::Box { frame, color } => {
                let corners = [at((frame.x0, frame.y0)), at((frame.x1, frame.y1))];
                area.draw(&Rectangle::new(corners, style(color).filled()))?;
            }
            Shape::Dot { at, radius, shape, color } => dot(area, *at, *radius, *shape, color)?,
            Shape::Text { at: place, side, bold, color, text } => {
                let weight = if *bold { FontStyle::Bold } else { FontStyle::Normal };
                let font = (FontFamily::Name(&theme.font), theme.size).into_font().style(weight);
                let side = match side {
                    TextAnchor::Left => HPos::Left,
                    TextAnchor::Middle => HPos::Center,
                    TextAnchor::Right => HPos::Right,
                };
                let color = shade(color);
                let style = TextStyle::from(font).color(&color).pos(Pos::new(side, VPos::Bottom));
                area.draw(&Text::new(text.as_str(), at(*place), style))?;
            }
        }
    }
    area.present()
}

fn dot(area: &SvgArea<'_>, (x, y): Point, radius: f64, shape: MarkerShape, color: &str) -> SvgResult {
    let style = style(color).filled();
    match shape {
        MarkerShape::Circle => area.draw(&Circle::new(at((x, y)), units(radius), style)),
        MarkerShape::Square => {
            let half = radius * 0.9;
            area.draw(&Rectangle::new([at((x - half, y - half)), at((x + half, y + half))], style))
        }
        MarkerShape::Triangle => {
            let corners = [(0.0, -1.25), (1.15, 0.8), (-1.15, 0.8)];
            let corners = corners.map(|(dx, dy)| at((x + dx * radius, y + dy * radius)));
            area.draw(&Polygon::new(corners, style))
        }
        MarkerShape::Diamond => {
            let corners = [(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)];
            let corners = corners.map(|(dx, dy)| at((x + dx * radius, y + dy * radius)));
            area.draw(&Polygon::new(corners, style))
        }
    }
}

fn at((x, y): Point) -> BackendCoord {
    (units(x), units(y))
}

fn style(color: &str) -> ShapeStyle {
    ShapeStyle::from(&shade(color))
}

/// The colour of "#rrggbb"; black for what is no colour, which the style's check has refused.
fn shade(color: &str) -> RGBColor {
    let (red, green, blue) = rgb(color).unwrap_or((0, 0, 0));
    RGBColor(red, green, blue)
}
