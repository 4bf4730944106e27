//! Boards that are copies of each other, as a file copied for a new board makes them: of one name, organisation and
//! look. It never decides which of them is meant.

use std::collections::BTreeMap;

use super::board::BoardSpec;
use crate::finding::{Finding, Findings, Rule};

/// Finds each board that has the name of another one, and is printed in the same way: a board of earlier years, or of
/// another council, has a look of its own.
pub(super) fn find(boards: &BTreeMap<String, BoardSpec>, findings: &mut Findings) {
    let all: Vec<&BoardSpec> = boards.values().collect();
    for (at, board) in all.iter().enumerate() {
        let Some(first) = all[..at].iter().find(|other| is_alike(board, other)) else { continue };
        findings.push(
            Finding::warning(
                Rule::BoardTwice,
                board.name.span,
                format!("the boards `{}` and `{}` have one name", first.id, board.id),
            )
            .hint(format!(
                "where one of boards/{}.toml and boards/{}.toml is a copy for another board, write the name of that board in it, and its `short`; where it was copied by mistake, delete it",
                first.id, board.id
            )),
        );
    }
}

fn is_alike(board: &BoardSpec, other: &BoardSpec) -> bool {
    let fold = |text: &str| text.to_lowercase().split_whitespace().collect::<String>();
    let of_whom =
        |board: &BoardSpec| board.organisation.as_ref().map(|organisation| fold(&organisation.text));
    let is_own = !board.style.is_override && !other.style.is_override;
    is_own
        && fold(&board.name.text) == fold(&other.name.text)
        && of_whom(board) == of_whom(other)
        && board.style.name == other.style.name
        && board.style.tokens == other.style.tokens
}
