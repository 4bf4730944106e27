//! The line of a TOML file that holds a syntax error, and the value in it. It never says what is wrong.

/// The line that holds an error.
pub(super) struct ErrorLine<'a> {
    /// The byte of the file at which the line begins.
    pub start: usize,
    pub text: &'a str,
    /// The byte of the `=` before the value that the error is in, counted from the start of the line.
    pub equals: Option<usize>,
    /// The byte of the file at which the parser stumbled.
    pub at: usize,
}

impl<'a> ErrorLine<'a> {
    /// The line of an error, with the value in braces that the error is in, and with the whole value of the line.
    pub(super) fn at(text: &'a str, at: usize) -> Vec<Self> {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
        let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
        let line = &text[start..end];
        let outer = Self { start, text: line, equals: line.find('='), at };
        let inner = inner_equals(&line[..at - start]).filter(|equals| Some(*equals) != outer.equals);
        let inner = inner.map(|equals| Self { equals: Some(equals), ..outer });
        inner.into_iter().chain([outer]).collect()
    }

    /// The key before the value.
    pub(super) fn key(&self) -> &'a str {
        let before = &self.text[..self.equals.unwrap_or(0)];
        before.rsplit(['{', ',']).next().unwrap_or_default().trim()
    }

    /// Whether the value stands in braces, among others.
    pub(super) fn is_in_braces(&self) -> bool {
        self.text[..self.equals.unwrap_or(0)].contains('{')
    }

    /// The text at which the parser stumbled, and its byte, where it is a value among others; else `None`.
    pub(super) fn inner_value(&self) -> Option<(usize, &'a str)> {
        let at = self.at.checked_sub(self.start)?;
        let before = self.text.get(..at)?.trim_end();
        let is_first = self.value().is_none_or(|(start, _)| start == self.at);
        let is_value = before.ends_with(['=', '[', ',']) && !is_first;
        Some((self.at, self.text.get(at..)?.trim_end())).filter(|_| is_value)
    }

    /// The text behind `=`, and the byte at which it begins; `None` where there is no `=`.
    pub(super) fn value(&self) -> Option<(usize, &'a str)> {
        let eq = self.equals?;
        let rest = &self.text[eq + 1..];
        let skip = rest.len() - rest.trim_start().len();
        Some((self.start + eq + 1 + skip, rest.trim()))
    }
}

/// The last `=` of the start of a line that stands in braces, and not in quotes.
fn inner_equals(text: &str) -> Option<usize> {
    let (mut quote, mut found, mut depth) = (None, None, 0_usize);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            (None, '=') if depth > 0 => found = Some(at),
            (None, _) => {}
        }
    }
    found
}
