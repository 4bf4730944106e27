//! The lines of text on the pages of a PDF, where they stand. It knows no tags.

use lopdf::Object;

use super::Pdf;
use super::content::Piece;

/// A line of text on a page: what stands at one height, from left to right.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// The distance of the line from the head of the page, in points.
    pub top: f64,
    /// The pieces of the line, from left to right.
    pub pieces: Vec<Piece>,
}

impl Line {
    /// The words of the line, with one blank between them.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let mut end = f64::INFINITY;
        for piece in &self.pieces {
            if piece.across[0] > end + piece.size * 0.15 {
                text.push(' ');
            }
            text.push_str(&piece.text);
            end = piece.across[1];
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where the line begins, in points from the left of the page.
    pub(crate) fn left(&self) -> f64 {
        self.pieces.first().map_or(0.0, |piece| piece.across[0])
    }
}

impl Pdf {
    /// The width and the height of a page, by its index, in points.
    pub(crate) fn size(&self, page: usize) -> [f64; 2] {
        let page = self.document.get_dictionary(self.pages[page]).expect("a page");
        let found = page.get(b"MediaBox").and_then(Object::as_array).expect("a box of the page");
        [2, 3].map(|at| f64::from(found[at].as_float().expect("a length")))
    }

    /// The lines of a page, by its index, from its head to its foot, without headers and other artifacts.
    pub(crate) fn lines(&self, page: usize) -> Vec<Line> {
        self.lines_of(page, false)
    }

    /// The lines of the headers and other artifacts of a page.
    pub(crate) fn artifact_lines(&self, page: usize) -> Vec<Line> {
        self.lines_of(page, true)
    }

    fn lines_of(&self, page: usize, artifact: bool) -> Vec<Line> {
        let [_, tall] = self.size(page);
        let mut lines: Vec<Line> = Vec::new();
        let pieces = &self.texts[&self.pages[page]].pieces;
        for piece in pieces.iter().filter(|piece| piece.artifact == artifact && !piece.text.trim().is_empty())
        {
            let top = tall - piece.height;
            match lines.iter_mut().find(|line| (line.top - top).abs() < 1.0) {
                Some(line) => line.pieces.push(piece.clone()),
                None => lines.push(Line { top, pieces: vec![piece.clone()] }),
            }
        }
        for line in &mut lines {
            line.pieces.sort_by(|a, b| a.across[0].total_cmp(&b.across[0]));
        }
        lines.sort_by(|a, b| a.top.total_cmp(&b.top));
        lines
    }

    /// The words of the lines of every page.
    pub(crate) fn line_texts(&self) -> Vec<Vec<String>> {
        (0..self.pages.len()).map(|page| self.lines(page).iter().map(Line::text).collect()).collect()
    }
}
