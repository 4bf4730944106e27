//! Values that papers speak of: periods, windows and numbers, how each is read and printed, and how
//! sure one can be of a number. It knows nothing of files, papers or pages.

mod number;
mod period;
pub mod statistics;
mod window;

pub use number::{NumberForm, decimal, grouped, money};
pub use period::Period;
pub use window::{WINDOWS, Window};
