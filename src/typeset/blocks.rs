//! Blocks of the model as calls of the style's components. It decides which component, never how it looks.

use super::code::{Writer, literal};
use super::columns::PageSpace;
use super::inlines::inlines;
use super::table;
use crate::finding::{Finding, Rule};
use crate::model::{Block, Chart, Image, Inline, List, Paragraph, Table};

/// The length in bytes above which a stem is not held to its list: a block that is kept cannot break over
/// pages.
const LONGEST_STEM: usize = 400;

/// The length in bytes up to which bold words that are a paragraph of their own are a heading.
const LONGEST_LABEL: usize = 160;

/// The share of a page from which on a picture is not held to the paragraph before it.
const TALL_PICTURE: f64 = 0.45;

/// The least width of a chart with text at its side, in multiples of the size of its words.
const LEAST_CHART: f64 = 16.0;

/// The least width of text at the side of a table, in multiples of its size.
const LEAST_TEXT: f64 = 14.0;

/// The distance between two tables side by side, in points, as `side-by-side` of the base style has it.
const GUTTER: f64 = 20.0;

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

    /// The setting of a column of this width.
    fn narrowed(self, width: f64) -> Self {
        let inset = self.inset.unwrap_or_default() + self.space() - width;
        Self { indent: false, inset: Some(inset), ..self }
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
            (Block::Table(table), Some(Block::Paragraph(next)))
                if table.beside
                    && setting.space() - table::width(table, setting, writer)
                        >= setting.room.text * LEAST_TEXT =>
            {
                let width = table::width(table, setting, writer);
                let inner = table::call(table, setting, writer);
                let text = paragraph(next, false, setting, writer);
                let call = format!("beside({width}pt, {inner}, {{\n{text}}})\n");
                out.push_str(&indented(&call, setting.indent));
                at += 2;
                continue;
            }
            (Block::Table(left), Some(Block::Table(right))) if left.of_chart && right.of_chart => {
                let Some([one, other]) = side_by_side([left, right], setting, writer) else {
                    out.push_str(&table_alone(left, setting, writer));
                    at += 1;
                    continue;
                };
                let (left, right) = (
                    table::call(left, setting.narrowed(one), writer),
                    table::call(right, setting.narrowed(other), writer),
                );
                let call = format!("side-by-side({one}pt, {other}pt, {{{left}}}, {{{right}}})\n");
                out.push_str(&indented(&call, setting.indent));
                at += 2;
                continue;
            }
            (Block::Paragraph(one), next) => {
                let keep = keep && !next.is_some_and(|next| is_tall(next, setting, writer));
                let call = paragraph(one, keep, setting, writer);
                out.push_str(&indented(&call, setting.indent && one.number.is_empty()));
            }
            (Block::List(one), _) => out.push_str(&indented(&list(one, setting, writer), setting.indent)),
            (Block::Table(one), _) => out.push_str(&table_alone(one, setting, writer)),
            (Block::Chart(one), Some(Block::Paragraph(next)))
                if one.beside && setting.space() * 0.5 >= setting.room.size * LEAST_CHART =>
            {
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

/// Whether a paragraph is held together with the list, table or picture that it leads into, or, where it is a
/// heading in bold words of its own, with what stands below it.
fn keeps(one: Option<&Block>, next: Option<&Block>) -> bool {
    let (Some(Block::Paragraph(paragraph)), Some(next)) = (one, next) else { return false };
    let leads = matches!(next, Block::List(_) | Block::Table(_) | Block::Image(_) | Block::Chart(_));
    let is_heading = matches!(paragraph.body[..], [Inline::Strong(_)]);
    let longest = if leads { LONGEST_STEM } else { LONGEST_LABEL };
    (leads || is_heading) && crate::model::plain(&paragraph.body).len() <= longest
}

/// Whether the block before `at` is not to be parted from the one there.
pub(super) fn holds(all: &[Block], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| all.get(before)) else { return false };
    let beside = match before {
        Block::Table(table) => table.beside,
        Block::Chart(chart) => chart.beside,
        _ => false,
    };
    beside || keeps(Some(before), all.get(at)) || matches!(all.get(at), Some(Block::Notes(_)))
}

/// Whether a picture is so tall that a paragraph before it, held to it, could leave a page with hardly
/// anything on it.
fn is_tall(block: &Block, setting: BlockSetting<'_>, writer: &Writer<'_>) -> bool {
    let height = match block {
        Block::Chart(chart) if !chart.beside => writer.height(&chart.drawing, setting.space()),
        Block::Image(image) => setting.room.image(setting.space(), image.ratio, image.pixels) / image.ratio,
        _ => 0.0,
    };
    height > setting.room.height * TALL_PICTURE
}

/// Writes a table by itself.
fn table_alone(one: &Table, setting: BlockSetting<'_>, writer: &mut Writer<'_>) -> String {
    let call = table::call(one, setting, writer);
    let wide = table::is_landscape(one, setting, writer);
    if wide { format!("landscape({call})\n") } else { indented(&format!("{call}\n"), setting.indent) }
}

/// The widths of two tables in points, where they are so narrow and short that they stand side by side.
fn side_by_side(tables: [&Table; 2], setting: BlockSetting<'_>, writer: &Writer<'_>) -> Option<[f64; 2]> {
    let widths = tables.map(|table| table::width(table, setting, writer));
    let fits = widths.iter().sum::<f64>() + GUTTER <= setting.space();
    let short = |(table, width): (&Table, f64)| table::is_short(table, setting.narrowed(width), writer);
    (fits && tables.into_iter().zip(widths).all(short)).then_some(widths)
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
