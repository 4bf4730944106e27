//! Lines of a TOML file that are no `key = value` and no `[table]`: what is wrong with one, and how the file is
//! read on. It never judges a value.

use super::commented_header;
use super::entry_form;
use super::node::toml_text;
use super::typed_line::{LineForm, TypedLine};
use super::value_below;
use crate::value::Id;

/// Finds what keeps a line from being read, at the place where the parser stumbled, by its message; `None` where
/// the line has the form of one.
pub(super) fn find(text: &str, message: &str, at: usize) -> Option<LineForm> {
    let (line, at) = TypedLine::at(text, at);
    control(text, at)
        .or_else(|| entry_form::find(line, message, at))
        .or_else(|| commented_header::find(text, line, message))
        .or_else(|| comma(text, &line, message, at))
        .or_else(|| mixed_brackets(text, &line, message))
        .or_else(|| header(&line, message))
        .or_else(|| list_without_brackets(&line, message))
        .or_else(|| key(text, &line, message))
}

/// Finds a control character, such as the line break that Word makes of Shift and Enter.
fn control(text: &str, at: usize) -> Option<LineForm> {
    let c = text[at..].chars().next().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))?;
    let range = at..at + c.len_utf8();
    Some(LineForm {
        range: range.clone(),
        message: format!("a sign that cannot be seen (U+{:04X}) stands here", u32::from(c)),
        label: "it cannot be seen",
        hint: "put a blank in its place; it comes along where text is copied from Word, where Shift and Enter break a line"
            .to_owned(),
        change: (range, " ".to_owned()),
        is_sure: true,
    })
}

/// Finds a comma that is missing in a list, or a list that is never closed.
fn comma(text: &str, line: &TypedLine<'_>, message: &str, at: usize) -> Option<LineForm> {
    if !message.contains("missing comma between") {
        return None;
    }
    let before = text[..at].trim_end();
    // Behind = a value is missing, and no comma.
    let last = before.chars().next_back().filter(|last| !matches!(last, '=' | ','))?;
    let behind = before.len()..before.len();
    let trimmed = line.text.trim();
    let (above, _) = TypedLine::at(text, before.len() - last.len_utf8());
    if let Some(form) = entry_form::bare_line(above) {
        return Some(form);
    }
    let begins_anew = at == line.start + (line.text.len() - line.text.trim_start().len())
        && (is_header(trimmed) || trimmed.split_once('=').is_some_and(|(key, _)| is_bare(key.trim())));
    if begins_anew {
        let open = before.rfind("= [").or_else(|| before.rfind("=["))?;
        let open = open + before[open..].find('[')?;
        return Some(LineForm {
            range: open..open + 1,
            message: "this list is never closed".to_owned(),
            label: "opened here",
            hint: "write ] where the list ends".to_owned(),
            change: (behind, "]".to_owned()),
            is_sure: false,
        });
    }
    Some(LineForm {
        range: before.len() - last.len_utf8()..before.len(),
        message: "a comma is missing between two entries".to_owned(),
        label: "a comma belongs behind this",
        hint: "put a comma here: entries in [ ] and in { } have one between them".to_owned(),
        change: (behind, ",".to_owned()),
        is_sure: true,
    })
}

/// Finds `[item]` among `[[item]]`.
fn mixed_brackets(text: &str, line: &TypedLine<'_>, message: &str) -> Option<LineForm> {
    if !message.contains("duplicate key") {
        return None;
    }
    let name = line.text.trim().trim_start_matches('[').split(']').next()?.trim();
    let single = line_of(text, &format!("[{name}]"))?;
    line_of(text, &format!("[[{name}]]"))?;
    let range = single..single + name.len() + 2;
    Some(LineForm {
        range: range.clone(),
        message: format!("[{name}] has one bracket on each side here, and two in other lines"),
        label: "one bracket on each side",
        hint: format!("write [[{name}]]"),
        change: (range, format!("[[{name}]]")),
        is_sure: true,
    })
}

/// Finds a line in brackets whose name has blanks, or that lacks a bracket.
fn header(line: &TypedLine<'_>, message: &str) -> Option<LineForm> {
    let typed = line.text.split('#').next()?.trim();
    if !typed.starts_with('[')
        || !message.contains("table") && !message.contains("key")
        || typed.contains('=')
    {
        return None;
    }
    let double = typed.starts_with("[[") || typed.ends_with("]]");
    let inner = typed.trim_start_matches('[').trim_end_matches(']').trim();
    let dotted = dotted(inner);
    let parts: Vec<String> = dotted.split('.').map(str::trim).map(bare_name).collect();
    let name = parts.join(".");
    let whole = if double { format!("[[{name}]]") } else { format!("[{name}]") };
    if name.is_empty() || whole == typed {
        return None;
    }
    let start = line.start + (line.text.len() - line.text.trim_start().len());
    let range = start..start + typed.len();
    let message = if name == inner {
        format!("`{typed}` has not as many brackets on both sides")
    } else {
        format!("`{inner}` cannot stand in brackets: a name there has letters, digits and _, and no blanks")
    };
    let message = if dotted == inner { message } else { format!("a point is missing in `{inner}`") };
    Some(LineForm {
        range: range.clone(),
        message,
        label: "",
        hint: format!("write {whole}"),
        change: (range, whole),
        is_sure: name == inner,
    })
}

/// The kinds of tables that have names of their own behind a point: `[chart.trend]`.
const NAMED_TABLES: [&str; 11] =
    ["areas", "chart", "closing", "dashboard", "front", "image", "note", "rag", "source", "table", "tokens"];

/// A name in brackets with a point behind the kind of a table, where a blank or another sign stands there:
/// "chart.domestic trend" for "chart domestic trend".
fn dotted(inner: &str) -> std::borrow::Cow<'_, str> {
    let parts = inner.split_once([' ', ':', '/']).filter(|(kind, _)| NAMED_TABLES.contains(kind));
    match parts.map(|(kind, name)| (kind, name.trim_matches([' ', ':', '/', '"', '\'', '.']))) {
        Some((kind, name)) if !name.is_empty() => format!("{kind}.{name}").into(),
        _ => inner.into(),
    }
}

/// Finds texts with commas between them that stand in no brackets: `contacts = "a", "b"`.
fn list_without_brackets(line: &TypedLine<'_>, message: &str) -> Option<LineForm> {
    let (key, value) = line.text.split_once('=')?;
    let typed = value.trim();
    let texts: Vec<&str> = typed.split(',').map(str::trim).collect();
    let is_text = |text: &&str| text.len() > 1 && text.starts_with('"') && text.ends_with('"');
    if !message.contains("unexpected key or value") || texts.len() < 2 || !texts.iter().all(is_text) {
        return None;
    }
    let start = line.start + key.len() + 1 + (value.len() - value.trim_start().len());
    let range = start..start + typed.len();
    Some(LineForm {
        range: range.clone(),
        message: "several texts stand in no brackets".to_owned(),
        label: "",
        hint: format!("write {} = [{typed}]", key.trim()),
        change: (range, format!("[{typed}]")),
        is_sure: true,
    })
}

/// Finds a line whose key has blanks, or that has no `=`.
fn key(text: &str, line: &TypedLine<'_>, message: &str) -> Option<LineForm> {
    let is_of_key = ["key with no value", "unquoted key", "missing key"].iter().any(|m| message.contains(m));
    if !is_of_key || line.text.contains('{') {
        return None;
    }
    let typed = line.text.trim();
    let start = line.start + (line.text.len() - line.text.trim_start().len());
    let form = |length: usize, message: String, hint: String, words: String| {
        let range = start..start + length;
        Some(LineForm {
            range: range.clone(),
            message,
            label: "",
            hint,
            change: (range, words),
            is_sure: false,
        })
    };
    if let Some(found) = value_below::find(text, *line, typed) {
        return Some(found);
    }
    if let Some(words) = remark(typed) {
        let message = "a remark begins with # in these files".to_owned();
        let found = form(typed.len(), message, format!("write {words}"), words);
        return found.map(|form| LineForm { is_sure: true, ..form });
    }
    if let Some((key, value)) = typed.split_once('=') {
        let (key, value) = (key.trim(), value.trim());
        if is_bare(key) {
            return None;
        }
        let plain = key.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
        if is_bare(plain) {
            let message = format!("`{key}` has more in it than letters, digits and _");
            return form(key.len(), message, format!("write {plain} = {value}"), plain.to_owned());
        }
        let quoted = toml_text(key);
        if key.starts_with(|c: char| c.is_ascii_digit()) {
            let message = format!("`{key}` stands without quotes, and has blanks or signs in it");
            return form(key.len(), message, format!("write {quoted} = {value}"), quoted);
        }
        let name = bare_name(key);
        let message =
            format!("`{key}` cannot stand before =: a key has letters, digits and _, and no blanks");
        return form(key.len(), message, format!("write {name} = {value}"), name);
    }
    let word = typed.split([':', ' ', '\t']).next().unwrap_or_default();
    let rest = &typed[word.len()..];
    let small = word.starts_with(|c: char| c.is_ascii_lowercase()) && is_bare(word);
    let value = rest.trim_start_matches(':').trim();
    let is_value = value.starts_with(['"', '\'', '[']);
    if small && !value.is_empty() && (rest.starts_with(':') || is_value) {
        let is_plain = is_value || value.parse::<f64>().is_ok() || matches!(value, "true" | "false");
        let value = if is_plain { value.to_owned() } else { toml_text(value) };
        let words = format!("{word} = {value}");
        let message = format!("`=` is missing behind `{word}`");
        return form(typed.len(), message, format!("write {words}"), words);
    }
    let is_value = typed.len() > 1 && typed.starts_with(['"', '\'']) && typed.ends_with(['"', '\'']);
    if is_value {
        let message = "a value stands here without a key and = before it".to_owned();
        let hint = format!(
            "write the key before it, as in title = {typed}; in a row of a table it is the key of the column"
        );
        return form(typed.len(), message, hint, format!("#{typed}"));
    }
    let hint = match line_of_end(text, line.start) {
        Some(end) => format!(
            "where it belongs to the text above, move it up before line {end}, in which ''' ends that text; where it is a remark, begin it with #"
        ),
        None => "where it is a remark, begin it with #; where it belongs to a text, move it between the ''' of that text; otherwise delete it".to_owned(),
    };
    let message = "this line stands outside of every text, and is no `key = value`".to_owned();
    form(typed.len(), message, hint, format!("#{typed}"))
}

/// The number of the line above a line, blank ones apart, where it does nothing but end a text.
fn line_of_end(text: &str, start: usize) -> Option<usize> {
    let above = text[..start].lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let (at, last) = above.last()?;
    matches!(last.trim(), "'''" | "\"\"\"").then_some(at + 1)
}

/// A remark of another language, as `// ask Jo`, as it is typed here.
fn remark(typed: &str) -> Option<String> {
    let words = ["//", "/*", "<!--", "--", ";", "%"].iter().find_map(|mark| typed.strip_prefix(mark))?;
    let words = words.trim_end_matches("*/").trim_end_matches("-->").trim_matches(['/', '-', ' ', '\t']);
    words.contains(char::is_alphabetic).then(|| format!("# {words}"))
}

/// A name as it can stand in brackets or before `=`; texts in quotes stay.
fn bare_name(typed: &str) -> String {
    if is_bare(typed) || typed.starts_with(['"', '\'']) {
        return typed.to_owned();
    }
    if typed.is_empty() { String::new() } else { Id::near(typed).to_string() }
}

/// Whether a text is a key without quotes, or several with points between them.
pub(super) fn is_bare(key: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    key.split('.').all(|part| {
        let part = part.trim();
        !part.is_empty() && part.chars().all(is_plain) || part.len() > 1 && part.starts_with(['"', '\''])
    })
}

/// Whether a line is a `[table]` or `[[table]]`, and no list.
pub(super) fn is_header(line: &str) -> bool {
    let inner = line.trim_start_matches('[').trim_end_matches(']');
    line.starts_with('[')
        && line.ends_with(']')
        && is_bare(inner)
        && inner.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The byte at which a line begins that holds nothing but this text, blanks and a comment apart.
pub(super) fn line_of(text: &str, wanted: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.split('#').next().is_some_and(|start| start.trim() == wanted) {
            return Some(at + line.len() - line.trim_start().len());
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeTable;

    /// The text with its first line of no form changed, and the hint.
    fn changed(text: &str) -> Option<(String, String)> {
        let (_, errors) = DeTable::parse_recoverable(text);
        let form = errors.iter().find_map(|e| find(text, e.message(), e.span().unwrap_or(0..0).start))?;
        let mut changed = text.to_owned();
        changed.replace_range(form.change.0, &form.change.1);
        Some((changed, form.hint))
    }

    #[test]
    fn lines_of_no_form_are_changed_to_what_they_mean() {
        for (text, wanted) in [
            ("a: b c\n", "a = \"b c\"\n"),
            ("a 'b'\n", "a = 'b'\n"),
            ("a =\n  \"b\"\nc = 1\n", "a = \"b\"\nc = 1\n"),
            ("a =\n'''\nb\n'''\n", "a = '''\nb\n'''\n"),
            ("a b = 1\n", "a_b = 1\n"),
            ("2024/25 Q4 = 1\n", "\"2024/25 Q4\" = 1\n"),
            (":a = 1\n", "a = 1\n"),
            ("Dear all,\na = 1\n", "#Dear all,\na = 1\n"),
            ("// ask Jo\na = 1\n", "# ask Jo\na = 1\n"),
            ("/* ask Jo */\na = 1\n", "# ask Jo\na = 1\n"),
            ("[a b]\nc = 1\n", "[a_b]\nc = 1\n"),
            ("[[a]\nc = 1\n", "[[a]]\nc = 1\n"),
            ("a = [1\nb = 2\n", "a = [1]\nb = 2\n"),
            ("a = [ 'x' 'y' ]\n", "a = [ 'x', 'y' ]\n"),
            ("a = \"x\", \"y\"\n", "a = [\"x\", \"y\"]\n"),
            ("[[a]]\nb = 1\n[a]\nb = 2\n", "[[a]]\nb = 1\n[[a]]\nb = 2\n"),
            ("a = 'x\u{B}y'\n", "a = 'x y'\n"),
        ] {
            let (changed, hint) = changed(text).unwrap_or_default();
            assert_eq!(changed, wanted, "{hint}");
            assert!(DeTable::parse_recoverable(wanted).1.is_empty(), "{wanted}");
        }
    }

    #[test]
    fn values_are_left_alone() {
        for text in ["a = 12.5pm\n", "a = b\n", "a = 1\n", "a = \"x\ny = 2\n"] {
            assert_eq!(changed(text), None, "{text}");
        }
    }
}
