//! Texts of several lines that are never closed: what follows in the file is then taken for their words. It
//! never changes what was typed.

use std::ops::Range;

/// A text of several lines that nothing closes where its author meant it to end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OpenText {
    /// The bytes of the quotes that open it.
    pub quotes: Range<usize>,
    /// The quotes as they were typed: `'''`, or curly ones.
    pub typed: String,
    /// What to do.
    pub remedy: String,
    /// The quotes that are meant, and the bytes that they take the place of; empty where it is not sure where the text
    /// ends.
    pub meant: Vec<(Range<usize>, &'static str)>,
}

/// The quotes that open and close a text of several lines.
const QUOTES: [&str; 2] = ["'''", "\"\"\""];

/// The first text of several lines that is never closed, or whose words hold the beginning of a table or of
/// another text, so that what closes it was meant to open that; `None` where there is none.
pub(super) fn find(text: &str) -> Option<OpenText> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if let Some(quote) = QUOTES.into_iter().find(|quote| rest.starts_with(quote)) {
            let close = rest[3..].find(quote);
            let words = &rest[3..close.map_or(rest.len(), |n| n + 3)];
            let next = next_table(words).or_else(|| close.and_then(|_| next_text(words)));
            if close.is_none() || next.is_some() {
                let next = next.map(|(n, line)| (line_number(text, at + 3 + n), line));
                let curly = curly_line(words).map(|n| line_number(text, at + 3 + n));
                let remedy = remedy(quote, curly, next);
                let ends = closing(words).filter(|_| curly.is_some());
                let meant = ends.map(|ends| (at + 3 + ends.start..at + 3 + ends.end, quote));
                let meant = meant.into_iter().collect();
                return Some(OpenText { quotes: at..at + 3, typed: quote.to_owned(), remedy, meant });
            }
            at += words.len() + 6;
            // A string may end in up to two quotes of its own kind.
            while text[at..].starts_with(&quote[..1]) {
                at += 1;
            }
        } else if let Some(width) = curly_quotes(rest).filter(|_| opens(text, at)) {
            let typed = rest[..width].to_owned();
            let remedy =
                "write ''' in place of these curly quotes, which Word types, and at the end of the text";
            let ends = closing(&rest[width..]).map(|ends| at + width + ends.start..at + width + ends.end);
            let meant = ends.map(|ends| vec![(at..at + width, "'''"), (ends, "'''")]).unwrap_or_default();
            return Some(OpenText { quotes: at..at + width, typed, remedy: remedy.to_owned(), meant });
        } else if let Some(lone) = lone_quote(text, at) {
            return Some(lone);
        } else if rest.starts_with(['#', '"', '\'']) {
            let stop = rest.find('\n').unwrap_or(rest.len()).max(1);
            let close = if rest.starts_with('#') { None } else { rest[1..stop].find(&rest[..1]) };
            at += close.map_or(stop, |n| n + 2);
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    None
}

/// A quote for one line behind which nothing stands in its line, as before words that begin below it; `None` where no
/// such quote stands at a byte, or no words are below it.
fn lone_quote(text: &str, at: usize) -> Option<OpenText> {
    let quote = text[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (first, words) = text[at + 1..].split_once('\n')?;
    if !first.trim().is_empty() || !opens(text, at) {
        return None;
    }
    let below = at + 1 + first.len() + 1;
    let begins = |line: &str| {
        let line = line.trim();
        line.starts_with('[') && line.ends_with(']') && is_key(line.trim_matches(['[', ']']))
            || line.split_once('=').is_some_and(|(key, _)| is_key(key.trim()))
    };
    let mut own = std::iter::once((0, words.split('\n').next().unwrap_or_default())).chain(lines(words));
    let next = own.find(|(_, line)| begins(line));
    let length = next.map_or(words.len(), |(at, _)| at);
    let words = &words[..length];
    if words.trim().is_empty() {
        return None;
    }
    // What closes it is the last that stands before the next key or table.
    let last = words.trim_end();
    let three = ["\'\'\'", "\"\"\""].into_iter().find(|three| last.ends_with(three));
    let remedy = |more: &str| format!("write \'\'\' in place of this {quote}{more}");
    let opening = at..at + 1;
    let (remedy, meant) = match three {
        Some(three) if !last[..last.len() - 3].contains(three) => {
            (format!("write {three} in place of this {quote}"), vec![(opening.clone(), three)])
        }
        None if last.ends_with(quote) && !last.contains("\'\'\'") => {
            let close = below + last.len() - 1;
            let line = line_number(text, close);
            (
                remedy(&format!(", and of the {quote} in line {line} that closes it")),
                vec![(opening.clone(), "\'\'\'"), (close..close + 1, "\'\'\'")],
            )
        }
        _ => {
            let line = line_number(text, below + last.len());
            (
                remedy(&format!(
                    ", and put \'\'\' on a line of its own where the text ends, below line {line}"
                )),
                vec![],
            )
        }
    };
    Some(OpenText { quotes: opening, typed: quote.to_string(), remedy, meant })
}

fn remedy(quote: &str, curly: Option<usize>, next: Option<(usize, String)>) -> String {
    match (curly, next) {
        (Some(line), _) => format!("line {line} has curly quotes, which Word types: write {quote} there"),
        (None, Some((line, next))) => {
            format!("put {quote} on a line of its own where the text ends, above `{next}` in line {line}")
        }
        (None, None) => format!("put {quote} on a line of its own where the text ends"),
    }
}

fn line_number(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The lines of words with the bytes at which they begin, but the first, which stands behind the quotes.
fn lines(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let begins = move |line: &str| {
        at += line.len();
        at - line.len()
    };
    words.split_inclusive('\n').map(begins).zip(words.split_inclusive('\n')).skip(1)
}

/// The first line of words that is the beginning of a table, such as `[[section]]`, with its byte.
fn next_table(words: &str) -> Option<(usize, String)> {
    let is_table = |line: &str| {
        let bare = line.split('#').next().unwrap_or_default().trim_end();
        let name = bare.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
        let name = name.or_else(|| {
            let name = bare.strip_prefix('[')?.strip_suffix(']')?;
            (name.contains('.') || name == "recommendations" || name == "history").then_some(name)
        });
        name.is_some_and(|name| is_key(name) && name.starts_with(|c: char| c.is_ascii_lowercase()))
    };
    lines(words).find(|(_, line)| is_table(line)).map(|(at, line)| (at, line.trim().to_owned()))
}

/// The last line of words, where it ends with a key and `=`, as before the quotes that open another text.
fn next_text(words: &str) -> Option<(usize, String)> {
    let at = words.rfind('\n')? + 1;
    let key = words[at..].trim().strip_suffix('=')?.trim();
    is_key(key).then(|| (at, words[at..].trim().to_owned()))
}

fn is_key(name: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
    };
    name.split('.').all(is_part)
}

fn is_curly(c: char) -> bool {
    matches!(c, '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}')
}

/// The bytes of three curly quotes, some of which may be straight, with which a text begins.
fn curly_quotes(text: &str) -> Option<usize> {
    let three: Vec<char> = text.chars().take(3).collect();
    let all = three.len() == 3 && three.iter().all(|c| is_curly(*c) || *c == '\'');
    (all && three.iter().any(|c| is_curly(*c))).then(|| three.iter().map(|c| c.len_utf8()).sum())
}

/// Whether what stands at a byte is the value of a key.
fn opens(text: &str, at: usize) -> bool {
    let line = &text[text[..at].rfind('\n').map_or(0, |n| n + 1)..at];
    line.trim_end().strip_suffix('=').is_some_and(|key| is_key(key.trim()))
}

/// The byte of the first line of words that has nothing but curly quotes.
fn curly_line(words: &str) -> Option<usize> {
    let curly = |line: &str| {
        let line = line.trim();
        curly_quotes(line).is_some_and(|width| width == line.len())
    };
    lines(words).find(|(_, line)| curly(line)).map(|(at, _)| at)
}

/// The quotes, curly or not, that close words by their look: at the end of their first line, or on a line of their own
/// before any table. `None` where there are none.
fn closing(words: &str) -> Option<Range<usize>> {
    let is_three = |text: &str| text == "'''" || curly_quotes(text).is_some_and(|width| width == text.len());
    let first = words.split('\n').next().unwrap_or_default().trim_end();
    let (last, _) = first.char_indices().rev().nth(2).unwrap_or((first.len(), ' '));
    if is_three(&first[last..]) {
        return Some(last..first.len());
    }
    let table = next_table(words).map_or(words.len(), |(at, _)| at);
    let (at, line) =
        lines(words).take_while(|(at, _)| *at < table).find(|(_, line)| is_three(line.trim()))?;
    let start = at + (line.len() - line.trim_start().len());
    (!words[..at].contains("'''")).then(|| start..start + line.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_never_closed_is_found_where_it_opens() {
        let next = "put ''' on a line of its own where the text ends, above `";
        for (text, at, remedy) in [
            ("a = 1\ntext = '''\nOne.\n", 13, "where the text ends"),
            ("text = '''\nOne.\n\n[[section]]\ntext = '''\nTwo.\n'''\n", 7, "above `[[section]]` in line 4"),
            ("text = '''\nOne.\n[table.t]\nx = 1\n", 7, "above `[table.t]` in line 3"),
            ("text = '''\nOne.\nnote = '''\nTwo.\n'''\n", 7, next),
            ("text = '''\nOne.\n’’’\n[[section]]\n", 7, "line 3 has curly quotes"),
            ("text = ‘’’\nOne.\n’’’\n", 7, "write ''' in place of these curly quotes"),
            ("a = '''x'''\ntext = ''’\nOne.\n", 19, "curly quotes"),
            ("text = \"\nOne \"two\".\n\n- Three.\n'''\n[[section]]\n", 7, "write ''' in place of this \""),
            ("text = \"\nOne.\n\nTwo.\"\n[x]\n", 7, "and of the \" in line 4 that closes it"),
            ("text = \"\nOne.\nb = 1\n", 7, "where the text ends, below line 2"),
        ] {
            let found = find(text).expect(text);
            assert_eq!(found.quotes.start, at, "{text}");
            assert!(found.remedy.contains(remedy), "{text}: {}", found.remedy);
        }
    }

    #[test]
    fn texts_that_are_closed_are_not_found() {
        for text in [
            "text = '''\nOne.\n'''\n\n[[section]]\ntext = '''Two'''\n",
            "a = \"it's ''' here\"\n# '''\nb = 'x'\n",
            "text = '''\nThe total is\nx = 4 or so\n[1] and [c] are marks, [see note]\n'''\n",
            "text = '''\nA \"quoted\"'''''\nb = 1\n",
            "text = '''\nHe said ‘’’ and left.\n'''\n",
            "",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn curly_quotes_are_straightened_where_they_open_and_close_a_text() {
        for (text, wanted) in [
            ("text = '''\nOne.\n’’’\n[[section]]\n", Some("text = '''\nOne.\n'''\n[[section]]\n")),
            ("text = ‘’’\r\nIt’s ‘one’.\r\n’’’\r\n", Some("text = '''\r\nIt’s ‘one’.\r\n'''\r\n")),
            ("text = ’’’One.‘‘‘ \nb = 1\n", Some("text = '''One.''' \nb = 1\n")),
            ("text = ‘’’\nOne.\n'''\n", Some("text = '''\nOne.\n'''\n")),
            ("text = ‘’’\nOne.\n[[section]]\n’’’\n", None),
            ("text = '''\nOne.\n", None),
            ("text = \"\nOne.\n\nTwo.\"\n[x]\n", Some("text = '''\nOne.\n\nTwo.'''\n[x]\n")),
            ("text = \"\nOne.\n'''\nb = 1\n", Some("text = '''\nOne.\n'''\nb = 1\n")),
        ] {
            let mut found = text.to_owned();
            let meant = find(text).expect(text).meant;
            meant.iter().rev().for_each(|(range, quotes)| found.replace_range(range.clone(), quotes));
            assert_eq!((!meant.is_empty()).then_some(found.as_str()), wanted, "{text}");
        }
    }
}
