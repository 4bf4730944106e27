//! The model: a paper as it will be printed, with every figure in words and the span of each node. It has no
//! TOML, no MiniJinja and no Typst in it.

mod block;
mod chart;
mod inline;
mod pack;
mod paper;
mod spark;
mod table;

pub(crate) use crate::pdf::{FieldSide, FieldValue, FieldWords, FilledField, TickSign};
pub use block::Block;
pub(crate) use block::{Image, List, ListItem, Note, Paragraph, Resolved};
pub(crate) use chart::Chart;
pub use chart::{
    AreaBar, AreaBars, Bars, Cause, Drawing, Level, ProcessChart, ProcessSign, ProcessStretch, Trend,
    TrendLine, TrendWords,
};
pub(crate) use inline::Tone;
pub use inline::{Inline, plain};
pub(crate) use pack::{
    Agenda, AgendaItem, AttachmentDescription, AttachmentPage, AttachmentPages, DescriptionSource, MadeRoom,
    NearEdge, Pack, PackEntry, RoomWay,
};
pub(crate) use paper::{
    Appendix, AppendixContent, Board, Contact, Field, NamedAnchor, Paper, PaperKind, PictureFile,
    Recommendations, Section, SectionNumbering, Signing,
};
pub use spark::Spark;
pub use table::CellContent;
pub(crate) use table::{Alignment, Cell, Column, HeadCell, Row, Table};
