//! Catches panics of readers of PDFs: some damaged attachments make them panic, and what others send must
//! stop no build. It cannot catch what uses up the stack.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reader, and gives what it read; `None` where it panicked.
pub(crate) fn catch_panic<T>(read: impl FnOnce() -> T) -> Option<T> {
    let before = INSIDE.replace(true);
    // What it was about is dropped or is as it was before: it changes only what it remembers.
    let read = catch_unwind(AssertUnwindSafe(read));
    INSIDE.set(before);
    read.ok()
}

/// Whether this thread is inside `catch_panic`: a panic there is the file's fault, and nobody is told of
/// it.
pub fn is_catching() -> bool {
    INSIDE.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_stays_inside() {
        assert_eq!(catch_panic(|| 1), Some(1));
        assert!(!is_catching());
        let text: Option<&str> = None;
        assert_eq!(
            catch_panic(|| catch_panic(is_catching).and_then(|inside| text.map(|t| (inside, t.len())))),
            Some(None)
        );
        assert_eq!(
            catch_panic(|| -> usize { std::panic::resume_unwind(Box::new("as the reader does")) }),
            None
        );
        assert!(!is_catching());
    }
}
