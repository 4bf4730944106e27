//! `Node`: a TOML value as it was typed, with its span. It never judges what the value means.
//!
//! For every TOML string, `TypedText` keeps where each of its bytes was typed, escapes and line ends
//! included, so that a finding can point at one word of it.

use std::ops::Range;

use toml::value::Datetime;

use crate::finding::{Correction, Span};

/// A TOML value and its span.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// The span from the first to the last byte of the value.
    pub span: Span,
    pub value: TomlValue,
}

/// A TOML value. Numbers keep the author's own digits.
#[derive(Debug, Clone)]
pub(crate) enum TomlValue {
    /// A string of any of the four kinds.
    Text(TypedText),
    /// The digits of an integer, without underscores.
    Integer(String),
    /// The digits of a float, without underscores.
    Float(String),
    /// A truth value: `true` or `false`.
    Boolean(bool),
    /// A date, a time or both.
    Date(Datetime),
    /// A list: `[ … ]` or `[[ … ]]`.
    Array(Vec<Node>),
    /// A table: `{ … }` or `[ … ]`.
    Table(TomlTable),
}

/// The entries of a table in the order in which they were typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct TomlTable {
    /// The entries; their keys are unique, since TOML refuses a key given twice.
    pub entries: Vec<TomlEntry>,
}

/// An entry of a table: `key = value`.
#[derive(Debug, Clone)]
pub(crate) struct TomlEntry {
    pub key: String,
    pub key_place: Span,
    pub node: Node,
}

impl TomlEntry {
    /// The spans at which the key is typed, more than one where headers repeat it; `None` where not all of them are
    /// known.
    pub(crate) fn key_places(&self) -> Option<Vec<Span>> {
        match (&self.node.value, self.kind()) {
            (TomlValue::Array(items), EntryKind::Headed) => {
                let first = items.first()?.span;
                let before = self.key_place.offset_from(first)?;
                let alike = items.iter().all(|item| item.span.len() == first.len());
                let place = |item: &Node| item.span.part(before..before + self.key_place.len());
                (alike && self.paths(0) == items.len()).then(|| items.iter().map(place).collect())
            }
            // A table without a header of its own has its key in each one's of those below.
            (_, EntryKind::Implied | EntryKind::Headed) if self.paths(0) != 1 => None,
            _ => Some(vec![self.key_place]),
        }
    }

    /// The number of headers and of dotted keys in which the key is typed; `plain` where its value stands behind it.
    fn paths(&self, plain: usize) -> usize {
        let below =
            |table: &TomlTable, plain| table.entries.iter().map(|entry| entry.paths(plain)).sum::<usize>();
        match (&self.node.value, self.kind()) {
            (_, EntryKind::Plain) => plain,
            (TomlValue::Table(table), EntryKind::Implied) => below(table, 1),
            (TomlValue::Array(items), _) => {
                items.len() + items.iter().filter_map(Node::table).map(|table| below(table, 0)).sum::<usize>()
            }
            (value, _) => 1 + if let TomlValue::Table(table) = value { below(table, 0) } else { 0 },
        }
    }

    /// How the entry is typed.
    pub(crate) fn kind(&self) -> EntryKind {
        if self.node.span == self.key_place {
            return EntryKind::Implied;
        }
        let is_headed = self.key_place.offset_from(self.node.span).is_some();
        if is_headed { EntryKind::Headed } else { EntryKind::Plain }
    }
}

/// Ways in which an entry is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    /// `key = value`.
    Plain,
    /// `[key]` or `[[key]]`.
    Headed,
    /// A table that stands in the paths of others alone, as `key` in `[key.name]` or in `key.name = 1`.
    Implied,
}

impl TomlTable {
    /// The entry with a key; `None` where the table has none.
    pub(crate) fn entry(&self, key: &str) -> Option<&TomlEntry> {
        self.entries.iter().find(|e| e.key == key)
    }

    /// The value of a key; `None` where the table has none.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|e| &e.node)
    }
}

impl Node {
    /// The table that the value is; `None` where it is another kind of value.
    pub(crate) fn table(&self) -> Option<&TomlTable> {
        match &self.value {
            TomlValue::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The string that the value is; `None` where it is another kind of value.
    pub(crate) fn text(&self) -> Option<&TypedText> {
        match &self.value {
            TomlValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of the list that the value is; `None` where it is another kind of value.
    pub(crate) fn array(&self) -> Option<&[Node]> {
        match &self.value {
            TomlValue::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The kind of the value, as an officer would call it: "a whole number".
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            TomlValue::Text(_) => "text",
            TomlValue::Integer(_) => "a whole number",
            TomlValue::Float(_) => "a number",
            TomlValue::Boolean(_) => "true or false",
            TomlValue::Date(_) => "a date",
            TomlValue::Array(_) => "a list",
            TomlValue::Table(_) => "a table",
        }
    }
}

/// A text as TOML has it, between quotation marks.
pub(crate) fn toml_text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A string, with the place at which each of its bytes was typed.
#[derive(Debug, Clone)]
pub(crate) struct TypedText {
    /// The decoded string.
    pub string: String,
    /// The span of the whole literal with its quotes.
    span: Span,
    /// The quotes that the literal stands in; empty where it stands in none, as in a CSV file.
    quotes: &'static str,
    map: ByteMap,
}

/// A table from the bytes of a decoded string to those of its literal.
#[derive(Debug, Clone)]
enum ByteMap {
    /// Every byte stands as it was typed, so many bytes into the literal.
    Direct(usize),
    /// An offset into the literal for each decoded byte, and one for the end.
    Each(Vec<u32>),
}

impl TypedText {
    /// Pairs a decoded string with the literal `raw` that it was typed as.
    pub(crate) fn new(string: String, raw: &str, span: Span) -> Self {
        let map = map(&string, raw);
        let quotes = QUOTES.into_iter().find(|quotes| raw.starts_with(quotes)).unwrap_or_default();
        Self { string, span, quotes, map }
    }

    /// Makes a string that stands at its span without quotes or escapes, as in a CSV file.
    pub(crate) fn plain(string: String, span: Span) -> Self {
        Self { string, span, quotes: "", map: ByteMap::Direct(0) }
    }

    /// The quotes that the literal stands in; empty where it stands in none.
    pub(crate) fn quotes(&self) -> &'static str {
        self.quotes
    }

    /// The span of the whole literal.
    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// The correction that puts other words in the place of `range` of the decoded string; `None` where the quotes of
    /// the literal cannot hold them, or it has none.
    pub(crate) fn replace(&self, range: Range<usize>, words: &str) -> Option<Correction> {
        let typed = match self.quotes {
            "" => return None,
            quotes if quotes.starts_with('"') => words.replace('\\', "\\\\").replace('"', "\\\""),
            quotes if words.contains(quotes) => return None,
            _ => words.to_owned(),
        };
        let closes = self.quotes == "'''" && typed.ends_with('\'');
        (!closes && !typed.contains(char::is_control)).then(|| Correction::replace(self.part(range), typed))
    }

    /// The correction that puts another word in the place of the whole string; `None` as for [`TypedText::replace`].
    pub(crate) fn rewrite(&self, word: &str) -> Option<Correction> {
        self.replace(0..self.string.len(), word)
    }

    /// The span at which `range` of the decoded string was typed.
    pub(crate) fn part(&self, range: Range<usize>) -> Span {
        match &self.map {
            ByteMap::Direct(skip) => self.span.part(skip + range.start..skip + range.end),
            ByteMap::Each(offsets) => {
                let at = |n: usize| offsets.get(n).or(offsets.last()).map_or(0, |n| *n as usize);
                self.span.part(at(range.start)..at(range.end))
            }
        }
    }
}

/// The quotes of literals, the longer ones first.
const QUOTES: [&str; 4] = ["'''", "\"\"\"", "'", "\""];

fn map(string: &str, raw: &str) -> ByteMap {
    let mut skip = 0;
    let mut basic = false;
    for quote in QUOTES {
        if raw.starts_with(quote) {
            skip = quote.len();
            basic = quote.starts_with('"');
            if quote.len() == 3 {
                let rest = &raw[3..];
                skip += if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
            }
            break;
        }
    }
    if raw.get(skip..skip + string.len()) == Some(string) {
        return ByteMap::Direct(skip);
    }
    ByteMap::Each(walk(string, raw, skip, basic))
}

/// The offset into the literal of each byte of the decoded string, and of its end, by following both side by
/// side. In a `basic` string, a backslash starts an escape.
fn walk(string: &str, raw: &str, skip: usize, basic: bool) -> Vec<u32> {
    let mut offsets = Vec::with_capacity(string.len() + 1);
    let mut at = skip;
    for c in string.chars() {
        let rest = raw.get(at..).unwrap_or("");
        let mut begin = at;
        let mut length = c.len_utf8();
        if basic && rest.starts_with('\\') {
            let (skipped, taken) = escape(rest);
            begin += skipped;
            length = skipped + taken;
        } else if c == '\n' && rest.starts_with("\r\n") {
            length = 2;
        }
        for _ in 0..c.len_utf8() {
            offsets.push(u32::try_from(begin).unwrap_or(u32::MAX));
        }
        at += length;
    }
    offsets.push(u32::try_from(at).unwrap_or(u32::MAX));
    offsets
}

/// The bytes of line continuation that come first, and those that the escape (or plain character) after it
/// takes.
fn escape(rest: &str) -> (usize, usize) {
    let mut skipped = 0;
    loop {
        let here = &rest[skipped..];
        let Some(after) = here.strip_prefix('\\') else {
            return (skipped, here.chars().next().map_or(0, char::len_utf8));
        };
        let trimmed = after.trim_start_matches([' ', '\t', '\r', '\n']);
        if trimmed.len() == after.len() {
            return (
                skipped,
                match after.chars().next() {
                    Some('u') => 6,
                    Some('U') => 10,
                    Some('x') => 4,
                    _ => 2,
                },
            );
        }
        skipped += here.len() - trimmed.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;

    fn typed(raw: &str, decoded: &str, part: &str) -> String {
        let mut sources = Sources::default();
        let file = sources.add("x.toml", raw);
        let text = TypedText::new(decoded.to_owned(), raw, Span::new(file, 0..raw.len()));
        let at = decoded.find(part).expect("part");
        sources.slice(text.part(at..at + part.len())).to_owned()
    }

    #[test]
    fn literal_strings_map_byte_for_byte() {
        assert_eq!(typed("'''\nab {{ x }}'''", "ab {{ x }}", "{{ x }}"), "{{ x }}");
        assert_eq!(typed("'''\r\nab\r\ncd'''", "ab\ncd", "cd"), "cd");
    }

    #[test]
    fn escapes_and_line_continuations_are_followed() {
        assert_eq!(typed(r#""a\té {{ x }}""#, "a\té {{ x }}", "{{ x }}"), "{{ x }}");
        assert_eq!(typed("\"\"\"a \\\n   b {{ x }}\"\"\"", "a b {{ x }}", "{{ x }}"), "{{ x }}");
        assert_eq!(typed(r#""\u00e9x""#, "éx", "x"), "x");
    }

    #[test]
    fn words_are_put_in_as_their_quotes_ask_or_not_at_all() {
        let corrected = |raw: &str, decoded: &str, part: &str, words: &str| {
            let file = Sources::default().add("x.toml", raw);
            let text = TypedText::new(decoded.to_owned(), raw, Span::new(file, 0..raw.len()));
            let at = decoded.find(part).expect("part");
            let correction = text.replace(at..at + part.len(), words)?;
            Some((
                text.span().part(0..0).to(correction.edits()[0].span).len(),
                correction.edits()[0].text.clone(),
            ))
        };
        let typed = |end: usize, text: &str| Some((end, text.to_owned()));
        assert_eq!(corrected(r#""a \"b\" c""#, "a \"b\" c", "\"b\"", "\"d\\\""), typed(8, r#"\"d\\\""#));
        assert_eq!(corrected("'a b'", "a b", "b", "\"d\""), typed(4, "\"d\""));
        assert_eq!(corrected("'a b'", "a b", "b", "King's"), None);
        assert_eq!(corrected("'''a b'''", "a b", "b", "King's"), typed(6, "King's"));
        assert_eq!(corrected("'''a b'''", "a b", "b", "Kings'"), None);
        assert_eq!(corrected("\"a b\"", "a b", "b", "c\nd"), None);
        assert_eq!(
            TypedText::plain("a".to_owned(), Span::whole(Sources::default().add("x.csv", "a"))).rewrite("b"),
            None
        );
    }
}
