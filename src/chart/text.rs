//! `TextMetrics`: how much room words take, and how they are broken into lines. It knows nothing of charts.

use super::Theme;
use super::rect::{Point, Rect};
use crate::style::contrast;

/// The least contrast of text with what is behind it: WCAG 2.2, 1.4.3.
pub(super) const READABLE: f64 = 4.5;

/// The height of letters above the base line, in ems.
const ASCENT: f64 = 0.76;
/// The depth of letters below the base line, in ems.
const DESCENT: f64 = 0.22;
/// The distance from one base line to the next, in ems.
const PITCH: f64 = 1.16;

/// The measures of text in a picture, which has one size of it.
pub(super) struct TextMetrics<'a> {
    /// The theme, for colours and the size.
    pub theme: &'a Theme,
    measure: &'a dyn Fn(&str, bool) -> f64,
}

/// A text broken into lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TextLines {
    /// The lines, of which there is at least one.
    pub lines: Vec<String>,
    pub bold: bool,
    /// The width in points.
    pub width: f64,
    /// The height in points.
    pub height: f64,
}

impl TextLines {
    /// The rectangle of the text when it stands at a place.
    pub(super) fn frame(&self, (x, top): Point, side: TextAnchor) -> Rect {
        let left = match side {
            TextAnchor::Left => x,
            TextAnchor::Middle => x - self.width / 2.0,
            TextAnchor::Right => x - self.width,
        };
        Rect::new(left, top, left + self.width, top + self.height)
    }
}

impl<'a> TextMetrics<'a> {
    /// Makes the measures for the text of a theme.
    pub(super) fn new(theme: &'a Theme, measure: &'a dyn Fn(&str, bool) -> f64) -> Self {
        Self { theme, measure }
    }

    /// The size of text in points.
    pub(super) fn size(&self) -> f64 {
        if self.theme.size.is_finite() { self.theme.size.clamp(1.0, 100.0) } else { 10.0 }
    }

    /// The height of letters above the base line, in points.
    pub(super) fn ascent(&self) -> f64 {
        ASCENT * self.size()
    }

    /// The distance from one base line to the next, in points.
    pub(super) fn pitch(&self) -> f64 {
        PITCH * self.size()
    }

    /// The height of so many lines, in points.
    pub(super) fn height(&self, lines: usize) -> f64 {
        (ASCENT + DESCENT + PITCH * lines.saturating_sub(1) as f64) * self.size()
    }

    /// The width of a text, in points.
    pub(super) fn width(&self, text: &str, bold: bool) -> f64 {
        (self.measure)(text, bold).max(0.0) * self.size()
    }

    /// The colour of text on a colour: that of the paper where it can be read there, else that of text.
    pub(super) fn ink_on(&self, color: &str) -> &'a str {
        let theme = self.theme;
        if contrast(&theme.paper, color) >= READABLE { &theme.paper } else { &theme.text }
    }

    /// A text in one line.
    pub(super) fn line(&self, text: &str) -> TextLines {
        self.lines(vec![text.to_owned()], false)
    }

    /// A text in as few lines as `limit` points allow, all about as long.
    pub(super) fn label(&self, text: &str, limit: f64, bold: bool) -> TextLines {
        let lines = self.wrap(text, limit, bold);
        let whole = self.lines(lines, bold);
        let (mut low, mut high) = (self.longest_word(text, bold).min(limit), whole.width);
        let count = whole.lines.len();
        let mut best = whole;
        for _ in 0..8 {
            let middle = (low + high) / 2.0;
            let tried = self.lines(self.wrap(text, middle, bold), bold);
            if tried.lines.len() > count {
                low = middle;
            } else {
                high = middle;
                best = tried;
            }
        }
        best
    }

    /// A text made of several, each on lines of its own.
    pub(super) fn stacked(&self, texts: &[&str], limit: f64) -> TextLines {
        let lines = texts.iter().filter(|t| !t.is_empty());
        self.lines(lines.flat_map(|t| self.label(t, limit, false).lines).collect(), false)
    }

    /// The width of the longest word, in points.
    pub(super) fn longest_word(&self, text: &str, bold: bool) -> f64 {
        text.split(is_break).map(|word| self.width(word, bold)).fold(0.0, f64::max)
    }

    fn lines(&self, mut lines: Vec<String>, bold: bool) -> TextLines {
        if lines.is_empty() {
            lines.push(String::new());
        }
        let width = lines.iter().map(|line| self.width(line, bold)).fold(0.0, f64::max);
        TextLines { height: self.height(lines.len()), lines, bold, width }
    }

    /// The lines of a text, none wider than `limit` points; a word that is wider by itself is broken.
    fn wrap(&self, text: &str, limit: f64, bold: bool) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(is_break).filter(|word| !word.is_empty()) {
            if let Some(last) = lines.last_mut() {
                let longer = format!("{last} {word}");
                if self.width(&longer, bold) <= limit {
                    *last = longer;
                    continue;
                }
            }
            let mut part = String::new();
            for c in word.chars() {
                part.push(c);
                if self.width(&part, bold) > limit && part.chars().count() > 1 {
                    part.pop();
                    lines.push(std::mem::replace(&mut part, c.to_string()));
                }
            }
            lines.push(part);
        }
        lines
    }
}

/// Whether a line may be broken at a character; a no-break space is no such place.
fn is_break(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\r' | '\t')
}

/// The point of a text that stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextAnchor {
    Left,
    Middle,
    Right,
}
