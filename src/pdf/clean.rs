//! The content of a page without what must not be drawn: what is unbalanced is closed, and what nobody can
//! read goes. It draws nothing, and never changes a byte of what it leaves in.

use std::borrow::Cow;
use std::ops::Range;

use super::content::{Operation, operations};
use super::parse::dict_at_start;
use super::value::{Dict, PdfValue, write_dict};

/// The rules by which parts of a content stream stay, change or go.
pub(crate) struct ContentRules<'a> {
    /// Whether marked content keeps its marks. Where the whole page is one figure, it must not.
    pub marks: bool,
    /// Looks a property list up by its name: `None` where it is no layer, else whether the layer is shown.
    pub layer: &'a dyn Fn(&[u8]) -> Option<bool>,
    /// Looks a property list up by its name.
    pub list: &'a dyn Fn(&[u8]) -> Option<Dict>,
    /// Looks a picture or form up by its name, and says whether it is shown.
    pub object: &'a dyn Fn(&[u8]) -> bool,
    /// Whether drawing in no marked content becomes an artifact. Words in none stay as they are.
    pub artifacts: bool,
    /// Looks a picture or form up by its name, and says whether it holds neither words nor marked content.
    pub silent: &'a dyn Fn(&[u8]) -> bool,
    /// Whether pictures in the content itself stay; where they do not, an area stands for each.
    pub pictures: bool,
}

/// The area that stands for a picture: the unit square, as the picture is drawn (ISO 32000-1, 8.9.5.1).
const AREA: &[u8] = b"0 0 1 1 re f";

/// The bytes in place of what is taken out.
const GONE: Cow<'static, [u8]> = Cow::Borrowed(b"");

/// Cleans a content stream. `None` where nothing had to be changed.
pub(crate) fn clean(content: &[u8], rules: &ContentRules<'_>) -> Option<Vec<u8>> {
    let mut edits: Vec<(Range<usize>, Cow<'static, [u8]>)> = Vec::new();
    let mut state = ContentState::default();
    let mut all = operations(content);
    for operation in all.by_ref() {
        if let Some(new) = state.replaced(&operation, rules) {
            state.path = None;
            edits.push((operation.range.clone(), new));
            continue;
        }
        if let Some(from) = state.unsaid(&operation, rules) {
            edits.push((from..from, Cow::Borrowed(b"/Artifact BMC")));
            edits.push((operation.range.end..operation.range.end, Cow::Borrowed(b"\nEMC")));
        }
        if operation.operator == b"EI" && !rules.pictures {
            edits.push((operation.range.clone(), Cow::Borrowed(AREA)));
        }
    }
    edits.extend(all.strays.iter().map(|at| (*at..at + 1, GONE)));
    edits.extend(all.unfinished().map(|from| (from..content.len(), GONE)));
    // What was not read to its end may close by itself what is open here.
    let end = if all.gave_up { String::new() } else { state.end() };
    if edits.is_empty() && end.is_empty() {
        return None;
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = Vec::with_capacity(content.len() + 16 * edits.len());
    let mut kept = 0;
    for (range, new) in edits {
        // A bracket in what is taken out anyway.
        if range.start < kept {
            continue;
        }
        out.extend_from_slice(&content[kept..range.start]);
        out.extend_from_slice(&new);
        out.push(b'\n');
        kept = range.end;
    }
    out.extend_from_slice(&content[kept..]);
    out.push(b'\n');
    out.extend_from_slice(end.as_bytes());
    Some(out)
}

/// The parts that are open at a place of a content stream.
#[derive(Default)]
struct ContentState {
    /// The number of saved graphics states.
    saved: usize,
    /// Whether a text object is open.
    text: bool,
    /// The marked content that is open, from the outermost.
    marks: Vec<OpenMarkedContent>,
    /// The beginning of the path that is being made, and the number of marked contents that were open there.
    path: Option<(usize, usize)>,
}

/// An open marked content.
struct OpenMarkedContent {
    /// Whether its marks stay.
    stays: bool,
    /// Whether its content is shown.
    shown: bool,
    /// Whether the marks say what the content is: an element's, or an artifact.
    says: bool,
}

impl ContentState {
    /// The bytes that an operation is replaced with; `None` where it stays as it is.
    fn replaced(
        &mut self,
        operation: &Operation<'_>,
        rules: &ContentRules<'_>,
    ) -> Option<Cow<'static, [u8]>> {
        let shown = self.marks.last().is_none_or(|mark| mark.shown);
        match operation.operator {
            b"q" => self.saved += 1,
            b"Q" if self.saved == 0 => return Some(GONE),
            b"Q" => self.saved -= 1,
            b"BT" => self.text = true,
            b"ET" if !self.text => return Some(GONE),
            b"ET" => self.text = false,
            b"BMC" | b"BDC" => return self.opened(operation, rules, shown),
            b"EMC" => {
                let stays = self.marks.pop().is_some_and(|mark| mark.stays);
                return (!stays).then_some(GONE);
            }
            b"MP" | b"DP" if !rules.marks => return Some(GONE),
            b"Do" if operation.name(0).is_some_and(|name| !(rules.object)(&name)) => return Some(GONE),
            _ if shown => {}
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                return Some(Cow::Borrowed(b"n"));
            }
            b"'" | b"\"" => return Some(Cow::Borrowed(b"T*")),
            b"Tj" | b"TJ" | b"sh" | b"Do" | b"EI" => return Some(GONE),
            _ => {}
        }
        None
    }

    /// Opens a marked content, and gives the bytes that its beginning is replaced with. Where marks go, the
    /// text that somebody gave for what is drawn stays (ISO 32000-1, 14.9.4): it is what is copied and found.
    fn opened(
        &mut self,
        operation: &Operation<'_>,
        rules: &ContentRules<'_>,
        shown: bool,
    ) -> Option<Cow<'static, [u8]>> {
        let name = operation.name(1);
        let layer = operation.is_of(b"OC").then(|| name.as_deref().and_then(rules.layer)).flatten();
        let inline = || operation.operands.get(1).and_then(|list| dict_at_start(list)).map(|(list, _)| list);
        let list = || name.as_deref().map_or_else(inline, rules.list);
        let goes = !rules.marks && layer.is_none() && operation.operator == b"BDC";
        let text = if goes { list().and_then(|mut list| list.take("ActualText")) } else { None };
        let text = text.filter(|text| matches!(text, PdfValue::Text(_)));
        let stays = layer.is_none() && (rules.marks || text.is_some());
        // What a named list says is not looked up: it may be a mark's number.
        let marked = name.is_some() || operation.mark().is_some();
        let says = layer.is_none() && (marked || operation.is_of(b"Artifact"));
        self.marks.push(OpenMarkedContent { stays, shown: shown && layer.unwrap_or(true), says });
        match text {
            Some(text) => {
                let mut begins = b"/Span ".to_vec();
                write_dict(&Dict::of([("ActualText", text)]), &mut begins);
                begins.extend_from_slice(b" BDC");
                Some(Cow::Owned(begins))
            }
            None => (!stays).then_some(GONE),
        }
    }

    /// The byte at which drawing begins that ends with an operation, where no mark says what it is and it
    /// holds no words; else `None`.
    fn unsaid(&mut self, operation: &Operation<'_>, rules: &ContentRules<'_>) -> Option<usize> {
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
            b"Do" if operation.name(0).is_some_and(|name| (rules.silent)(&name)) => here.0,
            _ => return None,
        };
        let said = self.text || self.marks.iter().any(|mark| mark.says);
        (!said).then_some(begins)
    }

    /// The operators that close all that is open.
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
        let rules = ContentRules {
            marks,
            layer: &|name| match name {
                b"Off" => Some(false),
                b"On" => Some(true),
                _ => None,
            },
            list: &|name| (name == b"List").then(|| Dict::of([("ActualText", PdfValue::words("fi"))])),
            object: &|name| name != b"Gone",
            artifacts: marks,
            silent: &|name| name == b"Line",
            pictures: !content.contains("/Square"),
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
    fn words_that_were_given_for_what_is_drawn_stay_where_marks_go() {
        let content =
            "/Span <</MCID 1/ActualText (fi)>> BDC (x) Tj EMC /Span /List BDC (y) Tj EMC /P BMC (z) Tj EMC";
        assert_eq!(
            cleaned(content, false).as_deref(),
            Some("/Span <</ActualText(fi)>> BDC (x) Tj EMC /Span <</ActualText(fi)>> BDC (y) Tj EMC (z) Tj")
        );
        assert_eq!(cleaned("/Span <</ActualText (fi)>> BDC (x) Tj EMC", true), None);
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
    fn an_area_stands_for_a_picture_in_its_mark() {
        let picture = "BI /W 1 /H 1 /Square true ID x EI";
        let becomes = |content: &str, new: &str| assert_eq!(cleaned(content, true).as_deref(), Some(new));
        becomes(&format!("q {picture} Q"), "q /Artifact BMC 0 0 1 1 re f EMC Q");
        becomes(&format!("/P <</MCID 0>> BDC {picture} EMC"), "/P <</MCID 0>> BDC 0 0 1 1 re f EMC");
        assert_eq!(cleaned("/P <</MCID 0>> BDC BI /W 1 ID x EI EMC", true), None);
    }

    #[test]
    fn what_is_broken_ends() {
        for broken in ["(", "[", "<<", "<", "BI /W", "BI ID x", ">>", "] Q", "/", ")))"] {
            let _ = cleaned(broken, true);
        }
    }

    #[test]
    fn what_nobody_can_read_goes_and_swallows_nothing_of_ours() {
        assert_eq!(cleaned("q ) 1 w Q (a", true).as_deref(), Some("q 1 w Q"));
        assert_eq!(cleaned("q (a) ] Tj [(b) <</X", true).as_deref(), Some("q (a) Tj Q"));
        assert_eq!(cleaned("/Gone ) Do 1 w", true).as_deref(), Some("1 w"));
    }
}
