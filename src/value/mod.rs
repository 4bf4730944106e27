//! Values that papers speak of: periods, windows and numbers, how each is read and printed, and how
//! sure one can be of a number. It knows nothing of files, papers or pages.

mod id;
mod number;
mod period;
pub mod statistics;
mod window;

pub use id::Id;
pub use number::{NumberForm, TypedNumber, UnitSign, decimal, grouped, money, typed_number};
pub use period::Period;
pub use window::{WINDOWS, Window};
