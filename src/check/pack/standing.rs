//! The words that stand on every agenda of a board: members, quorum, summons, and words on access. It never
//! decides how they are printed.
//!
//! They are in the board's file, and a pack may say otherwise key by key.

use std::collections::BTreeMap;

use super::text;
use crate::check::attendance::{self, Attender};
use crate::check::expression::Expression;
use crate::check::fields::Fields;
use crate::check::markup::{MarkupBlock, narrative};
use crate::check::person::Person;
use crate::finding::{Finding, Findings, Rule, Span};

/// The texts that stand on every agenda of a board; each is `None` where nothing is said of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standing {
    /// The members of the board.
    pub members: Option<Vec<Attender>>,
    /// The number of members who must be present.
    pub quorum: Option<(i64, Span)>,
    /// The words that summon the members.
    pub summons: Option<Vec<MarkupBlock>>,
    /// The words on how others may attend, record and ask.
    pub access: Option<Vec<MarkupBlock>>,
}

/// The least quorum: one person is no meeting, Sharp v Dawes (1876).
const LEAST_QUORUM: i64 = 2;

/// Reads what a board, or a pack in its place, says of members, quorum, summons and access.
pub(in crate::check) fn read(
    fields: &mut Fields<'_>,
    people: &BTreeMap<String, Person>,
    findings: &mut Findings,
) -> Standing {
    let quorum_place = fields.node("quorum").map(|n| n.span);
    let quorum = fields.integer("quorum", LEAST_QUORUM, 999, findings);
    let mut statement = |key, findings: &mut Findings| {
        let blocks = fields.text(key, findings).map(|t| narrative(t, findings))?;
        text::refuse(&text::in_blocks(&blocks), findings);
        Some(blocks)
    };
    let summons = statement("summons", findings);
    let access = statement("access", findings);
    let named = fields.node("member").is_some();
    let members = attendance::members(fields.list("member", findings), people, findings);
    Standing { members: named.then_some(members), quorum: quorum.zip(quorum_place), summons, access }
}

impl Standing {
    /// The texts of a meeting, and where it has none, those of its board.
    #[must_use]
    pub(super) fn or(self, board: &Self) -> Self {
        Self {
            members: self.members.or_else(|| board.members.clone()),
            quorum: self.quorum.or(board.quorum),
            summons: self.summons.or_else(|| board.summons.clone()),
            access: self.access.or_else(|| board.access.clone()),
        }
    }

    /// The expressions of the statements.
    pub(super) fn expressions(&self) -> Vec<Expression> {
        let statements = [&self.summons, &self.access].into_iter().flatten();
        statements.flat_map(|blocks| text::in_blocks(blocks)).collect()
    }

    /// Finds a quorum that all the members together cannot make.
    pub(in crate::check) fn check(&self, findings: &mut Findings) {
        let seats = self.members.as_ref().map_or(0, Vec::len);
        if let Some((quorum, span)) = self.quorum
            && seats > 0
            && usize::try_from(quorum).is_ok_and(|quorum| quorum > seats)
        {
            let message = format!("the quorum is {quorum}, and there are {seats} members");
            findings.push(
                Finding::error(Rule::Quorum, span, message)
                    .hint("correct `quorum`, or add the members who are left out: [[member]]"),
            );
        }
    }
}
