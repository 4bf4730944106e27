//! Values that papers speak of: periods, windows and numbers, how each is read and printed, and how sure one
//! can be of a number. It knows nothing of files, papers or pages.

mod day;
mod id;
mod mark;
mod month_span;
mod number;
mod period;
mod period_words;
mod shown_number;
mod spelling;
pub(crate) mod statistics;
mod stretch;
mod two_cells;
mod typed_period;
mod window;
mod window_reading;

pub(crate) use day::{stated_day, week_from, written_day};
pub(crate) use id::Id;
pub(crate) use mark::{is_mark, standard_mark};
pub(crate) use month_span::MonthSpan;
pub(crate) use number::{MINUS, UnitSign, grouped, plain_number, rounded_to, with_digits_for_letters};
pub use number::{NumberForm, decimal};
pub(crate) use period::MONTHS;
pub use period::Period;
pub(crate) use shown_number::{ShownNumber, is_raised_digit};
pub(crate) use spelling::two_readings;
pub(crate) use two_cells::{lies_in_year, month_in_year, quarter_in_year};
pub(crate) use typed_period::TypedPeriod;
pub(crate) use window::{WINDOWS, Window};
