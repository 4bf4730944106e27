//! `Sources`: the text of every file that was loaded, to show the line of a finding. It never opens a file
//! itself.

use super::password::without_password;
use super::{FileId, Span};

/// The files of a run: each has its path in the project (with `/`), and its text where it has one.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// A loaded file.
#[derive(Debug)]
struct SourceFile {
    path: String,
    text: String,
}

/// A span as line and column, both counted from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The path in the project, with `/`.
    pub path: String,
    /// The line, from 1; `None` for the file as a whole.
    pub line: Option<usize>,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The text of the whole line, without its line end.
    pub text: String,
    /// The number of characters of that line that the span covers, at least 1.
    pub width: usize,
}

impl Sources {
    /// Adds a file and returns its id; a file without text (an image) has an empty one.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        self.files.push(SourceFile { path: path.into(), text: text.into() });
        FileId(id)
    }

    /// The path of a file in the project; empty for an id of other sources.
    pub fn path(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |f| &f.path)
    }

    /// The text of a file; empty for an id of other sources.
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |f| &f.text)
    }

    /// The id of the loaded file with that path; `None` where there is none.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.files.iter().position(|f| f.path == path)?;
        Some(FileId(u32::try_from(at).ok()?))
    }

    /// The text of a span; empty where the span is not within its file.
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file()).get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// The range of bytes that a span covers in its file's text.
    pub fn range(&self, span: Span) -> std::ops::Range<usize> {
        let length = self.text(span.file()).len();
        let range = span.range();
        range.start.min(length)..range.end.min(length)
    }

    /// The location of a span: path, line, column and text.
    pub fn locate(&self, span: Span) -> Location {
        let path = self.path(span.file()).to_owned();
        let text = self.text(span.file());
        if span.start == 0 && span.end == 0 || text.is_empty() {
            return Location { path, line: None, column: 1, text: String::new(), width: 1 };
        }
        let start = floor(text, (span.start as usize).min(text.len()));
        let end = floor(text, (span.end as usize).min(text.len())).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |n| n + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |n| start + n);
        let line = text[line_start..line_end].trim_end_matches('\r');
        Location {
            path,
            line: Some(text[..start].matches('\n').count() + 1),
            column: text[line_start..start].chars().count() + 1,
            text: without_password(line).unwrap_or_else(|| line.to_owned()),
            width: text[start..end.min(line_start + line.len()).max(start)].chars().count().max(1),
        }
    }
}

/// The nearest character boundary at or below `at`.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters_from_one() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "é = 1\r\nx = \"ß\"\r\n");
        let at = sources.locate(Span::new(file, 12..16));
        assert_eq!((at.line, at.column, at.text.as_str(), at.width), (Some(2), 5, "x = \"ß\"", 3));
    }

    #[test]
    fn a_whole_file_has_no_line() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "x");
        assert_eq!(sources.locate(Span::whole(file)).line, None);
    }
}
