//! An action log as a paper: its title, and the words and colours of its status. It numbers nothing.

use super::date_inlines::date_inlines;
use super::minutes::fill_inlines;
use crate::check::{ActionLog, ActionState, LOG, Rating};
use crate::model::{Block, CellContent, Inline, Paper, PaperKind, Tone, plain};
use crate::style::fill;

/// Makes an action log of a paper that holds its table.
pub(super) fn add_log_parts(mut paper: Paper, log: &ActionLog) -> Paper {
    let style = paper.style.clone();
    let name = vec![Inline::Text(paper.board.name.0.clone(), paper.board.name.1)];
    paper.kind = PaperKind::Actions;
    paper.id = format!("actions/{}", log.id);
    paper.title = fill_inlines(style.tokens.text("actions.title"), &[("board", name)], paper.span);
    paper.short_title = plain(&paper.title);
    let blocks = paper.sections.iter_mut().flat_map(|s| &mut s.blocks);
    let tables = blocks.filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None });
    let rows = tables.filter(|table| table.name == LOG).flat_map(|table| &mut table.rows);
    for (row, state) in rows.zip(&log.states) {
        // A row without a status of its own has no such cell: the one above goes on.
        let Some((state, span)) = state else { continue };
        let (tone, text) = match state {
            ActionState::Rated(rating) => {
                let (tone, word) = match rating {
                    Rating::Green => (Tone::Green, "actions.green"),
                    Rating::Amber => (Tone::Amber, "actions.amber"),
                    Rating::Red => (Tone::Red, "actions.red"),
                };
                (tone, style.tokens.text(word).to_owned())
            }
            ActionState::Closed(day) => {
                let day = plain(&date_inlines(style.date("log", *day), *span));
                (Tone::Closed, fill(style.tokens.text("actions.closed"), &[("date", day)]))
            }
        };
        if let Some(cell) = row.cells.iter_mut().find(|cell| cell.column == 5) {
            cell.body = CellContent::Line(vec![Inline::Signal { tone, text, span: *span }]);
        }
    }
    paper
}
