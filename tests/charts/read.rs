//! A chart read back from its SVG: boxes, lines, dots and texts in points. It trusts nothing that the
//! drawing code says of itself.

use boardpack::chart::{Theme, draw};
use boardpack::model::Drawing;
use boardpack::typeset::Glyphs;

/// The places in a point at which a shape may begin and end.
pub(crate) const FINE: f64 = 8.0;

/// Something drawn, in the order drawn. Lengths are in points.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub kind: Kind,
    /// Left, top, right, bottom.
    pub frame: [f64; 4],
    pub color: String,
    pub points: Vec<(f64, f64)>,
    pub dashed: bool,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Box,
    Line,
    Dot,
    Text,
}

/// A picture read back.
pub(crate) struct Read {
    pub svg: String,
    pub width: f64,
    pub height: f64,
    pub marks: Vec<Mark>,
}

pub(crate) fn look() -> Theme {
    let colors = ["#12436D", "#219189", "#801650", "#E0560F"].map(String::from).to_vec();
    Theme {
        font: "Boardpack Sans".into(),
        size: 10.5,
        text: "#0b0c0c".into(),
        grid: "#d9dcdf".into(),
        axis: "#6b7280".into(),
        colors,
        comparator: "#6b7281".into(),
        paper: "#ffffff".into(),
        missing: "no data".into(),
    }
}

thread_local! {
    static GLYPHS: Glyphs<'static> = Glyphs::built_in();
}

fn measure(text: &str, bold: bool) -> f64 {
    GLYPHS.with(|glyphs| glyphs.width(text, bold))
}

/// Draws a chart and reads it back.
pub(crate) fn read(drawing: &Drawing, width: f64) -> Read {
    let picture = draw(drawing, width, &look(), &measure);
    let document = roxmltree::Document::parse(&picture.svg).expect("well-formed SVG");
    let root = document.root_element();
    assert_eq!(root.attribute("width"), Some(format!("{}pt", picture.width).as_str()));
    assert_eq!(root.attribute("height"), Some(format!("{}pt", picture.height).as_str()));
    let points = format!("0 0 {} {}", picture.width, picture.height);
    assert_eq!(root.attribute("viewBox"), Some(points.as_str()));
    let size = root.attribute("font-size").map_or(0.0, |size| size.parse::<f64>().expect("a size"));
    let marks = root.children().filter(|node| node.is_element()).map(|node| mark(node, size)).collect();
    Read { width: picture.width, height: picture.height, marks, svg: picture.svg.clone() }
}

fn mark(node: roxmltree::Node<'_, '_>, size: f64) -> Mark {
    let number = |name: &str| -> f64 {
        let text = node.attribute(name).unwrap_or_else(|| panic!("no {name} in {node:?}"));
        text.parse::<f64>().expect("a number")
    };
    let pairs = |text: &str| -> Vec<(f64, f64)> {
        let pair = |pair: &str| {
            let (x, y) = pair.split_once(',').expect("x,y");
            (x.parse::<f64>().expect("x"), y.parse::<f64>().expect("y"))
        };
        text.split_whitespace().map(pair).collect()
    };
    let around = |points: &[(f64, f64)]| {
        let fold = |of: fn(&(f64, f64)) -> f64, by: fn(f64, f64) -> f64, from: f64| {
            points.iter().map(of).fold(from, by)
        };
        [
            fold(|p| p.0, f64::min, f64::MAX),
            fold(|p| p.1, f64::min, f64::MAX),
            fold(|p| p.0, f64::max, f64::MIN),
            fold(|p| p.1, f64::max, f64::MIN),
        ]
    };
    let fill = node.attribute("fill").unwrap_or("none");
    let color = if fill == "none" { node.attribute("stroke").unwrap_or("none") } else { fill };
    let dashed = node.attribute("stroke-dasharray").is_some();
    let (kind, frame, points, text) = match node.tag_name().name() {
        "rect" => {
            let (x, y) = (number("x"), number("y"));
            (Kind::Box, [x, y, x + number("width"), y + number("height")], Vec::new(), String::new())
        }
        "circle" => {
            let (x, y, r) = (number("cx"), number("cy"), number("r"));
            (Kind::Dot, [x - r, y - r, x + r, y + r], vec![(x, y)], String::new())
        }
        "polyline" => {
            let points = pairs(node.attribute("points").expect("points"));
            (Kind::Line, around(&points), points, String::new())
        }
        "polygon" => {
            let points = pairs(node.attribute("points").expect("points"));
            (Kind::Dot, around(&points), points, String::new())
        }
        "text" => {
            let text = node.text().unwrap_or_default().trim().to_owned();
            let width = measure(&text, node.attribute("font-weight") == Some("bold")) * size;
            assert_eq!(node.attribute("dy"), None, "a base line that is known");
            assert_eq!(node.attribute("transform"), None, "text that is not level");
            let (x, base) = (number("x"), number("y"));
            let left = match node.attribute("text-anchor") {
                Some("start") => x,
                Some("middle") => x - width / 2.0,
                Some("end") => x - width,
                other => panic!("{other:?}"),
            };
            let frame = [left, base - 0.72 * size, left + width, base + 0.21 * size];
            (Kind::Text, frame, vec![(x, base)], text)
        }
        other => panic!("<{other}>"),
    };
    Mark { kind, frame, color: color.to_lowercase(), points, dashed, text }
}

impl Read {
    pub(crate) fn of(&self, kind: Kind) -> Vec<&Mark> {
        self.marks.iter().filter(|mark| mark.kind == kind).collect()
    }

    /// Marks of a kind and colour.
    pub(crate) fn colored(&self, kind: Kind, color: &str) -> Vec<&Mark> {
        self.marks.iter().filter(|mark| mark.kind == kind && mark.color == color.to_lowercase()).collect()
    }

    /// The first text that reads so, lines of one label apart.
    pub(crate) fn text(&self, text: &str) -> &Mark {
        let texts = self.of(Kind::Text);
        let found = texts.into_iter().find(|mark| mark.text == text);
        found.unwrap_or_else(|| panic!("no `{text}` in {:?}", self.words()))
    }

    pub(crate) fn words(&self) -> Vec<&str> {
        self.of(Kind::Text).into_iter().map(|mark| mark.text.as_str()).collect()
    }
}

impl Mark {
    pub(crate) fn length(&self) -> f64 {
        self.frame[2] - self.frame[0]
    }

    pub(crate) fn middle(&self) -> (f64, f64) {
        ((self.frame[0] + self.frame[2]) / 2.0, (self.frame[1] + self.frame[3]) / 2.0)
    }

    pub(crate) fn overlaps(&self, other: &Self, slack: f64) -> bool {
        let (a, b) = (&self.frame, &other.frame);
        a[0] + slack < b[2] && b[0] + slack < a[2] && a[1] + slack < b[3] && b[1] + slack < a[3]
    }
}
