//! Values that papers speak of: periods and numbers, and how each is read and printed. It knows
//! nothing of files, papers or pages.

mod number;
mod period;

pub use number::{NumberForm, decimal, grouped, money};
pub use period::Period;
