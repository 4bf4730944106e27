//! `TextMetrics`: how much room words take, and how they are broken into lines. It knows nothing of charts.

use super::Theme;
use super::display_list::TextAnchor;
use super::rect::{Point, Rect};

/// The height of letters above the base line, in ems.
const ASCENT: f64 = 0.76;
/// What hangs below it.
const DESCENT: f64 = 0.22;
/// From one base line to the next.
const PITCH: f64 = 1.16;

/// The one size of text of a picture.
pub(super) struct TextMetrics<'a> {
    /// Colours and size.
    pub theme: &'a Theme,
    measure: &'a dyn Fn(&str, bool) -> f64,
}

/// A text in lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TextLines {
    /// At least one.
    pub lines: Vec<String>,
    /// Whether it is bold.
    pub bold: bool,
    /// In points.
    pub width: f64,
    /// In points.
    pub height: f64,
}

impl TextLines {
    /// The box of the label when it stands at a place.
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
    /// A pen for the text of a look.
    pub(super) fn new(theme: &'a Theme, measure: &'a dyn Fn(&str, bool) -> f64) -> Self {
        Self { theme, measure }
    }

    /// The size of text in points.
    pub(super) fn size(&self) -> f64 {
        if self.theme.size.is_finite() { self.theme.size.clamp(1.0, 100.0) } else { 10.0 }
    }

    /// The height of letters above the base line.
    pub(super) fn ascent(&self) -> f64 {
        ASCENT * self.size()
    }

    /// From one base line to the next.
    pub(super) fn pitch(&self) -> f64 {
        PITCH * self.size()
    }

    /// The height of so many lines.
    pub(super) fn height(&self, lines: usize) -> f64 {
        (ASCENT + DESCENT + PITCH * lines.saturating_sub(1) as f64) * self.size()
    }

    /// How wide a text is.
    pub(super) fn width(&self, text: &str, bold: bool) -> f64 {
        (self.measure)(text, bold).max(0.0) * self.size()
    }

    /// A text in one line.
    pub(super) fn line(&self, text: &str) -> TextLines {
        self.lines(vec![text.to_owned()], false)
    }

    /// A text in as few lines as `limit` allows, all about as long.
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

    /// Several texts, each on lines of its own.
    pub(super) fn stacked(&self, texts: &[&str], limit: f64) -> TextLines {
        let lines = texts.iter().filter(|t| !t.is_empty());
        self.lines(lines.flat_map(|t| self.label(t, limit, false).lines).collect(), false)
    }

    /// The width of the longest word.
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

    /// Lines no longer than `limit`; a word that is longer by itself is broken.
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

/// Where a line may be broken; a no-break space is none.
fn is_break(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\r' | '\t')
}
