//! A sparkline of the model: the values of a line as small as a word. It has no words but those of its alternative
//! text, which stand where it does.

use rust_decimal::Decimal;

/// A line as small as a word.
#[derive(Debug, Clone, PartialEq)]
pub struct Spark {
    /// The values in order; `None` is a gap.
    pub values: Vec<Option<Decimal>>,
    /// The indices of the values before which the line is broken, although both sides are known.
    pub breaks: Vec<usize>,
}
