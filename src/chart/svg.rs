//! From a display list to SVG, drawn by plotters. It decides no position.
//!
//! Plotters guesses text widths and rounds to whole pixels. So it is given every position, worked out in
//! `chart`, and draws eight times too large; the picture says its true size in points.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::{RGBColor, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontFamily, FontStyle, IntoFont, ShapeStyle, TextStyle};

use super::display_list::{DisplayList, MarkerShape, Shape};
use super::rect::Point;
use super::text::TextAnchor;
use super::{DrawnChart, Theme};
use crate::style::rgb;

/// The number of pixels in a point.
pub(super) const FINE: f64 = 8.0;
/// The divisor of every text size that plotters writes.
const FONT_FACTOR: f64 = 1.24;
/// The distance in ems from the top of a text, as plotters is given it, to its base line.
const HANG: f64 = 0.76;

type SvgArea<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type SvgResult = Result<(), DrawingAreaErrorKind<std::io::Error>>;

/// Draws a display list as SVG in a size in points.
pub(super) fn picture(list: &DisplayList<'_>, width: f64, height: f64, theme: &Theme) -> DrawnChart {
    let size = (pixels(width).max(1), pixels(height).max(1));
    let mut svg = String::new();
    let area = SVGBackend::with_string(&mut svg, (size.0.unsigned_abs(), size.1.unsigned_abs()));
    let drawn = paint(&area.into_drawing_area(), list, theme);
    // Only a file can refuse what is written to it, and this is a string.
    debug_assert!(drawn.is_ok(), "{drawn:?}");
    let (width, height) = (f64::from(size.0) / FINE, f64::from(size.1) / FINE);
    DrawnChart { svg: finished(svg, list, size, theme), width, height }
}

/// The pixel nearest to a length in points.
pub(super) fn pixels(points: f64) -> i32 {
    (points * FINE).round() as i32
}

/// A length in points that is whole pixels.
pub(super) fn snapped(points: f64) -> f64 {
    f64::from(pixels(points)) / FINE
}

fn paint(area: &SvgArea<'_>, list: &DisplayList<'_>, theme: &Theme) -> SvgResult {
    for mark in &list.marks {
        match mark {
            Shape::Line { points, color, width, .. } => {
                let style = style(color).stroke_width(pixels(*width).max(1).unsigned_abs());
                let points: Vec<(i32, i32)> = points.iter().map(|p| at(*p)).collect();
                area.draw(&PathElement::new(points, style))?;
            }
            Shape::Box { frame, color } => {
                let corners = [at((frame.x0, frame.y0)), at((frame.x1, frame.y1))];
                area.draw(&Rectangle::new(corners, style(color).filled()))?;
            }
            Shape::Dot { at, radius, shape, color } => dot(area, *at, *radius, *shape, color)?,
            Shape::Text { at: (x, base), side, bold, color, text } => {
                let size = f64::from(pixels(theme.size));
                let weight = if *bold { FontStyle::Bold } else { FontStyle::Normal };
                let font = (FontFamily::Name(&theme.font), size * FONT_FACTOR).into_font().style(weight);
                let side = match side {
                    TextAnchor::Left => HPos::Left,
                    TextAnchor::Middle => HPos::Center,
                    TextAnchor::Right => HPos::Right,
                };
                let color = shade(color);
                let style = TextStyle::from(font).color(&color).pos(Pos::new(side, VPos::Top));
                let top = (base * FINE - HANG * size).round() as i32;
                area.draw(&Text::new(text.as_str(), (pixels(*x), top), style))?;
            }
        }
    }
    area.present()
}

fn dot(area: &SvgArea<'_>, (x, y): Point, radius: f64, shape: MarkerShape, color: &str) -> SvgResult {
    let style = style(color).filled();
    match shape {
        MarkerShape::Circle => area.draw(&Circle::new(at((x, y)), pixels(radius), style)),
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

fn at((x, y): Point) -> (i32, i32) {
    (pixels(x), pixels(y))
}

fn style(color: &str) -> ShapeStyle {
    ShapeStyle::from(&shade(color))
}

/// The colour of "#rrggbb"; black for what is no colour, which the style's check has refused.
fn shade(color: &str) -> RGBColor {
    let (red, green, blue) = rgb(color).unwrap_or((0, 0, 0));
    RGBColor(red, green, blue)
}

/// The SVG with what plotters cannot say: the size in points, dashes, and one font for all. Every sign that
/// means something in SVG is escaped in text, so that these pieces are found in tags alone.
fn finished(svg: String, list: &DisplayList<'_>, (width, height): (i32, i32), theme: &Theme) -> String {
    // Typst makes a group of its own for whatever says how opaque it is.
    let mut svg = svg.replace(" opacity=\"1\"", "");
    let mut common = String::from(" stroke-linejoin=\"round\"");
    if let Some(from) = svg.find(" font-family=\"")
        && let Some(length) = svg[from..].find(" fill=\"")
    {
        let font = svg[from..from + length].to_owned();
        let family = font.split(" font-size=").next().unwrap_or_default().to_owned();
        svg = svg.replace(&font, "");
        common += &format!("{family} font-size=\"{}\"", pixels(theme.size));
    }
    let dashes = list.marks.iter().filter_map(|mark| match mark {
        Shape::Line { dash, .. } => Some(*dash),
        _ => None,
    });
    let mut parts = svg.split("<polyline ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (part, dash) in parts.zip(dashes) {
        out.push_str("<polyline ");
        if !dash.is_empty() {
            let lengths: Vec<String> = dash.iter().map(|d| pixels(*d).to_string()).collect();
            out += &format!("stroke-dasharray=\"{}\" ", lengths.join(" "));
        }
        out.push_str(part);
    }
    let size = format!("<svg width=\"{width}\" height=\"{height}\"");
    let points = |pixels: i32| f64::from(pixels) / FINE;
    let true_size = format!("<svg width=\"{}pt\" height=\"{}pt\"{common}", points(width), points(height));
    out.replacen(&size, &true_size, 1)
}
