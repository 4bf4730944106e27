//! Values that papers speak of: periods, windows and numbers, how each is read and printed, and how sure one
//! can be of a number. It knows nothing of files, papers or pages.

mod id;
mod number;
mod period;
mod spelling;
pub(crate) mod statistics;
mod window;

pub(crate) use id::Id;
pub use number::{NumberForm, decimal};
pub(crate) use number::{TypedNumber, UnitSign, grouped, money, typed_number};
pub use period::Period;
pub(crate) use spelling::{pooled_years, two_readings};
pub(crate) use window::{WINDOWS, Window};
