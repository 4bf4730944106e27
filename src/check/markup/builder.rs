//! From Markdown's events to blocks of narrative: whatever is opened is kept on a stack until it is closed.
//! It knows which notation papers hold, and evaluates nothing.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::scan::COVER;
use super::scan::FoundExpression;
use super::{DEEPEST_LIST, MarkupBlock, MarkupInline, lookalikes, marks, notation};
use crate::check::address;
use crate::check::expression::{Expression, ExpressionKind};
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::TypedText;

/// The depth to which bold, italic and links may nest.
const DEEPEST_INLINE: usize = 8;

/// The kind of block or inline that an open frame will become.
enum FrameKind {
    Root,
    Paragraph,
    List { ordered: bool },
    Item,
    Strong,
    Emphasis,
    Link { url: String },
}

/// A block or inline that is opened and not yet closed, with its contents so far.
struct OpenFrame {
    kind: FrameKind,
    range: Range<usize>,
    inlines: Vec<MarkupInline>,
    blocks: Vec<MarkupBlock>,
    items: Vec<(Vec<MarkupBlock>, Span)>,
}

impl OpenFrame {
    fn new(kind: FrameKind, range: Range<usize>) -> Self {
        Self { kind, range, inlines: Vec::new(), blocks: Vec::new(), items: Vec::new() }
    }
}

/// Builds the blocks of a narrative field from the events of the Markdown reader.
pub(super) struct Builder<'a> {
    text: &'a TypedText,
    covered: &'a str,
    found: &'a [FoundExpression],
    findings: &'a mut Findings,
    stack: Vec<OpenFrame>,
    /// The indent of the first item of each open list.
    lists: Vec<Option<usize>>,
    /// The number of opened tags that are being passed over.
    skipping: usize,
}

impl<'a> Builder<'a> {
    /// A builder of a field with nothing open.
    pub(super) fn new(
        text: &'a TypedText,
        covered: &'a str,
        found: &'a [FoundExpression],
        findings: &'a mut Findings,
    ) -> Self {
        Self {
            text,
            covered,
            found,
            findings,
            stack: vec![OpenFrame::new(FrameKind::Root, 0..0)],
            lists: Vec::new(),
            skipping: 0,
        }
    }

    /// Takes an event of the covered text.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.skipping > 0 {
            match event {
                Event::Start(_) => self.skipping += 1,
                Event::End(_) => self.skipping -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(string) => self.string(&string, range),
            Event::SoftBreak => {
                marks::next_line(self.text, self.covered, range.start, self.findings);
                self.inline(MarkupInline::Text(" ".into(), self.text.part(range)));
            }
            Event::HardBreak => {
                marks::next_line(self.text, self.covered, range.start, self.findings);
                self.inline(MarkupInline::Break);
            }
            Event::Code(_) => self.refuse(
                range,
                "text between ` marks is program code, which papers do not hold",
                "to print the mark itself, write \\`",
            ),
            Event::Html(html) | Event::InlineHtml(html) => {
                self.refuse(range, notation::HTML, notation::html_hint(&html));
            }
            Event::Rule => {
                let line = marks::trim(self.covered, range);
                let finding = Finding::error(Rule::Markup, self.text.part(line.clone()), notation::RULE);
                let correction = self.text.replace(line, "");
                self.findings.push(finding.hint(notation::RULE_HINT).correct(correction));
            }
            _ => {
                self.refuse(range, "this notation is not read here", "put a backslash before its first mark")
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let deep = self.stack.len() - self.lists.len();
        let kind = match tag {
            Tag::Paragraph => {
                marks::paragraph(self.text, self.covered, range.start, self.findings);
                FrameKind::Paragraph
            }
            Tag::List(start) => {
                if self.lists.len() == DEEPEST_LIST {
                    let message = format!("lists nest at most {DEEPEST_LIST} deep");
                    self.refuse(
                        first_line(self.covered, range),
                        &message,
                        "make a section, or a table, of it",
                    );
                    self.skipping = 1;
                    return;
                }
                if let Some(n) = start.filter(|n| *n != 1) {
                    marks::numbered(self.text, range.clone(), n, self.findings);
                }
                self.lists.push(None);
                FrameKind::List { ordered: start.is_some() }
            }
            Tag::Item => {
                let first = self.lists.last_mut().and_then(|l| l.as_mut().map(|n| *n));
                let indent = marks::item(self.text, self.covered, range.clone(), first, self.findings);
                if let Some(list) = self.lists.last_mut() {
                    list.get_or_insert(indent);
                }
                FrameKind::Item
            }
            Tag::Strong if deep < DEEPEST_INLINE * 2 => FrameKind::Strong,
            Tag::Emphasis if deep < DEEPEST_INLINE * 2 => FrameKind::Emphasis,
            Tag::Link { link_type, dest_url, .. } => match self.link(*link_type, dest_url, &range) {
                Some(url) => FrameKind::Link { url },
                None => {
                    self.skipping = 1;
                    return;
                }
            },
            other => {
                let (message, hint) = notation::refusal(other, &self.covered[range.clone()]);
                self.refuse(first_line(self.covered, range), message, hint);
                self.skipping = 1;
                return;
            }
        };
        self.stack.push(OpenFrame::new(kind, range));
    }

    fn link(&mut self, kind: LinkType, url: &str, range: &Range<usize>) -> Option<String> {
        if url.contains(COVER) {
            self.refuse(
                range.clone(),
                "a figure in braces stands in the address of a link",
                "write the whole address; only the words of a link may hold figures",
            );
            return None;
        }
        if !matches!(kind, LinkType::Inline | LinkType::Autolink | LinkType::Email) {
            self.refuse(
                range.clone(),
                "this link names its address elsewhere",
                "write it as [words](address)",
            );
            return None;
        }
        let url = if kind == LinkType::Email { format!("mailto:{url}") } else { url.to_owned() };
        if !address::is_complete(&url) {
            let (message, hint) = notation::address_refusal(&url);
            let finding = Finding::error(Rule::Markup, self.text.part(range.clone()), message).hint(hint);
            let at = self.covered[range.clone()].rfind(url.as_str()).map(|at| range.start + at);
            let whole = at.zip(address::complete(&url));
            let edit = whole.and_then(|(at, whole)| self.text.replace(at..at + url.len(), &whole));
            self.findings.push(finding.correct(edit));
            return None;
        }
        Some(url)
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::List(_)) {
            self.lists.pop();
        }
        let Some(frame) = self.stack.pop() else { return };
        let span = self.text.part(frame.range.clone());
        match frame.kind {
            FrameKind::Root => self.stack.push(frame),
            FrameKind::Strong => self.inline(MarkupInline::Strong(frame.inlines)),
            FrameKind::Emphasis => self.inline(MarkupInline::Emphasis(frame.inlines)),
            FrameKind::Link { url } => self.inline(MarkupInline::Link { url, body: frame.inlines, span }),
            FrameKind::Paragraph => {
                lookalikes::pasted_table(self.text, self.covered, frame.range, self.findings);
                self.split(frame.inlines, span);
            }
            FrameKind::Item => {
                let frame = self.close_tight(frame);
                let (blocks, span) = (frame.blocks, self.text.part(marks::trim(self.covered, frame.range)));
                if let Some(list) = self.stack.last_mut() {
                    list.items.push((blocks, span));
                }
            }
            FrameKind::List { ordered } => {
                let block = MarkupBlock::List { ordered, items: frame.items };
                self.block(block);
            }
        }
    }

    /// Closes a tight item, which has its text without a paragraph round it.
    fn close_tight(&mut self, mut frame: OpenFrame) -> OpenFrame {
        let inlines = std::mem::take(&mut frame.inlines);
        self.stack.push(frame);
        self.flush(inlines);
        self.stack.pop().unwrap_or_else(|| OpenFrame::new(FrameKind::Root, 0..0))
    }

    fn flush(&mut self, inlines: Vec<MarkupInline>) {
        if inlines.is_empty() {
            return;
        }
        let range = self.stack.last().map_or(0..0, |f| f.range.clone());
        let span = span(&inlines).unwrap_or_else(|| self.text.part(range));
        self.split(inlines, span);
    }

    /// Puts a block into the innermost frame that holds blocks, with loose text as a paragraph before it.
    fn block(&mut self, block: MarkupBlock) {
        let loose = self.stack.last_mut().map(|f| std::mem::take(&mut f.inlines)).unwrap_or_default();
        self.flush(loose);
        if let Some(frame) = self.stack.last_mut() {
            frame.blocks.push(block);
        }
    }

    fn inline(&mut self, inline: MarkupInline) {
        if let Some(frame) = self.stack.last_mut() {
            frame.inlines.push(inline);
        }
    }

    /// Takes a text, with the expressions that were covered in it.
    fn string(&mut self, string: &str, range: Range<usize>) {
        let mut at = 0;
        while let Some(next) = string[at..].find(COVER).map(|n| at + n) {
            self.plain(&string[at..next], range.start + at, &range);
            let start = range.start + next;
            let Some((span, expression)) = self.found.iter().find(|(r, _)| r.start == start) else { return };
            if let Some(expression) = expression {
                self.inline(MarkupInline::Expression(expression.clone()));
            }
            at = next + span.len();
        }
        self.plain(&string[at..], range.start + at, &range);
    }

    fn plain(&mut self, string: &str, start: usize, range: &Range<usize>) {
        if string.is_empty() {
            return;
        }
        self.unpaired(string, start);
        let exact = start..start + string.len();
        let span = if self.covered.get(exact.clone()) == Some(string) { exact } else { range.clone() };
        self.inline(MarkupInline::Text(string.to_owned(), self.text.part(span)));
    }

    /// Finds marks that Markdown left standing as text, and that nobody means as text.
    fn unpaired(&mut self, string: &str, start: usize) {
        let after = self.covered.get(start..).and_then(|source| source.strip_prefix(string));
        if let Some(left) = after.and_then(|after| notation::unpaired(string, after)) {
            let within = |range: Range<usize>| start + range.start..start + range.end;
            let edit = left.edit.and_then(|(range, words)| self.text.replace(within(range), &words));
            let span = self.text.part(within(left.range));
            self.findings
                .push(Finding::error(Rule::Markup, span, left.message).hint(left.hint).correct(edit));
        }
    }

    /// Adds a paragraph, cut where something is placed on a line of its own.
    fn split(&mut self, inlines: Vec<MarkupInline>, span: Span) {
        let mut body = Vec::new();
        for inline in inlines {
            match inline {
                MarkupInline::Expression(Expression {
                    kind: ExpressionKind::Place(name),
                    span: expression,
                }) if self.alone(expression) => {
                    self.paragraph(std::mem::take(&mut body), span);
                    if let Some(frame) = self.stack.last_mut() {
                        frame.blocks.push(MarkupBlock::Placed { name, span: expression });
                    }
                }
                other => body.push(other),
            }
        }
        self.paragraph(body, span);
    }

    fn paragraph(&mut self, mut body: Vec<MarkupInline>, span: Span) {
        let blank = |i: Option<&MarkupInline>| {
            matches!(i, Some(MarkupInline::Text(t, _)) if t.trim().is_empty())
                || matches!(i, Some(MarkupInline::Break))
        };
        while blank(body.first()) {
            body.remove(0);
        }
        while blank(body.last()) {
            body.pop();
        }
        if body.is_empty() {
            return;
        }
        self.nested_places(&body);
        if let Some(frame) = self.stack.last_mut() {
            frame.blocks.push(MarkupBlock::Paragraph { body, span });
        }
    }

    /// Finds a `place` among words: it must stand on a line of its own.
    fn nested_places(&mut self, body: &[MarkupInline]) {
        for inline in body {
            match inline {
                MarkupInline::Expression(Expression { kind: ExpressionKind::Place(name), span }) => {
                    let message = format!("`place(\"{name}\")` stands among words");
                    self.findings.push(
                        Finding::error(Rule::PlaceInline, *span, message)
                            .label("not on a line of its own")
                            .hint(notation::own_line(name)),
                    );
                }
                MarkupInline::Strong(body)
                | MarkupInline::Emphasis(body)
                | MarkupInline::Link { body, .. } => self.nested_places(body),
                _ => {}
            }
        }
    }

    /// Whether nothing but blanks and the mark of a list item stands on the expression's line.
    fn alone(&self, expression: Span) -> bool {
        let Some((range, _)) =
            self.found.iter().find(|(_, h)| h.as_ref().is_some_and(|h| h.span == expression))
        else {
            return false;
        };
        let start = self.covered[..range.start].rfind('\n').map_or(0, |n| n + 1);
        let end = self.covered[range.end..].find('\n').map_or(self.covered.len(), |n| range.end + n);
        let before = self.covered[start..range.start].trim();
        let mark = before.is_empty()
            || matches!(before, "-" | "*" | "+")
            || before.trim_end_matches(['.', ')']).parse::<u32>().is_ok();
        mark && self.covered[range.end..end].trim().is_empty()
    }

    fn refuse(&mut self, range: Range<usize>, message: &str, hint: &str) {
        let range = marks::trim(self.covered, first_line(self.covered, range));
        self.findings.push(Finding::error(Rule::Markup, self.text.part(range), message).hint(hint));
    }

    /// The blocks of the field, after its last event.
    pub(super) fn finish(mut self) -> Vec<MarkupBlock> {
        self.stack.drain(..).next().map(|f| f.blocks).unwrap_or_default()
    }
}

fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let end = text[range.clone()].find('\n').map_or(range.end, |n| range.start + n);
    range.start..end
}

/// The span from the first to the last of some inlines; `None` where none of them has one.
fn span(inlines: &[MarkupInline]) -> Option<Span> {
    let span = |inline: &MarkupInline| match inline {
        MarkupInline::Text(_, span) | MarkupInline::Link { span, .. } => Some(*span),
        MarkupInline::Expression(expression) => Some(expression.span),
        MarkupInline::Strong(body) | MarkupInline::Emphasis(body) => span(body),
        MarkupInline::Break => None,
    };
    inlines.iter().filter_map(span).reduce(Span::to)
}
