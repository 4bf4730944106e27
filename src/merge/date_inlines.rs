//! From the parts of a printed date to inlines of the model. It prints no date.

use crate::finding::Span;
use crate::model::Inline;
use crate::style::date::DatePart;

/// Makes the parts of a printed date inlines.
pub(crate) fn date_inlines(parts: Vec<DatePart>, span: Span) -> Vec<Inline> {
    let inline = |part| match part {
        DatePart::Text(text) => Inline::Text(text, span),
        DatePart::Raised(text) => Inline::Raised(text, span),
    };
    parts.into_iter().map(inline).collect()
}
