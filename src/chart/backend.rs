//! `SvgBackend`: plotters draws with it into SVG. Lengths are written in points, text at its base line, and
//! dashes as they are. It decides no position and no colour.
//!
//! Plotters gives whole numbers, of which there are `FINE` in a point. Its own SVG backend writes those as
//! they are, guesses the height of letters, and knows no dashes.

use std::convert::Infallible;
use std::fmt::{self, Write};

use plotters::backend::DrawingBackend;
use plotters::style::FontStyle;
use plotters::style::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};

/// The number of units of a drawing in a point.
pub(super) const FINE: f64 = 8.0;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// A picture that is written as SVG while it is drawn.
pub(super) struct SvgBackend<'s> {
    svg: &'s mut String,
    /// The width and the height in units.
    size: (u32, u32),
    /// The dashes and gaps, in points, of the paths that are drawn next.
    dash: &'static [f64],
    finished: bool,
}

impl<'s> SvgBackend<'s> {
    /// Begins a picture of a size in units, whose text has one font, of a size in points.
    pub(super) fn new(svg: &'s mut String, size: (u32, u32), (family, text): (&str, f64)) -> Self {
        let mut backend = Self { svg, size, dash: &[], finished: false };
        let [width, height] = [size.0, size.1].map(|units| f64::from(units) / FINE);
        backend.write(format_args!(
            "<svg width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\" \
             xmlns=\"http://www.w3.org/2000/svg\" stroke-linejoin=\"round\" font-family=\"{}\" font-size=\"{text}\">\n",
            escaped(family)
        ));
        backend
    }

    /// Draws a path with dashes and gaps of these lengths in points; none make it whole.
    pub(super) fn draw_dashed<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
        dash: &'static [f64],
    ) -> Drawn {
        self.dash = dash;
        let drawn = self.draw_path(path, style);
        self.dash = &[];
        drawn
    }

    fn write(&mut self, text: fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.svg.write_fmt(text);
    }
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        if !self.finished {
            self.finished = true;
            self.svg.push_str("</svg>\n");
        }
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(at, (at.0.saturating_add(1), at.1.saturating_add(1)), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        corner: BackendCoord,
        other: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (left, top) = (corner.0.min(other.0), corner.1.min(other.1));
        let [x, y] = [left, top].map(points);
        let [width, height] = [corner.0.max(other.0) - left, corner.1.max(other.1) - top].map(points);
        let paint = paint(style, fill);
        self.write(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {paint}/>\n"
        ));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let dash = match self.dash {
            [] => String::new(),
            lengths => format!("stroke-dasharray=\"{}\" ", spaced(lengths)),
        };
        let (path, paint) = (pairs(path), paint(style, false));
        self.write(format_args!("<polyline {dash}{paint} points=\"{path}\"/>\n"));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        middle: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let [x, y] = [middle.0, middle.1].map(points);
        let (radius, paint) = (f64::from(radius) / FINE, paint(style, fill));
        self.write(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {paint}/>\n"));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let (corners, paint) = (pairs(corners), paint(style, true));
        self.write(format_args!("<polygon {paint} points=\"{corners}\"/>\n"));
        Ok(())
    }

    /// Writes a line of text; the place is on its base line.
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let side = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        let bold = if matches!(style.style(), FontStyle::Bold) { " font-weight=\"bold\"" } else { "" };
        let [x, y] = [at.0, at.1].map(points);
        let (color, text) = (hex(style.color()), escaped(text));
        self.write(format_args!(
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{side}\"{bold} fill=\"{color}\">{text}</text>\n"
        ));
        Ok(())
    }
}

/// A length in points, from units.
fn points(units: i32) -> f64 {
    f64::from(units) / FINE
}

/// Places as SVG lists them.
fn pairs(places: impl IntoIterator<Item = BackendCoord>) -> String {
    let pair = |(x, y): BackendCoord| format!("{},{}", points(x), points(y));
    places.into_iter().map(pair).collect::<Vec<_>>().join(" ")
}

fn spaced(lengths: &[f64]) -> String {
    lengths.iter().map(f64::to_string).collect::<Vec<_>>().join(" ")
}

/// The attributes of a filled shape, or of a line.
fn paint<S: BackendStyle>(style: &S, fill: bool) -> String {
    let color = hex(style.color());
    if fill {
        return format!("fill=\"{color}\"");
    }
    let width = f64::from(style.stroke_width()) / FINE;
    format!("fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"")
}

fn hex(color: BackendColor) -> String {
    let (red, green, blue) = color.rgb;
    format!("#{red:02X}{green:02X}{blue:02X}")
}

/// A text in which no sign means anything in SVG.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: BackendColor = BackendColor { alpha: 1.0, rgb: (0, 0, 0) };

    fn drawn(draw: impl Fn(&mut SvgBackend<'_>) -> Drawn) -> String {
        let mut svg = String::new();
        let mut backend = SvgBackend::new(&mut svg, (80, 20), ("A & B", 10.5));
        draw(&mut backend).expect("a string takes all");
        backend.present().expect("a string takes all");
        backend.present().expect("a string takes all");
        svg
    }

    #[test]
    fn a_picture_has_its_size_and_its_font_and_ends_once() {
        let svg = drawn(|_| Ok(()));
        assert_eq!(
            svg,
            "<svg width=\"10pt\" height=\"2.5pt\" viewBox=\"0 0 10 2.5\" xmlns=\"http://www.w3.org/2000/svg\" \
             stroke-linejoin=\"round\" font-family=\"A &amp; B\" font-size=\"10.5\">\n</svg>\n"
        );
    }

    #[test]
    fn shapes_have_no_digits_that_say_nothing() {
        let shape = |draw: fn(&mut SvgBackend<'_>) -> Drawn| {
            drawn(draw).lines().nth(1).map(str::to_owned).expect("a shape")
        };
        assert_eq!(
            shape(|b| b.draw_rect((16, 12), (8, 4), &BLACK, true)),
            "<rect x=\"1\" y=\"0.5\" width=\"1\" height=\"1\" fill=\"#000000\"/>"
        );
        assert_eq!(
            shape(|b| b.draw_pixel((8, 4), BLACK)),
            "<rect x=\"1\" y=\"0.5\" width=\"0.125\" height=\"0.125\" fill=\"#000000\"/>"
        );
        assert_eq!(
            shape(|b| b.draw_dashed([(0, 1), (8, 9)], &BLACK, &[3.5, 2.0])),
            "<polyline stroke-dasharray=\"3.5 2\" fill=\"none\" stroke=\"#000000\" stroke-width=\"0.125\" \
             points=\"0,0.125 1,1.125\"/>"
        );
        assert_eq!(
            shape(|b| b.draw_line((0, 0), (8, 0), &BLACK)),
            "<polyline fill=\"none\" stroke=\"#000000\" stroke-width=\"0.125\" points=\"0,0 1,0\"/>"
        );
    }
}
