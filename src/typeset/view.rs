//! What a template sees of a paper: its parts as data and as code. It never decides an order.
//!
//! Whether a paper ends with a blank verso is given to the template as `blank_verso`. The page component
//! decides it from marks that stand inside the last page's own content: whatever follows a page of another
//! shape belongs to the next page, and then nothing settles.

use super::values::{code, contact, contacts_label, content, map};
use std::collections::BTreeMap;

use chrono::Datelike;
use minijinja::value::Value;

use super::agenda;
use super::blocks::{BlockSetting, blocks, ends_sideways, holds_sideways, long_words};
use super::code::{Writer, literal};
use super::columns::PageSpace;
use super::frame::Frame;
use super::inlines::inlines;
use super::left_columns::LeftColumns;
use super::sections::{sections, spoken, turned};
use crate::chart::Theme;
use crate::finding::Span;
use crate::merge::date_inlines;
use crate::model::{Appendix, AppendixContent, AttachmentPage, Paper, PaperKind, Signing, plain};
use crate::style::{Token, Tokens, fill, points};

/// The data of a paper for its template.
pub(super) fn view(paper: &Paper, left: &LeftColumns, writer: &mut Writer<'_>) -> Value {
    let tokens = &paper.style.tokens;
    let room = room(tokens, left);
    let portrait = BlockSetting::plain(&room);
    let setting = if paper.kind == PaperKind::Actions { portrait.on_side() } else { portrait };
    let board_name = writer.text(&paper.board.name.0, paper.board.name.1);
    let strapline = paper.board.strapline.as_ref().map(|(text, span)| code(writer.text(text, *span)));
    let logo = paper.board.logo.as_ref().map(|(file, alt, span)| {
        map([("file", Value::from(file.clone())), ("alt", code(writer.text(alt, *span)))])
    });
    let tables = Frame::of(tokens, left.label);
    let banner = if tokens.text("banner") == "council" {
        writer.text(&spaced(&paper.council), paper.span)
    } else {
        board_name.clone()
    };
    let board = map([
        ("banner", code(banner)),
        ("name", code(board_name)),
        ("strapline", strapline.into()),
        ("logo", logo.into()),
    ]);
    let dates: Vec<Value> = paper
        .meetings
        .iter()
        .map(|day| content(inlines(&date_inlines(paper.style.date("title", *day), paper.span), writer)))
        .collect();
    let report_of = paper.report_of.as_ref().and_then(|c| c.lines.first()).map(|(name, span)| {
        let label = literal(&format!("{} ", tokens.text("labels.report_of")));
        content(format!("{label}\n{}", writer.text(name, *span)))
    });
    long_words(&paper.title, writer);
    let title = inlines(&paper.title, writer);
    let turned = turned(&paper.data, setting, writer);
    let rest = blocks(&paper.data[usize::from(turned.is_some())..], setting, writer);
    let first = turned.as_ref().map_or(String::new(), |call| format!("landscape({call})\n"));
    let data = Value::from((!paper.data.is_empty()).then(|| code(first + &rest)));
    let values = [
        ("meta", meta(paper)),
        ("draft", paper.draft.into()),
        ("letterhead", tokens.switch("letterhead").into()),
        ("blank_verso", tokens.switch("blank_verso").into()),
        ("agenda", paper.agenda.as_ref().map(|a| agenda::agenda(a, tokens, setting, writer)).into()),
        ("open", ends_open(paper, &tables, setting, writer).into()),
        ("order", tables.order()),
        ("frame", tables.rows(paper, setting, writer)),
        ("labels", labels(tokens)),
        ("bullet", tokens.list("numbering.bullets").first().copied().unwrap_or("•").into()),
        ("board", board),
        ("dates", Value::from(dates)),
        ("title", content(title)),
        ("report_of", report_of.into()),
        ("fields", tables.fields(paper, setting, writer)),
        ("sections", sections(paper, setting, writer)),
        ("recommendations", tables.recommendations(paper, setting, writer)),
        ("signing", paper.signing.as_ref().map(|s| signing(s, paper.span, writer)).into()),
        ("background_papers", tables.background(paper, writer)),
        ("contacts", paper.contacts.iter().map(|c| contact(c, writer)).collect()),
        ("contacts_label", contacts_label(paper).into()),
        ("after_appendices", after_appendices(paper, &tables).into()),
        ("data", data),
        ("data_rest", code(rest)),
        ("data_turned", turned.map(code).into()),
        ("appendices", paper.appendices.iter().map(|a| appendix(a, setting, writer)).collect()),
    ];
    map(values)
}

fn room(tokens: &Tokens, left: &LeftColumns) -> PageSpace {
    let length = |path: &str| points(tokens.text(path));
    let across = length("page.left") + length("page.right");
    // A4, in points.
    let (short, long) = (595.28, 841.89);
    PageSpace {
        portrait: short - across,
        sideways: long - across,
        height: long - length("page.top") - length("page.bottom"),
        indent: left.number,
        label: length("spacing.label"),
        text: length("fonts.size"),
        size: length("fonts.table_size"),
    }
}

/// The theme of charts, from the style's tokens.
pub(super) fn theme(tokens: &Tokens) -> Theme {
    let color = |path: &str| tokens.text(path).to_owned();
    Theme {
        font: tokens.list("fonts.text").first().copied().unwrap_or_default().to_owned(),
        size: points(tokens.text("fonts.table_size")),
        text: color("colors.text"),
        grid: color("charts.grid"),
        axis: color("charts.axis"),
        colors: tokens.list("charts.colors").into_iter().map(str::to_owned).collect(),
        comparator: color("charts.comparator"),
        paper: "#ffffff".to_owned(),
        missing: color("charts.missing"),
    }
}

fn labels(tokens: &Tokens) -> Value {
    let labels = tokens.group("labels").iter();
    let texts = labels.filter_map(|(key, token)| {
        if let Token::Text(text) = token { Some((key.clone(), Value::from(text.clone()))) } else { None }
    });
    Value::from(texts.collect::<BTreeMap<String, Value>>())
}

fn meta(paper: &Paper) -> Value {
    let first = paper.meetings.first();
    let tokens = &paper.style.tokens;
    let key = match paper.kind {
        PaperKind::Report => "report",
        PaperKind::Minutes => "minutes",
        PaperKind::Actions => "actions",
        PaperKind::Agenda => "agenda",
        PaperKind::Reserved => "paper",
        PaperKind::Accessibility => "accessibility",
    };
    let day =
        first.map(|d| plain(&date_inlines(paper.style.date("text", *d), paper.span))).unwrap_or_default();
    let pattern = tokens.text(&format!("metadata.{key}"));
    let description = fill(pattern, &[("board", paper.board.name.0.trim()), ("date", &day)]);
    let word = tokens.text(&format!("metadata.{key}_word"));
    let author = paper
        .report_of
        .as_ref()
        .or(paper.contacts.first())
        .and_then(|c| c.lines.first())
        .map_or_else(|| paper.council.clone(), |(name, _)| name.clone());
    let words = [paper.board.short.as_str(), paper.period.as_str(), &paper.council, word];
    let keywords: Value = words.iter().filter(|w| !w.is_empty()).map(|w| Value::from(spaced(w))).collect();
    let date: Option<Value> =
        first.map(|d| Value::from(vec![i64::from(d.year()), i64::from(d.month()), i64::from(d.day())]));
    map([
        ("title", spaced(&plain(&paper.title)).into()),
        ("author", spaced(&author).into()),
        ("description", spaced(&description).into()),
        ("keywords", keywords),
        ("date", date.into()),
    ])
}

/// The text in one line, as PDF readers show metadata.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the part that is printed last leaves an upright page of the paper itself: it is no appendix with
/// pages of its own, and no table on a page on its side.
fn ends_open(paper: &Paper, tables: &Frame<'_>, setting: BlockSetting<'_>, writer: &Writer<'_>) -> bool {
    if !paper.data.is_empty() {
        return !ends_sideways(&paper.data, setting, writer);
    }
    for part in paper.style.tokens.list("order").into_iter().rev() {
        let last = match part {
            "sections" => paper.sections.last().map(|s| &s.blocks),
            "recommendations" => paper.recommendations.as_ref().map(|r| &r.blocks),
            "front" => paper.front.last().map(|f| &f.blocks),
            "closing" => paper.closing.last().map(|f| &f.blocks),
            "appendices"
                if paper.appendices.iter().any(|a| {
                    matches!(a.content, AppendixContent::Pages(_) | AppendixContent::Attached(..))
                }) =>
            {
                return false;
            }
            "appendices" if paper.appendices.is_empty() => None,
            "contacts" if paper.contacts.is_empty() => None,
            "background_papers" if paper.background_papers.is_none() => None,
            _ => return true,
        };
        if let Some(blocks) = last {
            let setting = if tables.hold(part) { tables.cell(setting) } else { setting };
            return !ends_sideways(blocks, setting.numbered(true), writer);
        }
    }
    true
}

/// Whether anything stands in order after appendices with pages of their own: it begins a page.
fn after_appendices(paper: &Paper, tables: &Frame<'_>) -> bool {
    let holds = |part: &str| match part {
        "front" => !paper.front.is_empty(),
        "sections" => !paper.sections.is_empty(),
        "recommendations" => paper.recommendations.is_some(),
        "closing" => !paper.closing.is_empty(),
        "background_papers" => paper.background_papers.is_some(),
        "contacts" => !paper.contacts.is_empty(),
        _ => false,
    };
    let order = paper.style.tokens.list("order");
    let after = order.into_iter().skip_while(|part| *part != "appendices").skip(1);
    let pages =
        |one: &Appendix| matches!(one.content, AppendixContent::Pages(_) | AppendixContent::Attached(..));
    paper.appendices.iter().any(pages) && after.into_iter().any(|part| !tables.hold(part) && holds(part))
}

fn signing(signing: &Signing, span: Span, writer: &mut Writer<'_>) -> Value {
    map([
        ("times", code(writer.text(&signing.times, span))),
        ("day", content(inlines(&signing.day, writer))),
        ("confirmed", signing.confirmed.as_ref().map(|words| content(inlines(words, writer))).into()),
    ])
}

/// The size of a page that is kept for an attachment, for the template.
fn attachment_page(page: &AttachmentPage) -> Value {
    map([("width", code(format!("{:.3}pt", page.width))), ("height", code(format!("{:.3}pt", page.height)))])
}

fn appendix(appendix: &Appendix, setting: BlockSetting<'_>, writer: &mut Writer<'_>) -> Value {
    let (pages, url, all) = match &appendix.content {
        AppendixContent::Pages(all) | AppendixContent::Attached(_, all) => (true, None, Some(all)),
        AppendixContent::Link(url, span, all) => (false, Some(code(writer.text(url, *span))), Some(all)),
        AppendixContent::Listed => (false, None, None),
    };
    // An appendix with a wide table lies on its side as a whole, its heading too.
    let kept = match &appendix.content {
        AppendixContent::Attached(reserved, _) => {
            Some(reserved.pages.iter().map(attachment_page).collect::<Value>())
        }
        _ => None,
    };
    let sideways = pages && kept.is_none() && all.is_some_and(|all| holds_sideways(all, setting, writer));
    let setting = if sideways { setting.on_side() } else { setting };
    let body = all.map(|all| blocks(all, setting, writer));
    let body = body.filter(|body| pages && kept.is_none() || !body.is_empty());
    let spoken = spoken(appendix.speaks.as_deref());
    long_words(&appendix.title, writer);
    let title = inlines(&appendix.title, writer);
    let mark = writer.mark(appendix.span);
    map([
        ("label", appendix.label.clone().into()),
        ("title", code(format!("{spoken}{mark}{title}"))),
        ("anchor", appendix.anchor.clone().into()),
        ("pages", pages.into()),
        ("kept", kept.into()),
        ("sideways", sideways.into()),
        ("url", url.into()),
        ("draft", appendix.draft.into()),
        ("blocks", body.map(|body| code(spoken + &body)).into()),
    ])
}

/// The tokens that say the space between blocks.
const SPACES: [&str; 2] = ["spacing.paragraph", "spacing.item"];

/// The style's tokens as a Typst file, with the columns at the left as wide as the paper needs them, and the
/// space between paragraphs by a factor. Lengths and colours are written as such.
pub(super) fn token_file(tokens: &Tokens, left: &LeftColumns, factor: f64) -> String {
    let mut out = String::from(
        "// The tokens of the house style, written by boardpack: change them in style.toml.\n#let tokens = ",
    );
    group(tokens.entries(), "", left, factor, &mut out);
    out.push_str(&format!("\n// The factor of space between blocks, which keeps pages from holding hardly anything.\n#let space = {factor:.4}\n"));
    out
}

/// Writes a group of tokens; `above` is its path with a dot after it.
fn group(entries: &[(String, Token)], above: &str, left: &LeftColumns, factor: f64, out: &mut String) {
    if entries.is_empty() {
        out.push_str("(:)");
        return;
    }
    out.push('(');
    for (key, token) in entries {
        out.push_str(&format!("{}: ", literal(key)));
        let path = format!("{above}{key}");
        match left.width(&path) {
            Some(width) => out.push_str(&format!("{width:.2}pt")),
            None if factor != 1.0 && SPACES.contains(&path.as_str()) => match token {
                Token::Text(text) => out.push_str(&format!("{text} * {factor:.4}")),
                other => token_code(other, &path, left, factor, out),
            },
            None => token_code(token, &path, left, factor, out),
        }
        out.push_str(", ");
    }
    out.push(')');
}

fn token_code(token: &Token, path: &str, left: &LeftColumns, factor: f64, out: &mut String) {
    match token {
        Token::Text(text) if crate::style::is_length(text) => out.push_str(text),
        Token::Text(text) if crate::style::is_color(text) => out.push_str(&format!("rgb({})", literal(text))),
        Token::Text(text) => out.push_str(&literal(text)),
        Token::Number(digits) => out.push_str(digits),
        Token::Switch(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Token::Group(tokens) => group(tokens.entries(), &format!("{path}."), left, factor, out),
        Token::List(items) => {
            out.push('(');
            for item in items {
                token_code(item, path, left, factor, out);
                out.push_str(", ");
            }
            out.push(')');
        }
    }
}
