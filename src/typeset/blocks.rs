//! Blocks of the model as calls of the style's components. It decides which component, never how it looks.

use super::code::{Writer, literal};
use super::columns::PageSpace;
use super::table;
use crate::finding::{Finding, Rule, Span};
use crate::model::{Block, Chart, Drawing, Image, Inline, List, Paragraph, Tone};

/// The length in bytes above which a stem is not held to its list: a block that is kept cannot break over
/// pages.
const LONGEST_STEM: usize = 400;

/// The width of a sparkline in points: about that of a word.
const SPARK: f64 = 54.0;

/// The way in which blocks stand on the page.
#[derive(Clone, Copy)]
pub(super) struct BlockSetting<'a> {
    /// Whether the blocks stand in line with the text of numbered paragraphs.
    pub indent: bool,
    /// The distance in points from the left margin at which the blocks begin; `None` in a cell, whose width
    /// is the table's to see to.
    pub inset: Option<f64>,
    /// Whether the blocks stand in the page itself, where a table may have a page on its side.
    pub top: bool,
    /// Whether the page itself lies on its side.
    pub sideways: bool,
    /// The room on the page.
    pub room: &'a PageSpace,
}

impl<'a> BlockSetting<'a> {
    /// The setting of blocks that begin at the margin.
    pub(super) fn plain(room: &'a PageSpace) -> Self {
        Self { indent: false, inset: Some(0.0), top: true, sideways: false, room }
    }

    /// The setting of blocks of pages that all lie on their side.
    pub(super) fn on_side(self) -> Self {
        Self { sideways: true, top: false, ..self }
    }

    /// The setting of blocks in the cell of a table.
    pub(super) fn cell(room: &'a PageSpace) -> Self {
        Self { indent: false, inset: None, top: false, sideways: false, room }
    }

    /// The setting of blocks in a section whose paragraphs are numbered or, with `indent` off, are not.
    pub(super) fn numbered(self, indent: bool) -> Self {
        Self { indent, inset: Some(if indent { self.room.indent } else { 0.0 }), ..self }
    }

    /// The setting of blocks that begin `inset` points in, below something that takes the whole width.
    pub(super) fn below(self, inset: f64) -> Self {
        self.inside(inset)
    }

    /// The setting of blocks inside something that takes `width` points at their left.
    fn inside(self, width: f64) -> Self {
        Self { indent: false, inset: self.inset.map(|inset| inset + width), top: false, ..self }
    }

    /// The greatest height, in points, of a picture that stands with its words on one page.
    fn tallest(self) -> f64 {
        let page = if self.sideways {
            self.room.height - (self.room.sideways - self.room.portrait)
        } else {
            self.room.height
        };
        // Its headline, what is measured, and its source take some lines.
        page - self.room.text * 8.0
    }

    /// The width from the beginning of the blocks to the right margin, in points.
    pub(super) fn space(self) -> f64 {
        let across = if self.sideways { self.room.sideways } else { self.room.portrait };
        across - self.inset.unwrap_or_default()
    }
}

/// Writes a run of blocks as Typst statements.
pub(super) fn blocks(blocks: &[Block], setting: BlockSetting<'_>, writer: &mut Writer<'_>) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < blocks.len() {
        let keep = keeps(blocks.get(at), blocks.get(at + 1));
        match (&blocks[at], blocks.get(at + 1)) {
            (Block::Table(table), Some(Block::Paragraph(next))) if table.beside => {
                let width = table::width(table, setting, writer);
                let inner = table::call(table, setting, writer);
                let text = paragraph(next, false, setting, writer);
                let call = format!("beside({width}pt, {inner}, {{\n{text}}})\n");
                out.push_str(&indented(&call, setting.indent));
                at += 2;
                continue;
            }
            (Block::Paragraph(one), _) => {
                let call = paragraph(one, keep, setting, writer);
                out.push_str(&indented(&call, setting.indent && one.number.is_empty()));
            }
            (Block::List(one), _) => out.push_str(&indented(&list(one, setting, writer), setting.indent)),
            (Block::Table(one), _) => {
                let call = table::call(one, setting, writer);
                let wide = table::is_landscape(one, setting, writer);
                out.push_str(&if wide {
                    format!("landscape({call})\n")
                } else {
                    indented(&format!("{call}\n"), setting.indent)
                });
            }
            (Block::Chart(one), Some(Block::Paragraph(next))) if one.beside => {
                let width = (setting.space() * 0.5).floor();
                let inner = chart(one, width, setting.tallest(), writer);
                let text = paragraph(next, false, setting, writer);
                let call = format!("beside({width}pt, {inner}, {{\n{text}}})\n");
                out.push_str(&indented(&call, setting.indent));
                at += 2;
                continue;
            }
            (Block::Chart(one), _) => {
                let call = chart(one, setting.space(), setting.tallest(), writer);
                out.push_str(&indented(&format!("{call}\n"), setting.indent));
            }
            (Block::Image(one), _) => out.push_str(&indented(&image(one, setting, writer), setting.indent)),
            (Block::Resolved(one), _) => {
                let label = writer.text(&one.label, one.span);
                let body = self::blocks(&one.blocks, BlockSetting { indent: false, ..setting }, writer);
                out.push_str(&indented(&format!("resolution(\n{label}, {{\n{body}}})\n"), setting.indent));
            }
            (Block::Notes(notes), _) => {
                let mut call = String::from("notes(");
                for note in notes {
                    let mark = writer.text(&note.mark, note.span);
                    let body = inlines(&note.body, writer);
                    call.push_str(&format!("(\n{mark}, {{\n{body}}}), "));
                }
                call.push_str(")\n");
                out.push_str(&indented(&call, setting.indent));
            }
        }
        at += 1;
    }
    out
}

/// Whether one of the blocks is a table that wants a page on its side.
pub(super) fn holds_sideways(blocks: &[Block], setting: BlockSetting<'_>, writer: &Writer<'_>) -> bool {
    let wide =
        |block: &Block| matches!(block, Block::Table(table) if table::is_landscape(table, setting, writer));
    blocks.iter().any(wide)
}

/// Whether blocks end with a table on a page on its side.
pub(super) fn ends_sideways(blocks: &[Block], setting: BlockSetting<'_>, writer: &Writer<'_>) -> bool {
    matches!(blocks.last(), Some(Block::Table(table)) if table::is_landscape(table, setting, writer))
}

/// Whether a paragraph is held together with the list, table or picture that it leads into.
fn keeps(one: Option<&Block>, next: Option<&Block>) -> bool {
    let Some(Block::Paragraph(paragraph)) = one else { return false };
    let leads = matches!(next, Some(Block::List(_) | Block::Table(_) | Block::Image(_) | Block::Chart(_)));
    leads && crate::model::plain(&paragraph.body).len() <= LONGEST_STEM
}

fn indented(call: &str, indent: bool) -> String {
    if indent { format!("indented({{\n{call}}})\n") } else { call.to_owned() }
}

fn paragraph(
    paragraph: &Paragraph,
    keep: bool,
    setting: BlockSetting<'_>,
    writer: &mut Writer<'_>,
) -> String {
    if setting.inset.is_some() {
        long_words(&paragraph.body, writer);
    }
    let body = inlines(&paragraph.body, writer);
    let mark = writer.mark(paragraph.span);
    format!(
        "paragraph(number: {}, anchor: {}, keep: {keep}, {{{mark}{body}}})\n",
        literal(&paragraph.number),
        literal(&paragraph.anchor)
    )
}

/// Finds words that no line holds.
pub(super) fn long_words(body: &[Inline], writer: &mut Writer<'_>) {
    for inline in body {
        match inline {
            Inline::Text(text, span) => writer.check_words(text, *span),
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } => {
                long_words(body, writer)
            }
            _ => {}
        }
    }
}

fn list(list: &List, setting: BlockSetting<'_>, writer: &mut Writer<'_>) -> String {
    let mut out = String::new();
    let labels: Vec<String> = list.items.iter().map(|i| literal(&i.label)).collect();
    // "xviii." needs more than the column that the style gives to marks.
    let widest =
        list.items.iter().map(|i| writer.width(&i.label, false)).fold(0.0, f64::max) * setting.room.text;
    let width = setting.room.label.max(widest + 6.0);
    if list.ordered {
        out.push_str(&format!("numbered-items({width:.2}pt, ({},), ", labels.join(", ")));
    } else {
        out.push_str(&format!("bullet-items({}, ", labels.first().map_or("\"•\"", String::as_str)));
    }
    for item in &list.items {
        let mark = writer.mark(item.span);
        let body = blocks(&item.blocks, setting.inside(width), writer);
        out.push_str(&format!("{{{mark}{body}}}, "));
    }
    out.push_str(")\n");
    out
}

fn image(image: &Image, setting: BlockSetting<'_>, writer: &mut Writer<'_>) -> String {
    let width = setting.room.image(setting.space(), image.ratio, image.pixels);
    let file = literal(&image.file);
    let Some((alt, span)) = &image.alt else {
        return format!("decoration(file: {file}, width: {width:.1}pt)\n");
    };
    let alt = writer.text(alt, *span);
    let caption = if image.caption.is_empty() {
        "none".to_owned()
    } else {
        format!("{{\n{}}}", inlines(&image.caption, writer))
    };
    let mark = writer.mark(image.span);
    format!(
        "picture(file: {file}, width: {width:.1}pt, number: {}, anchor: {}, caption: {caption}, alt: {alt}){mark}",
        literal(&image.number),
        literal(&image.anchor)
    )
}

/// Writes a chart as one call, without a line end, and puts its data beside the PDF. A chart taller than
/// `tallest` is a finding.
fn chart(chart: &Chart, width: f64, tallest: f64, writer: &mut Writer<'_>) -> String {
    writer.data.insert(chart.name.clone(), chart.csv.clone().into_bytes());
    let (file, height) = writer.draw(&chart.drawing, width, chart.span);
    if height > tallest {
        let finding = Finding::error(
            Rule::ChartTooTall,
            chart.span,
            "this chart shows so much that it does not fit on a page",
        );
        writer.findings.push(finding.hint(
            "make two of it, or show the first few in a table: ranking = { indicator = \"…\", top = 10 }",
        ));
    }
    let part = |body: &[Inline], writer: &mut Writer<'_>| {
        if body.is_empty() { "none".to_owned() } else { format!("{{\n{}}}", inlines(body, writer)) }
    };
    let (title, subtitle) = (part(&chart.title, writer), part(&chart.subtitle, writer));
    let (source, data) = (part(&chart.origin, writer), part(&chart.data, writer));
    let alt = writer.text(&chart.alt.0, chart.alt.1);
    let mark = writer.mark(chart.span);
    format!(
        "chart({mark}number: {}, anchor: {}, title: {title}, subtitle: {subtitle}, source: {source}, data: {data}, file: {}, width: {width:.2}pt, alt: {alt})",
        literal(&chart.number),
        literal(&chart.anchor),
        literal(&file),
    )
}

/// Writes a line of values that is as small as a word.
fn spark(values: &[Option<rust_decimal::Decimal>], alt: &str, span: Span, writer: &mut Writer<'_>) -> String {
    let (file, height) = writer.draw(&Drawing::Spark(values.to_vec()), SPARK, span);
    let alt = writer.text(alt, span);
    format!("spark(file: {}, width: {SPARK}pt, height: {height:.2}pt, alt: {alt})\n", literal(&file))
}

/// The width of all pictures in a line of text together, in points.
pub(super) fn pictures(body: &[Inline]) -> f64 {
    let width = |inline: &Inline| match inline {
        Inline::Spark { .. } => SPARK,
        // The symbol and a blank.
        Inline::Signal { .. } => 16.0,
        _ => 0.0,
    };
    body.iter().map(width).sum()
}

/// Writes words with a symbol and a colour.
fn signal(tone: Tone, text: &str, span: Span, writer: &mut Writer<'_>) -> String {
    let (symbol, key) = match tone {
        Tone::Green => ("\u{25CF}", "green"),
        Tone::Amber => ("\u{25C6}", "amber"),
        Tone::Red => ("\u{25B2}", "red"),
        Tone::UpBetter => ("\u{2191}", "better"),
        Tone::DownBetter => ("\u{2193}", "better"),
        Tone::UpWorse => ("\u{2191}", "worse"),
        Tone::DownWorse => ("\u{2193}", "worse"),
        Tone::Up => ("\u{2191}", "neutral"),
        Tone::Down => ("\u{2193}", "neutral"),
        Tone::Level => ("\u{2192}", "neutral"),
        Tone::Closed => ("\u{2713}", "neutral"),
    };
    format!("signal({}, {}, {})\n", literal(symbol), literal(key), writer.text(text, span))
}

/// Writes the text of a paragraph as statements that join to content.
pub(super) fn inlines(body: &[Inline], writer: &mut Writer<'_>) -> String {
    let mut out = String::new();
    for inline in body {
        match inline {
            Inline::Text(text, span) => out.push_str(&writer.text(text, *span)),
            Inline::Strong(body) => out.push_str(&format!("strong({{\n{}}})\n", inlines(body, writer))),
            Inline::Emphasis(body) => out.push_str(&format!("emph({{\n{}}})\n", inlines(body, writer))),
            Inline::Link { url, body, span } => {
                let body = inlines(body, writer);
                let url = writer.text(url, *span);
                out.push_str(&format!("web-link(\n{url}, {{\n{body}}})\n"));
            }
            Inline::Spark { values, alt, span } => out.push_str(&spark(values, alt, *span, writer)),
            Inline::Signal { tone, text, span } => out.push_str(&signal(*tone, text, *span, writer)),
            Inline::Break => out.push_str("linebreak()\n"),
            Inline::Raised(text, span) => out.push_str(&format!("raised(\n{})\n", writer.text(text, *span))),
            Inline::Reference { text, anchor, span, .. } => {
                out.push_str(&format!("reference({}, \n{})\n", literal(anchor), writer.text(text, *span)))
            }
            Inline::NoteMark { mark, span, .. } => {
                out.push_str(&format!("note-mark(\n{})\n", writer.text(mark, *span)))
            }
        }
    }
    out
}
