//! `[[minute]]`: one minute, with what was resolved and how it was voted. It never numbers a list.

use std::collections::{BTreeMap, BTreeSet};

use super::PlainText;
use super::agenda::{AgendaOutline, listed};
use super::attendance::Attender;
use super::expression::ExpressionKind;
use super::fields::Fields;
use super::markup::{MarkupBlock, MarkupInline, line, narrative};
use super::meeting::{self, filled, paragraph};
use super::paper_status::refuse_exempt;
use super::person::{Person, read_name};
use super::plain_text::plain;
use super::section::{SectionNumberingSpec, SectionSpec};
use super::typed_capitals;
use super::typed_labels::{refuse_item_label, refuse_label};
use super::typed_numbers::starts_with_number;
use super::typed_votes;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::{Node, TypedText};
use crate::style::{LANGUAGES, Language, Style, Tokens};

/// The style, people and agendas that a minute is read against.
pub(super) struct MinuteContext<'a> {
    /// The style in the language of the minutes.
    pub style: &'a Style,
    /// The style in the other language, where any paper is in it.
    pub other: Option<&'a Style>,
    pub people: &'a BTreeMap<String, Person>,
    /// The agendas of the meeting, each with its pack's folder.
    pub agendas: &'a [(&'a str, AgendaOutline<'a>)],
    /// The people who could vote.
    pub present: &'a [Attender],
}

impl MinuteContext<'_> {
    /// The style's words, in the language of a minute.
    fn tokens(&self, language: Option<Language>) -> &Tokens {
        let other = self.other.filter(|style| language == Some(style.language));
        &other.unwrap_or(self.style).tokens
    }
}

/// The numbers of votes: for, against, abstained.
type Votes = [usize; 3];

/// The keys of a vote, which are also those of their words in a style.
const WAYS: [&str; 3] = ["for", "against", "abstained"];

/// Reads a minute as a section of its number.
pub(super) fn read(
    node: &Node,
    number: u32,
    room: &MinuteContext<'_>,
    findings: &mut Findings,
) -> SectionSpec {
    let mut fields = Fields::of(node, "`[[minute]]`", findings);
    let title = fields.required("title", "\"Introductions\"", findings);
    title.into_iter().for_each(|text| typed_capitals::find("title", text, findings));
    if let Some(text) = title.filter(|t| starts_with_number(&t.string)) {
        let message = "this minute is numbered by hand, and its number follows from `first_number`";
        findings.push(
            Finding::error(Rule::HeadingNumber, text.span(), message).hint(
                "take the number away; where it is another, correct first_number at the top of the file",
            ),
        );
    }
    let name = fields.text("name", findings).map(plain);
    let language = fields.choice("language", &LANGUAGES, findings);
    let tokens = room.tokens(language);
    let item = fields.text("agenda_item", findings).filter(|t| !t.string.trim().is_empty());
    let has_wrong_item = fields.node("agenda_item").is_some_and(|n| n.text().is_none());
    if let Some(item) = item {
        refuse_item_label(item, findings);
        on_the_agenda(item, title, room.agendas, findings);
    }
    let text = fields.text("text", findings);
    let resolved = fields.text("resolved", findings);
    let resolved =
        resolved.filter(|t| !super::fields::blank("resolved", t, "\"…\", or delete the line", findings));
    if let Some(text) = resolved {
        refuse_label(text, tokens.text("minutes.resolved"), findings);
    }
    let votes_node = fields.node("votes");
    let votes = votes_node.map(|n| (votes(n, findings), n.span));
    if let Some((Some(counts), span)) = votes {
        more_votes_than_people(counts, span, room.present.len(), findings);
    }
    let recorded = fields.node("recorded_vote").map(|n| (recorded(n, room, findings), n.span));
    let note = fields.text("note", findings).filter(|t| !t.string.trim().is_empty());
    refuse_exempt(&mut fields, findings);
    fields.finish(findings);
    let filed = match item {
        Some(item) => Ok(filled(tokens, "minutes.filed", &[("item", item.string.trim())])),
        // What is no text has a finding of its own.
        None if has_wrong_item => Ok(String::new()),
        None => Err(how_to_name_item(title, room.agendas)),
    };
    let mut read = |text: &TypedText| {
        let mut blocks = narrative(text, findings);
        file_in(&mut blocks, filed.as_deref().map_err(String::as_str), findings);
        blocks
    };
    let mut blocks = text.map(&mut read).unwrap_or_default();
    blocks.extend(resolved.map(|t| MarkupBlock::Resolved { blocks: read(t), span: t.span() }));
    blocks.extend(outcome(votes, recorded, tokens, findings));
    if let Some(text) = note {
        let span = text.span();
        let (open, close) = tokens.text("minutes.note").split_once("{note}").unwrap_or_default();
        let mut body = vec![MarkupInline::Text(open.to_owned(), span)];
        body.extend(meeting::inlines(line(text, findings)));
        body.push(MarkupInline::Text(close.to_owned(), span));
        blocks.push(MarkupBlock::Paragraph { body, span });
    }
    let span = title.map_or(node.span.head(), TypedText::span);
    // What could not be read has a finding of its own.
    if blocks.is_empty() && text.is_none_or(|t| t.string.trim().is_empty()) && resolved.is_none() {
        findings.push(
            Finding::warning(Rule::MinuteEmpty, span, "this minute says nothing under its heading")
                .hint("add text = '''…''' or resolved = '''…'''"),
        );
    }
    let heading = title.map(|t| line(t, findings)).unwrap_or_default();
    SectionSpec {
        level: 1,
        heading,
        name,
        numbering: SectionNumberingSpec::Given(number),
        blocks,
        language,
        span,
    }
}

/// Finds a minute's item that the agendas of the meeting do not have. Titles are not compared: a minute may
/// have another title than its item.
fn on_the_agenda(
    item: &TypedText,
    title: Option<&TypedText>,
    agendas: &[(&str, AgendaOutline<'_>)],
    findings: &mut Findings,
) {
    let typed = item.string.trim();
    let Some((pack, agenda)) = agendas.first() else { return };
    let mut all = agendas.iter().flat_map(|(_, agenda)| &agenda.items);
    if agenda.items.is_empty() || all.any(|i| i.number == typed) {
        return;
    }
    let numbers: Vec<&str> = agenda.items.iter().map(|i| i.number.as_str()).collect();
    let same = title.and_then(|title| same_title(title, agenda));
    let message = format!("the agenda of {pack} has no item {typed}; it has {}", listed(&numbers));
    findings.push(
        Finding::error(Rule::UnknownItem, item.span(), message)
            .label("not on the agenda")
            .hint_if(same.map(|number| {
                format!("item {number} is called as this minute is: write agenda_item = \"{number}\"")
            }))
            .hint("write the number as the agenda prints it, without a point after it; or leave `agenda_item` out"),
    );
}

/// How a minute names its item of the agenda, with the number of the item of its title where there is one.
fn how_to_name_item(title: Option<&TypedText>, agendas: &[(&str, AgendaOutline<'_>)]) -> String {
    let number = title.zip(agendas.first()).and_then(|(title, (_, agenda))| same_title(title, agenda));
    match number {
        Some(number) => format!("add to the minute: agenda_item = \"{number}\", the item of its title"),
        None => "add to the minute: agenda_item = \"…\", with the number that the agenda prints".to_owned(),
    }
}

/// The number of the item of an agenda that has the title of a minute.
fn same_title<'a>(title: &TypedText, agenda: &'a AgendaOutline<'_>) -> Option<&'a str> {
    let fold = |text: &str| text.trim().to_lowercase();
    let same = agenda.items.iter().find(|item| fold(item.title) == fold(&title.string));
    same.map(|item| item.number.as_str())
}

/// Writes the sentence on what is filed with the minutes in the place of `{{ filed }}`, or says how to name the item.
fn file_in(blocks: &mut [MarkupBlock], sentence: Result<&str, &str>, findings: &mut Findings) {
    for block in blocks {
        match block {
            MarkupBlock::Paragraph { body, .. } => file_in_text(body, sentence, findings),
            MarkupBlock::List { items, .. } => {
                items.iter_mut().for_each(|(blocks, _)| file_in(blocks, sentence, findings))
            }
            MarkupBlock::Resolved { blocks, .. } => file_in(blocks, sentence, findings),
            MarkupBlock::Placed { .. } => {}
        }
    }
}

fn file_in_text(body: &mut [MarkupInline], sentence: Result<&str, &str>, findings: &mut Findings) {
    for inline in body {
        match inline {
            MarkupInline::Expression(expression) if expression.kind == ExpressionKind::Filed => {
                let span = expression.span;
                if let Err(hint) = sentence {
                    let message = "`filed` says which item's report is filed, and this minute names no item";
                    findings.push(Finding::error(Rule::FiledWithoutItem, span, message).hint(hint));
                }
                *inline = MarkupInline::Text(sentence.unwrap_or_default().to_owned(), span);
            }
            MarkupInline::Strong(body) | MarkupInline::Emphasis(body) | MarkupInline::Link { body, .. } => {
                file_in_text(body, sentence, findings)
            }
            MarkupInline::Text(..) | MarkupInline::Expression(_) | MarkupInline::Break => {}
        }
    }
}

/// Reads `votes = { for = 9, against = 0, abstained = 1 }`; `None` where a number is missing.
fn votes(node: &Node, findings: &mut Findings) -> Option<Votes> {
    let mut fields = Fields::of(node, "`votes`", findings);
    let mut read = [None; 3];
    for (key, slot) in WAYS.into_iter().zip(&mut read) {
        let typed = fields.node(key).is_some();
        *slot = fields.integer(key, 0, 10_000, findings).and_then(|n| usize::try_from(n).ok());
        if !typed {
            fields.missing(key, "0", findings);
        }
    }
    fields.finish(findings);
    let [Some(with), Some(against), Some(abstained)] = read else { return None };
    Some([with, against, abstained])
}

/// Warns of more votes than people who were present, where the minutes name these.
fn more_votes_than_people(counts: Votes, span: Span, present: usize, findings: &mut Findings) {
    let votes: usize = counts.iter().sum();
    if present == 0 || votes <= present {
        return;
    }
    let names = if present == 1 { "1 name".to_owned() } else { format!("{present} names") };
    let message = format!("these are {votes} votes, and [[present]] has {names}");
    findings.push(
        Finding::warning(Rule::VotesTooMany, span, message)
            .hint("correct the number that is wrong, or add whoever is missing to [[present]]"),
    );
}

/// Reads `recorded_vote`: the names of those who voted for, against, and abstained.
fn recorded(node: &Node, room: &MinuteContext<'_>, findings: &mut Findings) -> [Vec<PlainText>; 3] {
    if let Some(text) = node.text() {
        let message = "`recorded_vote` has a list of names for each way to vote, and this is text";
        findings.push(
            Finding::error(Rule::WrongType, node.span, message)
                .hint(format!("write recorded_vote = {}", typed_votes::as_table(&text.string))),
        );
        return Default::default();
    }
    let mut fields = Fields::of(node, "`recorded_vote`", findings);
    let mut seen = BTreeSet::new();
    let read = WAYS.map(|key| {
        let nodes = fields.list(key, findings);
        let names: Vec<PlainText> =
            nodes.iter().filter_map(|n| read_name(key, n, room.people, findings)).collect();
        for name in &names {
            if !seen.insert(name.text.trim().to_owned()) {
                findings.push(
                    Finding::error(Rule::VoterTwice, name.span, format!("`{}` has voted twice", name.text))
                        .hint("keep the name in one of `for`, `against` and `abstained`"),
                );
            }
            if !room.present.is_empty()
                && !room.present.iter().any(|p| p.name.text.trim() == name.text.trim())
            {
                let message = format!("`{}` has voted, and is not in [[present]]", name.text);
                findings.push(
                    Finding::warning(Rule::VoterAbsent, name.span, message)
                        .hint("write the name as the list of those present has it, or add it there"),
                );
            }
        }
        names
    });
    fields.finish(findings);
    read
}

/// Writes a vote as blocks of the minute.
fn outcome(
    votes: Option<(Option<Votes>, Span)>,
    recorded: Option<([Vec<PlainText>; 3], Span)>,
    tokens: &Tokens,
    findings: &mut Findings,
) -> Vec<MarkupBlock> {
    let mut blocks = Vec::new();
    if let Some((Some(counts), span)) = votes {
        let counts = counts.map(|n| n.to_string());
        let values = [("for", counts[0].as_str()), ("against", &counts[1]), ("abstained", &counts[2])];
        blocks.push(paragraph(filled(tokens, "minutes.votes", &values), span));
    }
    let Some((names, span)) = recorded else { return blocks };
    let counted: Votes = [names[0].len(), names[1].len(), names[2].len()];
    if let Some((Some(counts), votes_place)) = votes
        && counts != counted
    {
        let message = format!(
            "`votes` are {} for, {} against and {} abstained, and `recorded_vote` names {}, {} and {}",
            counts[0], counts[1], counts[2], counted[0], counted[1], counted[2]
        );
        findings.push(
            Finding::error(Rule::VotesDiffer, votes_place, message)
                .hint("correct one of the two, or leave `votes` out: the names are counted"),
        );
    }
    blocks.push(paragraph(tokens.text("minutes.recorded_vote").to_owned(), span));
    for (way, names) in WAYS.into_iter().zip(names) {
        let label = tokens.text(&format!("minutes.{way}"));
        let listed: Vec<&str> = names.iter().map(|n| n.text.trim()).collect();
        let listed =
            if listed.is_empty() { tokens.text("labels.none").to_owned() } else { listed.join(", ") };
        let lead =
            MarkupInline::Strong(vec![MarkupInline::Text(format!("{label} ({}):", names.len()), span)]);
        let span = names.first().map_or(span, |n| n.span);
        let body = vec![lead, MarkupInline::Text(format!(" {listed}"), span)];
        blocks.push(MarkupBlock::Paragraph { body, span });
    }
    blocks
}
