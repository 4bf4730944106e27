//! `Evaluated`: what an expression comes to, before it stands in a text. It prints nothing.

use crate::figure::Figure;
use crate::style::date::DatePart;

/// The result of an expression.
pub(super) enum Evaluated {
    Text(String),
    /// A day, of which parts may be raised.
    Date(Vec<DatePart>),
    /// The word for a status that is red, and the indicator.
    Red(String, String),
    /// A sparkline up to a figure.
    Spark(Box<Figure>),
    /// The corrective action for an indicator.
    Action(String),
}
