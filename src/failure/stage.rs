//! The stages of a run, by the names under which people meet them. It runs none of them.

/// A stage of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files to values with places.
    Load,
    /// Values to papers in shape.
    Check,
    /// Figures into text, narrative to paragraphs.
    Merge,
    /// Printed numbers and references.
    Number,
    /// Papers to pages.
    Typeset,
    /// Pages to PDFs. The files of a pack are written beside their places while they are made.
    Assemble,
    /// Files to their places.
    Write,
}

impl Stage {
    /// Every stage, in the order of a run.
    pub const ALL: [Self; 7] =
        [Self::Load, Self::Check, Self::Merge, Self::Number, Self::Typeset, Self::Assemble, Self::Write];

    /// The name that reports and traces print.
    pub fn name(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Check => "check",
            Self::Merge => "merge",
            Self::Number => "number",
            Self::Typeset => "typeset",
            Self::Assemble => "assemble",
            Self::Write => "write",
        }
    }
}
