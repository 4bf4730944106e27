//! Words for a rise or a fall before two figures: "it rose from 17.97 to 15.70". It compares the figures as they
//! are printed, and never turns a sentence round.

use std::cmp::Ordering::{self, Greater, Less};

use super::change_direction::ends_with_word;
use super::{Neighbours, PrintedFigure};
use crate::finding::{Finding, Rule};

/// The words before "from" that say a direction.
const WORDS: [(&str, Ordering); 22] = [
    ("rose", Greater),
    ("risen", Greater),
    ("rising", Greater),
    ("rise", Greater),
    ("increase", Greater),
    ("increased", Greater),
    ("increasing", Greater),
    ("grew", Greater),
    ("grown", Greater),
    ("gone up", Greater),
    ("went up", Greater),
    ("fell", Less),
    ("fallen", Less),
    ("falling", Less),
    ("fall", Less),
    ("decrease", Less),
    ("decreased", Less),
    ("decreasing", Less),
    ("dropped", Less),
    ("declined", Less),
    ("gone down", Less),
    ("went down", Less),
];

/// Finds a typed direction before "from" a figure "to" another one that the two do not have. `second` is the
/// figure behind the text that follows.
pub(super) fn find(at: &Neighbours<'_>, first: &PrintedFigure, second: &PrintedFigure) -> Option<Finding> {
    let before = at.before.trim_end();
    if at.after.trim() != "to" || !ends_with_word(before, "from") {
        return None;
    }
    let before = before[..before.len() - "from".len()].trim_end();
    let (typed, says) = WORDS.iter().find(|(words, _)| ends_with_word(before, words))?;
    let is = second.number?.cmp(&first.number?);
    let (is_so, other) = match is {
        Less => ("fell", Greater),
        Greater => ("rose", Less),
        Ordering::Equal => return None,
    };
    if *says != other || first.unit != second.unit {
        return None;
    }
    let message = format!("the figures {is_so}, and `{typed}` is typed before them");
    Some(
        Finding::error(Rule::ChangeDirection, at.span, message)
            .label(format!("prints {typed} from {} to a figure that is {}", at.printed, if is == Less { "lower" } else { "higher" }))
            .hint(format!("write the direction that is so, as `{is_so}`"))
            .hint("or let one expression say it all: .moved(\"year_ago\") prints the direction and both figures, whichever way they go"),
    )
}
