//! The model: a paper as it will be printed, with every figure in words and the place of each
//! node. It has no TOML, no MiniJinja and no Typst in it.

mod block;
mod chart;
mod pack;
mod paper;
mod table;

pub use block::{Block, Image, Inline, Item, List, Note, Paragraph, Resolved, Tone, plain};
pub use chart::{AreaBar, Areas, Bars, Chart, Drawing, Level, Line, Trend};
pub use pack::{Agenda, AgendaItem, Described, Entry, KeptPage, Pack, Reserved, Told};
pub use paper::{
    Appendix, Board, Contact, Content, Field, Kind, Numbering, Paper, Picture, Recommendations, Section,
    Signing,
};
pub use table::{Body, Cell, Column, HeadCell, Row, Table};
