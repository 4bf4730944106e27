//! The content of a page, operator by operator: what is unbalanced is closed, and what must not be
//! drawn is taken out. It draws nothing, and never changes a byte of what it leaves in.

use std::ops::Range;

/// One operator with its operands.
#[derive(Debug, Clone)]
pub struct Operation<'a> {
    /// Where operands and operator stand.
    pub range: Range<usize>,
    /// The operator: `Tj`. An inline picture is one operation, `EI`.
    pub operator: &'a [u8],
    /// The operands, as they stand.
    pub operands: Vec<&'a [u8]>,
}

impl<'a> Operation<'a> {
    /// The name that an operand is, with its escapes, without its `/`.
    pub fn name(&self, at: usize) -> Option<&'a [u8]> {
        self.operands.get(at)?.strip_prefix(b"/")
    }

    /// The number that an operand is.
    pub fn number(&self, at: usize) -> Option<f64> {
        std::str::from_utf8(self.operands.get(at)?).ok()?.parse().ok()
    }
}

/// The operations of a content stream, as far as it can be read.
pub fn operations(content: &[u8]) -> Operations<'_> {
    Operations { content, at: 0 }
}

/// An iterator over operations.
pub struct Operations<'a> {
    content: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Operations<'a> {
    type Item = Operation<'a>;

    fn next(&mut self) -> Option<Operation<'a>> {
        let mut operands = Vec::new();
        let mut start = None;
        loop {
            let from = blank(self.content, self.at);
            let to = token(self.content, from)?;
            self.at = to;
            let word = &self.content[from..to];
            let begins = *start.get_or_insert(from);
            if is_operand(word) {
                operands.push(word);
                continue;
            }
            if word == b"BI" {
                self.at = picture(self.content, to)?;
                let range = begins..self.at;
                return Some(Operation { range, operator: b"EI", operands });
            }
            return Some(Operation { range: begins..to, operator: word, operands });
        }
    }
}

fn is_operand(word: &[u8]) -> bool {
    matches!(word[0], b'0'..=b'9' | b'+' | b'-' | b'.' | b'/' | b'(' | b'<' | b'[')
        || matches!(word, b"true" | b"false" | b"null")
}

/// The end of an inline picture whose `BI` ends at `at` (ISO 32000-1, 8.9.7). Its data may hold
/// anything: `EI` ends them where white space stands around it and words follow.
fn picture(content: &[u8], at: usize) -> Option<usize> {
    let mut next = at;
    loop {
        let from = blank(content, next);
        next = token(content, from)?;
        if &content[from..next] == b"ID" {
            break;
        }
    }
    let mut from = next + 1;
    loop {
        let found = content.get(from..)?.windows(2).position(|w| w == b"EI")? + from;
        let after = &content[found + 2..];
        let before = found > 0 && is_blank(content[found - 1]);
        let words = after.iter().take(24).all(|b| is_blank(*b) || (b' '..=b'~').contains(b));
        if before && after.first().is_none_or(|b| is_blank(*b)) && words {
            return Some(found + 2);
        }
        from = found + 2;
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// Where the next token begins: white space and comments are passed over.
fn blank(content: &[u8], mut at: usize) -> usize {
    while let Some(byte) = content.get(at) {
        if *byte == b'%' {
            while content.get(at).is_some_and(|b| !matches!(b, b'\n' | b'\r')) {
                at += 1;
            }
        } else if is_blank(*byte) {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// The end of the token that begins at `at`; an array or a dictionary is one. `None` at the end.
fn token(content: &[u8], at: usize) -> Option<usize> {
    let first = *content.get(at)?;
    let regular = |from: usize| {
        let rest = &content[from..];
        from + rest.iter().position(|b| !is_regular(*b)).unwrap_or(rest.len())
    };
    match first {
        b'(' => string(content, at),
        b'/' => Some(regular(at + 1)),
        b'<' if content.get(at + 1) == Some(&b'<') => group(content, at),
        b'[' => group(content, at),
        b'<' => content[at..].iter().position(|b| *b == b'>').map(|n| at + n + 1),
        b if is_regular(b) => Some(regular(at)),
        // A bracket that closes nothing.
        _ => Some(at + 1),
    }
}

/// The end of an array or dictionary with all that is in it.
fn group(content: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut next = at;
    loop {
        next = blank(content, next);
        let rest = content.get(next..)?;
        if rest.starts_with(b"<<") || rest.starts_with(b"[") {
            depth += 1;
            next += if rest[0] == b'<' { 2 } else { 1 };
        } else if rest.starts_with(b">>") || rest.starts_with(b"]") {
            depth -= 1;
            next += if rest[0] == b'>' { 2 } else { 1 };
        } else {
            next = token(content, next)?;
        }
        if depth == 0 {
            return Some(next);
        }
    }
}

/// The end of a string in round brackets, which may hold others.
pub fn string(content: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut next = at;
    loop {
        match content.get(next)? {
            b'\\' => next += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        next += 1;
        if depth == 0 {
            return Some(next);
        }
    }
}

/// What of a content stream stays.
pub struct Rules<'a> {
    /// Whether its own marks of structure stay. Where the whole page is one figure, they must not.
    pub marks: bool,
    /// What a name of a property list says of layers: `None` where it is none, else whether it is
    /// shown.
    pub layer: &'a dyn Fn(&[u8]) -> Option<bool>,
    /// Whether a picture or form of that name is shown.
    pub object: &'a dyn Fn(&[u8]) -> bool,
    /// Whether drawing that stands in no mark becomes an artifact. Words without one stay as they are.
    pub artifacts: bool,
    /// Whether a picture or form of that name holds neither words nor marks.
    pub silent: &'a dyn Fn(&[u8]) -> bool,
}

/// Cleans a content stream. `None` where nothing had to be changed.
pub fn clean(content: &[u8], rules: &Rules<'_>) -> Option<Vec<u8>> {
    let mut edits: Vec<(Range<usize>, &[u8])> = Vec::new();
    let mut state = State::default();
    for operation in operations(content) {
        if let Some(new) = state.replaced(&operation, rules) {
            state.path = None;
            edits.push((operation.range.clone(), new));
        } else if let Some(from) = state.unsaid(&operation, rules) {
            edits.push((from..from, b"/Artifact BMC"));
            edits.push((operation.range.end..operation.range.end, b"\nEMC"));
        }
    }
    let end = state.end();
    if edits.is_empty() && end.is_empty() {
        return None;
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = Vec::with_capacity(content.len() + 16 * edits.len());
    let mut kept = 0;
    for (range, new) in edits {
        out.extend_from_slice(&content[kept..range.start]);
        out.extend_from_slice(new);
        out.push(b'\n');
        kept = range.end;
    }
    out.extend_from_slice(&content[kept..]);
    out.push(b'\n');
    out.extend_from_slice(end.as_bytes());
    Some(out)
}

/// What is open at a place of a content stream.
#[derive(Default)]
struct State {
    /// Saved graphics states.
    saved: usize,
    /// Whether a text object is open.
    text: bool,
    /// Marked content.
    marks: Vec<Mark>,
    /// Where the path began that is being made, and how many marks were open.
    path: Option<(usize, usize)>,
}

/// An open mark.
struct Mark {
    /// Whether it stays.
    stays: bool,
    /// Whether what is in it is shown.
    shown: bool,
    /// Whether it says what its content is: an element's, or an artifact.
    says: bool,
}

impl State {
    /// What an operation is replaced with; `None` where it stays as it is.
    fn replaced(&mut self, operation: &Operation<'_>, rules: &Rules<'_>) -> Option<&'static [u8]> {
        let shown = self.marks.last().is_none_or(|mark| mark.shown);
        match operation.operator {
            b"q" => self.saved += 1,
            b"Q" if self.saved == 0 => return Some(b""),
            b"Q" => self.saved -= 1,
            b"BT" => self.text = true,
            b"ET" if !self.text => return Some(b""),
            b"ET" => self.text = false,
            b"BMC" | b"BDC" => {
                let layer = (operation.name(0) == Some(b"OC"))
                    .then(|| operation.name(1).and_then(|name| (rules.layer)(name)))
                    .flatten();
                let stays = layer.is_none() && rules.marks;
                // What a named list says is not looked up: it may be a mark's number.
                let list = operation.operands.get(1).copied().unwrap_or_default();
                let marked = list.starts_with(b"/") || list.windows(5).any(|w| w == b"/MCID");
                let says = layer.is_none() && (marked || operation.name(0) == Some(b"Artifact"));
                self.marks.push(Mark { stays, shown: shown && layer.unwrap_or(true), says });
                return (!stays).then_some(b"");
            }
            b"EMC" => {
                let stays = self.marks.pop().is_some_and(|mark| mark.stays);
                return (!stays).then_some(b"");
            }
            b"MP" | b"DP" if !rules.marks => return Some(b""),
            b"Do" if operation.name(0).is_some_and(|name| !(rules.object)(name)) => return Some(b""),
            _ if shown => {}
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => return Some(b"n"),
            b"'" | b"\"" => return Some(b"T*"),
            b"Tj" | b"TJ" | b"sh" | b"Do" | b"EI" => return Some(b""),
            _ => {}
        }
        None
    }

    /// Where drawing begins that ends with an operation, if no mark says what it is and it holds no
    /// words.
    fn unsaid(&mut self, operation: &Operation<'_>, rules: &Rules<'_>) -> Option<usize> {
        if !rules.artifacts {
            return None;
        }
        let here = (operation.range.start, self.marks.len());
        let begins = match operation.operator {
            b"m" | b"re" => {
                self.path.get_or_insert(here);
                return None;
            }
            b"n" => {
                self.path = None;
                return None;
            }
            // Nothing may stand between a path and what paints it but what makes it.
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                self.path.take().filter(|(_, marks)| *marks == self.marks.len())?.0
            }
            b"sh" | b"EI" => here.0,
            b"Do" if operation.name(0).is_some_and(rules.silent) => here.0,
            _ => return None,
        };
        let said = self.text || self.marks.iter().any(|mark| mark.says);
        (!said).then_some(begins)
    }

    /// What closes all that is open.
    fn end(&self) -> String {
        let marks = self.marks.iter().filter(|mark| mark.stays).count();
        let text = if self.text { "ET\n" } else { "" };
        format!("{text}{}{}", "EMC\n".repeat(marks), "Q\n".repeat(self.saved))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(content: &str, marks: bool) -> Option<String> {
        let rules = Rules {
            marks,
            layer: &|name| match name {
                b"Off" => Some(false),
                b"On" => Some(true),
                _ => None,
            },
            object: &|name| name != b"Gone",
            artifacts: marks,
            silent: &|name| name == b"Line",
        };
        clean(content.as_bytes(), &rules).map(|out| {
            String::from_utf8(out).expect("ASCII").split_whitespace().collect::<Vec<_>>().join(" ")
        })
    }

    #[test]
    fn what_is_in_order_stays_as_it_is() {
        let content = "q 1 0 0 1 2 3 cm /P <</MCID 0/X[(a]) <</Y 1>>]>> BDC BT (a\\)(b)) Tj ET EMC Q % end";
        assert_eq!(cleaned(content, true), None);
        let all: Vec<String> = operations(content.as_bytes())
            .map(|o| String::from_utf8_lossy(o.operator).into_owned())
            .collect();
        assert_eq!(all, ["q", "cm", "BDC", "BT", "Tj", "ET", "EMC", "Q"]);
    }

    #[test]
    fn what_is_open_is_closed_and_what_closes_nothing_goes() {
        assert_eq!(cleaned("q q 1 w", true).as_deref(), Some("q q 1 w Q Q"));
        assert_eq!(cleaned("Q EMC 1 w ET", true).as_deref(), Some("1 w"));
        assert_eq!(cleaned("/P <</MCID 1>> BDC BT", true).as_deref(), Some("/P <</MCID 1>> BDC BT ET EMC"));
    }

    #[test]
    fn marks_can_be_taken_out() {
        assert_eq!(cleaned("/P <</MCID 1>> BDC (a) Tj EMC /X MP", false).as_deref(), Some("(a) Tj"));
    }

    #[test]
    fn hidden_layers_are_not_drawn_but_leave_the_state_as_it_was() {
        let content = "/OC /Off BDC q 2 w 0 0 m 1 1 l S /Im Do (a) Tj Q EMC /OC /On BDC 1 w S EMC";
        assert_eq!(cleaned(content, true).as_deref(), Some("q 2 w 0 0 m 1 1 l n Q 1 w S"));
        assert_eq!(cleaned("/Gone Do /Im Do", true).as_deref(), Some("/Im Do"));
    }

    #[test]
    fn drawing_in_no_mark_is_an_artifact() {
        let same = |content: &str| assert_eq!(cleaned(content, true), None, "{content}");
        let becomes = |content: &str, new: &str| assert_eq!(cleaned(content, true).as_deref(), Some(new));
        becomes("1 g 0 0 9 9 re f 1 w", "1 g /Artifact BMC 0 0 9 9 re f EMC 1 w");
        becomes("0 0 m 1 1 l 2 2 m 3 3 l S", "/Artifact BMC 0 0 m 1 1 l 2 2 m 3 3 l S EMC");
        becomes("/Span BMC /Line Do EMC", "/Span BMC /Artifact BMC /Line Do EMC EMC");
        becomes("/Sh sh", "/Artifact BMC /Sh sh EMC");
        same("0 0 9 9 re W n");
        same("BT (words) Tj ET /Words Do");
        same("/P <</MCID 3>> BDC 0 0 9 9 re f EMC /Artifact BMC 0 0 9 9 re f EMC /P /List BDC /Line Do EMC");
        same("0 0 9 9 re /P <</MCID 3>> BDC f EMC");
    }

    #[test]
    fn inline_pictures_are_passed_over() {
        let content = b"BI /W 2 /H 1 ID \xffEI\x00 q\xff\nEI Q q Q";
        let all: Vec<&[u8]> = operations(content).map(|o| o.operator).collect();
        assert_eq!(all, [&b"EI"[..], b"Q", b"q", b"Q"]);
    }

    #[test]
    fn what_is_broken_ends() {
        for broken in ["(", "[", "<<", "<", "BI /W", "BI ID x", ">>", "] Q", "/", ")))"] {
            let _ = cleaned(broken, true);
        }
    }
}
