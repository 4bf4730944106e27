//! The lines of an action log, and which entry each is a part of: an action, with the comments that stand
//! right above it, a note, or the file as a whole. It changes nothing in them.

use std::ops::Range;

use crate::finding::Sources;
use crate::load::node::{Node, TomlTable};

/// The owner of lines in an action log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// The action of that index, from 0.
    Action(usize),
    /// The note of that name.
    Note(String),
    /// The file itself.
    File,
}

/// A run of whole lines with one owner.
#[derive(Debug)]
pub(super) struct Run {
    pub owner: Owner,
    /// The bytes from the start of the first line to the end of the last.
    pub range: Range<usize>,
}

/// The runs of a file, in order, each with the comments that belong to it. Blank lines and comments that
/// stand by themselves are in none.
pub(super) fn runs(root: &Node, sources: &Sources, text: &str) -> Vec<Run> {
    let mut spans = Vec::new();
    let none = TomlTable::default();
    for entry in &root.table().unwrap_or(&none).entries {
        match entry.key.as_str() {
            "action" => {
                for (n, action) in entry.node.array().unwrap_or_default().iter().enumerate() {
                    walk(action, &Owner::Action(n), sources, &mut spans);
                }
            }
            "note" => {
                for note in &entry.node.table().unwrap_or(&none).entries {
                    let owner = Owner::Note(note.key.clone());
                    spans.push((sources.range(note.key_place), owner.clone()));
                    walk(&note.node, &owner, sources, &mut spans);
                }
            }
            _ => {
                spans.push((sources.range(entry.key_place), Owner::File));
                walk(&entry.node, &Owner::File, sources, &mut spans);
            }
        }
    }
    spans.sort_by_key(|(range, _)| (range.start, range.end));
    let mut runs: Vec<Run> = Vec::new();
    for (range, owner) in spans {
        let range = line_start(text, range.start)..line_end(text, range.end);
        match runs.last_mut().filter(|last| last.owner == owner || range.start < last.range.end) {
            Some(last) => last.range.end = last.range.end.max(range.end),
            None => runs.push(Run { owner, range }),
        }
    }
    let mut end_before = 0;
    for at in 0..runs.len() {
        let next = runs.get(at + 1).map_or(text.len(), |next| next.range.start);
        let range = &mut runs[at].range;
        let above = comments_above(&text[end_before..range.start]);
        // The comment at the head of a file is the file's.
        range.start = if above == 0 && end_before == 0 { range.start } else { end_before + above };
        // What stands right below goes with it, unless it stands right above the next as well.
        let below = &text[range.end..next];
        let directly: usize =
            below.split_inclusive('\n').take_while(|l| l.trim_start().starts_with('#')).map(str::len).sum();
        if directly < below.len() || next == text.len() {
            range.end += directly;
        }
        end_before = range.end;
    }
    runs
}

fn walk(node: &Node, owner: &Owner, sources: &Sources, spans: &mut Vec<(Range<usize>, Owner)>) {
    spans.push((sources.range(node.span), owner.clone()));
    for entry in node.table().map(|t| &t.entries).into_iter().flatten() {
        spans.push((sources.range(entry.key_place), owner.clone()));
        walk(&entry.node, owner, sources, spans);
    }
    for item in node.array().unwrap_or_default() {
        walk(item, owner, sources, spans);
    }
}

/// The byte of a stretch of blank lines and comments at which the comments begin that reach its end.
fn comments_above(zone: &str) -> usize {
    let mut at = zone.len();
    for line in zone.split_inclusive('\n').rev() {
        if !line.trim_start().starts_with('#') {
            break;
        }
        at -= line.len();
    }
    at
}

/// The edits that take lines out, each run with the blank lines below it.
pub(super) fn without(
    text: &str,
    runs: &[Run],
    drops: impl Fn(&Owner) -> bool,
) -> Vec<(Range<usize>, String)> {
    let gone = runs.iter().filter(|run| drops(&run.owner));
    gone.map(|run| {
        let rest = &text[run.range.end..];
        let blank: usize =
            rest.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
        (run.range.start..run.range.end + blank, String::new())
    })
    .collect()
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |n| n + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |n| at + n + 1)
}
